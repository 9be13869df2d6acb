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

type Row = { id: string; state: { bot: string; tenure: number; holder: Waiting['queue'] } }

/**
 * Rings for whoever waits. Under the routing lock: seats are counted from the conversations themselves, in a statement of its own
 * (with the lock's snapshot it would count what was true before it waited), then as many of the oldest are read as there are places.
 */
export function createRouter({ door, world, now }: { door: Door; world: Worlds; now: () => number }) {
  async function findRings(c: PoolClient): Promise<Turn[]> {
    const seats = (await c.query<Seat>(countSeats)).rows
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

  return async function runRouter(): Promise<void> {
    while ((await door.underRoutingLock(findRings)) === atOnce);
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
