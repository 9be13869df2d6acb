import type { ImportedRow } from '@baton/contracts/knowledge.ts'
import { pairText } from './text.ts'

/** Bytes of text that the server takes at a time. */
const mostText = 1_000_000

/** The text of a CSV file, or why it can't be one. UTF-8 first; what spreadsheets on Windows save otherwise is Windows-1252. */
export async function readCsv(file: Blob): Promise<{ csv: string } | { problem: string }> {
  if (file.size > mostText) return { problem: pairText('tooLarge') }
  const bytes = new Uint8Array(await file.arrayBuffer())
  if (bytes.includes(0)) return { problem: pairText('notText') }
  try {
    return { csv: new TextDecoder('utf-8', { fatal: true }).decode(bytes) }
  } catch {
    return { csv: new TextDecoder('windows-1252').decode(bytes) }
  }
}

/** `12 good rows, 2 rows with a problem, 3 replace an answer` */
export function importInWords(rows: readonly ImportedRow[], good: number, bad: number): string {
  const replaced = rows.filter(({ replaces, problem }) => replaces && problem === null).length
  return [pairText('good', good), bad > 0 && pairText('bad', bad), replaced > 0 && pairText('replaced', replaced)]
    .filter(Boolean)
    .join(', ')
}

/** Rows as they are shown: those with a problem first, since somebody must look at them. */
export function sortedRows(rows: readonly ImportedRow[]): ImportedRow[] {
  return [...rows].sort((a, b) => Number(a.problem === null) - Number(b.problem === null) || a.line - b.line)
}
