import { sentencesOf } from '@baton/core/sentences.ts'

/** A stretch of text under its headings, outermost first. */
export type Block = { heading: string[]; text: string }

const mostWords = 120
const mostCharacters = 1500

/** Cuts blocks into pieces of at most about 120 words: paragraphs are kept whole where they fit, else cut between sentences. */
export function splitBlocks(blocks: readonly Block[]): Block[] {
  const pieces: Block[] = []
  for (const { heading, text } of blocks) {
    let open: string[] = []
    const close = () => {
      if (open.length > 0) pieces.push({ heading, text: open.join('\n') })
      open = []
    }
    for (const paragraph of text.split(/\n+/).flatMap(shorten)) {
      if (tooLong([...open, paragraph].join('\n'))) close()
      open.push(paragraph)
    }
    close()
  }
  return pieces
}

function tooLong(text: string): boolean {
  return text.length > mostCharacters || countWords(text) > mostWords
}

function countWords(text: string): number {
  return text.match(/\S+/g)?.length ?? 0
}

/** A paragraph in parts that each fit. */
function shorten(paragraph: string): string[] {
  const text = paragraph.trim()
  if (!text) return []
  if (!tooLong(text)) return [text]
  const parts: string[] = []
  let open = ''
  for (const sentence of sentencesOf(text).flatMap(({ text: one }) => cutWords(one))) {
    if (open && tooLong(`${open} ${sentence}`)) {
      parts.push(open)
      open = ''
    }
    open = open ? `${open} ${sentence}` : sentence
  }
  return open ? [...parts, open] : parts
}

/** A sentence without end (a table, a list run together, no spaces at all) is cut between words, or through one. */
function cutWords(sentence: string): string[] {
  if (!tooLong(sentence)) return [sentence]
  const parts: string[] = []
  let open: string[] = []
  let size = 0
  for (const word of sentence.split(/\s+/).flatMap(cutCharacters)) {
    if (open.length >= mostWords || size + word.length >= mostCharacters) {
      parts.push(open.join(' '))
      open = []
      size = 0
    }
    open.push(word)
    size += word.length + 1
  }
  return open.length > 0 ? [...parts, open.join(' ')] : parts
}

function cutCharacters(word: string): string[] {
  const most = mostCharacters - 1
  if (word.length <= most) return [word]
  return Array.from({ length: Math.ceil(word.length / most) }, (_, i) => word.slice(i * most, (i + 1) * most).toWellFormed())
}

/** Reads headings out of pasted text: `# Markdown`, lines underlined with === or ---, and short lines that stand alone above a paragraph. */
export function blocksOfText(text: string): Block[] {
  const lines = text.split(/\r\n|\r|\n/).map((line) => line.trimEnd())
  const blocks: Block[] = []
  let path: { level: number; title: string }[] = []
  let open: string[] = []
  const close = () => {
    if (open.some((line) => line.trim())) blocks.push({ heading: path.map(({ title }) => title), text: open.join('\n').trim() })
    open = []
  }
  for (let i = 0; i < lines.length; i++) {
    const heading = headingAt(lines, i)
    if (!heading) {
      open.push(lines[i] ?? '')
      continue
    }
    close()
    path = [...path.filter(({ level }) => level < heading.level), heading]
    i += heading.lines - 1
  }
  close()
  return blocks
}

const shortHeading = 8

function headingAt(lines: string[], i: number): { level: number; title: string; lines: number } | null {
  const line = lines[i] ?? ''
  const marked = /^(#{1,6})\s+(\S.*?)\s*#*$/.exec(line)
  if (marked?.[1] && marked[2]) return { level: marked[1].length, title: marked[2].slice(0, 200), lines: 1 }
  const below = lines[i + 1] ?? ''
  if (line.trim() && line.length <= 200 && /^(={3,}|-{3,})$/.test(below.trim())) {
    return { level: below.trim().startsWith('=') ? 1 : 2, title: line.trim(), lines: 2 }
  }
  const alone = (i === 0 || !lines[i - 1]?.trim()) && line.trim() && /^[\p{Lu}\p{N}]/u.test(line) && !/[.!?:;,]$/.test(line)
  if (alone && countWords(line) <= shortHeading && followed(lines, i + 1)) return { level: 3, title: line.trim(), lines: 1 }
  return null
}

/** A paragraph comes next: at once, or after one empty line. */
function followed(lines: string[], from: number): boolean {
  const next = lines[from]?.trim() ? lines[from] : lines[from + 1]
  return countWords(next ?? '') > shortHeading || /[.!?]$/.test(next?.trim() ?? '')
}
