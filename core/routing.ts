import type { HolderOf } from '@baton/contracts/conversation.ts'
import type { FactOf } from '@baton/contracts/facts.ts'
import { ladderOf, type Reach, type Standing, stepsFrom } from './ladder.ts'
import { type Chair, chairIn, type Desk, deskOf, list, seatIn, type Team, type TeamRules, take } from './routing-desk.ts'
import { inOrder } from './routing-order.ts'
import { everybody, type Fit, type Lacks, type Pool, passedOver, whoFits } from './routing-pool.ts'
import type { Need, PassedOver, Seat } from './routing-seats.ts'

export { staffed, standIns, type TeamRules } from './routing-desk.ts'
export type { Seat } from './routing-seats.ts'

export type Waiting = {
  id: string
  tenure: number
  /** How long one ring lasts where the ladder doesn't say. */
  ringMs: number
  queue: HolderOf<'queue'>
  bot?: string | null
  language?: string | null
  skills?: readonly string[]
  /** The agent who had this visitor before. */
  last?: string | null
}

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
  lacks: Lacks
  /** It is given to them without being asked. */
  gives: boolean
}

const noRules: Rules = { teams: new Map(), ageingMs: 600_000 }

/**
 * Who is rung, over the whole queue at once: who waits longest is not visible from inside one conversation.
 * [R1] Only seats that are online, in hours, and have room. [R3] The most urgent first, then the oldest; waiting makes more urgent, so that nobody
 * starves; as many conversations ring as there are places. [R2] Whom a ring goes to, the team's ladder says; one that lapsed goes out again as
 * the next step. [R4] Each ring carries who was passed over, and why. `now` in ms since 1970.
 */
export function route(waiting: readonly Waiting[], seats: readonly Seat[], now: number, rules: Rules = noRules): Ring[] {
  if (waiting.length === 0) return []
  const { ageingMs, most = Number.POSITIVE_INFINITY } = rules
  const run: Run = { desk: deskOf(seats, rules.teams), rules, now }
  const open = new Map([...run.desk.teams].filter(([, team]) => hasPlace(team)))
  if (open.size === 0) return []
  seatIn(run.desk, open.values())
  countRungAlone(waiting, run.desk)
  const rings: Ring[] = []
  for (const w of inOrder(waiting, ({ queue }) => open.has(queue.team), now, ageingMs)) {
    if (rings.length >= most || open.size === 0) break
    const team = open.get(w.queue.team)
    const ring = team && ringFor(w, team, run)
    if (ring) rings.push(ring)
    if (team && !hasPlace(team)) open.delete(team.id)
  }
  return rings
}

/** What one run knows, and has worked out so far. */
type Run = { desk: Desk; rules: Rules; now: number }

/** Whoever is rung alone has that before them. */
function countRungAlone(waiting: readonly Waiting[], { hands }: Desk): void {
  for (const { queue } of waiting) {
    const only = queue.ringing?.agents.length === 1 ? queue.ringing.agents[0] : undefined
    const hand = only && hands.get(only)
    if (hand) hand.given++
  }
}

function hasPlace({ chain, rules, ringing }: Team): boolean {
  if (rules.capacity !== null && rules.held + ringing >= rules.capacity) return false
  for (const { places } of chain) if (places > 0) return true
  return false
}

/** Somebody who comes online while it rings joins the ring that is running. */
function ringFor(w: Waiting, team: Team, run: Run): Ring | null {
  const steps = stepsFrom(ladderOf(team.rules), w.queue.since, run.now)
  return w.queue.ringing ? join(w, team, steps[0], run) : ring(w, team, steps, run)
}

/** The first step, from the one that the wait has come to, at which somebody can be rung. */
function ring(w: Waiting, team: Team, steps: readonly Standing[], run: Run): Ring | null {
  for (const step of [...steps, ...further(team, steps.at(-1))]) {
    const who = whoCan(w, team, step, run)
    const chosen = choose(w, team, step.do, who, run.desk)
    if (!chosen) continue
    take(team, chosen.holds)
    if (chosen.agents.length === 1) chosen.holds.hand.given++
    const lasts = step === steps[0] && Number.isFinite(step.endsAt)
    return {
      conversation: w.id,
      tenure: w.tenure,
      agents: chosen.agents,
      until: lasts ? step.endsAt : run.now + w.ringMs,
      step: w.queue.step + 1,
      passedOver: passedOver(who.pool, chosen.agents.length === 1 ? chosen.holds : chosen.agents, who.asked),
      reach: step.do,
      why: chosen.why,
      lacks: who.lacks,
      gives: team.rules.mode === 'assign',
    }
  }
  return null
}

/** Where all were asked, all are asked again; where nobody of those who stand in is there, whoever stands in for them. */
function further({ chain }: Team, last: Standing | undefined): Standing[] {
  const ever = { endsAt: Number.POSITIVE_INFINITY }
  if (last?.do === 'next') return [{ do: 'everybody', stage: 0, ...ever }]
  const stages = last?.do === 'fallback' ? chain.map((_, stage) => stage).slice(last.stage + 1) : []
  return stages.map((stage) => ({ do: 'fallback', stage, ...ever }))
}

/** `asked`: the list of those who are out of the question by now. */
type Who = Fit & { free: Chair[]; asked: number | null }

