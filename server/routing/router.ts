import { randomUUID } from 'node:crypto'
import { ladderOf, nextStepAt } from '@baton/core/ladder.ts'
import { type Ring, type Rules, route, type Seat, staffed, standIns, type Waiting } from '@baton/core/routing.ts'
import type { PoolClient } from 'pg'
import type { Door, Turn } from '../conversations/turn.ts'
import type { Worlds } from '../conversations/world.ts'
import type { Roster } from '../teams/roster.ts'
import { noteTurns, placesByTeam, readSeats } from './seats.ts'

/** Rings given in one transaction: more would hold the routing lock, and whoever wants to accept, for too long. */
const atOnce = 64
/** So many times as many more are read as could not be rung. */
const more = 4
/** A bot that nobody has named. */
const anyOther = ''
/** How long one rings alone where nothing is said. */
const aloneMs = 45_000

const mostUrgent = `
  select w.id, w.state from unnest($1::uuid[], $2::int[]) t (team, places)
  cross join lateral (select id, state from conversation c where c.kind = 'queue' and c.team = t.team
    order by coalesce(priority, 0) * $3::bigint - since desc, since, id limit t.places) w`
const oldest = `
  select w.id, w.state from unnest($1::uuid[], $2::int[]) t (team, places)
  cross join lateral (select id, state from conversation c where c.kind = 'queue' and c.team = t.team order by since, id limit t.places) w`
const urgentOnes = `select team from conversation where kind = 'queue' and priority > 0 limit 1`
const heldByTeam = `select team, count(*)::int as held from conversation where kind = 'agent' group by team`
// Some bots have people of their own: $2 are those, $3 and $4 teams that are there for one of them. $1 are there for all others.
const desertedWaiting = `
  select id, (state ->> 'tenure')::int as tenure from conversation
  where kind = 'queue' and case when bot = any($2::uuid[]) then not exists (select from unnest($3::uuid[], $4::uuid[]) t (bot, team) where t.bot = conversation.bot and t.team = conversation.team)
    else team <> all($1::uuid[]) end
  order by since, id limit ${atOnce}`
/** Since when those have waited who come to the next step of their team's ladder next. */
const nextToStep = `
  select s.team, min(s.since) as since from unnest($1::uuid[], $2::bigint[]) t (team, after)
  cross join lateral (select c.team, c.since from conversation c where c.kind = 'queue' and c.team = t.team and c.since > t.after order by c.since limit 1) s
  group by s.team, t.after`

export type RouterDeps = {
  door: Door
  world: Worlds
  roster: Roster
  now: () => number
  /** Whoever was connected before this server started has had the time to come back. Until then nobody counts as gone. */
  settled: () => boolean
  /** Look again then. */
  lookAt: (at: number) => Promise<void>
}
type State = {
  bot: string
  tenure: number
  holder: Waiting['queue']
  language: string | null
  tags?: string[]
  last?: { agent: string } | null
}
type Row = { id: string; state: State }

/**
 * Rings for whoever waits, or promises where nobody is left to ring. Under the routing lock: seats are counted from the conversations themselves, in a statement of its own
 * (with the lock's snapshot it would count what was true before it waited), then as many of those next in line are read as there are places.
 */
