import { z } from 'zod'
import { confidence } from './facts.ts'
import { type AnyRoute, byId, route } from './route.ts'

/** How an answer was made; each kind has a calibration of its own. `all` is all of them. */
export const answeredBy = z.enum(['all', 'pair', 'quote', 'model'])

/** Answers whose confidence lay in [from, to), beside how many of them were right; null where there are none. */
const bin = z.object({ from: confidence, to: confidence, said: confidence.nullable(), right: confidence.nullable(), outcomes: z.int() })
const reliability = z.object({
  by: answeredBy,
  answers: z.int(),
  /** Answers of which is known whether they were right. */
  outcomes: z.int(),
  bins: z.array(bin).length(10),
  /** How far what was said lies from what came of it, on average; null where there is too little to say. */
  gap: confidence.nullable(),
})

/** A confidence p becomes 1 / (1 + e^-(scale · ln(p / (1 - p)) + shift)). */
const line = z.object({
  /** What it is for: the search, with meaning or by words alone, or a kind of answer. */
  mode: z.enum(['words', 'meaning', 'pair', 'quote', 'model']),
  scale: z.number(),
  shift: z.number(),
  /** `knowledge`: its own questions were asked with their phrasing held out; `outcomes`: what came of real answers. */
  from: z.enum(['knowledge', 'outcomes']),
  /** So many questions or outcomes it was made from. */
  counted: z.int(),
  at: z.number(),
})

/** What a threshold would have done with the answers so far. Shares are of all answers, `right` is of those answered; null: too few to say. */
const cost = z.object({
  threshold: confidence,
  answered: confidence.nullable(),
  right: confidence.nullable(),
  askedBack: confidence.nullable(),
  handedOver: confidence.nullable(),
  /** Answers that it would have let through, and how many of them have an outcome. */
  answers: z.int(),
  outcomes: z.int(),
})

/** The route of the page "How sure is the bot?". */
export const surenessRoutes = {
  sureness: route({
    method: 'GET',
    path: '/v1/bots/:id/sureness',
    who: 'agent',
    summary: 'How often the bot was right when it said how sure it was, and what another threshold would cost',
    params: byId,
    response: z.object({
      /** Below so many outcomes a share is not given. */
      least: z.int(),
      threshold: confidence,
      /** From here on up to the threshold the bot asks back. */
      askFrom: confidence,
      reliability: z.array(reliability),
      lines: z.array(line),
      costs: z.array(cost),
    }),
  }),
} satisfies Record<string, AnyRoute>

export type AnsweredBy = z.infer<typeof answeredBy>
export type Sureness = z.infer<typeof surenessRoutes.sureness.response>
