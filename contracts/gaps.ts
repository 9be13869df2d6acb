import { z } from 'zod'
import { confidence } from './facts.ts'
import { id } from './ids.ts'
import { newPair, pair } from './knowledge.ts'
import { type AnyRoute, byId, route } from './route.ts'
import { clean } from './text.ts'

/** How a list is read a page at a time: `after` is the `next` of the page before. */
export const paging = { after: z.string().max(200).optional(), limit: z.coerce.number().int().min(1).max(200).default(50) }
export const looked = z.string().max(200).transform(clean).optional()

/**
 * Why a question counts: no answer was sure enough, the bot asked back, the answer was marked unhelpful, the visitor asked the same again, or a
 * person was brought in after it.
 */
export const questionWhy = z.enum(['unsure', 'askedBack', 'unhelpful', 'repeated', 'handedOver'])
export const gapState = z.enum(['open', 'answered', 'dismissed'])

const question = z.object({
  id,
  conversation: id,
  /** The number of the visitor's line. */
  line: z.int(),
  text: z.string(),
  at: z.number(),
  why: z.array(questionWhy),
  /** How sure the bot was then; null where it gave no answer. */
  confidence: confidence.nullable(),
})
/** How many of a gap's questions the bot answers by itself, when it was last tried. */
const gapTest = z.object({ at: z.number(), questions: z.int(), answered: z.int() })
const gap = z.object({
  id,
  bot: id,
  /** The question that is most like all others. */
  title: z.string(),
  state: gapState,
  questions: z.int(),
  visitors: z.int(),
  why: z.partialRecord(questionWhy, z.int()),
  firstAt: z.number(),
  lastAt: z.number(),
  examples: z.array(z.string()),
  /** The pair that answers it. */
  pair: id.nullable(),
  /** Who answered or dismissed it, and when. */
  settled: z.object({ by: z.string(), at: z.number() }).nullable(),
  test: gapTest.nullable(),
})
/** What the bot says now to one of a gap's questions. `byPair`: from the pair that answers the gap. */
const retried = z.object({
  question: z.string(),
  answer: z.string(),
  confidence,
  answered: z.boolean(),
  byPair: z.boolean(),
})
/** A pair as it could be: `masked` counts personal data that was left out of the answer. */
const gapDraft = z.object({
  question: z.string(),
  answer: z.string(),
  /** Where the answer was said; null where nobody has answered this yet. */
  from: z.object({ conversation: id, line: z.int(), agent: z.string() }).nullable(),
  masked: z.int(),
})
/** The pair that is nearest to a gap: other words for it may be all that is missing. */
export const nearest = z.object({ pair, source: id, confidence })

/** A new pair in `source` (in a new source where there is none), or more phrasings and this answer for a pair that is there. */
export const pairWanted = newPair.extend({ source: id.optional(), pair: id.optional() })

const gapWithTest = z.object({ gap, threshold: confidence, results: z.array(retried) })

/** Another gap that may ask for the same. */
const alike = z.object({ id, title: z.string(), state: gapState, questions: z.int() })

/** The routes of questions that knowledge could not answer. */
export const gapRoutes = {
  gaps: route({
    method: 'GET',
    path: '/v1/bots/:id/gaps',
    who: 'agent',
    summary: 'What this bot could not answer, by meaning; asked most or asked last first',
    params: byId,
    query: z.object({
      state: gapState.default('open'),
      why: questionWhy.optional(),
      text: looked,
      order: z.enum(['count', 'recent']).default('count'),
      ...paging,
    }),
    response: z.object({ gaps: z.array(gap), next: z.string().nullable(), counts: z.record(gapState, z.int()) }),
  }),
  gap: route({
    method: 'GET',
    path: '/v1/gaps/:id',
    who: 'agent',
    summary: 'One gap: its questions, the newest first, and a pair as it could be, drafted from what a person answered',
    params: byId,
    response: z.object({ gap, questions: z.array(question), draft: gapDraft, nearest: nearest.nullable() }),
  }),
  changeGap: route({
    method: 'PATCH',
    path: '/v1/gaps/:id',
    who: 'admin',
    summary: 'Dismiss a gap, or open it again',
    params: byId,
    body: z.object({ state: z.enum(['open', 'dismissed']) }),
    response: gap,
  }),
  answerGap: route({
    method: 'POST',
    path: '/v1/gaps/:id/answer',
    who: 'admin',
    summary: 'Make a pair of a gap, and try its questions again',
    params: byId,
    body: pairWanted,
    response: gapWithTest.extend({ pair }),
  }),
  tryGap: route({
    method: 'POST',
    path: '/v1/gaps/:id/tests',
    who: 'admin',
    summary: 'Ask the bot a gap’s questions again',
    params: byId,
    body: z.object({}),
    response: gapWithTest,
  }),
  alikeGaps: route({
    method: 'GET',
    path: '/v1/gaps/:id/alike',
    who: 'agent',
    summary: 'Open and answered gaps that may ask for the same as this one, the likest first',
    params: byId,
    response: z.object({ gaps: z.array(alike) }),
  }),
  joinGap: route({
    method: 'POST',
    path: '/v1/gaps/:id/join',
    who: 'admin',
    summary: 'Put all questions of a gap into another of the same bot; an open gap is gone then',
    params: byId,
    body: z.object({ into: id }),
    response: gap,
  }),
  /** Its gap is left to the others: the question becomes a gap of its own, or part of another. */
  moveQuestion: route({
    method: 'PATCH',
    path: '/v1/questions/:id',
    who: 'admin',
    summary: 'Put a question into another gap; null makes a gap of its own',
    params: byId,
    body: z.object({ gap: id.nullable() }),
    response: gap,
  }),
} satisfies Record<string, AnyRoute>

export type QuestionWhy = z.infer<typeof questionWhy>
export type GapState = z.infer<typeof gapState>
export type GapItem = z.infer<typeof gap>
export type GapQuestion = z.infer<typeof question>
export type AlikeGap = z.infer<typeof alike>
export type GapDraft = z.infer<typeof gapDraft>
export type Retried = z.infer<typeof retried>
export type NearestPair = z.infer<typeof nearest>
export type PairWanted = z.infer<typeof pairWanted>
