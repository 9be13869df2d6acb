import { z } from 'zod'
import { id } from './ids.ts'
import { startingTerms } from './starting-terms.ts'
import { clean } from './text.ts'

const said = z.string().max(600).transform(clean).pipe(z.string().trim().min(1))
const label = z.string().max(80).transform(clean).pipe(z.string().trim().min(1))
const key = z.string().regex(/^[\w-]{1,40}$/, 'a short name of letters, digits, - and _')

/**
 * The lines that the server writes in the bot's name. `{{within}}`, `{{email}}`, `{{team}}`, `{{agent.name}}`, `{{visitor.name}}`, `{{bot.name}}`
 * and `{{wait}}` are filled in; what isn't known is left out.
 */
export const texts = z.object({
  greeting: said.default('Hello. Ask me anything; a person is one tap away.'),
  connecting: said.default('I’m connecting you with a team member now. They can see everything we’ve discussed.'),
  /** Whoever takes it comes in. */
  joined: said.default('{{agent.name}} has joined'),
  /** The bot's own question before it brings in a person. */
  offer: said.default('Would you like me to connect you with a member of our team?'),
  /** The same, where the bot has no answer that it is sure of. */
  unsureOffer: said.default('I’m not sure about that one. Would you like me to connect you with a member of our team?'),
  /** The visitor would rather not. */
  offerDeclined: said.default('All right. I’m here if there is anything else, and a person is still one tap away.'),
  /** Above the choices, where the bot is half sure. */
  didYouMean: said.default('Did you mean one of these?'),
  /** The bot has no answer yet and may ask once more. */
  clarify: said.default('I’m not sure I understood that. Could you say it in other words, or add a detail?'),
  /** The bot has no answer that it is sure of, and the owner wants nobody brought in for that. */
  dontKnow: said.default('I don’t have an answer to that that I’m sure of. You can ask in other words, or for a person at any time.'),
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
  /** Half of the patience is over and nobody has come yet. */
  waitOffer: said.default(
    'It is taking longer than we’d like. You can keep waiting, leave an e-mail for a later answer, or go on with me meanwhile.',
  ),
  /** The visitor would rather go on with the bot than wait. */
  stillHere: said.default('All right, I’m here. Ask me anything; a person is still one tap away.'),
  handedBack: said.default('I’m the assistant again. Ask me anything; a person is one tap away.'),
  /** The visitor has been silent for a while. */
  stillThere: said.default('Is there anything else I can help you with?'),
})
const textName = z.enum(Object.keys(texts.shape) as [keyof typeof texts.shape, ...(keyof typeof texts.shape)[]])
export type TextName = z.infer<typeof textName>

/** 0 is normal, 3 comes before everything. */
export const priority = z.int().min(0).max(3)
const does = z.enum(['escalate', 'offer'])
/** Who takes it (null: the bot's own team), how urgent it is, and what the visitor reads instead of the usual line. */
const handling = {
  team: id.nullable().default(null),
  priority: priority.default(0),
  say: said.nullable().default(null),
}
const trigger = (on: boolean, usually: z.infer<typeof does>) => ({ on: z.boolean().default(on), does: does.default(usually), ...handling })
/** A trigger with all its defaults. */
const preset = <S extends z.ZodObject>(schema: S) => schema.prefault({} as z.input<S>)

// ——— keywords and topics

/** A word or phrase, with `*` for any ending or middle of a word. */
const termText = z
  .string()
  .max(80)
  .transform(clean)
  .pipe(
    z
      .string()
      .trim()
      .min(1)
      .refine((text) => (text.match(/\*/g) ?? []).length <= 3, 'at most three *')
      .refine((text) => text.replaceAll('*', '').trim().length >= 2, 'more than a wild card'),
  )
export const termGroup = z.enum(['money', 'legal', 'anger', 'authority', 'urgency', 'own'])
export const term = z.object({
  id: key,
  text: termText,
  group: termGroup.default('own'),
  /** Only in this very form: no inflection, no reading of the sentence around it. */
  exact: z.boolean().default(false),
  does: does.default('offer'),
  team: handling.team,
  priority: handling.priority,
})
export const topic = z.object({
  id: key,
  name: label,
  /** What visitors write about it. */
  examples: z.array(label).min(1).max(30),
  team: id.nullable().default(null),
  /** `route`: only who takes it, should it come to that. */
  does: z.enum(['route', 'escalate', 'offer']).default('route'),
  priority: handling.priority,
})

// ——— the rule builder

const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time such as 18:30')
const textIs = z.enum(['is', 'isNot', 'contains', 'startsWith'])
const atLeast = z.enum(['atLeast', 'below'])
/** One thing to look at. `page` is the path of the address, in which `*` stands for anything. */
export const condition = z.discriminatedUnion('field', [
  z.object({ field: z.literal('page'), op: z.enum(['is', 'isNot']), value: z.string().max(300).transform(clean).pipe(z.string().min(1)) }),
  z.object({ field: z.literal('words'), op: z.enum(['has', 'hasNot']), value: z.array(termText).min(1).max(50) }),
  z.object({ field: z.literal('language'), op: z.enum(['is', 'isNot']), value: z.string().regex(/^[a-z]{2,3}$/, 'a language such as de') }),
  z.object({ field: z.literal('name'), op: textIs, value: label }),
  z.object({ field: z.literal('email'), op: textIs, value: label }),
  z.object({ field: z.literal('contact'), op: z.enum(['known', 'unknown']) }),
  z.object({ field: z.literal('verified'), op: z.enum(['yes', 'no']) }),
  z.object({ field: z.literal('lines'), op: atLeast, value: z.int().min(0).max(1_000) }),
  /** How sure the bot is of its answer; only looked at once it has one. */
  z.object({ field: z.literal('score'), op: atLeast, value: z.number().min(0).max(1) }),
  z.object({ field: z.literal('topic'), op: z.enum(['is', 'isNot']), value: key }),
  /** Wall time in the zone; past midnight where `to` is before `from`. */
  z.object({
    field: z.literal('time'),
    op: z.enum(['within', 'outside']),
    from: clock,
    to: clock,
    zone: z.string().max(60).refine(isZone, 'a time zone such as Europe/Berlin'),
  }),
  /** 1 is Monday. */
  z.object({
    field: z.literal('day'),
    op: z.enum(['is', 'isNot']),
    value: z.array(z.int().min(1).max(7)).min(1).max(7),
    zone: z.string().max(60).refine(isZone, 'a time zone such as Europe/Berlin'),
  }),
  z.object({ field: z.literal('channel'), op: z.enum(['is', 'isNot']), value: z.enum(['widget']) }),
])
const inner = z.object({ join: z.enum(['all', 'any']), of: z.array(condition).min(1).max(20) })
/** Conditions joined by AND (`all`) or OR (`any`); one group may hold others, one level deep. */
export const group = z.object({
  join: z.enum(['all', 'any']),
  of: z
    .array(z.union([condition, inner]))
    .min(1)
    .max(20),
})

