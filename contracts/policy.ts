import { z } from 'zod'
import { id } from './ids.ts'
import { clean } from './text.ts'

const said = z.string().max(600).transform(clean).pipe(z.string().trim().min(1))

/** The lines that the server writes in the bot's name. `{{within}}` and `{{email}}` are filled in. */
export const texts = z.object({
  greeting: said.default('Hello. Ask me anything; a person is one tap away.'),
  connecting: said.default('I’m connecting you with a team member now. They can see everything we’ve discussed.'),
  /** Nobody can come, and we don't know where to answer. */
  promise: said.default(
    'Nobody from our team is here right now. Leave your e-mail and a person will answer {{within}}. I’m here meanwhile.',
  ),
  /** Nobody can come, and we know where to answer. */
  promiseByEmail: said.default(
    'Nobody from our team is free right now. A person will answer you {{within}}, here and at {{email}}. I’m here meanwhile.',
  ),
  /** The visitor has just told us where to answer. */
  promiseConfirmed: said.default('Thank you. A person will answer you {{within}}, here and at {{email}}.'),
  /** The visitor would rather go on with the bot than wait. */
  stillHere: said.default('All right, I’m here. Ask me anything; a person is still one tap away.'),
  handedBack: said.default('I’m the assistant again. Ask me anything; a person is one tap away.'),
})

/** How one bot decides. A policy is never edited: a change is a new version. */
export const policy = z.object({
  /** Below this confidence a draft is held back and a person comes in. 0–1. */
  minConfidence: z.number().min(0).max(1).default(0.7),
  /** Who takes this bot's escalations. */
  team: id,
  /** How long one ring lasts, in milliseconds. */
  ringMs: z.int().min(5_000).max(600_000).default(30_000),
  /** How long we ring before it becomes a promise, in milliseconds. */
  patienceMs: z.int().min(10_000).max(86_400_000).default(300_000),
  /** "We answer within", in milliseconds: when a promise is due. */
  answerWithinMs: z
    .int()
    .min(60_000)
    .max(14 * 86_400_000)
    .default(86_400_000),
  texts: texts.default(() => texts.parse({})),
})

export type Policy = z.infer<typeof policy>
