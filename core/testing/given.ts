import { type Conversation, conversation } from '@baton/contracts/conversation.ts'
import type { Fact, FactOf, Numbered, Signals } from '@baton/contracts/facts.ts'
import { type Policy, policy } from '@baton/contracts/policy.ts'
import { apply, opened } from '../apply.ts'
import { type Draft, decide, type Input } from '../decide.ts'
import type { World } from '../decision.ts'
import { ada, chunk, northpeak, sales, support, vera } from './cast.ts'

export const second = 1_000
export const minute = 60 * second
export const hour = 60 * minute
/** When every table test begins: any moment will do, as long as it is not 0. */
export const start = Date.UTC(2026, 2, 2, 9)

/** A bot's policy as a new install has it, changed where the test says so. */
export function policyWith(change: Partial<Policy> = {}): Policy {
  return { ...policy.parse({ team: support }), ...change }
}

const names = { bot: 'Fern', teams: new Map([[support, 'Support']]) }

/** What a decision may know. Unless the test says otherwise somebody of the team is online. */
export function world(change: Partial<World> = {}): World {
  return {
    now: start + hour,
    policy: policyWith(),
    policyVersion: 1,
    teams: new Map(),
    staffed: new Set([support, sales]),
    online: new Set([ada.agent]),
    names,
    room: null,
    ...change,
  }
}

/** Facts in their places after those of `c`. */
export function numberedAfter(c: Conversation, facts: readonly Fact[], at: number): Numbered[] {
  return facts.map((fact, i) => ({ n: c.n + 1 + i, at, cause: 'test:cause', fact }))
}

/** The conversation that has seen these facts, one a second from `start` on. */
export function having(...facts: Fact[]): Conversation {
  return facts.reduce<Conversation>(
    (c, fact) => numberedAfter(c, [fact], start + c.n * second).reduce<Conversation>(apply, c),
    opened(northpeak, vera),
  )
}

/** given(conversation).when(input, world): what follows, and how the conversation stands then. It throws where the state has no legal shape. */
export function given(c: Conversation) {
  return {
    when(input: Input, w: World = world()) {
      const { facts, effects, refusal } = decide(c, input, w)
      const after = numberedAfter(c, facts, w.now).reduce<Conversation>(apply, c)
      conversation.parse(after)
      return { facts, effects, refusal, after, types: facts.map((f) => f.type), todo: effects.map((e) => e.type) }
    },
  }
}

/** The one fact of that type; it throws when there is none. */
export function the<T extends Fact['type']>(facts: readonly Fact[], type: T): FactOf<T> {
  const found = facts.find((f): f is FactOf<T> => f.type === type)
  if (!found) throw new Error(`no ${type} among ${facts.map((f) => f.type).join(', ')}`)
  return found
}

/** What a bot would say, and how sure it is of it. */
export function draft(confidence: number): Draft {
  const source = { chunk, title: 'Returns', url: null, score: 0.8 }
  return { text: 'Within 30 days.', confidence, mode: 'pair', sources: [source], tried: [source] }
}

/** A line that says nothing but what it asks. */
export const plainSignals: Omit<Signals, 'lines'> = {
  ...{ encoder: null, vector: null, language: 'en', smallTalk: null, asks: 0, mood: 0, moodMarks: [] },
  ...{ topics: [], repeat: null, found: [], sure: 0.8 },
}

const began: Fact = { type: 'episodeBegan', episode: 1, page: null }
const asked: Fact = { type: 'escalated', reason: 'asked', evidence: { kind: 'menu' }, team: support, policyVersion: 1 }
const accepted: Fact = { type: 'accepted', ...ada, how: 'accepted', team: support }

export const said = (text: string): Fact => ({ type: 'visitorSaid', text, page: null })

/** Conversations in every state, as short as they can be. */
export const fresh = opened(northpeak, vera)
export const withBot = having(began, said('Where is my tent?'))
export const inQueue = having(began, said('Where is my tent?'), asked)
export const ringing = having(began, asked, { type: 'rung', agents: [ada.agent], until: start + minute, step: 1 })
export const withAda = having(began, said('Where is my tent?'), asked, accepted)
export const handedBack = having(began, said('Where is my tent?'), asked, accepted, { type: 'handedBack', ...ada, note: null })
export const closed = having(began, said('Where is my tent?'), asked, accepted, { type: 'closed', ...ada, outcome: 'solved' })
export const promised = having(began, said('Where is my tent?'), asked, { type: 'promised', due: start + 24 * hour, team: support })
