import { z } from 'zod'
import { email, limits, line, name, note, page } from './text.ts'

/** Of the visitor's browser: `de`, without a region. */
const language = z
  .string()
  .regex(/^[a-z]{2,3}$/)
  .nullable()
  .default(null)

/** What a visitor may do in the conversation that their token opens. */
export const visitorAct = z.discriminatedUnion('type', [
  z.object({ type: z.literal('say'), text: line, page: page.nullable().default(null), language }),
  /** "Talk to a person", from the menu. */
  z.object({ type: z.literal('ask'), page: page.nullable().default(null), language }),
  /** `proof`: what the company's server has signed about its visitor; name and e-mail are then those of the proof. */
  z.object({
    type: z.literal('give'),
    name: name.nullable().default(null),
    email: email.nullable().default(null),
    proof: z.string().max(limits.proof).optional(),
  }),
  z.object({ type: z.literal('rate'), answer: z.int().min(1), helpful: z.boolean() }),
  z.object({ type: z.literal('stopWaiting'), instead: z.enum(['bot', 'promise']) }),
  /** To the bot's offer of that number. */
  z.object({ type: z.literal('answerOffer'), offer: z.int().min(1), accept: z.boolean() }),
  /** One of the choices that the bot gave at that number, from 0; null is "none of these". */
  z.object({ type: z.literal('choose'), asked: z.int().min(1), choice: z.int().min(0).max(20).nullable() }),
  /** After the end: was it solved? */
  z.object({ type: z.literal('judge'), solved: z.boolean() }),
])

/** What an agent may do in a conversation. */
export const agentAct = z.discriminatedUnion('type', [
  /** Answers a ring: only while it waits, and only with room. */
  z.object({ type: z.literal('accept') }),
  /** Would rather not: the ring goes on to somebody else. */
  z.object({ type: z.literal('decline') }),
  /** At any moment, from anybody, also beyond the own capacity. */
  z.object({ type: z.literal('takeOver') }),
  z.object({ type: z.literal('say'), text: line }),
  /** Private: no visitor ever sees it. */
  z.object({ type: z.literal('note'), text: note }),
  z.object({ type: z.literal('handBack'), note: note.nullable().default(null) }),
  z.object({ type: z.literal('close'), outcome: z.enum(['solved', 'unsolved', 'spam']), why: note.nullable().default(null) }),
  /** `back`: into the queue, where it waited when it was closed; else it is theirs. */
  z.object({ type: z.literal('reopen'), back: z.boolean().default(false) }),
  /** The handover was on this agent's screen. Only the first such sight becomes a fact. */
  z.object({ type: z.literal('see') }),
  /** An agent's word on an answer of the bot's, also one that was held back. */
  z.object({
    type: z.literal('review'),
    answer: z.int().min(1),
    verdict: z.enum(['right', 'wrong', 'corrected']),
    text: note.nullable().default(null),
  }),
])

export type VisitorAct = z.infer<typeof visitorAct>
export type AgentAct = z.infer<typeof agentAct>
export type VisitorActInput = z.input<typeof visitorAct>
export type AgentActInput = z.input<typeof agentAct>
