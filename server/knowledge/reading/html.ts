import { clean } from '@baton/contracts/text.ts'
// Loaded with the thread, not on demand: of a package in the older module format, the bundle's dynamic import knows no names.
import { Defuddle } from 'defuddle/node'
import { parseHTML } from 'linkedom'
import type { Block } from '../split.ts'

/** What an HTML document says, and where it leads. `links` are whole addresses on the web, without fragments, each once. */
export type Html = { title: string; blocks: Block[]; canonical: string | null; links: string[]; noindex: boolean }

const mostLinks = 500
const longestAddress = 1_000

/** Takes out what a page says: no navigation, no cookie banner, headings kept. Null when the parser gives up, as on HTML nested thousands deep. */
export async function readHtml(html: string, url: string): Promise<Html | null> {
  if (nestedDeep(html)) return null
  try {
    const { document } = parseHTML(html)
    const where = readWhere(document, url)
    const heading = tidy(document.querySelector('h1')?.textContent ?? '')
    clear(document)
    const bare = document.querySelector('main, [role="main"]') ?? document.body
    const whole = blocksOfHtml(bare)
    // Without `useAsync: false` the extractor asks services of third parties.
    const read = await Defuddle(document as unknown as Document, url, { useAsync: false, removeImages: true })
    const blocks = blocksOfHtml(parseHTML(`<html><body>${read.content}</body></html>`).document.body)
    const found = blocks.reduce((sum, { text }) => sum + text.length, 0)
    const all = found >= fewCharacters ? blocks : whole
    return { title: titleOf(read.title || document.title || '', heading), blocks: all.map(cleaned), ...where }
  } catch {
    return null
  }
}

/** The blocks of HTML that is all content, such as a document turned into HTML. */
export async function readFragment(html: string): Promise<Block[] | null> {
  if (nestedDeep(html)) return null
  return blocksOfHtml(parseHTML(`<html><body>${html}</body></html>`).document.body).map(cleaned)
}

const cleaned = ({ heading, text }: Block): Block => ({ heading: heading.map(clean), text: clean(text) })

const banners =
  '[id*="cookie" i], [class*="cookie" i], [id*="consent" i], [class*="consent" i], [id*="gdpr" i], [role="dialog"], [role="alertdialog"], [aria-modal="true"]'
const longestBanner = 2_000

/** Takes out what stands on every page: ways around the site, and questions about cookies. A page about cookies is longer, and has a heading. */
function clear(document: Document): void {
  for (const element of document.querySelectorAll('nav, [role="navigation"], [role="contentinfo"], body > footer')) element.remove()
  for (const element of document.querySelectorAll(banners)) {
    const isContent = /^(HTML|BODY|MAIN|ARTICLE)$/.test(element.tagName.toUpperCase()) || element.querySelector('main, article, h1')
    if (!isContent && (element.textContent ?? '').length < longestBanner) element.remove()
  }
}

/** Many titles are the page's heading and then the name of the site, which says nothing. */
function titleOf(title: string, heading: string): string {
  const whole = clean(tidy(title))
  return heading.length > 2 && whole.startsWith(heading) ? clean(heading) : whole
}

/** Read before the extraction, which takes the document apart. */
function readWhere(document: Document, url: string): Pick<Html, 'canonical' | 'links' | 'noindex'> {
  const base = resolve(document.querySelector('base[href]')?.getAttribute('href') ?? '', url) ?? url
  const canonical = document.querySelector('link[rel~="canonical"][href]')?.getAttribute('href')
  const robots = document.querySelector('meta[name="robots" i]')?.getAttribute('content')?.toLowerCase() ?? ''
  const links = new Set<string>()
  for (const link of robots.includes('nofollow') ? [] : document.querySelectorAll('a[href], area[href]')) {
    if (links.size >= mostLinks) break
    if (/\bnofollow\b/i.test(link.getAttribute('rel') ?? '')) continue
    const to = resolve(link.getAttribute('href') ?? '', base)
    if (to) links.add(to)
  }
  return { canonical: canonical ? resolve(canonical, base) : null, links: [...links], noindex: robots.includes('noindex') }
}

