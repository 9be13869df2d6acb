import { chanceOf } from './chance.ts'
import { installOf, type Kept, midnight, minute, newcomer, speaker, take } from './install.ts'

export type Load = { agents: number; arrivals: number /** Share of their time that agents are busy. */; busy: number; seed: number }
export type Stationary = {
  waits: number[] /** What a plain queue makes of the very same arrivals and services. */
  plain: number[]
  theory: number
}

const service = 5 * minute

/** The textbook's queue, driven through the product: everybody is rung and somebody accepts at once, one conversation each. Waits in ms. */
export function stationary({ agents, arrivals, busy, seed }: Load): Stationary {
  const chance = chanceOf(seed)
  const between = service / (agents * busy)
  const moments: number[] = []
  for (let at = midnight; moments.length < arrivals; ) {
    at += chance.around(between)
    moments.push(Math.round(at))
  }
  const services = moments.map(() => Math.round(chance.around(service)))
  return {
    waits: through(agents, moments, services),
    plain: queued(agents, moments, services),
    theory: theoryOf(agents, moments, services),
  }
}

function through(agents: number, moments: readonly number[], services: readonly number[]): number[] {
  const team = { mode: 'ringAll' as const, patienceMs: 1_440 * minute, waitOffer: false }
  const install = installOf({ policy: { idleMs: 0 }, team, agents, capacity: 1, online: true })
  const { agenda, seats } = install
  const waits: number[] = []
  const indexes = new Map<Kept, number>()
  const acceptAt = (kept: Kept, rung: readonly string[]) => {
    const free = seats.find(({ agent, open }) => open === 0 && rung.includes(agent))
    if (free) take(install, kept, { type: 'agentAccepts', by: speaker(free.agent) })
  }
  install.heard = (kept, facts) => {
    for (const fact of facts) {
      if (fact.type === 'rung') agenda.after(0, () => acceptAt(kept, fact.agents))
      if (fact.type !== 'accepted') continue
      const i = indexes.get(kept) ?? 0
      waits[i] = agenda.now - (moments[i] ?? 0)
      indexes.delete(kept)
      const close = { type: 'agentCloses' as const, by: speaker(fact.agent), outcome: 'solved' as const, why: null }
      agenda.after(services[i] ?? 0, () => take(install, kept, close))
    }
  }
  const arrive = (i: number) => {
    const kept = newcomer(i)
    indexes.set(kept, i)
    take(install, kept, { type: 'visitorAsks', page: null })
    const next = moments[i + 1]
    if (next !== undefined) agenda.plan(next, () => arrive(i + 1))
  }
  agenda.plan(moments[0] ?? midnight, () => arrive(0))
  agenda.run()
  return waits
}

/** First come, first served. */
function queued(agents: number, moments: readonly number[], services: readonly number[]): number[] {
  const free = Array.from({ length: agents }, () => 0)
  return moments.map((at, i) => {
    const first = free.indexOf(Math.min(...free))
    const begins = Math.max(at, free[first] ?? 0)
    free[first] = begins + (services[i] ?? 0)
    return begins - at
  })
}

/** Of the load as it was drawn: so near to full, a hundredth more of it is a twentieth more of waiting. */
function theoryOf(agents: number, moments: readonly number[], services: readonly number[]): number {
  const span = (moments.at(-1) ?? midnight) - midnight
  return meanWait(agents, moments.length / span, services.length / services.reduce((sum, ms) => sum + ms, 0))
}

/** Erlang C: the mean wait of M/M/c, in the unit of 1 / `arriving`. Each of `servers` serves `serving` in that unit. */
export function meanWait(servers: number, arriving: number, serving: number): number {
  const offered = arriving / serving
  let blocked = 1
  for (let n = 1; n <= servers; n++) blocked = (offered * blocked) / (n + offered * blocked)
  const waits = blocked / (1 - (offered / servers) * (1 - blocked))
  return waits / (servers * serving - arriving)
}
