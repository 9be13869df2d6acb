import type { Fetched, FetchRefusal, Outbound } from '../outbound.ts'
import type { Reader } from './reading/reader.ts'
import type { Block } from './split.ts'

/** A page as it was read. `etag` and `lastModified` are what to bring along the next time. */
export type Page = {
  url: string
  title: string
  blocks: Block[]
  canonical: string | null
  links: string[]
  etag: string | null
  lastModified: string | null
}
/**
 * A page that can't be knowledge, with the sentence that says why. `gone`: it is no more; `skipped`: it is not meant to be read;
 * `failed`: another time it may be. `retryAfter` (seconds): the site asks for a pause.
 */
export type PageProblem = { problem: string; because: 'gone' | 'skipped' | 'failed'; retryAfter?: number }

export type PageRequest = {
  url: string
  etag?: string | null
  lastModified?: string | null
  /** Which addresses a redirect may lead to. */
  may?: ((url: string) => boolean) | undefined
  signal?: AbortSignal | undefined
}

const limits = { bytes: 2 * 1024 * 1024, time: 10_000, redirects: 5 }
const headers = { accept: 'text/html,text/plain;q=0.9', 'accept-language': 'en, *;q=0.5' }

/** Fetches one page (2 MB, 10 s, 5 redirects at most) and takes out what it says: no navigation, no cookie banner, headings kept. */
export async function fetchPage(outbound: Outbound, reader: Reader, request: PageRequest): Promise<Page | PageProblem | 'unchanged'> {
  const { url, etag, lastModified, may, signal } = request
  const conditions = { ...(etag && { 'if-none-match': etag }), ...(lastModified && { 'if-modified-since': lastModified }) }
  const fetched = await outbound.get(url, { ...limits, headers: { ...headers, ...conditions }, may, signal })
  if ('no' in fetched) return { problem: fetchProblems[fetched.no], because: fetched.no === 'elsewhere' ? 'skipped' : 'failed' }
  if (fetched.status === 304 && (etag || lastModified)) return 'unchanged'
  return statusProblem(fetched) ?? readBody(reader, fetched)
}

function statusProblem({ status, type, retryAfter }: Fetched): PageProblem | null {
  if (status === 404 || status === 410) {
    return {
      problem: 'There is no page at this address. Check it for slips, or open it in a browser and copy it from there.',
      because: 'gone',
    }
  }
  if (status === 401 || status === 403) return failed('This page is not open to everyone: the site refused to show it without a log-in.')
  if (status === 429 || status === 503) {
    return { ...failed(`The site is too busy to answer (${status}). It is asked again at the next sync.`), retryAfter: retryAfter ?? 2 }
  }
  if (status >= 400 || status < 200) return failed(`The site answered with an error (${status}). Try again later.`)
  if (/^(text\/(html|plain|markdown)|application\/xhtml\+xml)\b/.test(type || 'text/html')) return null
  return skipped(`This address is not a web page but a file (${type.split(';')[0]}). Add it as a file, or paste its text.`)
}

async function readBody(reader: Reader, { body, type, url, etag, lastModified }: Fetched): Promise<Page | PageProblem> {
  const plain = /^text\/(plain|markdown)/.exec(type)
  const read = await reader.page({ bytes: body, type, url, as: plain ? (plain[1] === 'markdown' ? 'markdown' : 'text') : 'html' })
  if ('problem' in read) return failed(read.problem)
  if (read.noindex) return skipped('The page asks not to be indexed (noindex).')
  if (!read.blocks.some((block) => block.text.trim())) {
    return failed('The page has no text that could be read. It may be built by scripts in the browser: paste its text instead.')
  }
  const { blocks, canonical, links } = read
  return { url, title: read.title.slice(0, 300) || new URL(url).host, blocks, canonical, links, etag, lastModified }
}

const failed = (problem: string): PageProblem => ({ problem, because: 'failed' })
const skipped = (problem: string): PageProblem => ({ problem, because: 'skipped' })

const fetchProblems: Record<FetchRefusal['no'], string> = {
  badAddress: 'This is not the address of a web page. It starts with http:// or https://.',
  privateAddress: 'This address lies in a private network. Name it in ALLOW_PRIVATE to let Baton read it.',
  noSuchHost: 'No site has this name. Check the address for slips.',
  unreachable: 'The site could not be reached.',
  slow: 'The site took more than 10 seconds. Try again later.',
  tooLarge: 'The page is larger than 2 MB. Paste the part that matters as text.',
  tooManyRedirects: 'The address leads from one to the next without an end.',
  elsewhere: 'The address leads to another one that is not to be read: of another site, skipped in the settings, or closed by robots.txt.',
}
