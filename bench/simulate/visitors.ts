import type { Fact } from '@baton/contracts/facts.ts'
import { type Chance, chanceOf } from './chance.ts'
import { hour, type Install, type Kept, midnight, newcomer, second, take } from './install.ts'

const most = 1.05

/** How busy it is at an hour, beside the busiest: much before noon, somewhat less in the afternoon, little at night. */
function busyAt(at: number): number {
  const h = (at - midnight) / hour
  const peak = (around: number, width: number) => Math.exp(-(((h - around) / width) ** 2) / 2)
  return 0.03 + (h > 8 && h < 19 ? 0.2 : 0) + 0.8 * peak(10.5, 1) + 0.6 * peak(15, 1.2)
}

/** Moments at which visitors come in a day, `peak` an hour where it is busiest: a Poisson process of changing rate. */
export function arrivals(peak: number, chance: Chance): number[] {
  const all: number[] = []
  for (let at = midnight; ; ) {
    at += chance.around(hour / (peak * most))
    if (at >= midnight + 24 * hour) return all
    if (chance.often(busyAt(at) / most)) all.push(Math.round(at))
  }
}

export type Visitors = {
  kept: Kept[]
  heed(kept: Kept, facts: readonly Fact[]): void
  /** Whether the visitor has more to say to an agent, or fell silent: then the agent doesn't close. */
  more(kept: Kept): boolean
}

type Visitor = {
  chance: Chance
  /** Lines that are still to be written to an agent. */
  left: number
  /** Never heard of again. */
  silent: boolean
}

/** Most ask for a person at once, some after the bot's answer; they write a few lines, and some fall silent. Each has a chance of their own. */
export function visitorsOf(install: Install, moments: readonly number[], seed: number): Visitors {
  const { agenda } = install
  const visitors = new Map<Kept, Visitor>()
  moments.forEach((at, i) => {
    const kept = newcomer(i)
    const visitor = visitorOf(chanceOf(seed * 7_919 + i))
    visitors.set(kept, visitor)
    agenda.plan(at, () => arrives(kept, visitor))
  })

  function arrives(kept: Kept, { chance }: Visitor): void {
    const asks = () => take(install, kept, { type: 'visitorAsks', page: null })
    if (chance.often(0.4)) return void asks()
    take(install, kept, { type: 'visitorSays', text: 'Where is my order? It was to come on Tuesday.', page: null })
    if (chance.often(0.6)) agenda.after(2 * second + chance.around(15 * second), asks)
  }

  function writes(kept: Kept, visitor: Visitor): void {
    if (visitor.left === 0 || visitor.silent) return
    visitor.left -= 1
    visitor.silent = visitor.chance.often(0.05)
    if (visitor.silent) return
    agenda.after(4 * second + visitor.chance.around(25 * second), () => {
      if (kept.c.holder.kind === 'agent') take(install, kept, { type: 'visitorSays', text: 'Its number is 1042.', page: null })
    })
  }

  function chooses(kept: Kept, { chance }: Visitor): void {
    if (!chance.often(0.25)) return
    const instead = chance.often(0.3) ? 'bot' : 'promise'
    agenda.after(chance.around(15 * second), () => take(install, kept, { type: 'visitorStopsWaiting', instead }))
  }

  return {
    kept: [...visitors.keys()],
    heed(kept, facts) {
      const visitor = visitors.get(kept)
      if (!visitor) return
      for (const fact of facts) {
        if (fact.type === 'agentSaid') writes(kept, visitor)
        if (fact.type === 'serverSaid' && fact.kind === 'waitOffer') chooses(kept, visitor)
      }
    },
    more(kept) {
      const visitor = visitors.get(kept)
      return visitor !== undefined && (visitor.left > 0 || visitor.silent)
    },
  }
}

function visitorOf(chance: Chance): Visitor {
  let left = 1
  while (chance.often(0.6)) left += 1
  return { chance, left, silent: false }
}
