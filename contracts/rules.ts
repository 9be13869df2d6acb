import { z } from 'zod'
import { confidence, escalationReason } from './facts.ts'
import { paging } from './gaps.ts'
import { id } from './ids.ts'
import { policy, priority, term } from './policy.ts'
import { type AnyRoute, byId, ok, route } from './route.ts'
import { line, page } from './text.ts'

// ——— what was looked at, and what came of it

/** What may bring a person in, in the order in which it decides. */
export const triggerName = z.enum([
  ...(['asked', 'rule', 'keyword', 'botFailed', 'topic', 'frustration'] as const),
  ...(['repeated', 'unresolved', 'unsure', 'circles', 'exchanges'] as const),
])
const does = z.enum(['escalate', 'offer'])
const marks = z.array(z.tuple([z.int(), z.int()]))

/**
 * What one trigger made of one line. `limited`: it would offer a person, and has done so or may not any more; `left`: a rule leaves the line to the
 * bot; `unread`: what it goes by was not known. `score` and `needs` are confidences (0–1), or counts for `repeated`, `circles` and `exchanges`.
 */
export const check = z.object({
  trigger: triggerName,
  state: z.enum(['fired', 'limited', 'quiet', 'left', 'off', 'unread']),
  /** What then happened follows from this one. */
  decides: z.boolean(),
  does: does.nullable(),
  /** The keyword, topic or rule, as the owner named it. */
  name: z.string().nullable(),
  /** Why a keyword that occurs is meant or is not: `want`, `negated`, `policy` … */
  why: z.string().nullable(),
  marks,
  score: z.number().nullable(),
  needs: z.number().nullable(),
  /** What of a rule holds, or the earlier line that asked the same. */
  found: z.array(z.string()),
})
export const outcome = z.object({
  does: z.enum(['escalate', 'offer', 'answer', 'askBack', 'clarify', 'dontKnow', 'nothing']),
  reason: escalationReason.nullable(),
  team: id.nullable(),
  priority,
  /** How sure the bot was. */
  score: confidence.nullable(),
  mode: z.enum(['pair', 'quote', 'model', 'smalltalk']).nullable(),
  /** What the visitor reads. */
  said: z.array(z.string()),
})
const seen = z.object({ n: z.int(), text: z.string(), checks: z.array(check), outcome })

// ——— versions

const versionItem = z.object({
  version: z.int(),
  at: z.number(),
  /** Whoever saved it; null is the set-up. */
  by: z.string().nullable(),
})
/** One value that differs, by its path: `triggers.unsure.allowed`. Absent is null. */
export const change = z.object({ path: z.string(), before: z.unknown(), after: z.unknown() })
const byVersion = z.object({ id, version: z.coerce.number().int().min(1) })
const current = z.object({ version: z.int(), policy })

// ——— replay

/** Whether a person would have come or been offered, and why. */
export const brought = z.object({
  does,
  reason: escalationReason,
  team: id,
  score: confidence.nullable(),
})
const differences = { more: z.int(), fewer: z.int(), other: z.int() }
/** `other`: a person comes either way, but sooner, later, to another team or without being asked for. */
export const changeKind = z.enum(['more', 'fewer', 'other'])
const replay = z.object({
  id,
  bot: id,
  state: z.enum(['running', 'done', 'cancelled', 'failed']),
  days: z.int(),
  /** Of the hours of the bot's team: days are told by its clock. */
  zone: z.string(),
  startedAt: z.number(),
  ms: z.number(),
  /** Conversations looked at, of how many. */
  done: z.int(),
  total: z.int(),
  result: z.object({
    ...differences,
    episodes: z.int(),
    /** Episodes of which it can't be told: their lines were not read when they were written, or another encoder than today's read them. */
    notReplayable: z.int(),
    /** Episodes in which a person comes or is offered, by the policy of today and by the draft. */
    before: z.int(),
    after: z.int(),
    perDay: z.array(z.object({ day: z.string(), ...differences })),
    perTeam: z.array(z.object({ team: id, ...differences })),
  }),
})
const replayChange = z.object({
  conversation: id,
  line: z.int(),
  at: z.number(),
  /** The visitor's line; null where it was erased. */
  text: z.string().nullable(),
  kind: changeKind,
  before: brought.nullable(),
  after: brought.nullable(),
})

// ——— suggestions

const suggestion = z.object({
  term: z.string(),
  /** The share of lines that have it before somebody asks for a person or one takes over, and the share of other lines. */
  here: confidence,
  there: confidence,
  lift: z.number(),
  examples: z.array(z.string()),
})

