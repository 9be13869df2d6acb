import { extractText, getDocumentProxy, getMeta } from 'unpdf'
import type { Block } from '../split.ts'
import type { ReadProblem } from './reader.ts'

/** Fewer characters than this on average: what looks like text on the pages are pictures of it. */
const fewPerPage = 8
const mostPages = 3_000

/** The text of a PDF, page by page; what repeats at the head or foot of most pages is left out. */
export async function readPdf(bytes: Uint8Array): Promise<{ title: string; blocks: Block[] } | ReadProblem> {
  try {
    // The parser takes the bytes over.
    const pdf = await getDocumentProxy(new Uint8Array(bytes), { verbosity: 0 })
    if (pdf.numPages > mostPages) return { problem: `This PDF has ${pdf.numPages} pages; ${mostPages} are read at most. Split it.` }
    const { text } = await extractText(pdf, { mergePages: false })
    const title = await getMeta(pdf).then(
      ({ info }) => (typeof info?.Title === 'string' ? info.Title : ''),
      () => '',
    )
    const characters = text.reduce((sum, page) => sum + page.trim().length, 0)
    if (characters < fewPerPage * text.length) {
      return { problem: 'This PDF holds pictures of pages, not text: it was scanned. Run it through text recognition (OCR) first.' }
    }
    return { title, blocks: blocksOf(text) }
  } catch (error) {
    return { problem: problems[error instanceof Error ? error.name : ''] ?? 'This PDF is damaged: it could not be opened.' }
  }
}

const problems: Record<string, string> = {
  PasswordException: 'This PDF is protected by a password. Save it without one first.',
}

function blocksOf(pages: readonly string[]): Block[] {
  const lines = pages.map((page) => page.split('\n').map((line) => line.replace(/\s+/g, ' ').trim()))
  const repeated = repeatedLines(lines)
  return lines.flatMap((page, i) => {
    const text = paragraphs(page.filter((line) => line && !repeated.has(shapeOf(line)) && !/^\d{1,4}$/.test(line)))
    return text ? [{ heading: [`Page ${i + 1}`], text }] : []
  })
}

const shapeOf = (line: string) => line.replace(/\d+/g, '#')

/** Heads and feet: of the first and last two lines (one, on short pages) those that stand, but for numbers, on more than half of the pages. */
function repeatedLines(pages: readonly string[][]): Set<string> {
  if (pages.length < 4) return new Set()
  const counts = new Map<string, number>()
  for (const page of pages) {
    const edge = page.length > shortPage ? 2 : 1
    for (const shape of new Set([...page.slice(0, edge), ...page.slice(-edge)].filter(Boolean).map(shapeOf)))
      counts.set(shape, (counts.get(shape) ?? 0) + 1)
  }
  return new Set([...counts].filter(([, count]) => count > pages.length / 2).map(([shape]) => shape))
}

const shortPage = 6
const fullLine = 45

/** Lines of a page put together again: a long line that ends in mid-sentence goes on in the next. */
function paragraphs(lines: readonly string[]): string {
  let text = ''
  let before = ''
  for (const line of lines) {
    if (before.endsWith('-') && /^\p{Ll}/u.test(line)) text = text.slice(0, -1) + line
    else if (before.length >= fullLine && !/[.!?:;]$/.test(before) && !/^([•–*-]|\d+[.)])\s/.test(line)) text += ` ${line}`
    else text += text ? `\n${line}` : line
    before = line
  }
  return text
}
