import { z } from 'zod'
import { id } from './ids.ts'
import { page } from './text.ts'

export const confidence = z.number().min(0).max(1)

export const escalationReason = z.enum(['asked', 'unsure', 'botFailed', 'agentLeft'])
export const botError = z.enum(['down', 'slow', 'cutOff', 'refused', 'empty', 'garbage', 'promise'])

/** A piece of knowledge that an answer was drawn from or compared with. `score` is 0–1, as the search gave it. */
export const source = z.object({ chunk: id, title: z.string(), url: z.string().nullable(), score: confidence })

/** Why a person is needed, with what an agent needs to believe it. `line` is the number of the visitor's line; `marks` are [start, end) in its text. */
export const evidence = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('menu') }),
  z.object({ kind: z.literal('words'), line: z.int(), marks: z.array(z.tuple([z.int(), z.int()])) }),
  z.object({ kind: z.literal('score'), line: z.int(), score: confidence, threshold: confidence, tried: z.array(source) }),
  z.object({ kind: z.literal('error'), line: z.int(), error: botError }),
  /** Who had the conversation when their account ended. */
  z.object({ kind: z.literal('left'), agent: id, name: z.string() }),
])

const answer = {
  text: z.string(),
  confidence,
  /** What the bot's policy asked for when this was decided. */
  threshold: confidence,
  mode: z.enum(['pair', 'quote', 'model', 'smalltalk']),
  sources: z.array(source),
  tried: z.array(source),
  /** Number of the last visitor line that it answers. */
  answers: z.int(),
  policyVersion: z.int(),
}
const speaker = { agent: id, name: z.string() }

/**
 * What has happened in a conversation: stored once, numbered, projected for each reader, never edited.
 * Facts are only ever widened (new types, new optional fields); every release's facts must keep folding.
 */
export const fact = z.discriminatedUnion('type', [
  z.object({ type: z.literal('episodeBegan'), episode: z.int(), page: page.nullable() }),
  z.object({ type: z.literal('visitorSaid'), text: z.string(), page: page.nullable() }),
  z.object({ type: z.literal('visitorAsked') }),
  z.object({ type: z.literal('contactGiven'), name: z.string().nullable(), email: z.string().nullable(), verified: z.boolean() }),
  z.object({ type: z.literal('answerRated'), answer: z.int(), helpful: z.boolean() }),
  z.object({ type: z.literal('visitorStoppedWaiting'), instead: z.enum(['bot', 'promise']) }),

  z.object({ type: z.literal('botSaid'), ...answer }),
  z.object({ type: z.literal('botHeldBack'), ...answer }),
  z.object({ type: z.literal('answerSuperseded'), answers: z.int() }),

  z.object({ type: z.literal('escalated'), reason: escalationReason, evidence, team: id, policyVersion: z.int() }),
  /** A line that the server writes, in the bot's name, as part of a passage. */
  z.object({
    type: z.literal('serverSaid'),
    kind: z.enum(['connecting', 'promise', 'promiseConfirmed', 'handedBack', 'stillHere']),
    text: z.string(),
  }),
  /** `passedOver` answers "why not this agent?". */
  z.object({
    type: z.literal('rung'),
    agents: z.array(id),
    until: z.number(),
    step: z.int(),
    passedOver: z.array(z.object({ agent: id, why: z.enum(['offline', 'full']) })).optional(),
  }),
  z.object({ type: z.literal('ringLapsed'), agents: z.array(id) }),
  z.object({ type: z.literal('handoverSeen'), ...speaker }),
  z.object({ type: z.literal('accepted'), ...speaker, how: z.enum(['accepted', 'tookOver', 'wrote']), team: id }),

  z.object({ type: z.literal('agentSaid'), ...speaker, text: z.string() }),
  z.object({ type: z.literal('agentNoted'), ...speaker, text: z.string() }),
  z.object({ type: z.literal('handedBack'), ...speaker, note: z.string().nullable() }),
  z.object({ type: z.literal('closed'), ...speaker, outcome: z.enum(['solved', 'unsolved', 'spam']) }),
  z.object({ type: z.literal('reopened'), ...speaker, team: id }),

  z.object({ type: z.literal('promised'), due: z.number(), team: id }),
  z.object({ type: z.literal('promiseKept'), ...speaker, late: z.boolean() }),
  z.object({ type: z.literal('promiseMissed') }),
  z.object({ type: z.literal('promiseWithdrawn'), ...speaker, why: z.string() }),
])

/** A fact in its place: `n` counts 1, 2, 3 … within its conversation, `at` is milliseconds since 1970 and never runs backwards. */
export const numbered = z.object({ n: z.int().min(1), at: z.number(), cause: z.string(), fact })

export type Fact = z.infer<typeof fact>
export type FactOf<T extends Fact['type']> = Extract<Fact, { type: T }>
export type Numbered<F = Fact> = { n: number; at: number; cause: string; fact: F }
export type EscalationReason = z.infer<typeof escalationReason>
export type Evidence = z.infer<typeof evidence>
export type Source = z.infer<typeof source>
export type BotError = z.infer<typeof botError>
export type AnswerMode = FactOf<'botSaid'>['mode']

/**
 * What a visitor's browser receives. Hidden facts arrive as `null`: they keep their number.
 * An escalation comes without its reason, an answer without its score, a person without what was only meant for colleagues.
 */
export type VisitorFact =
  | FactOf<
      | 'episodeBegan'
      | 'visitorSaid'
      | 'visitorAsked'
      | 'contactGiven'
      | 'answerRated'
      | 'visitorStoppedWaiting'
      | 'serverSaid'
      | 'accepted'
      | 'agentSaid'
      | 'reopened'
    >
  | { type: 'botSaid'; text: string; sources: { title: string; url: string | null }[]; answers: number; mode: AnswerMode }
  | { type: 'escalated'; team: string }
  | { type: 'handedBack'; agent: string; name: string }
  | { type: 'closed'; agent: string; name: string }
  | { type: 'promised'; due: number; team: string }
  | { type: 'promiseKept'; agent: string; name: string }
  | { type: 'promiseWithdrawn'; agent: string; name: string }
