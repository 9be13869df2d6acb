import { type ImportedRow, type NewPair, newPair } from '@baton/contracts/knowledge.ts'
import { csvOf, type Row, rowsOf, unguarded } from '../csv.ts'
import { inTransaction } from '../db/transaction.ts'
import { touch } from './chunks.ts'
import { insertPairs, listPairs, rewritePair, tidyPair } from './pairs.ts'
import type { KnowledgeDeps } from './store.ts'

const mostRows = 5_000
type Column = 'question' | 'answer' | 'category' | 'language'
/** Heads of columns that people write. Without any of them the columns are taken in the order of the export. */
const heads: Record<Column, readonly string[]> = {
  question: ['question', 'questions', 'phrasings', 'q', 'frage', 'fragen', 'pregunta', 'domanda', 'vraag'],
  answer: ['answer', 'answers', 'a', 'antwort', 'réponse', 'respuesta', 'risposta', 'antwoord'],
  category: ['category', 'topic', 'kategorie', 'thema', 'catégorie', 'categoría'],
  language: ['language', 'lang', 'sprache', 'langue', 'idioma'],
}
const order = ['question', 'answer', 'category', 'language'] as const

/** What would come of a CSV file: each row as a pair, with what is wrong with it, and whether it replaces an answer. `known` are the phrasings there are. */
export function readImport(csv: string, known: ReadonlyMap<string, string>): ImportedRow[] | { problem: string } {
  const rows = rowsOf(csv)
  if ('problem' in rows) return rows
  const columns = columnsOf(rows[0]?.cells ?? [])
  const body = columns.named ? rows.slice(1) : rows
  if (body.length === 0) return { problem: 'holds no rows' }
  if (body.length > mostRows) return { problem: `has ${body.length} rows; ${mostRows} are taken at a time` }
  const seen = new Map<string, number>()
  return body.map((row) => readRow(row, columns.at, seen, known))
}

function columnsOf(head: readonly string[]): { named: boolean; at: Record<Column, number> } {
  const names = head.map((cell) => cell.trim().toLowerCase())
  const find = (column: Column) => names.findIndex((name) => heads[column].includes(name))
  const named = find('question') >= 0 && find('answer') >= 0
  const at = (column: Column, i: number) => [column, named ? find(column) : i] as const
  return { named, at: Object.fromEntries(order.map(at)) as Record<Column, number> }
}

function readRow(
  { line, cells }: Row,
  at: Record<Column, number>,
  seen: Map<string, number>,
  known: ReadonlyMap<string, string>,
): ImportedRow {
  const cell = (column: Column) => unguarded(cells[at[column]] ?? '').trim()
  const raw = { question: cell('question'), answer: cell('answer'), category: cell('category') || null, language: cell('language') || null }
  const shown = { line, question: raw.question, answer: raw.answer, category: raw.category, language: raw.language, replaces: false }
  if (!raw.question) return { ...shown, problem: 'The question is missing.' }
  if (!raw.answer) return { ...shown, problem: 'The answer is missing.' }
  const parsed = newPair.safeParse(raw)
  const pair = parsed.success ? tidyPair(parsed.data) : null
  if (!pair) return { ...shown, problem: problemOf(parsed.error?.issues[0]) }
  const key = keyOf(pair.question)
  const earlier = seen.get(key)
  if (earlier !== undefined) return { ...shown, problem: `Line ${earlier} asks the same.` }
  seen.set(key, line)
  return { ...shown, ...pair, problem: null, replaces: known.has(key) }
}

function problemOf(issue: { path: PropertyKey[]; code?: string; message: string } | undefined): string {
  const field = String(issue?.path[0] ?? 'row')
  return issue?.code === 'too_big' ? `The ${field} is too long.` : `The ${field} can’t be used: ${issue?.message ?? 'it is empty'}.`
}

/** What one pair is known by: its first phrasing. */
const keyOf = (question: string) => (question.split('\n')[0] ?? '').toLowerCase()

/** The pairs of a source by what they are known by. */
export async function knownPairs({ db }: Pick<KnowledgeDeps, 'db'>, source: string | undefined): Promise<Map<string, string>> {
  if (!source) return new Map()
  const { pairs } = await listPairs(db, source, {})
  return new Map(pairs.map(({ id, question }) => [keyOf(question), id]))
}

/** Stores the good rows of an import, all or nothing. */
export async function commitImport(
  deps: KnowledgeDeps,
  source: string,
  rows: readonly ImportedRow[],
  known: ReadonlyMap<string, string>,
): Promise<void> {
  const good = rows.filter(({ problem }) => problem === null)
  const pairOf = ({ question, answer, category, language }: ImportedRow): NewPair => ({ question, answer, category, language })
  await inTransaction(deps.db, async (client) => {
    await client.query('select from source where id = $1 for no key update', [source])
    for (const row of good) {
      const id = known.get(keyOf(row.question))
      if (id) await rewritePair(deps, client, id, pairOf(row))
    }
    const news = good.filter(({ replaces }) => !replaces).map(pairOf)
    if (news.length > 0) await insertPairs(client, source, news, deps.newId)
    await touch(client, source, deps.clock())
  })
}

/** The pairs of a source as CSV. */
export async function exportPairs({ db }: Pick<KnowledgeDeps, 'db'>, source: string): Promise<string> {
  const { pairs } = await listPairs(db, source, {})
  return csvOf([order, ...pairs.map((pair) => order.map((column) => pair[column] ?? ''))])
}
