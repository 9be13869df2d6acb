import type { CrawlSettings } from '@baton/contracts/knowledge.ts'

const longest = 1_000
/** A path that repeats one of its parts so often was made by a link that leads ever deeper into itself. */
const mostRepeats = 3
const tracking = /^(utm_\w+|gclid|fbclid|msclkid|mc_[ce]id|_ga|_gl|yclid|igshid|phpsessid|jsessionid|sid|sessionid)$/i
const notPages =
  /\.(jpe?g|png|gif|webp|avif|svg|ico|bmp|tiff?|css|js|mjs|json|xml|rss|atom|map|woff2?|ttf|otf|eot|mp[34]|m4[av]|webm|og[gv]|wav|avi|mov|zip|gz|tgz|tar|rar|7z|exe|dmg|apk|iso|pdf|docx?|xlsx?|pptx?|odt|csv|ics)$/i

/** One spelling for what is one address: no fragment, nothing that only tracks or names a session. Null for what is no page of the web. */
export function normalise(address: string): string | null {
  const url = URL.parse(address)
  if (!url || (url.protocol !== 'http:' && url.protocol !== 'https:') || url.username || url.password) return null
  url.hash = ''
  url.pathname = url.pathname.replace(/\/{2,}/g, '/').replace(/;jsessionid=[^/]*/i, '')
  for (const key of [...url.searchParams.keys()]) if (tracking.test(key)) url.searchParams.delete(key)
  if (url.search === '?' || url.search === '') url.search = ''
  return url.href.length <= longest ? url.href : null
}

/** What is one site: a host with or without `www.`, on one port. */
export function siteOf(address: string): string {
  const { hostname, port } = new URL(address)
  return `${hostname.replace(/^www\./, '')}:${port}`
}

/** Whether a website source takes an address: of its site, a page by its name, within its paths. The start page always. */
export function taker(start: string, { include, skip }: Pick<CrawlSettings, 'include' | 'skip'>): (address: string) => boolean {
  const site = siteOf(start)
  const first = pathOf(start)
  return (address) => {
    if (!URL.canParse(address) || siteOf(address) !== site) return false
    const { pathname, search } = new URL(address)
    if (notPages.test(pathname) || isLoop(pathname)) return false
    const fits = (pattern: string) => matches(pattern, pattern.includes('?') ? pathname + search : pathname)
    if (skip.some(fits)) return false
    return include.length === 0 || include.some(fits) || pathOf(address) === first
  }
}

function pathOf(address: string): string {
  const { pathname, search } = new URL(normalise(address) ?? address)
  return pathname + search
}

/** Whether a path has the form of a pattern, in which `*` stands for anything. A slash at the end makes no difference. */
export function matches(pattern: string, path: string): boolean {
  const bare = (text: string) => (text.length > 1 ? text.replace(/\/$/, '') : text)
  return glob(pattern, path) || glob(bare(pattern), bare(path)) || (pattern.endsWith('/*') && bare(path) === pattern.slice(0, -2))
}

/** Steps back only to the last star: linear for what people write, quadratic at worst. */
function glob(pattern: string, text: string): boolean {
  let p = 0
  let star = -1
  let from = 0
  for (let t = 0; t < text.length; ) {
    if (pattern[p] === '*') {
      star = p++
      from = t
    } else if (pattern[p] === text[t]) {
      p++
      t++
    } else if (star >= 0) {
      p = star + 1
      t = ++from
    } else return false
  }
  while (pattern[p] === '*') p++
  return p === pattern.length
}

function isLoop(path: string): boolean {
  const counts = new Map<string, number>()
  for (const part of path.split('/').filter(Boolean)) counts.set(part, (counts.get(part) ?? 0) + 1)
  return [...counts.values()].some((count) => count > mostRepeats)
}
