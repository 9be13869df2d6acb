import type { Conversation } from '@baton/contracts/conversation.ts'
import type { Fact } from '@baton/contracts/facts.ts'
import type { Policy } from '@baton/contracts/policy.ts'
import type { Refusal } from '@baton/contracts/refusal.ts'
import type { TeamSettings } from '@baton/contracts/team.ts'
import type { Page } from '@baton/contracts/text.ts'
import type { Input } from './decide.ts'

/** Something the shell must now do. It is data until a job runs it. `at` is in ms since 1970. */
export type Effect = { type: 'askBot' } | { type: 'route' } | WakeEffect
export type WakeEffect = { type: 'wake'; at: number; input: Timer }
export type Timer = Extract<Input, { type: 'ringLapses' | 'waitDrags' | 'patienceEnds' | 'promiseDue' | 'silenceLasts' | 'agentSilent' }>

/** All that a decision may know besides the conversation. */
export type World = {
  /** Never before the conversation's last fact. */
  now: number
  policy: Policy
  policyVersion: number
  /** What each team has settled for itself; one that isn't there does as the policy says. */
  teams: ReadonlyMap<string, TeamSettings>
  /** Teams of which somebody is online, in hours. */
  staffed: ReadonlySet<string>
  /** Agents who are online. */
  online: ReadonlySet<string>
  /** What lines to visitors are filled in with. */
  names: { bot: string; teams: ReadonlyMap<string, string> }
  /** The acting agent's room; null where no seat is being given. Counted under the routing lock. */
  room: { open: number; capacity: number } | null
}

/** A refusal changes nothing and is remembered under its cause; nothing at all means that the input came too late to matter. */
export type Decision = { facts: Fact[]; effects: Effect[]; refusal?: Refusal }

export const nothing: Decision = { facts: [], effects: [] }

/** A closed conversation's next line begins an episode, and so does the first of all. */
export function begin(c: Conversation, page: Page | null): Fact[] {
  return c.episode === 0 || c.holder.kind === 'closed' ? [{ type: 'episodeBegan', episode: c.episode + 1, page: page ?? c.page }] : []
}

export function fact(one: Fact): Decision {
  return { facts: [one], effects: [] }
}

/** One thing after the other. */
export function after(first: readonly Fact[], { facts, effects, refusal }: Decision): Decision {
  return { facts: [...first, ...facts], effects, ...(refusal && { refusal }) }
}

/**
 * Whoever leaves an agent or the queue frees a place, or lets the next in line ring: the router looks again. So it is even for an
 * acceptance, as whoever accepted need not be one of those with a free place that the ring went out for.
 */
export function leaving(c: Conversation, decision: Decision): Decision {
  const frees = c.holder.kind === 'agent' || c.holder.kind === 'queue'
  return frees && decision.facts.some((f) => f.type !== 'agentSaid')
    ? { ...decision, effects: [...decision.effects, { type: 'route' }] }
    : decision
}

export function refuse(refusal: Refusal): Decision {
  return { facts: [], effects: [], refusal }
}
