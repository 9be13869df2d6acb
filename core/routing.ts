import type { HolderOf } from '@baton/contracts/conversation.ts'
import type { FactOf } from '@baton/contracts/facts.ts'

/** An agent's place in a team right now. `open` conversations are counted from the conversations themselves. */
export type Seat = { agent: string; team: string; online: boolean; open: number; capacity: number }
export type Waiting = { id: string; tenure: number; ringMs: number; queue: HolderOf<'queue'> }
export type Ring = {
  conversation: string
  tenure: number
  agents: string[]
  until: number
  step: number
  passedOver: NonNullable<FactOf<'rung'>['passedOver']>
}

/**
 * Who is rung, over the whole queue at once: who waits longest is not visible from inside one conversation.
 * [R1] Only online seats with room. [R3] Oldest first: as many conversations ring as there are free places, so nobody overtakes.
 * [R2] Everybody with room is rung together; a lapsed ring goes out again as the next step, to whoever has come since as well.
 * [R4] Each ring carries who was passed over, and why. `now` in ms since 1970.
 */
export function route(waiting: readonly Waiting[], seats: readonly Seat[], now: number): Ring[] {
  const teams = [...new Set(waiting.map((w) => w.queue.team))]
  return teams.flatMap((team) =>
    routeTeam(
      waiting.filter((w) => w.queue.team === team),
      seats.filter((seat) => seat.team === team),
      now,
    ),
  )
}

function routeTeam(queue: readonly Waiting[], seats: readonly Seat[], now: number): Ring[] {
  const free = seats.filter((seat) => seat.online && seat.open < seat.capacity)
  const places = free.reduce((sum, seat) => sum + seat.capacity - seat.open, 0)
  const agents = free.map((seat) => seat.agent)
  const passedOver = seats
    .filter((seat) => !free.includes(seat))
    .map(({ agent, online }) => ({ agent, why: online ? ('full' as const) : ('offline' as const) }))
  const oldest = queue.toSorted((a, b) => a.queue.since - b.queue.since || (a.id < b.id ? -1 : 1)).slice(0, places)
  return oldest.flatMap((w) => ringOf(w, agents, now).map((ring) => ({ ...ring, passedOver })))
}

/** Somebody who comes online while it rings joins the ring that is running. */
function ringOf({ id, tenure, ringMs, queue }: Waiting, free: readonly string[], now: number): Omit<Ring, 'passedOver'>[] {
  const { ringing } = queue
  if (!ringing) return [{ conversation: id, tenure, agents: [...free], until: now + ringMs, step: queue.step + 1 }]
  const come = free.filter((agent) => !ringing.agents.includes(agent))
  return come.length > 0
    ? [{ conversation: id, tenure, agents: [...ringing.agents, ...come], until: ringing.until, step: ringing.step }]
    : []
}

/** Whether somebody of a team is there at all: what decides between a ring and a promise. */
export function staffed(team: string, seats: readonly Seat[]): boolean {
  return seats.some((seat) => seat.team === team && seat.online)
}
