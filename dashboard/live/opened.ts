import type { Conversation } from '@baton/contracts/conversation.ts'
import type { Numbered } from '@baton/contracts/facts.ts'
import { apply, opened } from '@baton/core/apply.ts'

export type Seen = { visitor: number; agent: number }

/** A conversation that is followed fact by fact. `folded` is what its facts say, by the same fold as the server's. */
export type Opened = { facts: readonly Numbered[]; folded: Conversation; seen: Seen; loaded: boolean }

export function nothingYet(): Opened {
  return { facts: [], folded: opened('', ''), seen: { visitor: 0, agent: 0 }, loaded: false }
}

/**
 * Takes in facts that arrived. Those already here are ignored. `hole` says that one is missing before the first new one: then nothing is
 * taken, and the caller asks again after `folded.n`.
 */
export function take(c: Opened, facts: readonly Numbered[]): { next: Opened; hole: boolean } {
  const fresh = facts.filter((fact) => fact.n > c.folded.n)
  const first = fresh[0]
  if (!first) return { next: c.loaded ? c : { ...c, loaded: true }, hole: false }
  const broken = fresh.some((fact, i) => fact.n !== c.folded.n + 1 + i)
  if (broken) return { next: c, hole: true }
  return { next: { ...c, facts: [...c.facts, ...fresh], folded: fresh.reduce<Conversation>(apply, c.folded), loaded: true }, hole: false }
}

/** Marks only ever move forward. */
export function mark(c: Opened, seen: Seen): Opened {
  const next = { visitor: Math.max(c.seen.visitor, seen.visitor), agent: Math.max(c.seen.agent, seen.agent) }
  return next.visitor === c.seen.visitor && next.agent === c.seen.agent ? c : { ...c, seen: next }
}
