import { parse } from 'csv-parse/sync'

/** A row of a table; `line` is where it begins in the file, from 1. */
export type Row = { line: number; cells: string[] }

/** Rows and cells of CSV, whichever of `,`, `;` and tab it is separated by. */
export function rowsOf(text: string): Row[] | { problem: string } {
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

/** Rows as CSV (RFC 4180, with a byte order mark so that spreadsheets see UTF-8). */
export function csvOf(rows: readonly (readonly string[])[]): string {
  return `\ufeff${rows.map((cells) => cells.map(quoted).join(',')).join('\r\n')}\r\n`
}

/** A spreadsheet runs what begins like a formula, unless an apostrophe stands before it. */
const quoted = (text: string) => `"${text.replace(/^(?=[=+\-@\t\r])/, "'").replaceAll('"', '""')}"`
export const unguarded = (text: string): string => text.replace(/^'(?=[=+\-@\t\r])/, '')
