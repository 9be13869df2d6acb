import type { DraftSettings } from '@baton/contracts/drafts.ts'
import type { BotError } from '@baton/contracts/facts.ts'
import type { TestItem, TestOutcome, TestResult } from '@baton/contracts/test-cases.ts'
import type { Draft } from '@baton/core/decide.ts'
import type { Pool } from 'pg'
import type { Handler } from '../../jobs/worker.ts'
import type { LearningDeps } from '../deps.ts'
import { type Standing, standingOf, withDraft } from '../settings.ts'
import { allTests } from './cases.ts'
import { judge, type Rests } from './judge.ts'
import { endRun, insertResults, type NewResult, readRun } from './runs.ts'

const atOnce = 4
const encodedAtOnce = 24

type Test = Pick<TestItem, 'id' | 'question' | 'expects' | 'expected'>
type Run = { id: string; bot: string; draft: DraftSettings | null; before: string | null }

/** Asks a run's tests, a few at a time. What is done stays done: after a restart it goes on with the rest. */
export function testRunJob(deps: LearningDeps & { until: AbortSignal }): Handler {
  const { db, clock, encoding, until } = deps
  return {
    atOnce: 1,
    async run({ payload }) {
      const id = String(payload.run)
      const standing = await begin(db, id)
      if (!standing) return
      const tests = await allTests(db, standing.bot)
      const done = new Set(await testsDone(db, id))
      const left = tests.flatMap((test, position) => (done.has(test.id) ? [] : [{ test, position }]))
      for (let i = 0; i < left.length; i += atOnce) {
        const run = await runUnderWay(db, id)
        if (!run) return
        if (until.aborted) throw new Error('the server ends; the run goes on with the next')
        // Many together cost the encoder a fraction of one by one; it remembers what it was asked.
        if (i % encodedAtOnce === 0) await encoding?.encode(left.slice(i, i + encodedAtOnce).map(({ test }) => test.question))
        const news = await Promise.all(left.slice(i, i + atOnce).map(({ test, position }) => ask(deps, run, standing, test, position)))
        await insertResults(db, id, news)
      }
      await endRun(db, id, 'done', clock())
    },
    async dead({ payload }) {
      await endRun(db, String(payload.run), 'failed', clock(), 'It came to no end after several attempts. Run it again.')
    },
  }
}

async function begin(db: Pool, id: string): Promise<Standing | null> {
  const run = await readRun(db, id)
  return run?.state === 'running' ? standingOf(db, run.bot) : null
}

async function runUnderWay(db: Pool, id: string): Promise<Run | null> {
  const { rows } = await db.query<Run>(`select id, bot, draft, before from test_run where id = $1 and state = 'running'`, [id])
  return rows[0] ?? null
}

async function testsDone(db: Pool, run: string): Promise<string[]> {
  const { rows } = await db.query<{ test: string }>('select test from test_result where run = $1 and test is not null', [run])
  return rows.map(({ test }) => test)
}

async function ask(deps: LearningDeps, run: Run, standing: Standing, test: Test, position: number): Promise<NewResult> {
  const { db, newId, clock } = deps
  const began = clock()
  const said = await answerTo(deps, run, test, run.draft)
  const ms = clock() - began
  const outcome = await judged(db, test, said, withDraft(standing, run.draft))
  const before = run.draft
    ? await judged(db, test, await liveAnswer(deps, run, test, said), standing)
    : await outcomeIn(db, run.before, test.id)
  return {
    id: newId(),
    test: test.id,
    position,
    question: test.question,
    expected: test.expected,
    outcome,
    before,
    change: before && changeOf(before, outcome),
    ms,
  }
}

function answerTo({ answer }: LearningDeps, { bot }: Run, { question }: Test, draft: DraftSettings | null) {
  return answer({ bot, question, history: [], draft })
}

/** Other thresholds change what becomes of an answer, not the answer. */
function liveAnswer(deps: LearningDeps, run: Run, test: Test, said: Draft | { failed: BotError }) {
  return run.draft?.persona || run.draft?.quotes ? answerTo(deps, run, test, null) : said
}

async function judged(db: Pool, { expects, expected, question }: Test, said: Draft | { failed: BotError }, standing: Standing) {
  return judge(expects, expected, question, said, 'failed' in said ? [] : await restsOf(db, said), standing)
}

async function restsOf(db: Pool, { sources }: Draft): Promise<Rests[]> {
  if (sources.length === 0) return []
  const { rows } = await db.query<Rests & { id: string }>('select id, title, pair, source, url from chunk where id = any($1)', [
    sources.map(({ chunk }) => chunk),
  ])
  const known = new Map(rows.map((row) => [row.id, row]))
  return sources.map(({ chunk, title }) => known.get(chunk) ?? { title, pair: null, source: null, url: null })
}

async function outcomeIn(db: Pool, run: string | null, test: string): Promise<TestOutcome | null> {
  if (!run) return null
  const { rows } = await db.query<{ outcome: TestOutcome }>('select outcome from test_result where run = $1 and test = $2', [run, test])
  return rows[0]?.outcome ?? null
}

function changeOf(before: TestOutcome, after: TestOutcome): TestResult['change'] {
  if (before.green !== after.green) return after.green ? 'better' : 'worse'
  // What the bot would have said matters only where it says it.
  return before.did !== after.did || (after.did === 'answered' && before.answer !== after.answer) ? 'other' : null
}
