import { placesOf, type Seat } from '@baton/core/routing-seats.ts'
import type { PoolClient } from 'pg'
import { loadSince } from '../db/load.ts'
import { isConnected } from '../db/online.ts'
import type { Roster } from '../teams/roster.ts'

type Row = Seat & { declared: boolean; connected: boolean; languages: string[] }

const plainly = `(select count(*)::float8 from conversation c where c.kind = 'agent' and c.agent = a.id and $1::float8 is null)`

const seats = (count: string) => `
  select s.agent, s.team, s.supervisor, a.capacity, a.online as declared, a.absence, (${isConnected}) as connected, a.languages, a.skills,
    a.bots, a.turn_at as turn, ${count} as open
  from seat s join agent a on a.id = s.agent where a.ended_at is null order by s.agent`
const countQuiet = { name: 'count_seats_quiet', text: seats(loadSince('$1::float8')) }
const countAll = { name: 'count_seats', text: seats(plainly) }

/** Every agent's place in every team, counted from the conversations themselves: in a statement of its own, under the routing lock. */
export async function readSeats(c: PoolClient, roster: Roster, now: number): Promise<Seat[]> {
  const { quietAfterMinutes: quiet } = roster.work
  const { rows } = await c.query<Row>({
    ...(quiet === null ? countAll : countQuiet),
    values: [quiet === null ? null : now - quiet * 60_000],
  })
  const hours = new Map(roster.members.map((one) => [one.id, one]))
  return rows.map(({ declared, connected, absence, ...seat }) => {
    const member = hours.get(seat.agent)
    return {
      ...seat,
      // Whoever names no language speaks those of the team.
      languages: seat.languages.length > 0 ? seat.languages : (roster.teams.get(seat.team)?.settings.languages ?? []),
      online: declared && connected,
      absence: connected && !declared ? (absence ?? null) : null,
      closed: member ? !roster.inHours(member, seat.team, now) : false,
    }
  })
}

/** How many conversations the free places of each team are for. */
export function placesByTeam(seats: readonly Seat[]): Map<string, number> {
  const places = new Map<string, number>()
  for (const seat of seats) {
    const there = seat.online || seat.absence === 'busy'
    const free = there && !seat.closed ? placesOf(seat) : 0
    if (free > 0) places.set(seat.team, (places.get(seat.team) ?? 0) + free)
  }
  return places
}

const giveTurns = { name: 'give_turns', text: 'update agent set turn_at = $2 where id = any($1::uuid[])' }

/** Whoever was given something, or asked alone, is last in line for the next. */
export async function noteTurns(c: PoolClient, agents: readonly string[], now: number): Promise<void> {
  if (agents.length > 0) await c.query({ ...giveTurns, values: [agents, now] })
}
