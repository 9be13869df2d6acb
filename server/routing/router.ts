import { randomUUID } from 'node:crypto'
import { route, type Seat, type Waiting } from '@baton/core/routing.ts'
import type { PoolClient } from 'pg'
import type { Door, Turn } from '../conversations/turn.ts'
import type { Worlds } from '../conversations/world.ts'
import { isOnline } from '../db/online.ts'

/** Rings given in one transaction: more would hold the routing lock, and whoever wants to accept, for too long. */
const atOnce = 64

const countSeats = {
  name: 'count_seats',
  text: `select s.agent, s.team, a.capacity, (${isOnline}) as online,
     (select count(*) from conversation c where c.kind = 'agent' and c.agent = a.id)::int as open
   from seat s join agent a on a.id = s.agent order by s.agent`,
}

const oldestWaiting = `
  select w.id, w.state from unnest($1::uuid[], $2::int[]) t (team, places)
  cross join lateral (select id, state from conversation c where c.kind = 'queue' and c.team = t.team order by since, id limit t.places) w`

export type RouterDeps = {
  door: Door
  world: Worlds
  now: () => number
  /** Whoever was connected before this server started has had the time to come back. Until then nobody counts as gone. */
  settled: () => boolean
}
type Row = { id: string; state: { bot: string; tenure: number; holder: Waiting['queue'] } }

const desertedWaiting = `
  select id, (state ->> 'tenure')::int as tenure from conversation
  where kind = 'queue' and team <> all($1::uuid[]) order by since, id limit ${atOnce}`

/**
 * Rings for whoever waits, or promises where nobody is left to ring. Under the routing lock: seats are counted from the conversations themselves, in a statement of its own
 * (with the lock's snapshot it would count what was true before it waited), then as many of the oldest are read as there are places.
 */
export function createRouter({ door, world, now, settled }: RouterDeps) {
  async function findTurns(c: PoolClient): Promise<Turn[]> {
    const seats = (await c.query<Seat>(countSeats)).rows
    return [...(await findDeserted(c, seats)), ...(await findRings(c, seats))]
  }

  async function findRings(c: PoolClient, seats: readonly Seat[]): Promise<Turn[]> {
    const places = placesByTeam(seats)
    if (places.size === 0) return []
    const { rows } = await c.query<Row>({ name: 'oldest_waiting', text: oldestWaiting, values: [[...places.keys()], [...places.values()]] })
    await world.load([...new Set(rows.map((row) => row.state.bot))])
    const waiting = rows.map(({ id, state }) => ({
      id,
      tenure: state.tenure,
      queue: state.holder,
      ringMs: world.of(state.bot)?.policy.ringMs ?? 30_000,
    }))
    return route(waiting, seats, now())
      .slice(0, atOnce)
      .map(({ conversation, ...ring }) => ({ id: conversation, cause: `job/ring/${randomUUID()}`, input: { type: 'rings', ...ring } }))
  }

  /** [H7] The last of a team has left: who waits for it is told so, and is promised an answer. */
  async function findDeserted(c: PoolClient, seats: readonly Seat[]): Promise<Turn[]> {
    if (!settled()) return []
    const there = [...new Set(seats.filter((seat) => seat.online).map((seat) => seat.team))]
    const { rows } = await c.query<{ id: string; tenure: number }>({ name: 'deserted_waiting', text: desertedWaiting, values: [there] })
    return rows.map(({ id, tenure }) => ({ id, cause: `job/leave/${randomUUID()}`, input: { type: 'teamLeaves', tenure } }))
  }

  return async function runRouter(): Promise<void> {
    while ((await door.underRoutingLock(findTurns)) >= atOnce);
  }
}

function placesByTeam(seats: readonly Seat[]): Map<string, number> {
  const places = new Map<string, number>()
  for (const seat of seats) {
    const free = seat.online ? Math.max(0, seat.capacity - seat.open) : 0
    if (free > 0) places.set(seat.team, (places.get(seat.team) ?? 0) + free)
  }
  return places
}
