import type { HolderOf } from '@baton/contracts/conversation.ts'
import type { FactOf } from '@baton/contracts/facts.ts'
import type { TeamSettings } from '@baton/contracts/team.ts'
import { ladderOf, type Reach, type Standing, stepsFrom } from './ladder.ts'
import { absent, firstOf, fitting, type Need, type PassedOver, placesOf, type Seat } from './routing-seats.ts'

export type { Seat } from './routing-seats.ts'

export type Waiting = {
  id: string
  tenure: number
  /** How long one ring lasts where the ladder doesn't say. */
  ringMs: number
  queue: HolderOf<'queue'>
  language?: string | null
  skills?: readonly string[]
  /** The agent who had this visitor before. */
  last?: string | null
}

/** What routing knows of a team, and how many conversations its agents have. */
export type TeamRules = Pick<TeamSettings, 'mode' | 'order' | 'sticky' | 'ladder' | 'fallback' | 'capacity'> & { held: number }
export type Rules = {
  teams: ReadonlyMap<string, TeamRules>
  /** After so long a conversation counts as one step more urgent, in ms. */
  ageingMs: number
  /** So many rings at a time are enough. */
  most?: number
}

export type Ring = {
  conversation: string
  tenure: number
  agents: string[]
  until: number
  step: number
  passedOver: PassedOver
  reach: Reach
  /** Why these. */
  why: NonNullable<FactOf<'rung'>['why']>
  /** It is given to them without being asked. */
  gives: boolean
}

const plain: TeamRules = { mode: 'ringAll', order: 'idle', sticky: true, ladder: [], fallback: null, capacity: null, held: 0 }
const noRules: Rules = { teams: new Map(), ageingMs: 600_000 }

/**
 * Who is rung, over the whole queue at once: who waits longest is not visible from inside one conversation.
 * [R1] Only seats that are online, in hours, and have room. [R3] The most urgent first, then the oldest; waiting makes more urgent, so that nobody
 * starves; as many conversations ring as there are places. [R2] Whom a ring goes to, the team's ladder says; one that lapsed goes out again as
 * the next step. [R4] Each ring carries who was passed over, and why. `now` in ms since 1970.
 */
export function route(waiting: readonly Waiting[], seats: readonly Seat[], now: number, rules: Rules = noRules): Ring[] {
  if (waiting.length === 0) return []
  const desk = deskOf(seats, waiting)
  const rings: Ring[] = []
  for (const w of inOrder(waiting, now, rules.ageingMs)) {
    if (rings.length >= (rules.most ?? Number.POSITIVE_INFINITY)) break
    const one = ringFor(w, desk, now, rules)
    if (one) rings.push(one)
  }
  return rings
}

/** Whether somebody of a team, or of one that stands in for it, is there at all: what decides between a ring and a promise. */
export function staffed(team: string, seats: readonly Seat[], teams: Rules['teams'] = noRules.teams): boolean {
  const reached = standIns(team, teams)
  return seats.some((seat) => seat.online && !seat.closed && reached.includes(seat.team))
}

/** The next one in line first. */
export function inOrder<W extends Pick<Waiting, 'id' | 'queue'>>(waiting: readonly W[], now: number, ageingMs: number): W[] {
  const keyed = waiting.map((w) => ({ w, urgency: urgency(w.queue, now, ageingMs) }))
  keyed.sort((a, b) => b.urgency - a.urgency || a.w.queue.since - b.w.queue.since || (a.w.id < b.w.id ? -1 : 1))
  return keyed.map(({ w }) => w)
}

export function urgency({ priority, since }: Pick<HolderOf<'queue'>, 'priority' | 'since'>, now: number, ageingMs: number): number {
  return priority + Math.max(0, now - since) / ageingMs
}

/** The team itself, and whom its ladder comes to at last. */
function standIns(team: string, teams: Rules['teams']): string[] {
  const rules = teams.get(team)
  if (!rules?.fallback || !rules.ladder.some((step) => step.do === 'fallback')) return [team]
  return [team, rules.fallback]
}

// ——— what one run has given so far

type Desk = {
  byTeam: ReadonlyMap<string, readonly Seat[]>
  /** Places that no ring of this run, or one that is running, is for yet. */
  left: Map<string, number>
  /** Rings and gifts to each agent alone. */
  given: Map<string, number>
  ringing: Map<string, number>
  /** All places that are left, by team. */
  places: Map<string, number>
  teamsOf: ReadonlyMap<string, readonly string[]>
  pools: Map<string, Pool>
}

