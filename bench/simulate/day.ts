import type { Fact } from '@baton/contracts/facts.ts'
import type { TeamSettings } from '@baton/contracts/team.ts'
import { chanceOf } from './chance.ts'
import { installOf, type Kept, minute, second } from './install.ts'
import { staffOf } from './staff.ts'
import { arrivals, visitorsOf } from './visitors.ts'

export type Mode = TeamSettings['mode']
export type Day = {
  conversations: number
  /** Who asked for a person while one was there, and while nobody was: those are promised an answer at once. */
  queued: number
  nobodyIn: number
  /** Of those in the queue: how long each waited until somebody accepted, or until a promise or giving up; in ms. */
  waits: number[]
  /** Until a person's first line; who never got one in the day is missing. */
  answers: number[]
  /** Who waited and then was promised an answer. */
  promised: number
  /** Of acceptances by hour online, over the agents: 0 where all have the same. */
  gini: number
  /** Neither closed nor promised an answer when nothing is left to do. */
  stuck: string[]
}

/** Of one agent's conversations at a time. */
const capacity = 3
/** Visitors an hour for each agent, where it is busiest. */
const perAgent = 20

const ladders: Record<Mode, TeamSettings['ladder']> = {
  ringOne: [
    { do: 'next', ms: 30 * second },
    { do: 'next', ms: 30 * second },
    { do: 'everybody', ms: 60 * second },
  ],
  ringAll: [],
  assign: [],
}

/** One day of one team. The same seed brings the same visitors at the same moments, whatever the mode. */
export function dayOf(mode: Mode, agents: number, seed: number): Day {
  const team = { mode, ladder: ladders[mode], silentMinutes: 2 }
  const install = installOf({ policy: { idleMs: 5 * minute }, team, agents, capacity, online: false })
  const staff = staffOf(install, chanceOf(seed + 1))
  const visitors = visitorsOf(install, arrivals(agents * perAgent, chanceOf(seed)), seed + 2)
  const journal = journalOf(() => install.agenda.now)
  install.heard = (kept, facts) => {
    journal.note(kept, facts)
    staff.heed(kept, facts, visitors.more)
    visitors.heed(kept, facts)
  }
  install.agenda.run()
  const online = [...staff.online()].map(([agent, ms]) => ({ agent, ms }))
  return {
    conversations: visitors.kept.length,
    ...journal.read(),
    gini: gini(online.map(({ agent, ms }) => (journal.accepted.get(agent) ?? 0) / ms)),
    stuck: visitors.kept.filter(isStuck).map(({ id, c }) => `${id} ${c.holder.kind}`),
  }
}

function isStuck({ c }: Kept): boolean {
  return c.holder.kind !== 'closed' && !(c.holder.kind === 'bot' && c.promise)
}

const ends: ReadonlySet<Fact['type']> = new Set(['accepted', 'promised', 'visitorStoppedWaiting'])

function journalOf(now: () => number) {
  const queued = new Map<Kept, number>()
  const nobodyIn = new Set<Kept>()
  const waits = new Map<Kept, number>()
  const answers = new Map<Kept, number>()
  const promised = new Set<Kept>()
  const accepted = new Map<string, number>()
  const once = (map: Map<Kept, number>, kept: Kept) => {
    const since = queued.get(kept)
    if (since !== undefined && !map.has(kept)) map.set(kept, now() - since)
  }
  const asks = (kept: Kept) => {
    if (queued.has(kept) || nobodyIn.has(kept)) return
    if (kept.c.holder.kind === 'queue') queued.set(kept, now())
    else nobodyIn.add(kept)
  }
  return {
    accepted,
    note(kept: Kept, facts: readonly Fact[]): void {
      if (facts.some(({ type }) => type === 'escalated')) asks(kept)
      for (const fact of facts) {
        if (fact.type === 'promised' && queued.has(kept)) promised.add(kept)
        if (fact.type === 'accepted') accepted.set(fact.agent, (accepted.get(fact.agent) ?? 0) + 1)
        if (ends.has(fact.type)) once(waits, kept)
        if (fact.type === 'agentSaid') once(answers, kept)
      }
    },
    read: () => ({
      ...{ queued: queued.size, nobodyIn: nobodyIn.size, promised: promised.size },
      ...{ waits: [...waits.values()], answers: [...answers.values()] },
    }),
  }
}

/** How unevenly something is spread: 0 where all have the same, near 1 where one has everything. */
export function gini(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const total = sorted.reduce((sum, value) => sum + value, 0)
  const weighted = sorted.reduce((sum, value, i) => sum + (i + 1) * value, 0)
  return total === 0 ? 0 : (2 * weighted) / (sorted.length * total) - (sorted.length + 1) / sorted.length
}
