import { clean } from '@baton/contracts/text.ts'
import { fileTypeFromBuffer } from 'file-type'
import { type Block, blocksOfText } from '../split.ts'
import { decodeText } from './decode.ts'
import type { FileRead, FileTask, FileType, ReadProblem } from './reader.ts'

/** What each kind of file is read with. */
const readers: Record<FileType, (file: FileTask, text: string) => Promise<{ title: string; blocks: Block[] } | ReadProblem>> = {
  pdf: async ({ bytes }) => (await import('./pdf.ts')).readPdf(bytes),
  docx: async ({ bytes }) => (await import('./docx.ts')).readDocx(bytes),
  html: async (_file, text) =>
    (await (await import('./html.ts')).readHtml(text, 'http://file.invalid/')) ?? { problem: 'The HTML of this file is too tangled.' },
  markdown: async (_file, text) => {
    const blocks = await (await import('./markdown.ts')).readMarkdown(text)
    return { title: /^#\s+(.+?)\s*#*$/m.exec(text)?.[1] ?? '', blocks }
  },
  csv: async ({ name }, text) => (await import('./table.ts')).readTable(text, name),
  text: async (_file, text) => ({ title: '', blocks: blocksOfText(clean(text)) }),
}

/** Reads a file by what it is, not by what it is called; only among kinds of text does the name decide. */
export async function readFile(file: FileTask): Promise<FileRead | ReadProblem> {
  const kind = await kindOf(file)
  if ('problem' in kind) return kind
  const read = await readers[kind.type](file, kind.text)
  if ('problem' in read) return read
  const blocks = read.blocks.filter(({ text }) => text.trim() !== '')
  if (blocks.length === 0) return { problem: 'There is no text in this file.' }
  return { type: kind.type, title: clean(read.title).trim() || file.name.replace(/\.\w{1,8}$/, ''), blocks }
}

async function kindOf({ bytes, name }: FileTask): Promise<{ type: FileType; text: string } | ReadProblem> {
  // Two bytes that mark UTF-16 are also how some sound begins.
  const marked = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)
  const found = marked && decodeText(bytes, '') !== null ? undefined : await fileTypeFromBuffer(bytes)
  if (found?.ext === 'pdf' || found?.ext === 'docx') return { type: found.ext, text: '' }
  if (found?.ext === 'cfb') {
    return { problem: 'This file is protected by a password, or of an old Office format. Save it as DOCX or PDF without a password.' }
  }
  if (found && !/^(text\/|application\/(xml|rtf))/.test(found.mime)) {
    return { problem: `This is a file of the type ${found.ext}. Baton reads PDF, DOCX, Markdown, HTML, text and CSV.` }
  }
  const text = found?.ext === 'rtf' ? null : decodeText(bytes, '')
  if (text === null)
    return { problem: 'This is no text, and no kind of document that Baton knows. It reads PDF, DOCX, Markdown, HTML, text and CSV.' }
  return { type: textTypeOf(text, name), text }
}

function textTypeOf(text: string, name: string): FileType {
  const ending = /\.(\w+)$/.exec(name.toLowerCase())?.[1] ?? ''
  if (/^\s*(<!--[\s\S]{0,2000}?-->\s*)?<(!doctype html|html|head|body)\b/i.test(text)) return 'html'
  if (['html', 'htm', 'xhtml'].includes(ending)) return 'html'
  if (['csv', 'tsv'].includes(ending)) return 'csv'
  return ['md', 'markdown', 'mdown'].includes(ending) || /^(#{1,6} \S|```)/m.test(text.slice(0, 20_000)) ? 'markdown' : 'text'
}
