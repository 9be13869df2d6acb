import { clean } from '@baton/contracts/text.ts'
import { parse } from 'csv-parse/sync'
import type { Block } from '../split.ts'
import type { ReadProblem } from './reader.ts'

const mostRows = 5_000

/** The rows of a CSV file, each a block of its own that names its columns. The first row names them. */
export function readTable(text: string, name: string): { title: string; blocks: Block[] } | ReadProblem {
  const rows = rowsOf(text)
  if ('problem' in rows) return rows
  const [head = [], ...body] = rows.map(({ cells }) => cells)
  if (body.length > mostRows) return { problem: `This table has ${body.length} rows; ${mostRows} are read at most. Split it.` }
  const blocks = body.map((row) => {
    const cells = row.flatMap((cell, i) => (cell.trim() ? [`${head[i]?.trim() || `Column ${i + 1}`}: ${cell.trim()}`] : []))
    return { heading: [], text: clean(cells.join('\n')) }
  })
  return { title: name.replace(/\.\w{1,8}$/, ''), blocks }
}

/** A row of a table; `line` is where it begins in the file, from 1. */
export type Row = { line: number; cells: string[] }

/** Rows and cells of CSV, whichever of `,`, `;` and tab it is separated by. */
export function rowsOf(text: string): Row[] | ReadProblem {
  try {
    const records = parse(text, { ...lenient, delimiter: delimiterOf(text) }) as unknown as { record: string[]; info: { lines: number } }[]
    return records.map(({ record }, i) => ({ line: (records[i - 1]?.info.lines ?? 0) + 1, cells: record }))
  } catch (error) {
    const line = error instanceof Error && 'lines' in error ? ` near line ${error.lines}` : ''
    return { problem: `This is not CSV that can be read: a quotation mark is out of place${line}` }
  }
}

const lenient = { bom: true, info: true, relax_column_count: true, skip_empty_lines: true, max_record_size: 1_000_000 } as const

/** The one that stands most often outside quotation marks in the first line. */
function delimiterOf(text: string): string {
  const head = (/^[^\r\n]*/.exec(text.replace(/^\ufeff/, ''))?.[0] ?? '').replace(/"[^"]*"/g, '')
  const count = (mark: string) => head.split(mark).length - 1
  return [',', ';', '\t'].reduce((best, mark) => (count(mark) > count(best) ? mark : best))
}
