import { z } from 'zod'
import { escalationReason } from './facts.ts'
import { id } from './ids.ts'
import { page } from './text.ts'

/** Who has the conversation. A union, not flags: nobody can be held by a bot and a person at once. */
export const holder = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('bot') }),
  z.object({
    kind: z.literal('queue'),
    team: id,
    /** Hidden from visitors, hence nullable: their fold never learns it. */
    reason: escalationReason.nullable(),
    since: z.number(),
    tried: z.array(id),
    ringing: z.object({ agents: z.array(id), until: z.number(), step: z.int() }).nullable(),
    step: z.int(),
    /** An agent has had it on screen. */
    seen: z.boolean(),
  }),
  z.object({ kind: z.literal('agent'), agent: id, name: z.string(), team: id, since: z.number() }),
  z.object({ kind: z.literal('closed'), by: z.string(), at: z.number(), outcome: z.string().nullable() }),
])

export const preview = z.object({
  n: z.int(),
  at: z.number(),
  by: z.enum(['visitor', 'bot', 'agent']),
  name: z.string().nullable(),
  text: z.string(),
})

export const conversation = z.object({
  /** Shape of this record. An older one is folded again from its facts when it is next locked. */
  shape: z.literal(1),
  /** Number and time of the last fact folded in. */
  n: z.int(),
  at: z.number(),
  bot: id,
  visitor: id,
  episode: z.int(),
  /** Counts every change of holder, ring or episode: what comes back late was made under another one. */
  tenure: z.int(),
  holder,
  promise: z.object({ due: z.number(), team: id, since: z.number(), missed: z.boolean() }).nullable(),
  contact: z.object({ name: z.string().nullable(), email: z.string().nullable(), verified: z.boolean() }),
  page: page.nullable(),
  /** The last line that a visitor could read, cut short: what a list shows. */
  preview: preview.nullable(),
  /** Number of the visitor's last line. */
  visitorLine: z.int(),
  /** Number of the last visitor line that the bot has answered; lines after it are its next question. */
  answered: z.int(),
  /** The bot reads nothing at or before this number: an episode or a hand-back began after it. */
  context: z.int(),
  /** An answer was dropped because the visitor had gone on; the next one is let through. */
  superseded: z.boolean(),
  /** Since when a person owes the visitor a line; null while nobody does. */
  waiting: z.number().nullable(),
})

export type Conversation = z.infer<typeof conversation>
export type Holder = Conversation['holder']
export type HolderOf<K extends Holder['kind']> = Extract<Holder, { kind: K }>
