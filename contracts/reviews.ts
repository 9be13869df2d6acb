import { z } from 'zod'
import { confidence, source } from './facts.ts'
import { looked, nearest, paging, pairWanted } from './gaps.ts'
import { id } from './ids.ts'
import { pair } from './knowledge.ts'
import { type AnyRoute, byId, route } from './route.ts'
import { clean, limits, note } from './text.ts'

/** Why an answer is looked at: a rule flagged it, it was hardly sure enough, an agent marked it, or the visitor found it unhelpful. */
export const reviewWhy = z.enum(['rule', 'low', 'agent', 'unhelpful'])
export const verdict = z.enum(['right', 'wrong', 'corrected'])
export const reviewState = z.enum(['open', ...verdict.options])
const text = z.string().max(limits.line).transform(clean).pipe(z.string().trim().min(1, 'the right answer'))

const review = z.object({
  id,
  bot: id,
  conversation: id,
  /** The number of the bot's answer. */
  answer: z.int(),
  at: z.number(),
  question: z.string(),
  text: z.string(),
  /** False where the draft was held back: only agents have read it. */
  said: z.boolean(),
  confidence,
  threshold: confidence,
  mode: z.enum(['pair', 'quote', 'model', 'smalltalk']),
  sources: z.array(source),
  why: z.array(reviewWhy),
  /** The rule's name, or what the agent who marked it said. */
  note: z.string().nullable(),
  state: reviewState,
  judged: z.object({ by: z.string(), at: z.number() }).nullable(),
  correction: z.string().nullable(),
  /** What became of a correction: null while an admin has not looked at it. */
  approval: z.object({ approved: z.boolean(), by: z.string(), at: z.number(), pair: id.nullable() }).nullable(),
})

/** The routes of answers that somebody should look at. */
export const reviewRoutes = {
  reviews: route({
    method: 'GET',
    path: '/v1/bots/:id/reviews',
    who: 'agent',
    summary: 'Answers to look at, the newest first',
    params: byId,
    query: z.object({
      state: z.enum([...reviewState.options, 'toApprove']).default('open'),
      why: reviewWhy.optional(),
      text: looked,
      ...paging,
    }),
    response: z.object({
      reviews: z.array(review),
      next: z.string().nullable(),
      counts: z.record(z.enum([...reviewState.options, 'toApprove']), z.int()),
    }),
  }),
  review: route({
    method: 'GET',
    path: '/v1/reviews/:id',
    who: 'agent',
    summary: 'One answer to look at; a correction comes with the pair that it could become, and the pair that the answer came from',
    params: byId,
    response: z.object({
      review,
      /** What the visitor and the bot said before and after, with the numbers of the lines. */
      around: z.array(z.object({ n: z.int(), by: z.enum(['visitor', 'bot', 'agent']), text: z.string() })),
      draft: z.object({ question: z.string(), answer: z.string() }).nullable(),
      nearest: nearest.nullable(),
    }),
  }),
  markAnswer: route({
    method: 'POST',
    path: '/v1/conversations/:id/reviews',
    who: 'agent',
    summary: 'Mark an answer for review',
    params: byId,
    body: z.object({ answer: z.int().min(1), note: note.nullable().default(null) }),
    response: review,
  }),
  judgeAnswer: route({
    method: 'POST',
    path: '/v1/reviews/:id/verdict',
    who: 'agent',
    summary: 'Say that an answer is right or wrong, or what would have been right',
    params: byId,
    body: z.discriminatedUnion('verdict', [
      z.object({ verdict: z.enum(['right', 'wrong']) }),
      z.object({ verdict: z.literal('corrected'), text }),
    ]),
    response: review,
  }),
  approveCorrection: route({
    method: 'POST',
    path: '/v1/reviews/:id/approval',
    who: 'admin',
    summary: 'Make a pair of a correction, or decide that it becomes none',
    params: byId,
    body: z.discriminatedUnion('approve', [
      z.object({ approve: z.literal(false) }),
      z.object({ approve: z.literal(true), pair: pairWanted }),
    ]),
    response: z.object({ review, pair: pair.nullable() }),
  }),
} satisfies Record<string, AnyRoute>

export type ReviewWhy = z.infer<typeof reviewWhy>
export type ReviewState = z.infer<typeof reviewState>
export type Verdict = z.infer<typeof verdict>
export type ReviewItem = z.infer<typeof review>
export type ReviewQuery = z.infer<(typeof reviewRoutes)['reviews']['query']>
