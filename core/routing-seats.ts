import type { FactOf } from '@baton/contracts/facts.ts'
import type { TeamSettings } from '@baton/contracts/team.ts'
import type { Reach } from './ladder.ts'

/** An agent's place in a team right now. `open` conversations are counted from the conversations themselves; quiet ones may weigh half. */
export type Seat = {
  agent: string
  team: string
  online: boolean
  open: number
  capacity: number
  /** Why somebody is not online who is connected. */
  absence?: 'busy' | 'away' | null
  /** Outside their own hours, or the team's. */
  closed?: boolean
  supervisor?: boolean
  languages?: readonly string[]
  skills?: readonly string[]
  /** When they were last given something, in ms since 1970. */
  turn?: number
}

export type PassedOver = NonNullable<FactOf<'rung'>['passedOver']>
type Why = PassedOver[number]['why']

/** What a conversation asks of whoever takes it. */
export type Need = { language: string | null; skills: readonly string[] }

/** Why somebody can't be rung at all, whatever the conversation needs; null where they can. In the order in which it is worth knowing. */
export function absent(seat: Seat, reach: Reach): Why | null {
  const called = reach === 'supervisors' && seat.supervisor === true && seat.absence === 'busy'
  if (!seat.online && !called) return seat.absence ?? 'offline'
  if (seat.closed) return 'closed'
  return placesOf(seat) < 1 ? 'full' : null
}

/** Whole conversations that somebody can still take. */
export function placesOf({ open, capacity }: Seat): number {
  return Math.max(0, Math.floor(capacity - open))
}

/** Whoever speaks the language and knows the matter, where anybody who could be rung does; else all of them. */
export function fitting(seats: readonly Seat[], { language, skills }: Need): { fit: readonly Seat[]; why: (seat: Seat) => Why | null } {
  const speak = language === null ? seats : seats.filter((seat) => speaks(seat, language))
  const spoken = speak.length > 0 ? speak : seats
  const wanted = skills.filter((skill) => spoken.some((seat) => seat.skills?.includes(skill)))
  const fit = wanted.length > 0 ? spoken.filter((seat) => wanted.some((skill) => seat.skills?.includes(skill))) : spoken
  const all = new Set(fit)
  const tongue = new Set(spoken)
  return { fit, why: (seat) => (all.has(seat) ? null : tongue.has(seat) ? 'skill' : 'language') }
}

/** Whoever names no language speaks that of the company. */
function speaks(seat: Seat, language: string): boolean {
  return seat.languages?.includes(language) === true
}

/** Who comes first: fewest conversations and then longest without a new one, or strictly one after the other. */
export function firstOf(seats: readonly Seat[], order: TeamSettings['order'], given: ReadonlyMap<string, number>): Seat | undefined {
  const load = (seat: Seat) => seat.open + (given.get(seat.agent) ?? 0)
  const turn = (seat: Seat) => (given.has(seat.agent) ? Number.MAX_SAFE_INTEGER - 1_000 + (given.get(seat.agent) ?? 0) : (seat.turn ?? 0))
  const before = (a: Seat, b: Seat): number => {
    const byLoad = load(a) - load(b)
    const byTurn = turn(a) - turn(b)
    return (order === 'roundRobin' ? byTurn || byLoad : byLoad || byTurn) || (a.agent < b.agent ? -1 : 1)
  }
  return seats.reduce<Seat | undefined>((best, seat) => (best && before(best, seat) < 0 ? best : seat), undefined)
}