export function createRouter({ door, world, roster, now, settled, lookAt }: RouterDeps) {
  /** Somebody joined a ring, which may let another one ring. */
  let joined = false

  async function findTurns(c: PoolClient): Promise<Turn[]> {
    joined = false
    const seats = await readSeats(c, roster, now())
    const rules = await readRules(c)
    return [...(await findDeserted(c, seats, rules)), ...(await findRings(c, seats, rules))]
  }

  async function readRules(c: PoolClient): Promise<Rules> {
    const limited = [...roster.teams.values()].some(({ settings }) => settings.capacity !== null)
    const { rows } = limited ? await c.query<{ team: string; held: number }>({ name: 'held_by_team', text: heldByTeam }) : { rows: [] }
    const held = new Map(rows.map((row) => [row.team, row.held]))
    const teams = new Map([...roster.teams.values()].map(({ id, settings }) => [id, { ...settings, held: held.get(id) ?? 0 }]))
    return { teams, ageingMs: roster.work.ageingMinutes * 60_000, most: atOnce }
  }

  async function findRings(c: PoolClient, seats: readonly Seat[], rules: Rules): Promise<Turn[]> {
    const places = reachable(placesByTeam(seats), rules)
    if (places.size === 0) return []
    const { waiting, rings } = await ringFrom(c, places, seats, rules)
    joined = rings.some((ring) => waiting.some((w) => w.id === ring.conversation && w.queue.ringing))
    await noteTurns(
      c,
      rings.filter((ring) => ring.agents.length === 1).flatMap((ring) => ring.agents),
      now(),
    )
    return rings.map(turnOf)
  }

  /** [R3] Nobody whom none of those there can take keeps the next in line from being looked at: as many more are read as were left. */
  async function ringFrom(c: PoolClient, places: Map<string, number>, seats: readonly Seat[], rules: Rules) {
    for (let read = 0; ; ) {
      const waiting = await readWaiting(c, places, rules)
      const rings = route(waiting, seats, now(), rules)
      const left = leftBy(rings, waiting)
      if (waiting.length <= read || rings.length >= atOnce || left.size === 0) return { waiting, rings }
      read = waiting.length
      for (const [team, count] of left) places.set(team, (places.get(team) ?? 0) + count * more)
    }
  }

  /** Places of the teams that stand in for another are the other's as well. */
  function reachable(places: Map<string, number>, { teams }: Rules): Map<string, number> {
    const all = new Map([...teams.keys(), ...places.keys()].map((team) => [team, 0]))
    for (const team of all.keys())
      all.set(
        team,
        standIns(team, teams).reduce((sum, one) => sum + (places.get(one) ?? 0), 0),
      )
    return new Map([...all].filter(([, count]) => count > 0))
  }

  async function readWaiting(c: PoolClient, places: Map<string, number>, { ageingMs }: Rules): Promise<Waiting[]> {
    const urgent = (await c.query({ name: 'urgent_ones', text: urgentOnes })).rows.length > 0
    const values = [[...places.keys()], [...places.values()]]
    const query = urgent
      ? { name: 'most_urgent_waiting', text: mostUrgent, values: [...values, ageingMs] }
      : { name: 'oldest_waiting', text: oldest, values }
    const { rows } = await c.query<Row>(query)
    await world.load([...new Set(rows.map((row) => row.state.bot))])
    return rows.map(waitingOf)
  }

  function waitingOf({ id, state }: Row): Waiting {
    const { bot, tenure, holder, language, tags = [], last } = state
    const settings = roster.teams.get(holder.team)?.settings
    const usual = settings?.mode === 'ringOne' ? aloneMs : (world.of(bot)?.policy.ringMs ?? 30_000)
    return { id, tenure, bot, queue: holder, language, skills: tags, last: last?.agent ?? null, ringMs: settings?.ringMs ?? usual }
  }

  function turnOf({ conversation, agents, until, gives, ...rung }: Ring): Turn {
    const [agent = ''] = agents
    const name = roster.members.find((one) => one.id === agent)?.name ?? ''
    const input = gives ? { type: 'gives' as const, to: { agent, name }, ...rung } : { type: 'rings' as const, agents, until, ...rung }
    return { id: conversation, cause: `job/ring/${randomUUID()}`, input }
  }

  /** [H7] The last of a team has left: who waits for it is told so, and is promised an answer. */
  async function findDeserted(c: PoolClient, seats: readonly Seat[], { teams }: Rules): Promise<Turn[]> {
    if (!settled()) return []
    const all = [...new Set([...teams.keys(), ...seats.map((seat) => seat.team)])]
    const named = [...new Set([...seats, ...teams.values()].flatMap(({ bots = [] }) => bots))]
    const forAll = all.filter((team) => staffed(team, seats, teams, anyOther))
    const pairs = named.flatMap((bot) => all.filter((team) => staffed(team, seats, teams, bot)).map((team) => ({ bot, team })))
    const values = [forAll, named, pairs.map(({ bot }) => bot), pairs.map(({ team }) => team)]
    const { rows } = await c.query<{ id: string; tenure: number }>({ name: 'deserted_waiting', text: desertedWaiting, values })
    return rows.map(({ id, tenure }) => ({ id, cause: `job/leave/${randomUUID()}`, input: { type: 'teamLeaves', tenure } }))
  }

  /** Steps of a ladder begin by the clock: where nothing rings that would lapse, the router looks by itself. */
  async function planNext(c: PoolClient): Promise<number | null> {
    const at = now()
    const steps = [...roster.teams.values()].flatMap(({ id, settings }) => {
      const all = ladderOf(settings).map(({ ms }) => ms)
      return all.slice(0, -1).map((_, i) => ({ team: id, after: at - all.slice(0, i + 1).reduce((sum, ms) => sum + ms, 0) }))
    })
    if (steps.length === 0) return null
    const values = [steps.map(({ team }) => team), steps.map(({ after }) => after)]
    const { rows } = await c.query<{ team: string; since: number }>({ name: 'next_to_step', text: nextToStep, values })
    const times = rows.flatMap(({ team, since }) => {
      const settings = roster.teams.get(team)?.settings
      return (settings && nextStepAt(ladderOf(settings), since, at)) ?? []
    })
    return times.length > 0 ? Math.min(...times) : null
  }

  return async function runRouter(): Promise<void> {
    let next: number | null = null
    const look = async (c: PoolClient) => {
      const turns = await findTurns(c)
      next = await planNext(c)
      return turns
    }
    while ((await door.underRoutingLock(look)) >= atOnce || joined);
    if (next !== null) await lookAt(Math.max(next, now() + 200))
  }
}

/** Of each team, how many were looked at and neither ring nor are rung now. */
function leftBy(rings: readonly Ring[], waiting: readonly Waiting[]): Map<string, number> {
  const rung = new Set(rings.map(({ conversation }) => conversation))
  const left = new Map<string, number>()
  for (const { id, queue } of waiting) if (!queue.ringing && !rung.has(id)) left.set(queue.team, (left.get(queue.team) ?? 0) + 1)
  return left
}
