import type { AgentAct } from '@baton/contracts/acts.ts'
import type { Api } from '@baton/contracts/api.ts'
import type { Refusal } from '@baton/contracts/refusal.ts'
import type { ReviewItem } from '@baton/contracts/reviews.ts'
import { mayRead, readsBot, type Sight } from '../db/sight.ts'
import type { ByAgent, Handler } from '../http/context.ts'
import type { LearningDeps } from './deps.ts'
import { nearestPair } from './gaps.ts'
import { lookThrough } from './look.ts'
import { mask } from './mask.ts'
import { decideOn, linesAround, listReviews, markAnswer, readReview, reviewOf } from './reviews.ts'

type As<K extends keyof Api> = Handler<ByAgent, Api[K]>
export type Acting = (conversation: string, act: AgentAct, by: { agent: string; name: string }) => Promise<Refusal | null>

/** The handlers of answers that somebody should look at. A word on an answer is an act, and comes back as a fact. */
export function reviewHandlers(deps: LearningDeps & { act: Acting }) {
  const { db, clock, newId, keepPair, act } = deps
  const readFor = async (me: Sight, id: string) => {
    const found = await readReview(db, id)
    return found && readsBot(me, found.bot) ? found : null
  }
  const reviews: As<'reviews'> = async ({ me }, { params: { id }, query }) =>
    readsBot(me, id) ? listReviews(db, id, query) : { no: 'notFound' }
  const review: As<'review'> = async ({ me }, { params: { id } }) => {
    const found = await readFor(me, id)
    if (!found) return { no: 'notFound' }
    const [around, nearest] = await Promise.all([linesAround(db, found), nearestPair(deps, found.bot, found.question)])
    return { review: found, around, draft: draftOf(found), nearest }
  }
  const mark: As<'markAnswer'> = async ({ me }, { params, body: { answer, note } }) => {
    if (!(await mayRead(db, me, params.id))) return { no: 'notFound' }
    await lookThrough(db, params.id, newId)
    const marked = await markAnswer(db, { conversation: params.id, answer, note, by: me.agent }, newId)
    if (!marked) return { no: 'invalid', path: 'answer', problem: 'there is no answer of the bot’s at that number' }
    return (await reviewOf(db, params.id, answer)) ?? { no: 'notFound' }
  }
  const judge: As<'judgeAnswer'> = async ({ me }, { params: { id }, body }) => {
    const before = await readFor(me, id)
    if (!before) return { no: 'notFound' }
    const { conversation, answer } = before
    const text = body.verdict === 'corrected' ? body.text : null
    const refusal = await act(conversation, { type: 'review', answer, verdict: body.verdict, text }, { agent: me.agent, name: me.name })
    if (refusal) return refusal
    await lookThrough(db, conversation, newId)
    return (await readReview(db, id)) ?? { no: 'notFound' }
  }
  const approve: As<'approveCorrection'> = async ({ me }, { params: { id }, body }) => {
    const before = await readReview(db, id)
    if (!before) return { no: 'notFound' }
    if (before.state !== 'corrected' || before.approval) return { no: 'nothingThere' }
    const pair = body.approve ? await keepPair(before.bot, body.pair) : null
    if (pair && 'no' in pair) return pair
    await decideOn(db, id, body.approve, me.agent, clock(), pair?.id ?? null)
    return { review: (await readReview(db, id)) ?? before, pair }
  }
  return { reviews, review, markAnswer: mark, judgeAnswer: judge, approveCorrection: approve }
}

function draftOf({ question, correction }: ReviewItem): { question: string; answer: string } | null {
  return correction === null ? null : { question: mask(question.replace(/\s+/g, ' ').trim()).text, answer: mask(correction).text }
}