/** The routes of escalation rules: versions, the tester, the replay, suggestions. */
export const rulesRoutes = {
  policies: route({
    method: 'GET',
    path: '/v1/bots/:id/policies',
    who: 'agent',
    summary: 'How this bot has decided: versions, the newest first, each with what it changed',
    params: byId,
    query: z.object({ before: z.coerce.number().int().optional(), limit: z.coerce.number().int().min(1).max(100).default(30) }),
    response: z.object({ versions: z.array(versionItem.extend({ changes: z.array(change) })), next: z.int().nullable() }),
  }),
  policyVersion: route({
    method: 'GET',
    path: '/v1/bots/:id/policies/:version',
    who: 'agent',
    summary: 'One version of how this bot decides',
    params: byVersion,
    response: versionItem.extend({ policy }),
  }),
  restorePolicy: route({
    method: 'POST',
    path: '/v1/bots/:id/policies/:version/restore',
    who: 'admin',
    summary: 'Decide again as an earlier version did; makes a new version',
    params: byVersion,
    body: z.object({}),
    response: current,
  }),
  policyUse: route({
    method: 'GET',
    path: '/v1/bots/:id/policy/use',
    who: 'agent',
    summary: 'How often each trigger brought a person in, and how sure the bot was',
    params: byId,
    query: z.object({ days: z.coerce.number().int().min(1).max(90).default(30) }),
    response: z.object({
      /** Escalations and offers, by reason. */
      triggers: z.partialRecord(escalationReason, z.int()),
      /** Answers by confidence, in forty steps from 0 to 1. */
      scores: z.array(z.int()),
      /** How many of these were likely wrong, by what came of them and else by their confidence. */
      wrong: z.array(z.number()),
    }),
  }),
  testPolicy: route({
    method: 'POST',
    path: '/v1/bots/:id/policy/tests',
    who: 'agent',
    summary: 'What the triggers make of a dialogue, with the policy of today or a draft. Changes nothing',
    params: byId,
    body: z.object({
      /** A line of the bot’s stands for its answer to the line before it. */
      dialogue: z
        .array(z.object({ by: z.enum(['visitor', 'bot']), text: line, page: page.nullable().default(null) }))
        .min(1)
        .max(12),
      policy: policy.optional(),
    }),
    response: z.object({ lines: z.array(seen) }),
  }),
  startReplay: route({
    method: 'POST',
    path: '/v1/bots/:id/policy/replays',
    who: 'admin',
    summary: 'Run a draft over recorded conversations; ends whatever replay of this bot still runs',
    params: byId,
    body: z.object({ policy, days: z.int().min(1).max(90).default(30) }),
    response: replay,
  }),
  replay: route({
    method: 'GET',
    path: '/v1/replays/:id',
    who: 'admin',
    summary: 'How far a replay is, and what it has found',
    params: byId,
    response: replay,
  }),
  replayChanges: route({
    method: 'GET',
    path: '/v1/replays/:id/changes',
    who: 'admin',
    summary: 'The conversations that would have gone another way, the newest first',
    params: byId,
    query: z.object({ kind: changeKind.optional(), team: id.optional(), ...paging }),
    response: z.object({ changes: z.array(replayChange), next: z.string().nullable() }),
  }),
  cancelReplay: route({ method: 'DELETE', path: '/v1/replays/:id', who: 'admin', summary: 'End a replay', params: byId, response: ok }),
  why: route({
    method: 'GET',
    path: '/v1/conversations/:id/answers/:n/why',
    who: 'agent',
    summary: 'Why an answer of the bot did or did not bring a person in: every trigger with its score and threshold',
    params: z.object({ id, n: z.coerce.number().int().min(1) }),
    response: seen.extend({ answer: z.int(), policyVersion: z.int() }),
  }),
  termSuggestions: route({
    method: 'GET',
    path: '/v1/bots/:id/terms',
    who: 'agent',
    summary: 'Words that are more common before a person comes than elsewhere, and are no keywords yet',
    params: byId,
    response: z.object({ suggestions: z.array(suggestion), lines: z.int() }),
  }),
  settleTerm: route({
    method: 'POST',
    path: '/v1/bots/:id/terms',
    who: 'admin',
    summary: 'Make a suggestion a keyword, which is a new version of the policy, or have it suggested no more',
    params: byId,
    body: z.discriminatedUnion('do', [
      z.object({ do: z.literal('accept'), term: term.omit({ id: true }) }),
      z.object({ do: z.literal('dismiss'), term: term.shape.text }),
    ]),
    response: current,
  }),
} satisfies Record<string, AnyRoute>

export type TriggerName = z.infer<typeof triggerName>
export type Check = z.infer<typeof check>
export type Outcome = z.infer<typeof outcome>
export type SeenLine = z.infer<typeof seen>
export type Change = z.infer<typeof change>
export type VersionItem = z.infer<typeof versionItem>
export type Brought = z.infer<typeof brought>
export type ChangeKind = z.infer<typeof changeKind>
export type ReplayState = z.infer<typeof replay>
export type ReplayChange = z.infer<typeof replayChange>
export type TermSuggestion = z.infer<typeof suggestion>
