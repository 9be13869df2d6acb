import { clean } from '@baton/contracts/text.ts'
import { rowsOf } from '../../csv.ts'
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
