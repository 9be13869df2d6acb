import type { Fact } from '@baton/contracts/facts.ts'
import type { Input } from '@baton/core/decide.ts'
import type { Chance } from './chance.ts'
import { hour, type Install, type Kept, lookAgain, midnight, minute, second, speaker, take } from './install.ts'

/** How long the server waits for a connection to come back. */
const graceMs = 45 * second
const shifts = [8, 9, 11]

type Standing = { works: boolean; breaks: boolean; gone: boolean; onlineMs: number; since: number }
export type Staff = {
  /** What agents do about what has just happened in a conversation. */
  heed(kept: Kept, facts: readonly Fact[], more: (kept: Kept) => boolean): void
  /** How long each was online, in ms. */
  online(): Map<string, number>
}

/** People at work: shifts of eight hours, lunch and two breaks, connections that drop, and answers that take longer the more of them wait. */
export function staffOf(install: Install, chance: Chance): Staff {
  const { agenda, seats } = install
  const standings = new Map<string, Standing>(
    seats.map(({ agent }) => [agent, { works: false, breaks: false, gone: false, onlineMs: 0, since: 0 }]),
  )

  function change(agent: string, to: Partial<Standing>): void {
    const seat = seats.find((one) => one.agent === agent)
    const standing = standings.get(agent)
    if (!seat || !standing) return
    Object.assign(standing, to)
    const online = standing.works && !standing.breaks && !standing.gone
    if (seat.online && !online) standing.onlineMs += agenda.now - standing.since
    if (!seat.online && online) standing.since = agenda.now
    seat.online = online
    seat.absence = standing.works && standing.breaks && !standing.gone ? 'away' : null
    lookAgain(install)
  }

  function away(agent: string, from: number, ms: number): void {
    agenda.plan(from, () => change(agent, { breaks: true }))
    agenda.plan(from + ms, () => change(agent, { breaks: false }))
  }

  /** The connection is gone and comes back; where that takes long, what they had not answered is rung again. */
  function drop(agent: string, from: number): void {
    const ms = 10 * second + chance.around(4 * minute)
    agenda.plan(from, () => change(agent, { gone: true }))
    agenda.plan(from + ms, () => change(agent, { gone: false }))
    if (ms < graceMs) return
    agenda.plan(from + graceMs, () => {
      for (const kept of [...(install.held.get(agent) ?? [])]) take(install, kept, { type: 'agentGone', by: speaker(agent) })
    })
  }

  seats.forEach(({ agent }, i) => {
    const begins = midnight + (shifts[i % shifts.length] ?? 8) * hour + chance.between(-3, 3) * minute
    const ends = begins + 8 * hour
    agenda.plan(begins, () => change(agent, { works: true }))
    agenda.plan(ends, () => change(agent, { works: false }))
    away(agent, begins + chance.between(3.5, 4.5) * hour, 30 * minute)
    away(agent, begins + chance.between(1.5, 2.5) * hour, 10 * minute)
    away(agent, begins + chance.between(6, 7) * hour, 10 * minute)
    for (let at = begins + chance.around(6 * hour); at < ends; at += 1 * hour + chance.around(6 * hour)) drop(agent, at)
  })

  /** What somebody means to do, unless the conversation has gone on without them. Without a connection it waits. */
  function does(kept: Kept, agent: string, ms: number, input: Input): void {
    const { tenure } = kept.c
    agenda.after(ms, () => {
      if (kept.c.tenure !== tenure) return
      if (standings.get(agent)?.gone) does(kept, agent, 20 * second, input)
      else take(install, kept, input)
    })
  }

  function writes(kept: Kept, agent: string): void {
    const open = install.held.get(agent)?.size ?? 1
    does(kept, agent, 4 * second + chance.around(12 * second * open), { type: 'agentSays', by: speaker(agent), text: 'I will look at it.' })
  }

  function reacts(kept: Kept, agent: string): void {
    if (chance.often(0.12)) return
    const input: Input = { type: chance.often(0.03) ? 'agentDeclines' : 'agentAccepts', by: speaker(agent) }
    agenda.after(second + chance.around(7 * second), () => {
      const { holder } = kept.c
      const rung = holder.kind === 'queue' && holder.ringing?.agents.includes(agent)
      if (rung && seats.find((seat) => seat.agent === agent)?.online) take(install, kept, input)
    })
  }

  /** Whoever is free writes the answer that was promised. */
  function keeps(kept: Kept): void {
    if (!kept.c.promise || kept.c.holder.kind !== 'bot') return
    const free = chance.pick(seats.filter(({ online, open, capacity }) => online && open < capacity))
    if (free) take(install, kept, { type: 'agentSays', by: speaker(free.agent), text: 'Here is what you asked for.' })
    else if (agenda.now < midnight + 24 * hour) agenda.after(10 * minute, () => keeps(kept))
  }

  return {
    heed(kept, facts, more) {
      const wrote = facts.some(({ type }) => type === 'agentSaid')
      for (const fact of facts) {
        if (fact.type === 'rung' && !facts.some(({ type }) => type === 'accepted')) for (const agent of fact.agents) reacts(kept, agent)
        if (fact.type === 'accepted' && !wrote && !chance.often(0.03)) writes(kept, fact.agent)
        if (fact.type === 'agentReminded' && chance.often(0.7)) writes(kept, fact.agent)
        if (fact.type === 'visitorSaid' && kept.c.holder.kind === 'agent') writes(kept, kept.c.holder.agent)
        if (fact.type === 'promised') agenda.after(chance.between(20, 60) * minute, () => keeps(kept))
        if (fact.type === 'agentSaid' && !more(kept)) {
          const close: Input = { type: 'agentCloses', by: speaker(fact.agent), outcome: 'solved', why: null }
          does(kept, fact.agent, 5 * second + chance.around(20 * second), close)
        }
      }
    },
    online: () => new Map([...standings].map(([agent, { onlineMs }]) => [agent, onlineMs])),
  }
}
