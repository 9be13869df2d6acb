import type { Refusal } from '@baton/contracts/refusal.ts'
import { type Team, type TeamSettings, teamSettings } from '@baton/contracts/team.ts'
import { closesAt, isOpen, opensAt, uncovered, withDaysOff } from '@baton/core/availability.ts'
import type { Pool } from 'pg'
import { inTransaction, type Queries } from '../db/transaction.ts'

const week = 7 * 86_400_000

type Seated = {
  agent: string
  team: string
  supervisor: boolean
  capacity: number
  hours: Parameters<typeof withDaysOff>[0]
  daysOff: Parameters<typeof withDaysOff>[1]
}
type Row = { id: string; name: string; settings: object }

/** The teams with their people, and what keeps them from working. */
export async function readTeams(db: Queries, now: number): Promise<Team[]> {
  const { rows } = await db.query<Row>('select id, name, settings from team order by name, id')
  const seats = await db.query<Seated>(
    `select s.agent, s.team, s.supervisor, a.capacity, a.hours, a.days_off as "daysOff"
     from seat s join agent a on a.id = s.agent where a.ended_at is null order by a.name, a.id`,
  )
  const all = rows.map(({ id, name, settings }) => ({ id, name, settings: teamSettings.parse(settings) }))
  return all.map((team) => teamFrom(team, all, seats.rows, now))
}

export async function readTeam(db: Queries, id: string, now: number): Promise<Team | Refusal> {
  return (await readTeams(db, now)).find((team) => team.id === id) ?? { no: 'notFound' }
}

type Known = { id: string; name: string; settings: TeamSettings }

function teamFrom(team: Known, all: readonly Known[], seats: readonly Seated[], now: number): Team {
  const members = seats.filter((seat) => seat.team === team.id)
  const { hours } = team.settings
  const works = members.map((one) => withDaysOff(one.hours, one.daysOff, hours?.zone ?? 'UTC'))
  return {
    ...team,
    members: members.map(({ agent, supervisor }) => ({ agent, supervisor })),
    availability: { open: isOpen(hours, now), opensAt: opensAt(hours, now), closesAt: closesAt(hours, now) },
    uncovered: members.length > 0 ? uncovered(hours, works, now, now + week) : [],
    problems: problemsOf(team, all, members, now),
  }
}

function problemsOf({ settings }: Known, all: readonly Known[], members: readonly Seated[], now: number): string[] {
  const { ladder, fallback, hours, capacity } = settings
  const found: string[] = []
  if (members.length === 0) found.push('Nobody is in this team, so whoever asks for it is promised an answer.')
  else if (members.every((one) => one.capacity === 0)) found.push('Everybody’s capacity is 0, so nobody is ever rung.')
  if (capacity === 0) found.push('The team’s capacity is 0, so nobody is ever rung.')
  if (hours && !isOpen(hours, now) && opensAt(hours, now) === null) found.push('These hours never open.')
  if (ladder.some((step) => step.do === 'fallback') && !fallback) found.push('The ladder comes to a fallback team, and there is none.')
  if (ladder.some((step) => step.do === 'supervisors') && !members.some((one) => one.supervisor))
    found.push('The ladder comes to supervisors, and there are none.')
  if (fallback && !all.some((team) => team.id === fallback)) found.push('The fallback team is gone.')
  return found
}

export type TeamChange = {
  name?: string | undefined
  settings?: TeamSettings | undefined
  members?: { agent: string; supervisor: boolean }[] | undefined
}

/** Makes a team, or changes one that is there. */
export async function saveTeam(db: Pool, id: string, change: TeamChange, isNew: boolean): Promise<Refusal | null> {
  return inTransaction(db, async (client) => {
    await client.query('lock table team in share row exclusive mode') // no two changes make a circle together
    const { rows } = await client.query<{ id: string; name: string; fallback: string | null }>(
      `select id, name, settings ->> 'fallback' as fallback from team`,
    )
    if (!isNew && !rows.some((row) => row.id === id)) return { no: 'notFound' }
    const no = refused(rows, id, change) ?? (await unknownMember(client, change.members))
    if (no) return no
    if (isNew) await client.query('insert into team (id, name) values ($1, $2)', [id, change.name])
    else if (change.name !== undefined) await client.query('update team set name = $2 where id = $1', [id, change.name])
    if (change.settings) await client.query('update team set settings = $2 where id = $1', [id, JSON.stringify(change.settings)])
    if (change.members) await seatAll(client, id, change.members)
    return null
  })
}

