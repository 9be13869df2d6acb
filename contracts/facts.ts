import { z } from 'zod'
import { id } from './ids.ts'
import { priority } from './policy.ts'
import { page } from './text.ts'

export const confidence = z.number().min(0).max(1)

export const escalationReason = z.enum([
  ...(['asked', 'unsure', 'botFailed', 'agentLeft'] as const),
  ...(['keyword', 'rule', 'topic', 'frustration', 'repeated', 'unresolved', 'circles', 'exchanges'] as const),
  /** Back within minutes after an agent closed: to the same person. */
  'returned',
  /** Handed on by a colleague, or the one who had it fell silent. */
  ...(['transferred', 'agentSilent'] as const),
])
export const botError = z.enum(['down', 'slow', 'cutOff', 'refused', 'empty', 'garbage', 'promise'])

/** A piece of knowledge that an answer was drawn from or compared with. `score` is 0–1, as the search gave it. */
export const source = z.object({ chunk: id, title: z.string(), url: z.string().nullable(), score: confidence })

const marks = z.array(z.tuple([z.int(), z.int()]))

/** Why a person is needed, with what an agent needs to believe it. `line` is the number of the visitor's line; `marks` are [start, end) in its text. */
export const evidence = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('menu') }),
  z.object({ kind: z.literal('words'), line: z.int(), marks }),
  z.object({ kind: z.literal('score'), line: z.int(), score: confidence, threshold: confidence, tried: z.array(source) }),
  z.object({ kind: z.literal('error'), line: z.int(), error: botError }),
  /** Who had the conversation when their account ended. */
  z.object({ kind: z.literal('left'), agent: id, name: z.string() }),
  /** A keyword of the owner's list, as it is written there. */
  z.object({ kind: z.literal('term'), line: z.int(), marks, term: z.string(), group: z.string(), why: z.string() }),
  /** It means what a topic's examples mean; or asks for a person (`topic` is then empty). */
  z.object({ kind: z.literal('meaning'), line: z.int(), topic: z.string(), name: z.string(), score: confidence, threshold: confidence }),
  /** Two lines that ask the same, the earlier one answered already. `times`: how often it was asked by now. */
  z.object({ kind: z.literal('repeat'), line: z.int(), earlier: z.int(), score: confidence, times: z.int() }),
  z.object({ kind: z.literal('mood'), line: z.int(), marks, score: confidence, threshold: confidence }),
  /** Answers without a resolution; `same`: the bot would have said again what it said at that number. */
  z.object({ kind: z.literal('count'), answers: z.int(), limit: z.int(), same: z.int().nullable() }),
  /** A thumb down on the answer of that number. */
  z.object({ kind: z.literal('rating'), answer: z.int() }),
  /** A rule of the owner's, with what it found true. `line` is null where it was no line that made it look. */
  z.object({ kind: z.literal('rule'), line: z.int().nullable(), rule: z.string(), name: z.string(), matched: z.array(z.string()) }),
  /** None of the choices that the bot gave at that number. */
  z.object({ kind: z.literal('noneOfThese'), asked: z.int() }),
  /** A colleague hands it on, to a team or to `to`. */
  z.object({ kind: z.literal('handedOn'), agent: id, name: z.string(), to: id.nullable(), note: z.string().nullable() }),
  /** Who had it and wrote nothing since then. */
  z.object({ kind: z.literal('silent'), agent: id, name: z.string(), since: z.number() }),
  /** Who had the conversation before. */
  z.object({ kind: z.literal('back'), agent: id, name: z.string(), closedAt: z.number() }),
])

/** A trigger that fired as well and was outranked, or would have: it is kept as evidence. */
export const alsoFound = z.object({ reason: escalationReason, evidence })

/**
 * What was read from a line, as numbers: the softer triggers are decided by it, replayed by it and explained by it, without encoding again.
 * `lines` are the lines that were read as one question; `vector` is theirs, int8 in base64, null where no encoder knows the language.
 */
export const signals = z.object({
  lines: z.array(z.int()).min(1),
  encoder: z.string().nullable(),
  vector: z.string().nullable(),
  language: z.string().nullable(),
  /** A greeting, thanks and the like: no question. */
  smallTalk: z.string().nullable(),
  /** How plainly it asks for a person, by meaning. */
  asks: confidence,
  mood: confidence,
  moodMarks: marks,
  /** How well it fits each topic of the owner's. */
  topics: z.array(z.object({ topic: z.string(), score: confidence })),
  /** The likest earlier question of this episode, and how many asked the same by now, this one included. */
  repeat: z.object({ line: z.int(), score: confidence, times: z.int() }).nullable(),
  /** What the search found, likest first, with the score of each, and how sure it is. */
  found: z.array(id),
  scores: z.array(confidence).optional(),
  sure: confidence,
})