/** Whoever declined is asked no more, and who is rung alone has not been before. */
function whoCan(w: Waiting, team: Team, step: Standing, { desk }: Run): Who {
  const { tried, declined = [] } = w.queue
  const asked = declined.length > 0 ? [...tried, ...declined] : tried
  const fit = whoFits(desk, team, step, needOf(w), asked)
  const out = step.do === 'next' ? asked : declined
  const listed = out.length > 0 ? list(desk, out) : null
  return { ...fit, free: fit.pool.fit.filter(({ hand }) => hand.left > 0 && hand.listed !== listed), asked: listed }
}

function needOf({ bot = null, language = null, skills = [] }: Waiting): Need {
  return { bot, language, skills }
}

type Chosen = { agents: string[]; why: Ring['why']; holds: Chair }

function choose(w: Waiting, { rules }: Team, reach: Reach, who: Who, desk: Desk): Chosen | null {
  const wished = w.queue.prefer && !w.queue.tried.includes(w.queue.prefer) ? wishedFor(w.queue.prefer, who, desk) : undefined
  if (wished) return alone(wished, 'preferred')
  const { free, pool, asked } = who
  if (free.length === 0) return null
  const one = rules.mode === 'assign' || reach === 'next'
  const before = one && rules.sticky && w.last ? desk.hands.get(w.last) : undefined
  const again = before && free.find(({ hand }) => hand === before)
  if (again) return alone(again, 'before')
  if (one) return alone(firstOf(free, rules.order), free.length === 1 ? 'only' : rules.order)
  const agents = asked === null ? everybody(pool) : pool.fit.filter(({ hand }) => hand.listed !== asked).map(({ hand }) => hand.agent)
  return { agents, why: reach, holds: leastAble(free) }
}

function alone(holds: Chair, why: Ring['why']): Chosen {
  return { agents: [holds.hand.agent], why, holds }
}

/** A wish counts for more than a language. */
function wishedFor(agent: string, { pool, asked }: Who, { hands }: Desk): Chair | undefined {
  const hand = hands.get(agent)
  if (!hand || hand.left <= 0 || hand.listed === asked) return undefined
  return pool.chairs.find((chair, i) => chair.hand === hand && [null, 'language', 'skill'].includes(pool.why[i] ?? null))
}

/** Who comes first: fewest conversations and then longest without a new one, or strictly one after the other. */
function firstOf(free: readonly Chair[], order: TeamRules['order']): Chair {
  return free.reduce((best, chair) => {
    const [load, turn] = [loadOf(chair) - loadOf(best), turnOf(chair) - turnOf(best)]
    const less = order === 'roundRobin' ? turn || load : load || turn
    return less < 0 || (less === 0 && chair.hand.agent < best.hand.agent) ? chair : best
  })
}

function loadOf({ seat, hand }: Chair): number {
  return seat.open + hand.given
}

/** Whoever is given something is last in line, after all who were not. */
function turnOf({ seat, hand }: Chair): number {
  return hand.given > 0 ? Number.MAX_SAFE_INTEGER - 1_000 + hand.given : (seat.turn ?? 0)
}

/** The place that a ring for many is counted on: with whoever could take the least else, and has most places. */
function leastAble(free: readonly Chair[]): Chair {
  return free.reduce((best, chair) => (isLessAble(chair, best) ? chair : best))
}

function isLessAble(one: Chair, other: Chair): boolean {
  return (ableOf(one) - ableOf(other) || other.hand.left - one.hand.left) < 0
}

function ableOf({ seat: { languages = [], skills = [] } }: Chair): number {
  return languages.length + skills.length
}

function join(w: Waiting, team: Team, step: Standing | undefined, run: Run): Ring | null {
  const { ringing, declined = [], prefer } = w.queue
  const reach = ringing?.reach ?? step?.do
  if (!ringing || !reach) return null
  const stage = reach !== 'fallback' ? 0 : step?.do === 'fallback' ? step.stage : 1
  const { pool, lacks } = whoFits(run.desk, team, { do: reach, stage }, needOf(w), [])
  const free = pool.fit.filter(({ hand }) => hand.left > 0)
  const holds = heldBy(ringing.agents, team, run.desk) ?? (free.length > 0 ? leastAble(free) : undefined)
  if (!holds) return null
  take(team, holds)
  if (reach === 'next' || team.rules.mode === 'assign' || prefer === ringing.agents[0]) return null
  const come = comeSince(pool, ringing.agents, declined, run.desk)
  if (come.length === 0) return null
  const agents = [...ringing.agents, ...come]
  return {
    ...{ conversation: w.id, tenure: w.tenure, agents, until: ringing.until, step: ringing.step },
    ...{ passedOver: passedOver(pool, agents, null), reach, why: reach, lacks, gives: false },
  }
}

/** The one of those who are rung on whom the ring was counted when it began, so that each run leaves the same places to the others. */
function heldBy(agents: readonly string[], { chain }: Team, { hands }: Desk): Chair | undefined {
  let best: Chair | undefined
  for (const agent of agents) {
    const hand = hands.get(agent)
    const chair = hand && hand.left > 0 ? chairIn(chain, hand) : undefined
    if (chair && (!best || isLessAble(chair, best))) best = chair
  }
  return best
}

function comeSince(pool: Pool, ringing: readonly string[], declined: readonly string[], desk: Desk): string[] {
  const all = everybody(pool)
  if (ringing.length === all.length && ringing.every((agent, i) => agent === all[i])) return []
  const listed = list(desk, [...ringing, ...declined])
  return pool.fit.filter(({ hand }) => hand.listed !== listed).map(({ hand }) => hand.agent)
}
