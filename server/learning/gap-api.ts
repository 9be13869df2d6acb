import type { Api } from '@baton/contracts/api.ts'
import { readsBot } from '../db/sight.ts'
import type { ByAgent, Handler } from '../http/context.ts'
import type { Handler as JobHandler } from '../jobs/worker.ts'
import type { LearningDeps } from './deps.ts'
import { draftOf } from './gap-draft.ts'
import { alikeGaps, joinGap, listGaps, moveQuestion, nearestPair, questionsOf, readGap, settleGap, tryGap } from './gaps.ts'

type As<K extends keyof Api> = Handler<ByAgent, Api[K]>

/** The handlers of questions that knowledge could not answer. */
export function gapHandlers(deps: LearningDeps) {
  const { db, clock, newId, keepPair } = deps
  const gaps: As<'gaps'> = async ({ me }, { params: { id }, query }) => (readsBot(me, id) ? listGaps(db, id, query) : { no: 'notFound' })
  const gap: As<'gap'> = async ({ me }, { params: { id } }) => {
    const found = await readGap(db, id)
    if (!found || !readsBot(me, found.bot)) return { no: 'notFound' }
    const [questions, draft, nearest] = await Promise.all([
      questionsOf(db, id),
      draftOf(db, id, found.title),
      nearestPair(deps, found.bot, found.title),
    ])
    return { gap: found, questions, draft, nearest }
  }
  const changeGap: As<'changeGap'> = async ({ me }, { params: { id }, body: { state } }) => {
    await settleGap(db, id, state, me.agent, clock())
    return (await readGap(db, id)) ?? { no: 'notFound' }
  }
  const answerGap: As<'answerGap'> = async ({ me, gone }, { params: { id }, body }) => {
    const before = await readGap(db, id)
    if (!before) return { no: 'notFound' }
    const pair = await keepPair(before.bot, body)
    if ('no' in pair) return pair
    await settleGap(db, id, 'answered', me.agent, clock(), pair.id)
    const { threshold, results } = await tryGap(deps, { ...before, pair: pair.id }, gone)
    await planRetry(deps, id)
    const after = await readGap(db, id)
    return after ? { gap: after, pair, threshold, results } : { no: 'notFound' }
  }
  const tryAgain: As<'tryGap'> = async ({ gone }, { params: { id } }) => {
    const before = await readGap(db, id)
    if (!before) return { no: 'notFound' }
    const tried = await tryGap(deps, before, gone)
    return { gap: (await readGap(db, id)) ?? before, ...tried }
  }
  const move: As<'moveQuestion'> = async (_context, { params, body }) =>
    (await moveQuestion(db, params.id, body.gap, newId)) ?? { no: 'notFound' }
  const alike: As<'alikeGaps'> = async ({ me }, { params }) => {
    const found = await readGap(db, params.id)
    return found && readsBot(me, found.bot) ? { gaps: await alikeGaps(db, found) } : { no: 'notFound' }
  }
  const join: As<'joinGap'> = async (_context, { params, body }) => (await joinGap(db, params.id, body.into)) ?? { no: 'notFound' }
  return { gaps, gap, changeGap, answerGap, tryGap: tryAgain, moveQuestion: move, alikeGaps: alike, joinGap: join }
}

/** By then the new pair has its vectors, and is found by its meaning as well. */
const untilEncoded = 20_000

async function planRetry({ db, clock, wake }: LearningDeps, gap: string): Promise<void> {
  await db.query(
    `insert into job (key, kind, payload, run_at) values ('tryGap:' || $1, 'tryGap', jsonb_build_object('gap', $1::text), $2)
     on conflict (key) where started_at is null do nothing`,
    [gap, clock() + untilEncoded],
  )
  wake()
}

/** Asks a gap's questions once more. */
export function tryGapJob(deps: LearningDeps): JobHandler {
  return {
    atOnce: 1,
    async run({ payload }) {
      const gap = await readGap(deps.db, String(payload.gap))
      if (gap) await tryGap(deps, gap)
    },
    // What was found before stands.
    async dead() {},
  }
}
