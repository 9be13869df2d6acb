import type { Expectation, TestBody, TestItem, TestOutcome } from '@baton/contracts/test-cases.ts'
import type { Pool } from 'pg'
import type { Queries } from '../../db/transaction.ts'
import { type Page, pageOf } from '../paging.ts'

type Row = Omit<TestItem, 'last'> & { outcome: TestOutcome | null; run: string | null; ended_at: Date | null }

/** With what came of each test in the last run with the settings that stood. */
const lastRun = `(select id, ended_at from test_run where test_run.bot = $1 and draft is null and state in ('done', 'cancelled') order by started_at desc limit 1)`
const columns = `t.id, t.question, t.expects, t.expected, t.conversation, r.outcome, r.run, last.ended_at`
const tables = `test_case t left join ${lastRun} last on true left join test_result r on r.run = last.id and r.test = t.id`

function item({ outcome, run, ended_at, ...same }: Row): TestItem {
  return { ...same, last: outcome && run && ended_at ? { ...outcome, run, at: ended_at.getTime() } : null }
}

type Show = 'all' | 'green' | 'red' | 'new'
const shows: Record<Show, string> = { all: 'true', green: 'r.green', red: 'not r.green', new: 'r.id is null' }

export async function listTests(db: Pool, bot: string, wanted: { show: Show; text?: string | undefined } & Page) {
  const { offset, limit, next } = pageOf(wanted)
  const [found, counted] = await Promise.all([
    db.query<Row>(
      `select ${columns} from ${tables} where t.bot = $1 and ${shows[wanted.show]}
         and ($2::text is null or strpos(lower(t.question || ' ' || t.expected), lower($2)) > 0)
       order by t.created_at desc, t.id offset $3 limit $4`,
      [bot, wanted.text || null, offset, limit + 1],
    ),
    db.query<Record<Show, number>>(
      `select count(*)::int as all, ${(['green', 'red', 'new'] as const)
        .map((show) => `count(*) filter (where ${shows[show]})::int as ${show}`)
        .join(', ')} from ${tables} where t.bot = $1`,
      [bot],
    ),
  ])
  return { tests: found.rows.slice(0, limit).map(item), next: next(found.rows.length), counts: counted.rows[0] as Record<Show, number> }
}

/** What is expected, in words; null where this bot knows no such pair or source. */
export async function expectedOf(db: Queries, bot: string, expects: Expectation): Promise<string | null> {
  const known = `s.bot = $2 or exists (select from source_share h where h.source = s.id and h.bot = $2)`
  switch (expects.kind) {
    case 'answer':
      return expects.text
    case 'handover':
      return 'A person'
    case 'pair': {
      const { rows } = await db.query<{ question: string }>(
        `select split_part(p.question, E'\\n', 1) as question from pair p join source s on s.id = p.source where p.id = $1 and (${known})`,
        [expects.pair, bot],
      )
      return rows[0]?.question ?? null
    }
    case 'source': {
      const { rows } = await db.query<{ title: string }>(`select s.title from source s where s.id = $1 and (${known})`, [
        expects.source,
        bot,
      ])
      return rows[0] ? [rows[0].title, expects.url].filter(Boolean).join(' › ') : null
    }
    default:
      return expects satisfies never
  }
}

export const mostTests = 2_000

export type NewTest = TestBody & { expected: string; conversation: string | null }

/** Adds tests as far as there is room for them, in order; returns the ids of those that were added. */
export async function insertTests(
  db: Queries,
  bot: string,
  tests: readonly NewTest[],
  newId: () => string,
  now: number,
): Promise<string[]> {
  const { rows } = await db.query<{ id: string }>(
    `insert into test_case (id, bot, question, expects, expected, conversation, created_at)
     select one.id, bot.id, one.question, one.expects, one.expected, one.conversation, to_timestamp($3 - n / 1000000.0)
     from bot, jsonb_array_elements($2::jsonb) with ordinality as listed (item, n),
       jsonb_to_record(item) as one (id uuid, question text, expects jsonb, expected text, conversation uuid)
     where bot.id = $1 and n <= ${mostTests} - (select count(*) from test_case where bot = $1)
     returning id`,
    [bot, JSON.stringify(tests.map((test) => ({ ...test, id: newId() }))), now / 1000],
  )
  return rows.map(({ id }) => id)
}

export async function readTest(db: Queries, id: string): Promise<(TestItem & { bot: string }) | null> {
  const { rows } = await db.query<{ bot: string }>('select bot from test_case where id = $1', [id])
  const [found] = rows
  if (!found) return null
  const read = await db.query<Row>(`select ${columns} from ${tables} where t.bot = $1 and t.id = $2`, [found.bot, id])
  return read.rows[0] ? { ...item(read.rows[0]), bot: found.bot } : null
}

export async function changeTest(db: Queries, id: string, { question, expects }: TestBody, expected: string): Promise<void> {
  await db.query('update test_case set question = $2, expects = $3, expected = $4 where id = $1', [
    id,
    question,
    JSON.stringify(expects),
    expected,
  ])
}

export async function removeTests(db: Queries, bot: string, ids: readonly string[]): Promise<number> {
  const { rowCount } = await db.query('delete from test_case where bot = $1 and id = any($2)', [bot, ids])
  return rowCount ?? 0
}

export async function allTests(db: Queries, bot: string): Promise<Pick<TestItem, 'id' | 'question' | 'expects' | 'expected'>[]> {
  const { rows } = await db.query('select id, question, expects, expected from test_case where bot = $1 order by created_at, id', [bot])
  return rows
}
