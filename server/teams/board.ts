import type { Api } from '@baton/contracts/api.ts'
import { placesOf } from '@baton/core/routing-seats.ts'
import type { Pool } from 'pg'
import type { z } from 'zod'
import { loadSince } from '../db/load.ts'
import { readBy, type Sight } from '../db/sight.ts'
import { readPeople } from './people.ts'
import { readTeams } from './store.ts'
import { figuresOf, rangesOf } from './waits.ts'

type Board = z.input<Api['board']['response']>

const waiting = `
  select id as conversation, team, since, coalesce(priority, 0) as priority, state -> 'contact' ->> 'name' as name,
    coalesce(state -> 'preview' ->> 'text', '') as text, coalesce(state -> 'holder' -> 'ringing' -> 'agents', '[]') as ringing
  from (select *, row_number() over (partition by team order by coalesce(priority, 0) * (select ageing from company)::bigint * 60000 - since desc, since, id) as place
    from conversation c where kind = 'queue' and ${readBy('$1', '$2')}) waiting
  where place <= 50 order by place`
const lengths = `select team, count(*)::int as count, min(since) as longest from conversation where kind = 'queue' group by team`
const held = `select team, agent, count(*)::int as count from conversation where kind = 'agent' group by team, agent`
const left = `
  select c.id as conversation, c.agent, c.state -> 'contact' ->> 'name' as name, coalesce(c.state -> 'preview' ->> 'text', '') as text
  from conversation c where c.kind = 'agent' and c.agent = any($3::uuid[]) and ${readBy('$1', '$2')} order by c.id limit 200`
const loads = `select a.id, ${loadSince('$1::float8')} as load from agent a where a.ended_at is null`

/** Who is on, what they carry, who waits, and who is with somebody whose connection is gone: of these only whom the reader may read. */
export async function readBoard(db: Pool, now: number, { agent, bots }: Sight): Promise<Board> {
  const [people, teams] = [await readPeople(db, now), await readTeams(db, now)]
  const queue = (await db.query<Board['teams'][number]['queue'][number] & { team: string }>(waiting, [agent, bots])).rows
  const queued = new Map((await db.query<{ team: string; count: number; longest: number }>(lengths)).rows.map((row) => [row.team, row]))
  const counted = (await db.query<{ team: string; agent: string; count: number }>(held)).rows
  const load = await readLoads(db, now)
  const zones = teams.map(({ id, settings }) => ({ id, zone: settings.hours?.zone ?? 'UTC' }))
  const [ranges, today] = [
    await rangesOf(
      db,
      teams.map(({ id }) => id),
      now,
    ),
    await figuresOf(db, zones, now),
  ]
  const there = people.filter((person) => person.active)
  const away = there.filter((person) => !person.connected && person.open > 0).map((person) => person.id)
  const stranded = away.length > 0 ? (await db.query<Board['stranded'][number]>(left, [agent, bots, away])).rows : []
  return {
    now,
    stranded,
    agents: there.map(({ id, name, status, statusSince, connected, availability, teams: seats, open, capacity }) => ({
      ...{ id, name, status, statusSince, connected, open, capacity, load: load.get(id) ?? 0 },
      inHours: availability.open,
      teams: seats.map(({ team }) => team),
    })),
    teams: teams.map(({ id, name, availability, members }) => {
      const on = there.filter((one) => one.status === 'online' && one.connected && members.some(({ agent }) => agent === one.id))
      return {
        ...{ id, name, availability, online: on.length, waiting: queued.get(id)?.count ?? 0 },
        held: counted.filter((one) => one.team === id).reduce((sum, one) => sum + one.count, 0),
        places: on.reduce((sum, one) => sum + placesOf({ open: load.get(one.id) ?? 0, capacity: one.capacity }), 0),
        longest: queued.get(id)?.longest ?? null,
        range: ranges.get(id) ?? null,
        today: today(id),
        queue: queue.filter((one) => one.team === id).map(({ team: _, ...row }) => row),
      }
    }),
  }
}

/** What each carries as routing counts it: quiet conversations weigh half. */
async function readLoads(db: Pool, now: number): Promise<Map<string, number>> {
  const quiet = (await db.query<{ after: number | null }>('select quiet_after as after from company')).rows[0]?.after ?? null
  const since = quiet === null ? null : now - quiet * 60_000
  const { rows } = await db.query<{ id: string; load: number }>({ name: 'loads', text: loads, values: [since] })
  return new Map(rows.map(({ id, load }) => [id, load]))
}