function resolve(href: string, base: string): string | null {
  const url = href === '' ? null : URL.parse(href.trim(), base)
  if (!url || (url.protocol !== 'http:' && url.protocol !== 'https:') || url.href.length > longestAddress) return null
  url.hash = ''
  return url.href
}

const fewCharacters = 80
const deepest = 400

/** Whether elements stand inside each other deeper than any page that people read; parsers recurse. */
function nestedDeep(html: string): boolean {
  let depth = 0
  for (const [, closing, name = ''] of html.matchAll(
    /<(\/?)(div|span|section|article|ul|ol|li|table|tbody|tr|td|b|i|em|strong|a|p|blockquote|font|dl|dd|form)\b/gi,
  )) {
    if (/^(p|li|tr|td|dd)$/i.test(name)) continue
    depth = closing ? Math.max(0, depth - 1) : depth + 1
    if (depth > deepest) return true
  }
  return false
}

const skipped = new Set([
  'SCRIPT',
  'STYLE',
  'NOSCRIPT',
  'TEMPLATE',
  'SVG',
  'NAV',
  'IFRAME',
  'BUTTON',
  'FORM',
  'SELECT',
  'TEXTAREA',
  'OBJECT',
  'CANVAS',
])
const standing = new Set(
  'P DIV SECTION ARTICLE MAIN HEADER FOOTER ASIDE UL OL LI DL DT DD TABLE THEAD TBODY TFOOT TR BLOCKQUOTE PRE FIGURE FIGCAPTION ADDRESS DETAILS SUMMARY BODY HR BR'.split(
    ' ',
  ),
)

/** The text of a document under its headings. Cells of a row are joined by " | ", items of a list begin with "• ". */
function blocksOfHtml(body: Element): Block[] {
  const reading: Reading = { blocks: [], path: [], open: '', cells: 0 }
  visit(body, reading)
  close(reading)
  return reading.blocks
}

/** `cells`: how deep in cells of tables; what stands there stays on its row. */
type Reading = { blocks: Block[]; path: { level: number; title: string }[]; open: string; cells: number }

function visit(node: Node, reading: Reading): void {
  if (node.nodeType === 3) {
    reading.open += (node.textContent ?? '').replace(/\s+/g, ' ')
    return
  }
  if (node.nodeType !== 1) return
  const element = node as Element
  const name = element.tagName.toUpperCase()
  if (skipped.has(name) || element.getAttribute('hidden') !== null || element.getAttribute('aria-hidden') === 'true') return
  const level = /^H([1-6])$/.exec(name)?.[1]
  if (level && reading.cells === 0) return enterHeading(element, Number(level), reading)
  const around = standing.has(name) ? (reading.cells > 0 ? ' ' : '\n') : ''
  const isCell = name === 'TD' || name === 'TH'
  reading.open += around
  if (name === 'LI') reading.open += '• '
  if (isCell) reading.open += element.previousElementSibling ? ' | ' : ''
  if (isCell) reading.cells++
  for (const child of element.childNodes) visit(child, reading)
  if (isCell) reading.cells--
  reading.open += around
}

function enterHeading(element: Element, level: number, reading: Reading): void {
  close(reading)
  const title = tidy(element.textContent ?? '').slice(0, 200)
  reading.path = [...reading.path.filter((above) => above.level < level), ...(title ? [{ level, title }] : [])]
}

function close(reading: Reading): void {
  const text = reading.open
    .split('\n')
    .map(tidy)
    .filter((line) => line && line !== '•')
    .join('\n')
  if (text) reading.blocks.push({ heading: reading.path.map(({ title }) => title), text })
  reading.open = ''
}

const tidy = (text: string) => text.replace(/\s+/g, ' ').trim()
