import { clean } from '@baton/contracts/text.ts'
import type { FetchRefusal, Outbound } from '../outbound.ts'
import type { Block } from './split.ts'

/** A page that can't be knowledge, with the sentence that says why. */
export type PageRefusal = { no: 'pageRefused'; problem: string }
export type Page = { url: string; title: string; blocks: Block[] }

const limits = {
  bytes: 2 * 1024 * 1024,
  time: 10_000,
  redirects: 5,
  headers: { accept: 'text/html,text/plain;q=0.9', 'accept-language': 'en, *;q=0.5' },
}

/** Fetches one page (2 MB, 10 s, 5 redirects at most) and takes out what it says: no navigation, no cookie banner, headings kept. */
export async function fetchPage(outbound: Outbound, address: string, signal?: AbortSignal): Promise<Page | PageRefusal> {
  const fetched = await outbound.get(address, { ...limits, signal })
  if ('no' in fetched) return refuse(fetchProblems[fetched.no])
  const { status, type, url } = fetched
  if (status === 404 || status === 410)
    return refuse('There is no page at this address. Check it for slips, or open it in a browser and copy it from there.')
  if (status === 401 || status === 403) return refuse('This page is not open to everyone: the site refused to show it without a log-in.')
  if (status >= 400 || status < 200) return refuse(`The site answered with an error (${status}). Try again later.`)
  if (!/^(text\/(html|plain|markdown)|application\/xhtml\+xml)\b/.test(type || 'text/html')) {
    return refuse(`This address is not a web page but a file (${type.split(';')[0]}). Paste its text instead.`)
  }
  const text = clean(decode(fetched.body, type))
  const page =
    type.startsWith('text/plain') || type.startsWith('text/markdown') ? { title: '', blocks: plainBlocks(text) } : await readHtml(text, url)
  if (!page) return refuse('The page could not be read: its HTML is too tangled. Paste its text instead.')
  if (!page.blocks.some((block) => block.text.trim())) {
    return refuse('The page has no text that could be read. It may be built by scripts in the browser: paste its text instead.')
  }
  return { url, title: page.title.trim().slice(0, 300) || new URL(url).host, blocks: page.blocks }
}

const refuse = (problem: string): PageRefusal => ({ no: 'pageRefused', problem })

const fetchProblems: Record<FetchRefusal['no'], string> = {
  badAddress: 'This is not the address of a web page. It starts with http:// or https://.',
  privateAddress: 'This address lies in a private network. Name it in ALLOW_PRIVATE to let Baton read it.',
  noSuchHost: 'No site has this name. Check the address for slips.',
  unreachable: 'The site could not be reached.',
  slow: 'The site took more than 10 seconds. Try again later.',
  tooLarge: 'The page is larger than 2 MB. Paste the part that matters as text.',
  tooManyRedirects: 'The address leads from one to the next without an end.',
}

function decode(body: Buffer, type: string): string {
  const head = body.subarray(0, 1024).toString('latin1')
  const label = /charset=["']?([\w-]+)/.exec(type)?.[1] ?? /<meta[^>]+charset=["']?([\w-]+)/i.exec(head)?.[1] ?? 'utf-8'
  try {
    return new TextDecoder(label).decode(body)
  } catch {
    return new TextDecoder().decode(body)
  }
}

const plainBlocks = (text: string): Block[] => [{ heading: [], text }]

/** Null when the parser gives up, as on HTML nested thousands deep. */
async function readHtml(html: string, url: string): Promise<{ title: string; blocks: Block[] } | null> {
  if (nestedDeep(html)) return null
  const [{ parseHTML }, { Defuddle }] = await Promise.all([import('linkedom'), import('defuddle/node')])
  try {
    const { document } = parseHTML(html)
    // Without `useAsync: false` the extractor asks services of third parties.
    const read = await Defuddle(document as unknown as Document, url, { useAsync: false, removeImages: true })
    const blocks = blocksOfHtml(parseHTML(`<html><body>${read.content}</body></html>`).document.body)
    const found = blocks.reduce((sum, { text }) => sum + text.length, 0)
    const all = found >= fewCharacters ? blocks : blocksOfHtml(parseHTML(html).document.body)
    return { title: read.title || document.title || '', blocks: all }
  } catch {
    return null
  }
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
  const reading: Reading = { blocks: [], path: [], open: '' }
  visit(body, reading)
  close(reading)
  return reading.blocks
}

type Reading = { blocks: Block[]; path: { level: number; title: string }[]; open: string }

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
  if (level) return enterHeading(element, Number(level), reading)
  if (standing.has(name)) reading.open += '\n'
  if (name === 'LI') reading.open += '• '
  if (name === 'TD' || name === 'TH') reading.open += element.previousElementSibling ? ' | ' : ''
  for (const child of element.childNodes) visit(child, reading)
  if (standing.has(name)) reading.open += '\n'
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