type Named = { id: string; name: string; fallback: string | null }

function refused(teams: readonly Named[], id: string, { name, settings }: TeamChange): Refusal | null {
  if (name !== undefined && teams.some((team) => team.id !== id && team.name.toLowerCase() === name.toLowerCase()))
    return { no: 'invalid', path: 'name', problem: 'another team has this name' }
  const fallback = settings?.fallback
  if (!fallback) return null
  if (!teams.some((team) => team.id === fallback)) return { no: 'invalid', path: 'settings.fallback', problem: 'there is no such team' }
  const own = teams.find((team) => team.id === id)?.name ?? name ?? 'this team'
  const circle = circleFrom(teams, id, fallback)
  return circle ? { no: 'invalid', path: 'settings.fallback', problem: `it leads back: ${[own, ...circle, own].join(' → ')}` } : null
}

/** The names of the teams from a fallback back to where it began; null where it doesn't lead back. */
function circleFrom(teams: readonly Named[], id: string, fallback: string): string[] | null {
  const path: string[] = []
  const seen = new Set<string>()
  for (let at: string | null | undefined = fallback; at && !seen.has(at); ) {
    if (at === id) return path
    seen.add(at)
    const team = teams.find((one) => one.id === at)
    path.push(team?.name ?? '')
    at = team?.fallback
  }
  return null
}

type Members = NonNullable<TeamChange['members']>

async function unknownMember(db: Queries, members: Members = []): Promise<Refusal | null> {
  const agents = members.map(({ agent }) => agent)
  const { rows } = await db.query<{ id: string }>(
    'select id from agent where id = any($1::uuid[]) and ended_at is null order by id for share', // nobody ends their account meanwhile
    [agents],
  )
  const known = new Set(rows.map((row) => row.id))
  const missing = agents.findIndex((agent) => !known.has(agent))
  return missing < 0 ? null : { no: 'invalid', path: `members.${missing}.agent`, problem: 'there is no such person' }
}

async function seatAll(db: Queries, team: string, members: Members): Promise<void> {
  const agents = members.map(({ agent }) => agent)
  await db.query('delete from seat where team = $1 and agent <> all($2::uuid[])', [team, agents])
  await db.query(
    `insert into seat (agent, team, supervisor) select distinct on (m.agent) m.agent, $1::uuid, m.supervisor from unnest($2::uuid[], $3::bool[]) m (agent, supervisor)
     on conflict (agent, team) do update set supervisor = excluded.supervisor`,
    [team, agents, members.map(({ supervisor }) => supervisor)],
  )
}

/** Removes a team, unless something still leads to it: what does is said. */
export async function removeTeam(db: Pool, id: string): Promise<Refusal | null> {
  return inTransaction(db, async (client) => {
    await client.query('lock table team in share row exclusive mode')
    // Whoever is about to name it is waited for, and whoever comes later finds it gone.
    if ((await client.query('select from team where id = $1 for update', [id])).rows.length === 0) return { no: 'notFound' }
    const [bot] = (
      await client.query<{ name: string }>(
        'select b.name from bot b join policy p on p.bot = b.id and p.version = b.policy_version where position($1 in p.body::text) > 0 limit 1',
        [id],
      )
    ).rows
    if (bot) return { no: 'invalid', path: 'id', problem: `the bot ${bot.name} sends visitors here; choose another team for it first` }
    const [other] = (await client.query<{ name: string }>(`select name from team where settings ->> 'fallback' = $1 limit 1`, [id])).rows
    if (other) return { no: 'invalid', path: 'id', problem: `${other.name} falls back on this team; choose another for it first` }
    const held = await client.query(
      `select from conversation where (kind in ('queue', 'agent') and team = $1) or state -> 'promise' ->> 'team' = $1::text limit 1`,
      [id],
    )
    if (held.rows.length > 0) return { no: 'invalid', path: 'id', problem: 'somebody still waits for this team, or has it' }
    await client.query('delete from team where id = $1', [id])
    return null
  })
}
