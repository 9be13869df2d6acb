import type { Numbered } from '@baton/contracts/facts.ts'
import { type Expectation, expectation, type ImportedTest, type TestItem, testBody } from '@baton/contracts/test-cases.ts'
import type { Pool } from 'pg'
import { csvOf, type Row, rowsOf, unguarded } from '../../csv.ts'
import { expectedOf } from './cases.ts'

const mostRows = 2_000
const heads = { question: ['question', 'q', 'frage'], answer: ['answer', 'expected', 'a', 'antwort'] } as const

/** What would come of a CSV file of tests. `known` are the questions that there are already. */
export function readTests(csv: string, known: ReadonlySet<string>): ImportedTest[] | { problem: string } {
  const rows = rowsOf(csv)
  if ('problem' in rows) return rows
  const names = (rows[0]?.cells ?? []).map((cell) => cell.trim().toLowerCase())
  const find = (column: keyof typeof heads) => names.findIndex((name) => (heads[column] as readonly string[]).includes(name))
  const named = find('question') >= 0
  const at = named ? { question: find('question'), answer: find('answer') } : { question: 0, answer: 1 }
  const body = named ? rows.slice(1) : rows
  if (body.length === 0) return { problem: 'holds no rows' }
  if (body.length > mostRows) return { problem: `has ${body.length} rows; ${mostRows} are taken at a time` }
  const seen = new Set(known)
  return body.map((row) => readRow(row, at, seen))
}

function readRow({ line, cells }: Row, at: { question: number; answer: number }, seen: Set<string>): ImportedTest {
  const cell = (i: number) => unguarded(cells[i] ?? '').trim()
  const [question, answer] = [cell(at.question), cell(at.answer)]
  const expects: Expectation = answer ? { kind: 'answer', text: answer } : { kind: 'handover' }
  const row = { line, question, expects: null, expected: answer || 'A person', conversation: null }
  if (!question) return { ...row, problem: 'The question is missing.' }
  const parsed = testBody.safeParse({ question, expects })
  if (!parsed.success)
    return { ...row, problem: `The ${parsed.error.issues[0]?.path[0] === 'question' ? 'question' : 'answer'} is too long.` }
  if (seen.has(keyOf(question))) return { ...row, problem: 'There is a test with this question.' }
  seen.add(keyOf(question))
  return { ...row, expects: parsed.data.expects, problem: null }
}

export const keyOf = (question: string) => question.toLowerCase().replace(/\s+/g, ' ').trim()

/** The tests as CSV that can be read in again: what a pair or a source should answer stands there as its words. */
export function testsAsCsv(tests: readonly Pick<TestItem, 'question' | 'expects' | 'expected'>[]): string {
  return csvOf([['question', 'answer', 'expects'], ...tests.map((test) => [test.question, answerOf(test), test.expects.kind])])
}

function answerOf({ expects, expected }: Pick<TestItem, 'expects' | 'expected'>): string {
  return expects.kind === 'handover' ? '' : expects.kind === 'answer' ? expects.text : expected
}

/** How many conversations, the newest, are looked at for answers that visitors found helpful. */
const mostLooked = 5_000

type Helpful = { conversation: string; question: string; answer: Extract<Numbered['fact'], { type: 'botSaid' }>; chunk: string | null }

/** Questions whose answer visitors marked as helpful, the newest first, each once. What was cited then and is still known is expected again. */
export async function helpfulTests(db: Pool, bot: string, limit: number, known: ReadonlySet<string>): Promise<ImportedTest[]> {
  const { rows } = await db.query<Helpful>(
    `with newest as (
       (select id, minute from conversation where bot = $1 and kind <> 'closed' order by minute desc limit ${mostLooked})
       union all (select id, minute from conversation where bot = $1 and kind = 'closed' order by minute desc limit ${mostLooked}))
     select newest.id as conversation, q.fact ->> 'text' as question, a.fact as answer, a.fact -> 'sources' -> 0 ->> 'chunk' as chunk
     from newest join fact r on r.conversation = newest.id and r.fact ->> 'type' = 'answerRated' and (r.fact ->> 'helpful')::boolean
       join fact a on a.conversation = newest.id and a.n = (r.fact ->> 'answer')::int and a.fact ->> 'type' = 'botSaid'
       join fact q on q.conversation = newest.id and q.n = (a.fact ->> 'answers')::int and q.fact ->> 'type' in ('visitorSaid', 'visitorChose')
     order by r.at desc limit $2`,
    [bot, limit * 4],
  )
  const seen = new Set(known)
  const found: ImportedTest[] = []
  for (const one of rows) {
    const question = one.question.replace(/\s+/g, ' ').trim().slice(0, 500)
    if (found.length >= limit || one.answer.mode === 'smalltalk' || seen.has(keyOf(question))) continue
    seen.add(keyOf(question))
    const expects = (await expectsOf(db, one.chunk)) ?? textOf(one.answer.text)
    const expected = expects && (await expectedOf(db, bot, expects))
    if (expects && expected) found.push({ line: null, question, expects, expected, conversation: one.conversation, problem: null })
  }
  return found
}

function textOf(text: string): Expectation | null {
  const parsed = expectation.safeParse({ kind: 'answer', text })
  return parsed.success ? parsed.data : null
}

async function expectsOf(db: Pool, chunk: string | null): Promise<Expectation | null> {
  const { rows } = await db.query<{ source: string; pair: string | null; url: string | null }>(
    'select source, pair, url from chunk where id = $1',
    [chunk],
  )
  const [found] = rows
  if (!found) return null
  return found.pair ? { kind: 'pair', pair: found.pair } : { kind: 'source', source: found.source, url: found.url }
}