function deskOf(seats: readonly Seat[], waiting: readonly Waiting[]): Desk {
  const byTeam = new Map<string, Seat[]>()
  const teamsOf = new Map<string, string[]>()
  const left = new Map<string, number>()
  const places = new Map<string, number>()
  for (const seat of seats) {
    push(byTeam, seat.team, seat)
    push(teamsOf, seat.agent, seat.team)
    left.set(seat.agent, placesOf(seat))
    const there = absent(seat, 'supervisors') === null
    if (there) places.set(seat.team, (places.get(seat.team) ?? 0) + placesOf(seat))
  }
  const given = new Map<string, number>()
  for (const { queue } of waiting) {
    const [only, ...others] = queue.ringing?.agents ?? []
    if (only && others.length === 0) given.set(only, (given.get(only) ?? 0) + 1)
  }
  return { byTeam, teamsOf, left, places, given, ringing: new Map(), pools: new Map() }
}

function push<V>(map: Map<string, V[]>, key: string, value: V): void {
  const values = map.get(key)
  if (values) values.push(value)
  else map.set(key, [value])
}

function take(desk: Desk, team: string, seat: Seat): void {
  desk.left.set(seat.agent, (desk.left.get(seat.agent) ?? 0) - 1)
  for (const one of desk.teamsOf.get(seat.agent) ?? []) desk.places.set(one, (desk.places.get(one) ?? 0) - 1)
  desk.ringing.set(team, (desk.ringing.get(team) ?? 0) + 1)
}

/** Somebody who comes online while it rings joins the ring that is running. */
function ringFor(w: Waiting, desk: Desk, now: number, { teams }: Rules): Ring | null {
  const rules = teams.get(w.queue.team) ?? plain
  const { capacity, held } = rules
  if (capacity !== null && held + (desk.ringing.get(w.queue.team) ?? 0) >= capacity) return null
  const reached = rules.fallback ? [w.queue.team, rules.fallback] : [w.queue.team]
  if (!reached.some((team) => (desk.places.get(team) ?? 0) > 0)) return null
  const steps = stepsFrom(ladderOf(rules), w.queue.since, now)
  const asked = desk.byTeam.get(w.queue.team) ?? []
  const others = rules.fallback ? (desk.byTeam.get(rules.fallback) ?? []) : []
  return w.queue.ringing ? join(w, steps[0], { asked, others, desk, rules, now }) : ring(w, steps, { asked, others, desk, rules, now })
}

type Place = { asked: readonly Seat[]; others: readonly Seat[]; desk: Desk; rules: TeamRules; now: number }

/** The first step, from the one that the wait has come to, at which somebody can be rung. Where all were asked, all are asked again. */
function ring(w: Waiting, steps: readonly Standing[], place: Place): Ring | null {
  const last = steps.at(-1)
  const more: Standing[] = last?.do === 'next' ? [{ do: 'everybody', endsAt: Number.POSITIVE_INFINITY }] : []
  for (const step of [...steps, ...more]) {
    const pool = poolOf(w, step.do, place)
    const free = pool.fit.filter((seat) => (place.desk.left.get(seat.agent) ?? 0) > 0)
    const chosen = choose(w, step.do, pool.agents, free, place)
    if (!chosen) continue
    take(place.desk, w.queue.team, chosen.holds)
    if (chosen.agents.length === 1) place.desk.given.set(chosen.holds.agent, (place.desk.given.get(chosen.holds.agent) ?? 0) + 1)
    const first = step === steps[0]
    return {
      conversation: w.id,
      tenure: w.tenure,
      agents: chosen.agents,
      until: first && Number.isFinite(step.endsAt) ? step.endsAt : place.now + w.ringMs,
      step: w.queue.step + 1,
      passedOver: passedOver(pool, chosen.agents),
      reach: step.do,
      why: chosen.why,
      gives: place.rules.mode === 'assign',
    }
  }
  return null
}

type Chosen = { agents: string[]; why: Ring['why']; holds: Seat }

