import type { DraftSettings } from '@baton/contracts/drafts.ts'
import type { TestOutcome, TestResult, TestRun } from '@baton/contracts/test-cases.ts'
import type { Pool } from 'pg'
import { inTransaction, type Queries } from '../../db/transaction.ts'
import { type Page, pageOf } from '../paging.ts'
import type { Standing } from '../settings.ts'

type Row = Omit<TestRun, 'startedAt' | 'endedAt' | 'policyVersion' | 'changes'> & {
  started_at: Date
  ended_at: Date | null
  policy_version: number
  better: number
  worse: number
  other: number
}

const columns = `test_run.id, test_run.bot, state, test_run.by, started_at, ended_at, policy_version, draft, against, total, problem,
  counted.done, counted.green, counted.red, counted.better, counted.worse, counted.other`
const tables = `test_run cross join lateral (
  select count(*)::int as done, count(*) filter (where green)::int as green, count(*) filter (where not green)::int as red,
    count(*) filter (where change = 'better')::int as better, count(*) filter (where change = 'worse')::int as worse,
    count(*) filter (where change = 'other')::int as other
  from test_result where test_result.run = test_run.id) counted`

function item({ started_at, ended_at, policy_version, better, worse, other, ...same }: Row): TestRun {
  return {
    ...same,
    startedAt: started_at.getTime(),
    endedAt: ended_at?.getTime() ?? null,
    policyVersion: policy_version,
    changes: { better, worse, other },
  }
}

export type Start = { id: string; standing: Standing; draft: DraftSettings | null; by: string; now: number }

/** Begins a run; null while another of this bot is under way. What it is compared with is settled now. */
export async function insertRun(db: Pool, { id, standing, draft, by, now }: Start): Promise<TestRun | null> {
  return inTransaction(db, async (client) => {
    await client.query('select from bot where id = $1 for no key update', [standing.bot])
    const { rowCount } = await client.query(
      `insert into test_run (id, bot, state, by, started_at, policy_version, draft, against, before, total)
       select $1, $2, 'running', $3, to_timestamp($4), $5, $6, case when $6::jsonb is not null then 'live' when before.id is not null then 'before' end,
         case when $6::jsonb is null then before.id end, (select count(*) from test_case where bot = $2)
       from (select 1) one left join (select id from test_run where bot = $2 and draft is null and state = 'done' order by started_at desc limit 1) before on true
       where not exists (select from test_run where bot = $2 and state = 'running')`,
      [id, standing.bot, by, now / 1000, standing.version, draft ? JSON.stringify(draft) : null],
    )
    if (rowCount === 0) return null
    await client.query(
      `insert into job (key, kind, payload, run_at) values ('testRun:' || $1, 'testRun', jsonb_build_object('run', $1::text), $2)
       on conflict (key) where started_at is null do nothing`,
      [id, now],
    )
    return readRun(client, id)
  })
}

export async function readRun(db: Queries, id: string): Promise<TestRun | null> {
  const { rows } = await db.query<Row>(`select ${columns} from ${tables} where test_run.id = $1`, [id])
  return rows[0] ? item(rows[0]) : null
}

const mostRuns = 30

export async function listRuns(db: Queries, bot: string): Promise<TestRun[]> {
  const { rows } = await db.query<Row>(
    `select ${columns} from ${tables} where test_run.bot = $1 order by started_at desc, id limit ${mostRuns}`,
    [bot],
  )
  return rows.map(item)
}

/** Ends a run that is under way; false where it has ended already. */
export async function endRun(db: Queries, id: string, state: 'done' | 'cancelled' | 'failed', now: number, problem: string | null = null) {
  const { rowCount } = await db.query(
    `update test_run set state = $2, ended_at = to_timestamp($3), problem = $4 where id = $1 and state = 'running'`,
    [id, state, now / 1000, problem],
  )
  return rowCount === 1
}

export async function removeRun(db: Queries, id: string): Promise<boolean> {
  const { rowCount } = await db.query(`delete from test_run where id = $1 and state <> 'running'`, [id])
  return rowCount === 1
}

/** The end of a run is on somebody's screen: from now on what it tried out may stand. */
export async function noteShown(db: Queries, id: string): Promise<void> {
  await db.query(`update test_run set shown = true where id = $1 and state = 'done' and not shown`, [id])
}

type ResultRow = Omit<TestResult, keyof TestOutcome> & { outcome: TestOutcome }
const shows = { all: 'true', green: 'green', red: 'not green', changed: 'change is not null' } as const

export async function listResults(db: Queries, run: string, { show, ...page }: { show: keyof typeof shows } & Page) {
  const { offset, limit, next } = pageOf(page)
  const { rows } = await db.query<ResultRow>(
    `select id, test, question, expected, outcome, ms, before, change from test_result where run = $1 and ${shows[show]}
     order by case change when 'worse' then 0 when 'better' then 1 when 'other' then 2 else 3 end, green, position offset $2 limit $3`,
    [run, offset, limit + 1],
  )
  return { results: rows.slice(0, limit).map(({ outcome, ...same }) => ({ ...same, ...outcome })), next: next(rows.length) }
}

export type NewResult = Pick<TestResult, 'test' | 'question' | 'expected' | 'before' | 'change' | 'ms'> & {
  id: string
  position: number
  outcome: TestOutcome
}

export async function insertResults(db: Queries, run: string, results: readonly NewResult[]): Promise<void> {
  await db.query(
    `insert into test_result (id, run, test, position, question, expected, outcome, green, before, change, ms)
     select one.id, $1, t.id, position, one.question, one.expected, outcome, (outcome ->> 'green')::boolean, before, change, ms
     from jsonb_to_recordset($2::jsonb) as one (id uuid, test uuid, position int, question text, expected text, outcome jsonb, before jsonb, change text, ms real)
       left join test_case t on t.id = one.test
     on conflict (run, test) do nothing`,
    [run, JSON.stringify(results)],
  )
}
