import type { FactOf } from '@baton/contracts/facts.ts'
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
  /** Bots whose visitors they take; none named means all. */
  bots?: readonly string[]
  /** When they were last given something, in ms since 1970. */
  turn?: number
}

export type PassedOver = NonNullable<FactOf<'rung'>['passedOver']>
export type Why = PassedOver[number]['why']

/** What a conversation asks of whoever takes it. */
export type Need = { bot: string | null; language: string | null; skills: readonly string[] }

/** Why somebody can't be rung at all, whatever the conversation needs; null where they can. In the order in which it is worth knowing. */
export function absent(seat: Seat, reach: Reach): Why | null {
  const called = reach === 'supervisors' && seat.supervisor === true && seat.absence === 'busy'
  if (!seat.online && !called) return seat.absence ?? 'offline'
  if (seat.closed) return 'closed'
  return placesOf(seat) < 1 ? 'full' : null
}

/** Whole conversations that somebody can still take. */
export function placesOf({ open, capacity }: Pick<Seat, 'open' | 'capacity'>): number {
  return Math.max(0, Math.floor(capacity - open))
}

/** Whether somebody takes visitors of a bot. */
export function takes({ bots }: { bots?: readonly string[] | undefined }, bot: string | null): boolean {
  return bot === null || bots === undefined || bots.length === 0 || bots.includes(bot)
}