function choose(w: Waiting, reach: Reach, all: string[], free: readonly Seat[], { rules, desk }: Place): Chosen | null {
  if (free.length === 0) return null
  const wanted = w.queue.prefer
  const before = wanted && !w.queue.tried.includes(wanted) ? free.find((seat) => seat.agent === wanted) : undefined
  if (before) return { agents: [before.agent], why: 'preferred', holds: before }
  const one = rules.mode === 'assign' || reach === 'next'
  const again = one && rules.sticky && w.last ? free.find((seat) => seat.agent === w.last) : undefined
  if (again) return { agents: [again.agent], why: 'before', holds: again }
  if (!one) return { agents: all, why: reach, holds: leastAble(free, desk) }
  const first = firstOf(free, rules.order, desk.given)
  return first ? { agents: [first.agent], why: free.length === 1 ? 'only' : rules.order, holds: first } : null
}

/** The place that a ring for many is counted on: with whoever could take the least else, and has most places. */
function leastAble(free: readonly Seat[], { left }: Desk): Seat {
  const able = (seat: Seat) => (seat.languages?.length ?? 0) + (seat.skills?.length ?? 0)
  return free.reduce((best, seat) => {
    const less = able(seat) - able(best) || (left.get(best.agent) ?? 0) - (left.get(seat.agent) ?? 0)
    return less < 0 ? seat : best
  })
}

function join(w: Waiting, step: Standing | undefined, place: Place): Ring | null {
  const { ringing } = w.queue
  const reach = ringing?.reach ?? step?.do
  if (!ringing || !reach) return null
  const pool = poolOf(w, reach, place)
  const held = [...place.asked, ...place.others].find(
    (seat) => ringing.agents.includes(seat.agent) && (place.desk.left.get(seat.agent) ?? 0) > 0,
  )
  const free = pool.fit.filter((seat) => (place.desk.left.get(seat.agent) ?? 0) > 0)
  const holds = held ?? (free.length > 0 ? leastAble(free, place.desk) : undefined)
  if (!holds) return null
  take(place.desk, w.queue.team, holds)
  if (reach === 'next' || place.rules.mode === 'assign' || w.queue.prefer === ringing.agents[0]) return null
  const come = pool.fit.map((seat) => seat.agent).filter((agent) => !ringing.agents.includes(agent))
  if (come.length === 0) return null
  const agents = [...ringing.agents, ...come]
  const { until, step: number } = ringing
  return {
    ...{ conversation: w.id, tenure: w.tenure, agents, until, step: number },
    ...{ passedOver: passedOver(pool, agents), reach, why: reach, gives: false },
  }
}

// ——— who can

type Pool = {
  all: readonly Seat[]
  fit: readonly Seat[]
  agents: string[]
  why: (seat: Seat) => PassedOver[number]['why']
  rest: PassedOver | null
}

/** Alike for all who need the same and have asked nobody yet: worked out once. */
function poolOf(w: Waiting, reach: Reach, place: Place): Pool {
  const declined = w.queue.declined ?? []
  const tried = reach === 'next' ? [...w.queue.tried, ...declined] : declined
  if (tried.length > 0) return readPool(w, reach, tried, place)
  const key = [w.queue.team, reach, w.language ?? '', ...(w.skills ?? [])].join(' ')
  const pool = place.desk.pools.get(key) ?? readPool(w, reach, tried, place)
  place.desk.pools.set(key, pool)
  return pool
}

function readPool(w: Waiting, reach: Reach, tried: readonly string[], { asked, others }: Place): Pool {
  const all = reach === 'fallback' ? [...asked, ...others.filter((seat) => !asked.some((own) => own.agent === seat.agent))] : asked
  const there = all.filter((seat) => absent(seat, reach) === null)
  const need: Need = { language: w.language ?? null, skills: w.skills ?? [] }
  const matched = fitting(there, need)
  const fit = tried.length > 0 ? matched.fit.filter((seat) => !tried.includes(seat.agent)) : matched.fit
  const why = (seat: Seat) => absent(seat, reach) ?? matched.why(seat) ?? (tried.includes(seat.agent) ? 'tried' : 'later')
  return { all, fit, agents: fit.map((seat) => seat.agent), why, rest: null }
}

/** Where all who can are rung, the rest are the same for each ring. */
function passedOver(pool: Pool, agents: readonly string[]): PassedOver {
  if (agents !== pool.agents) return others(pool, new Set(agents))
  pool.rest ??= others(pool, new Set(agents))
  return pool.rest
}

function others({ all, why }: Pool, agents: ReadonlySet<string>): PassedOver {
  return all.filter((seat) => !agents.has(seat.agent)).map((seat) => ({ agent: seat.agent, why: why(seat) }))
}
