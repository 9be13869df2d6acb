import { fileText } from './text.ts'

/** What is offered in the chooser, and how it is called. */
const known: Record<string, string> = {
  pdf: 'PDF',
  docx: 'Word',
  md: 'Markdown',
  markdown: 'Markdown',
  html: 'HTML',
  htm: 'HTML',
  txt: 'Text',
  csv: 'CSV',
}
/** Types as the server names them. */
const spoken: Record<string, string> = { pdf: 'PDF', docx: 'Word', markdown: 'Markdown', html: 'HTML', text: 'Text', csv: 'CSV' }

export const acceptedFiles = Object.keys(known)
  .map((end) => `.${end}`)
  .join(',')
const mostBytes = 20_971_520

/** Why a file would surely be refused, so that nobody waits for its upload; null when it may be tried: the server looks at the content. */
export function whyNot({ type, size }: { type: string; size: number }): string | null {
  if (size === 0) return fileText('empty')
  if (size > mostBytes) return fileText('tooLarge', sizeInWords(size))
  return /^(image|audio|video)\//.test(type) ? fileText('noWords') : null
}

/** `PDF, 1.2 MB`, as far as its name tells. */
export function describeFile({ name, size }: { name: string; size: number }): string {
  return [known[endOf(name)], sizeInWords(size)].filter(Boolean).join(', ')
}

export function describeRead({ type, bytes }: { type: string; bytes: number }): string {
  return `${spoken[type] ?? type}, ${sizeInWords(bytes)}`
}

function sizeInWords(bytes: number): string {
  if (bytes < 1_000) return `${bytes} B`
  if (bytes < 1_000_000) return `${Math.round(bytes / 1_000)} kB`
  return `${(bytes / 1_000_000).toFixed(1)} MB`
}

const endOf = (name: string): string => /\.([^.\\/]+)$/.exec(name)?.[1]?.toLowerCase() ?? ''