/** What a confidence is made of, each 0–1: the search, the share of the text that its sources carry, the model's own word; and what capped it. */
export const grounds = z.object({
  found: confidence,
  supported: confidence.nullable(),
  said: confidence.nullable(),
  /** Before this bot's own calibration. */
  raw: confidence,
  caps: z.array(z.enum(['noCitation', 'notAnswerable', 'notSupported', 'promise'])),
  /** How annoyed the visitor is by the model's word, where it gave one. */
  mood: confidence.optional(),
})
export const choice = z.object({ chunk: id, label: z.string() })

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
  grounds: grounds.optional(),
  /** The visitor is shown how sure the bot is. */
  shown: z.boolean().optional(),
}
const offer = {
  reason: escalationReason,
  evidence,
  also: z.array(alsoFound),
  team: id,
  priority,
  text: z.string(),
  policyVersion: z.int(),
}
const speaker = { agent: id, name: z.string() }
/** Whom a ring goes to: the next one not yet asked, all of the team, its supervisors, the fallback team. */
export const reach = z.enum(['next', 'everybody', 'supervisors', 'fallback'])
/** Why somebody was not rung. `bot`: they take visitors of other bots only. `later`: others came first. */
export const passedOverWhy = z.enum([
  ...(['offline', 'away', 'busy', 'closed', 'full', 'teamFull'] as const),
  ...(['bot', 'language', 'skill', 'tried', 'later'] as const),
])

/**
 * What has happened in a conversation: stored once, numbered, projected for each reader, never edited.
 * Facts are only ever widened (new types, new optional fields); every release's facts must keep folding.
 */
