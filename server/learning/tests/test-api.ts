import type { Api } from '@baton/contracts/api.ts'
import type { ByAgent, Handler } from '../../http/context.ts'
import type { LearningDeps } from '../deps.ts'
import { standingOf } from '../settings.ts'
import { allTests, changeTest, expectedOf, insertTests, listTests, mostTests, readTest, removeTests } from './cases.ts'
import { helpfulTests, keyOf, readTests, testsAsCsv } from './exchange.ts'
import { endRun, insertRun, listResults, listRuns, noteShown, readRun, removeRun } from './runs.ts'

type As<K extends keyof Api> = Handler<ByAgent, Api[K]>

const full = { no: 'invalid', path: 'question', problem: `a bot has ${mostTests} tests at most` } as const
const unknown = { no: 'invalid', path: 'expects', problem: 'this bot knows no such pair or source' } as const

/** The handlers of questions with known answers. */
export function testHandlers(deps: LearningDeps) {
  const { db, newId, clock } = deps
  const tests: As<'tests'> = async (_context, { params, query }) => listTests(db, params.id, query)
  const addTest: As<'addTest'> = async (_context, { params: { id: bot }, body }) => {
    if (!(await standingOf(db, bot))) return { no: 'notFound' }
    const expected = await expectedOf(db, bot, body.expects)
    if (expected === null) return unknown
    const [id] = await insertTests(db, bot, [{ ...body, expected, conversation: null }], newId, clock())
    return id ? ((await readTest(db, id)) ?? { no: 'notFound' }) : full
  }
  const change: As<'changeTest'> = async (_context, { params: { id }, body }) => {
    const before = await readTest(db, id)
    if (!before) return { no: 'notFound' }
    const expected = await expectedOf(db, before.bot, body.expects)
    if (expected === null) return unknown
    await changeTest(db, id, body, expected)
    return (await readTest(db, id)) ?? { no: 'notFound' }
  }
  const remove: As<'removeTests'> = async (_context, { params, body }) => ({ removed: await removeTests(db, params.id, body.ids) })
  const exporting: As<'exportTests'> = async (_context, { params }) => ({
    name: 'tests.csv',
    csv: testsAsCsv(await allTests(db, params.id)),
  })
  return {
    tests,
    addTest,
    changeTest: change,
    removeTests: remove,
    importTests: importer(deps),
    exportTests: exporting,
    ...runHandlers(deps),
  }
}

function importer({ db, newId, clock }: LearningDeps): As<'importTests'> {
  return async (_context, { params: { id: bot }, body }) => {
    if (!(await standingOf(db, bot))) return { no: 'notFound' }
    const known = new Set((await allTests(db, bot)).map(({ question }) => keyOf(question)))
    const rows = body.from === 'csv' ? readTests(body.csv, known) : await helpfulTests(db, bot, body.limit, known)
    if ('problem' in rows) return { no: 'invalid', path: 'csv', problem: rows.problem }
    const good = rows.flatMap(({ question, expects, expected, conversation, problem }) =>
      problem === null && expects ? [{ question, expects, expected, conversation }] : [],
    )
    const added = body.commit ? (await insertTests(db, bot, good, newId, clock())).length : 0
    return { rows, good: good.length, bad: rows.length - good.length, added }
  }
}

function runHandlers({ db, newId, clock, wake }: LearningDeps) {
  const startRun: As<'startRun'> = async ({ me }, { params: { id: bot }, body: { draft } }) => {
    const standing = await standingOf(db, bot)
    if (!standing) return { no: 'notFound' }
    const run = await insertRun(db, { id: newId(), standing, draft, by: me.name, now: clock() })
    if (!run) return { no: 'invalid', path: '', problem: 'a run of this bot is under way' }
    wake()
    return run
  }
  const runs: As<'runs'> = async (_context, { params }) => listRuns(db, params.id)
  const run: As<'run'> = async (_context, { params: { id }, query }) => {
    const found = await readRun(db, id)
    if (!found) return { no: 'notFound' }
    if (found.state === 'done') await noteShown(db, id)
    return { run: found, ...(await listResults(db, id, query)) }
  }
  const cancelRun: As<'cancelRun'> = async (_context, { params: { id } }) => {
    await endRun(db, id, 'cancelled', clock())
    return (await readRun(db, id)) ?? { no: 'notFound' }
  }
  const forget: As<'removeRun'> = async (_context, { params }) => ((await removeRun(db, params.id)) ? { ok: true } : { no: 'notFound' })
  return { startRun, runs, run, cancelRun, removeRun: forget }
}
