import { z } from 'zod'
import { alsoFound, choice, escalationReason, evidence, reach } from './facts.ts'
import { id } from './ids.ts'
import { priority } from './policy.ts'
import { page } from './text.ts'

const queue = z.object({
  kind: z.literal('queue'),
  team: id,
  /** Hidden from visitors, hence nullable: their fold never learns it. */
  reason: escalationReason.nullable(),
  since: z.number(),
  tried: z.array(id),
  /** Whoever would rather not is not asked again. */
  declined: z.array(id).optional(),
  ringing: z.object({ agents: z.array(id), until: z.number(), step: z.int(), reach: reach.optional() }).nullable(),
  step: z.int(),
  /** An agent has had it on screen. */
  seen: z.boolean(),
  /** 0 for visitors, who never learn it. */
  priority,
  /** Who should be asked first. */
  prefer: id.nullable(),
})

/** Who has the conversation. A union, not flags: nobody can be held by a bot and a person at once. */
export const holder = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('bot') }),
  queue,
  z.object({ kind: z.literal('agent'), agent: id, name: z.string(), team: id, since: z.number() }),
  z.object({
    kind: z.literal('closed'),
    by: z.string(),
    at: z.number(),
    outcome: z.string().nullable(),
    /** Where it waited when it was closed, and since when a line was owed: a closing that is undone puts it back there. */
    waited: z.object({ queue, waiting: z.number().nullable() }).optional(),
  }),
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
  /** `subject`: the company's own id of a verified visitor. */
  contact: z.object({ name: z.string().nullable(), email: z.string().nullable(), verified: z.boolean(), subject: z.string().optional() }),
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

  /** The bot's open question whether a person should come in. Reason and team are hidden from visitors. */
  offer: z
    .object({ n: z.int(), reason: escalationReason.nullable(), evidence: evidence.nullable(), team: id.nullable(), priority })
    .nullable(),
  /** An offer that follows the bot's answer. Hidden from visitors. */
  planned: z
    .object({ reason: escalationReason, evidence, also: z.array(alsoFound).optional(), team: id, priority, text: z.string() })
    .nullable(),
  /** Reasons for which a person was offered in this episode. */
  offered: z.array(escalationReason),
  /** The bot's open question what was meant; `line` is the visitor's line that it is about. A visitor knows no chunks. */
  asking: z.object({ n: z.int(), line: z.int(), choices: z.array(choice.extend({ chunk: id.nullable() })) }).nullable(),
  /** What the bot has asked about since it last answered; hidden from visitors. */
  askedAbout: z.array(id),
  /** The last line whose signals were read. */
  read: z.int(),
  /** Of this context: the visitor's lines, the bot's answers, those of them without a resolution since, and unsure ones in a row. */
  lines: z.int(),
  answers: z.int(),
  exchanges: z.int(),
  unsure: z.int(),
  /** How sure the bot was last. */
  score: z.number().nullable(),
  /** Where it should go, how urgent it is and what it is about, as rules and topics have it. */
  team: id.nullable(),
  priority,
  topic: z.string().nullable(),
  tags: z.array(z.string()),
  /** A rule leaves the line of this number to the bot. */
  left: z.int(),
  language: z.string().nullable(),
  /** The agent who closed it last. */
  last: z.object({ agent: id, name: z.string(), at: z.number() }).nullable(),
  /** What the visitor said of the episode's end. */
  solved: z.boolean().nullable(),
  /** The silent visitor was asked whether there is more. */
  nudged: z.boolean(),
})

export type Conversation = z.infer<typeof conversation>
export type Holder = Conversation['holder']
export type HolderOf<K extends Holder['kind']> = Extract<Holder, { kind: K }>