export const ruleAction = z.discriminatedUnion('do', [
  z.object({ do: z.literal('escalate'), ...handling }),
  z.object({ do: z.literal('offer'), ...handling }),
  /** For review later; nobody is rung. */
  z.object({ do: z.literal('flag') }),
  z.object({ do: z.literal('route'), team: id }),
  z.object({ do: z.literal('priority'), priority }),
  z.object({ do: z.literal('tag'), tag: label }),
  z.object({ do: z.literal('note'), text: said }),
  /** None of the softer triggers fires for this line. Asking for a person always does. */
  z.object({ do: z.literal('leave') }),
])
export const rule = z.object({
  id: key,
  name: label,
  on: z.boolean().default(true),
  when: group,
  actions: z.array(ruleAction).min(1).max(10),
})

export const triggers = z.object({
  /** Asking for a person, in words or by the menu. It has no switch: [H1]. `phrases` are the owner's own, besides the built-in ones. */
  asked: preset(z.object({ ...handling, phrases: z.array(label).max(100).default([]), byMeaning: z.boolean().default(true) })),
  keywords: preset(
    z.object({
      on: z.boolean().default(true),
      say: handling.say,
      terms: z
        .array(term)
        .max(200)
        .default(() => startingTerms.map((one) => ({ exact: false, team: null, priority: 0, ...one }))),
    }),
  ),
  topics: preset(z.object({ on: z.boolean().default(true), say: handling.say, topics: z.array(topic).max(50).default([]) })),
  unsure: preset(
    z.object({
      /** Off: low confidence brings nobody in, the bot says that it doesn't know. */
      ...trigger(true, 'escalate'),
      /** From this confidence up to the threshold the bot asks which of a few questions was meant. */
      askFrom: z.number().min(0).max(1).default(0.35),
      /** Unsure answers in a row before it fires; with more than one the bot asks a clarifying question first. */
      allowed: z.int().min(1).max(5).default(1),
    }),
  ),
  repeated: preset(z.object({ ...trigger(true, 'escalate'), times: z.int().min(2).max(5).default(2) })),
  frustration: preset(z.object({ ...trigger(true, 'escalate'), threshold: z.number().min(0).max(1).default(0.5) })),
  /** After so many answers without a resolution, or when the bot says the same thing again. */
  circles: preset(z.object({ ...trigger(true, 'offer'), answers: z.int().min(2).max(50).default(8) })),
  /** "That didn't help", a thumb down, "no" to "did this help?". */
  unresolved: preset(z.object(trigger(true, 'offer'))),
  /** An offer after so many answers without a resolution, said once. */
  exchanges: preset(z.object({ on: z.boolean().default(true), ...handling, after: z.int().min(1).max(20).default(3) })),
  /** The bot failed. It has no switch: [H7]. */
  failed: preset(z.object({ does: does.default('escalate'), ...handling })),
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
  triggers: triggers.prefault({}),
  rules: z.array(rule).max(100).default([]),
  /** How often the bot may offer a person in one episode; for each reason once. */
  offers: z.int().min(0).max(10).default(2),
  /** Whether visitors see how sure the bot is. */
  showSure: z.boolean().default(false),
  /** A line so soon after an agent has closed goes to that agent, when they are online. 0: always to the bot. In milliseconds. */
  returnMs: z
    .int()
    .min(0)
    .max(7 * 86_400_000)
    .default(600_000),
  /** After so long a silence the visitor is asked once, and after as long again the conversation closes as unanswered. 0: never. In milliseconds. */
  idleMs: z
    .int()
    .min(0)
    .max(7 * 86_400_000)
    .refine((ms) => ms === 0 || ms >= 60_000, 'a minute at least, or 0')
    .default(1_800_000),
  texts: texts.prefault({}),
  /** The same lines in other languages, by language (`de`); what is missing is said in the first. */
  languages: z.record(z.string().regex(/^[a-z]{2,3}$/, 'a language such as de'), z.partialRecord(textName, said)).default({}),
})

function isZone(text: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: text }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}

export type Policy = z.infer<typeof policy>
export type PolicyInput = z.input<typeof policy>
export type Triggers = Policy['triggers']
export type Term = z.infer<typeof term>
export type TermGroup = z.infer<typeof termGroup>
export type Topic = z.infer<typeof topic>
export type Rule = z.infer<typeof rule>
export type RuleAction = z.infer<typeof ruleAction>
export type Condition = z.infer<typeof condition>
export type Group = z.infer<typeof group>
