import type { Role } from '@baton/contracts/api.ts'
import type { Refusal } from '@baton/contracts/refusal.ts'
import type { Person, PersonChange } from '@baton/contracts/team.ts'
import { closesAt, isOpen, opensAt, withDaysOff } from '@baton/core/availability.ts'
import type { Pool } from 'pg'
import { isConnected } from '../db/online.ts'
import { inTransaction, type Queries } from '../db/transaction.ts'
import { statusOf } from './roster.ts'

type Row = Omit<Person, 'status' | 'availability' | 'picture' | 'invitation' | 'active'> & {
  declared: boolean
  absence: 'busy' | 'away' | null
  invited: boolean
  expiresAt: number | null
  pictured: string | null
  ended: boolean
  zone: string | null
}

const select = `
  select a.id, a.name, a.email, a.role, a.online as declared, a.absence, a.automatic, a.status_at as "statusSince", (${isConnected}) as connected,
    (select count(*) from conversation c where c.kind = 'agent' and c.agent = a.id)::int as open, a.capacity, a.languages, a.skills, a.bots,
    coalesce((select jsonb_agg(jsonb_build_object('team', s.team, 'supervisor', s.supervisor) order by s.team) from seat s where s.agent = a.id), '[]') as teams,
    (select t.settings -> 'hours' ->> 'zone' from seat s join team t on t.id = s.team where s.agent = a.id and t.settings -> 'hours' ->> 'zone' is not null order by t.id limit 1) as zone,
    a.hours, a.days_off as "daysOff", a.back_at_hours as "backAtHours", a.password_hash is null as invited, a.ended_at is not null as ended,
    (select extract(epoch from max(l.expires_at)) * 1000 from link l where l.agent = a.id and l.purpose = 'invitation' and l.used_at is null)::float8 as "expiresAt",
    case when a.picture is not null then left(md5(a.picture), 8) end as pictured
  from agent a`

/** Everybody with an account, also those whose account has ended but who have said something: the newest last. */
export async function readPeople(db: Queries, now: number, id?: string): Promise<Person[]> {
  const { rows } = await db.query<Row>(`${select} ${id ? 'where a.id = $1' : ''} order by a.created_at, a.id`, id ? [id] : [])
  return rows.map((row) => personFrom(row, now))
}

export async function readPerson(db: Queries, id: string, now: number): Promise<Person | Refusal> {
  return (await readPeople(db, now, id))[0] ?? { no: 'notFound' }
}

function personFrom({ declared, absence, invited, expiresAt, pictured, ended, zone, ...row }: Row, now: number): Person {
  const works = withDaysOff(row.hours, row.daysOff, zone ?? 'UTC')
  return {
    ...row,
    status: statusOf({ declared, absence }),
    availability: { open: isOpen(works, now), opensAt: opensAt(works, now), closesAt: closesAt(works, now) },
    picture: pictured && `/v1/people/${row.id}/picture?v=${pictured}`,
    invitation: invited && !ended ? { expiresAt } : null,
    active: !ended,
  }
}

/** The first of these teams that there is not, as the refusal of naming it. In a transaction, those that there are stay until its end. */
export async function unknownTeam(db: Queries, teams: PersonChange['teams'] = []): Promise<Refusal | null> {
  const ids = teams.map(({ team }) => team)
  const { rows } = await db.query<{ id: string }>('select id from team where id = any($1::uuid[]) order by id for key share', [ids])
  const known = new Set(rows.map((row) => row.id))
  const missing = ids.findIndex((team) => !known.has(team))
  return missing < 0 ? null : { no: 'invalid', path: `teams.${missing}.team`, problem: 'there is no such team' }
}

/** Changes what somebody knows and does. Whether they may be touched, `changeAgent` has said before. */
export async function changePerson(db: Pool, id: string, change: PersonChange): Promise<Refusal | null> {
  const { languages, skills, bots, teams, hours, daysOff, backAtHours } = change
  return inTransaction(db, async (client) => {
    const known = await client.query('select from agent where id = $1 for update', [id])
    if (known.rows.length === 0) return { no: 'notFound' }
    const no = await unknownTeam(client, teams)
    if (no) return no
    const set: [string, unknown][] = [
      ['languages', languages],
      ['skills', skills],
      ['bots', bots],
      ['back_at_hours', backAtHours],
      ['days_off', daysOff && JSON.stringify(daysOff)],
      ['hours', hours === undefined ? undefined : hours && JSON.stringify(hours)],
    ]
    const given = set.filter(([, value]) => value !== undefined)
    if (given.length > 0) {
      const columns = given.map(([column], i) => `${column} = $${i + 2}`).join(', ')
      await client.query(`update agent set ${columns} where id = $1`, [id, ...given.map(([, value]) => value)])
    }
    if (teams) await seat(client, id, teams)
    return null
  })
}

/** Exactly these seats. */
async function seat(db: Queries, agent: string, teams: NonNullable<PersonChange['teams']>): Promise<void> {
  const ids = teams.map(({ team }) => team)
  await db.query('delete from seat where agent = $1 and team <> all($2::uuid[])', [agent, ids])
  await db.query(
    `insert into seat (agent, team, supervisor) select $1, t.team, t.supervisor from unnest($2::uuid[], $3::bool[]) t (team, supervisor)
     on conflict (agent, team) do update set supervisor = excluded.supervisor`,
    [agent, ids, teams.map(({ supervisor }) => supervisor)],
  )
}

/** Whether somebody may act for another: themselves, an owner or admin, or a supervisor of a team of theirs. */
export async function mayDirect(db: Queries, by: { agent: string; role: Role }, agent: string): Promise<boolean> {
  if (by.agent === agent || by.role !== 'agent') return true
  const { rows } = await db.query(
    'select from seat mine join seat theirs on theirs.team = mine.team and theirs.agent = $2 where mine.agent = $1 and mine.supervisor limit 1',
    [by.agent, agent],
  )
  return rows.length > 0
}