export const fact = z.discriminatedUnion('type', [
  z.object({ type: z.literal('episodeBegan'), episode: z.int(), page: page.nullable() }),
  /** `language` is that of the visitor's browser. */
  z.object({ type: z.literal('visitorSaid'), text: z.string(), page: page.nullable(), language: z.string().nullable().optional() }),
  z.object({ type: z.literal('visitorAsked'), language: z.string().nullable().optional() }),
  /** `verified`: the company's server has signed it, with its own id of this visitor (`subject`). */
  z.object({
    type: z.literal('contactGiven'),
    name: z.string().nullable(),
    email: z.string().nullable(),
    verified: z.boolean(),
    subject: z.string().optional(),
  }),
  z.object({ type: z.literal('answerRated'), answer: z.int(), helpful: z.boolean() }),
  z.object({ type: z.literal('visitorStoppedWaiting'), instead: z.enum(['bot', 'promise']) }),

  /** `offer` is the number of the offer that it answers; `again`: the visitor asked for a person in another way. */
  z.object({ type: z.literal('offerAnswered'), offer: z.int(), accepted: z.boolean(), how: z.enum(['button', 'words']) }),
  /** `choice` counts from 0; null is "none of these". `text` is the question as it was chosen. */
  z.object({ type: z.literal('visitorChose'), asked: z.int(), choice: z.int().nullable(), text: z.string() }),
  /** What the visitor says at the end: was it solved? */
  z.object({ type: z.literal('visitorJudged'), solved: z.boolean() }),

  /** `topic` and `team` as the owner's topics have it. */
  z.object({ type: z.literal('lineRead'), line: z.int(), signals, topic: z.string().nullable(), team: id.nullable() }),
  /** A rule of the owner's did something else than bring in a person. */
  z.object({
    type: z.literal('ruleApplied'),
    rule: z.string(),
    name: z.string(),
    line: z.int().nullable(),
    matched: z.array(z.string()),
    team: id.nullable(),
    priority: priority.nullable(),
    tags: z.array(z.string()),
    note: z.string().nullable(),
    flag: z.boolean(),
    leave: z.boolean(),
  }),
  /** The bot asks which question was meant (`choices`), or for other words (none). The best draft it had stays with the agent. */
  z.object({ type: z.literal('botAsked'), ...answer, choices: z.array(choice), held: z.string() }),
  /** A person is offered once the bot has answered. */
  z.object({ type: z.literal('offerPlanned'), ...offer }),
  /** The bot's question whether a person should come in. `text` is what the visitor reads. */
  z.object({ type: z.literal('offered'), ...offer }),
  z.object({ type: z.literal('botSaid'), ...answer }),
  /** What a visitor was shown of an answer that ended early. It stands where the draft stood. */
  z.object({
    type: z.literal('answerCut'),
    answers: z.int(),
    draft: z.string(),
    text: z.string(),
    why: z.enum(['unsupported', 'overtaken', 'cutOff']),
  }),
  z.object({ type: z.literal('botHeldBack'), ...answer }),
  z.object({ type: z.literal('answerSuperseded'), answers: z.int() }),

  z.object({
    type: z.literal('escalated'),
    reason: escalationReason,
    evidence,
    team: id,
    policyVersion: z.int(),
    /** What fired besides, and was outranked. */
    also: z.array(alsoFound).optional(),
    priority: priority.optional(),
    /** Who should be asked first. */
    prefer: id.nullable().optional(),
    /** The visitor accepted this offer. */
    offer: z.int().nullable().optional(),
  }),
  /** A line that the server writes, in the bot's name, as part of a passage. */
  z.object({
    type: z.literal('serverSaid'),
    kind: z.enum([
      ...(['connecting', 'promise', 'promiseConfirmed', 'handedBack', 'stillHere'] as const),
      ...(['offerDeclined', 'stillThere', 'waitOffer', 'dontKnow'] as const),
    ]),
    text: z.string(),
  }),
  /** `passedOver` answers "why not this agent?". */
  z.object({
    type: z.literal('rung'),
    agents: z.array(id),
    until: z.number(),
    step: z.int(),
    passedOver: z.array(z.object({ agent: id, why: passedOverWhy })).optional(),
    /** The step of the team's ladder. */
    reach: reach.optional(),
    /** Why these: wished for, had this visitor before, fewest conversations, their turn, nobody else there, or all of a step. */
    why: z.enum(['preferred', 'before', 'idle', 'roundRobin', 'only', 'everybody', 'supervisors', 'fallback']).optional(),
    /** What nobody was left to bring, so that the others are asked as well. */
    lacks: z.array(z.enum(['language', 'skill'])).optional(),
  }),
  z.object({ type: z.literal('ringLapsed'), agents: z.array(id) }),
  /** One of those who are rung would rather not. */
  z.object({ type: z.literal('ringDeclined'), ...speaker }),
  z.object({ type: z.literal('handoverSeen'), ...speaker }),
  /** `by`: whoever assigned it, where it was not the router. `said`: what the visitor reads of it. */
  z.object({
    type: z.literal('accepted'),
    ...speaker,
    how: z.enum(['accepted', 'tookOver', 'wrote', 'assigned']),
    team: id,
    by: id.optional(),
    said: z.string().optional(),
  }),
  /** Whoever has it was reminded that the visitor waits for a line. */
  z.object({ type: z.literal('agentReminded'), ...speaker }),

  z.object({ type: z.literal('agentSaid'), ...speaker, text: z.string() }),
  z.object({ type: z.literal('agentNoted'), ...speaker, text: z.string() }),
  z.object({ type: z.literal('handedBack'), ...speaker, note: z.string().nullable() }),
  z.object({ type: z.literal('closed'), ...speaker, outcome: z.enum(['solved', 'unsolved', 'spam']) }),
  /** `waits`: nobody has taken it, it is in the queue again where it was. */
  z.object({ type: z.literal('reopened'), ...speaker, team: id, waits: z.literal(true).optional() }),
  /** The visitor fell silent: closed as unanswered, never as solved. */
  z.object({ type: z.literal('wentQuiet') }),
  /** An agent's word on an answer; a correction carries the right text. */
  z.object({
    type: z.literal('answerReviewed'),
    ...speaker,
    answer: z.int(),
    verdict: z.enum(['right', 'wrong', 'corrected']),
    text: z.string().nullable(),
  }),
  /** What the episode was about so far, for whoever takes it over; written by the model of this name, from the lines up to number `upTo`. */
  z.object({ type: z.literal('summarized'), text: z.string(), upTo: z.int(), model: z.string() }),

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
export type Signals = z.infer<typeof signals>
export type Grounds = z.infer<typeof grounds>
export type Choice = z.infer<typeof choice>
export type AlsoFound = z.infer<typeof alsoFound>
export type Marks = [number, number][]

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
      | 'offerAnswered'
      | 'visitorChose'
      | 'visitorJudged'
      | 'serverSaid'
      | 'accepted'
      | 'agentSaid'
      | 'reopened'
      | 'wentQuiet'
    >
  /** `sure` (0–1) only where the owner shows it. */
  | { type: 'botSaid'; text: string; sources: { title: string; url: string | null }[]; answers: number; mode: AnswerMode; sure?: number }
  | { type: 'botAsked'; text: string; choices: string[]; answers: number }
  | { type: 'offered'; text: string }
  | { type: 'answerCut'; answers: number; draft: string; text: string }
  | { type: 'escalated'; team: string }
  | { type: 'handedBack'; agent: string; name: string }
  | { type: 'closed'; agent: string; name: string }
  | { type: 'promised'; due: number; team: string }
  | { type: 'promiseKept'; agent: string; name: string }
  | { type: 'promiseWithdrawn'; agent: string; name: string }
