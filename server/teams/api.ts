import { randomUUID } from 'node:crypto'
import type { AnyRoute, Api } from '@baton/contracts/api.ts'
import { policy } from '@baton/contracts/policy.ts'
import type { Refusal } from '@baton/contracts/refusal.ts'
import type { Input } from '@baton/core/decide.ts'
import { holidaysOf, knownCountries } from '@baton/core/holidays.ts'
import { readCalendar } from '@baton/core/holidays-calendar.ts'
import { takes } from '@baton/core/routing-seats.ts'
import { whatIf } from '@baton/core/what-if.ts'
import type { Kysely } from 'kysely'
import type { Pool } from 'pg'
import { pictureTypeOf } from '../answering/personas.ts'
import { mayRead, type Sight } from '../db/sight.ts'
import type { Database } from '../db/tables.ts'
import type { ByAgent, Handler } from '../http/context.ts'
import { isRefusal } from '../http/context.ts'
import type { Peer } from '../http/peer.ts'
import { activate, changeAgent, deactivate, invite, removeAgent } from '../people/agents.ts'
import { declareStatus, noteSign, statusChanges } from '../people/status.ts'
import { readBoard } from './board.ts'
import { changePerson, mayDirect, readPeople, readPerson, unknownTeam } from './people.ts'
import { Roster } from './roster.ts'
import { readTeam, readTeams, removeTeam, saveTeam } from './store.ts'

export type TeamsDeps = {
  db: Kysely<Database>
  pool: Pool
  clock: () => number
  publicUrl: string | undefined
  closeSockets(agent: string): void
  peopleChanged(): void
  /** Takes a turn in a conversation: the one door. */
  takeTurn(conversation: string, cause: string, input: Input): Promise<{ first: number; last: number; refusal: Refusal | null }>
}

type As<K extends keyof Api> = Handler<ByAgent, Api[K] & AnyRoute>
const ok = { ok: true as const }
const forbidden: Refusal = { no: 'forbidden' }

/** The handlers of people, teams, hours, the ladder and the board. */
export function teamsHandlers(deps: TeamsDeps) {
  return { ...invitations(deps), ...people(deps), ...statuses(deps), ...teams(deps), ...calendars(deps), ...acts(deps) }
}

/** The person as they are now, once something was done that nobody refused. */
async function after(deps: TeamsDeps, id: string, no: Refusal | null | undefined) {
  if (no) return no
  deps.peopleChanged()
  return readPerson(deps.pool, id, deps.clock())
}

function invitations(deps: TeamsDeps) {
  const { db, pool, clock } = deps
  const again = async (peer: Peer, invitation: Parameters<typeof invite>[1]) => {
    const base = deps.publicUrl ?? `${peer.secure ? 'https' : 'http'}://${peer.host ?? 'localhost'}`
    return invite(db, invitation, base, clock())
  }
  const invitePerson: As<'invitePerson'> = async ({ peer }, { body: { teams, ...invitation } }) => {
    const unknown = await unknownTeam(pool, teams)
    if (unknown) return unknown
    const invited = await again(peer, invitation)
    if (isRefusal(invited)) return invited
    const no = teams ? await changePerson(pool, invited.agent.id, { teams }) : null
    const person = await after(deps, invited.agent.id, no)
    return isRefusal(person) ? person : { person, link: invited.link }
  }
  const inviteAgain: As<'inviteAgain'> = async ({ peer }, { params: { id } }) => {
    const person = await readPerson(pool, id, clock())
    if (isRefusal(person)) return person
    if (!person.invitation || person.role === 'owner') return { no: 'invalid', path: 'id', problem: 'they have come already' }
    const invited = await again(peer, { name: person.name, email: person.email, role: person.role })
    if (isRefusal(invited)) return invited
    const now = await after(deps, id, null)
    return isRefusal(now) ? now : { person: now, link: invited.link }
  }
  const revokeInvitation: As<'revokeInvitation'> = async ({ me }, { params: { id } }) => {
    const person = await readPerson(pool, id, clock())
    if (isRefusal(person)) return person
    if (!person.invitation) return { no: 'invalid', path: 'id', problem: 'they have come already' }
    const no = await removeAgent(db, me.role, id, clock())
    if (!no) deps.peopleChanged()
    return no ?? ok
  }
  return { invitePerson, inviteAgain, revokeInvitation }
}

function people(deps: TeamsDeps) {
  const { db, pool, clock } = deps
  const all: As<'people'> = async () => {
    const roster = new Roster()
    await roster.refresh(pool)
    return { people: await readPeople(pool, clock()), teams: await readTeams(pool, clock()), work: roster.work }
  }
  const change: As<'changePerson'> = async ({ me }, { params: { id }, body }) => {
    const { role, capacity, name, teams } = body
    const unknown = await unknownTeam(pool, teams)
    if (unknown) return unknown
    const changed = await changeAgent(db, me.role, id, { role, capacity, name })
    if (isRefusal(changed)) return changed
    if (role) deps.closeSockets(id)
    return after(deps, id, await changePerson(pool, id, body))
  }
  const changeProfile: As<'changeProfile'> = async ({ me }, { body }) => {
    if (body.name !== undefined) await pool.query('update agent set name = $2 where id = $1', [me.agent, body.name])
    return after(deps, me.agent, await changePerson(pool, me.agent, { languages: body.languages, backAtHours: body.backAtHours }))
  }
  const setPicture: As<'setPicture'> = async ({ me }, { params: { id }, body }) => {
    if (me.agent !== id && me.role === 'agent') return forbidden
    const bytes = Buffer.from(body.data, 'base64')
    const type = await pictureTypeOf(bytes)
    if (!type) return { no: 'invalid', path: 'data', problem: 'it is no PNG, JPEG or WebP' }
    await pool.query('update agent set picture = $2, picture_type = $3 where id = $1', [id, bytes, type])
    return after(deps, id, null)
  }
  const removePicture: As<'removePicture'> = async ({ me }, { params: { id } }) => {
    if (me.agent !== id && me.role === 'agent') return forbidden
    await pool.query('update agent set picture = null, picture_type = null where id = $1', [id])
    return after(deps, id, null)
  }
  const setActive: As<'setActive'> = async ({ me }, { params: { id }, body: { active } }) => {
    const no = active ? await activate(db, me.role, id) : await deactivate(db, me.role, id, clock())
    if (!no && !active) deps.closeSockets(id)
    return after(deps, id, no)
  }
  return { people: all, changePerson: change, changeProfile, setPicture, removePicture, setActive }
}

function statuses(deps: TeamsDeps) {
  const { pool, clock } = deps
  const setStatus: As<'setStatus'> = async ({ me }, { body }) => {
    await declareStatus(pool, me.agent, body.status, me.agent, clock())
    return after(deps, me.agent, null)
  }
  const setStatusOf: As<'setStatusOf'> = async ({ me }, { params: { id }, body }) => {
    if (!(await mayDirect(pool, me, id))) return forbidden
    const there = await declareStatus(pool, id, body.status, me.agent, clock())
    return after(deps, id, there ? null : { no: 'notFound' })
  }
  const changes: As<'statusChanges'> = async (_context, { params: { id } }) => statusChanges(pool, id)
  const giveSign: As<'giveSign'> = async ({ me }) => {
    const before = await readPerson(pool, me.agent, clock())
    await noteSign(pool, me.agent, clock())
    if (!isRefusal(before) && before.automatic) deps.peopleChanged()
    const person = await readPerson(pool, me.agent, clock())
    return isRefusal(person) ? person : { status: person.status, automatic: person.automatic }
  }
  return { setStatus, setStatusOf, statusChanges: changes, giveSign }
}

function teams(deps: TeamsDeps) {
  const { pool, clock } = deps
  const saved = async (id: string, no: Refusal | null) => {
    if (no) return no
    deps.peopleChanged()
    return readTeam(pool, id, clock())
  }
  const addTeam: As<'addTeam'> = async (_context, { body }) => {
    const id = randomUUID()
    return saved(id, await saveTeam(pool, id, body, true))
  }
  const changeTeam: As<'changeTeam'> = async (_context, { params: { id }, body }) => saved(id, await saveTeam(pool, id, body, false))
  const remove: As<'removeTeam'> = async (_context, { params: { id } }) => {
    const no = await removeTeam(pool, id)
    if (!no) deps.peopleChanged()
    return no ?? ok
  }
  const ask: As<'whatIf'> = async (_context, { params: { id }, body }) => {
    const [all, everybody] = await Promise.all([readTeams(pool, clock()), readPeople(pool, clock())])
    if (!all.some((team) => team.id === id)) return { no: 'notFound' }
    const settings = new Map(all.map((team) => [team.id, team.id === id && body.settings ? body.settings : team.settings]))
    const usual = await pool.query<{ body: unknown }>(
      'select p.body from bot b join policy p on p.bot = b.id and p.version = b.policy_version order by b.created_at limit 1',
    )
    const seats = everybody
      .filter((person) => person.active)
      .flatMap((person) => {
        const told = body.people.find((one) => one.agent === person.id)
        const status = told?.status ?? person.status
        const absence = status === 'busy' || status === 'away' ? status : null
        const seat = { agent: person.id, online: status === 'online', absence, open: told?.open ?? person.open, capacity: person.capacity }
        return person.teams.map(({ team, supervisor }) => ({
          ...seat,
          team,
          supervisor,
          languages: person.languages.length > 0 ? person.languages : (settings.get(team)?.languages ?? []),
          skills: person.skills,
          hours: person.hours,
          teamHours: settings.get(team)?.hours ?? null,
        }))
      })
    const { ringMs, patienceMs, answerWithinMs } = policy.parse(usual.rows[0]?.body ?? { team: id })
    const asked = { team: id, at: body.at, seats, teams: settings, language: body.language }
    return { events: whatIf({ ...asked, policy: { ringMs, patienceMs, answerWithinMs } }) }
  }
  const changeWork: As<'changeWork'> = async (_context, { body }) => {
    await pool.query('update company set away_after = $1, quiet_after = $2, ageing = $3', [
      ...[body.awayAfterMinutes, body.quietAfterMinutes, body.ageingMinutes],
    ])
    deps.peopleChanged()
    return body
  }
  return { addTeam, changeTeam, removeTeam: remove, whatIf: ask, changeWork }
}

function calendars(_deps: TeamsDeps) {
  const countries: As<'countries'> = async () => [...knownCountries]
  const holidays: As<'holidays'> = async (_context, { params, query }) => holidaysOf(params.country, query.year) ?? { no: 'notFound' }
  const calendar: As<'readCalendar'> = async (_context, { body }) => {
    const days = readCalendar(body.text)
    return days.length > 0 ? days : { no: 'invalid', path: 'text', problem: 'there are no whole days in it' }
  }
  return { countries, holidays, readCalendar: calendar }
}

function acts({ pool, clock, takeTurn }: TeamsDeps) {
  const answer = async (taking: ReturnType<TeamsDeps['takeTurn']>) => {
    const { first, last, refusal } = await taking
    return refusal ?? { first, last }
  }
  const holderOf = async (me: Sight, conversation: string) => {
    const { rows } = await pool.query<{ bot: string; agent: string | null; team: string | null }>(
      'select bot, agent, team from conversation where id = $1',
      [conversation],
    )
    return (await mayRead(pool, me, conversation)) ? rows[0] : undefined
  }
  /** [R1] Whoever takes other bots' visitors only is given none of this one's, by nobody. */
  const taker = async (agent: string, bot: string) => {
    const person = await readPerson(pool, agent, clock())
    if (isRefusal(person) || !person.active) return { no: 'invalid', path: 'agent', problem: 'there is no such person' } as const
    if (takes(person, bot)) return person
    return { no: 'invalid', path: 'agent', problem: `${person.name} does not take this bot’s visitors` } as const
  }
  const transfer: As<'transfer'> = async ({ me }, { params: { id }, body }) => {
    const held = await holderOf(me, id)
    if (!held) return { no: 'notFound' }
    const team = body.team ?? (body.agent ? await teamOf(pool, body.agent, held.team) : null)
    if (!team) return { no: 'invalid', path: 'team', problem: 'to a team, or to somebody who is in one' }
    const unknown = await unknownTeam(pool, [{ team, supervisor: false }])
    if (unknown) return { no: 'invalid', path: 'team', problem: 'there is no such team' }
    const to = body.agent && (await taker(body.agent, held.bot))
    if (to && isRefusal(to)) return to
    const over = held.agent !== null && (await mayDirect(pool, me, held.agent))
    const by = { agent: me.agent, name: me.name }
    return answer(takeTurn(id, body.cause, { type: 'agentTransfers', by, over, team, agent: body.agent, note: body.note }))
  }
  const assign: As<'assign'> = async ({ me }, { params: { id }, body }) => {
    const held = await holderOf(me, id)
    if (!held) return { no: 'notFound' }
    if (!(await mayDirect(pool, me, body.agent))) return forbidden
    const person = await taker(body.agent, held.bot)
    if (isRefusal(person)) return person
    const by = { agent: me.agent, name: me.name }
    return answer(takeTurn(id, body.cause, { type: 'agentAssigns', by, to: { agent: person.id, name: person.name }, team: null }))
  }
  const follow: As<'follow'> = async ({ me }, { params: { id }, body }) => {
    if (body.follow && !(await mayRead(pool, me, id))) return { no: 'notFound' }
    if (body.follow)
      await pool.query('insert into follow (agent, conversation, at) values ($1, $2, $3) on conflict do nothing', [me.agent, id, clock()])
    else await pool.query('delete from follow where agent = $1 and conversation = $2', [me.agent, id])
    return ok
  }
  const follows: As<'follows'> = async ({ me }) => {
    const { rows } = await pool.query<{ id: string }>(
      'select conversation as id from follow where agent = $1 order by at desc limit 1000',
      [me.agent],
    )
    return { conversations: rows.map((row) => row.id) }
  }
  const board: As<'board'> = ({ me }) => readBoard(pool, clock(), me)
  return { transfer, assign, follow, follows, board }
}

/** A team that somebody is in: the one that the conversation is with, where they are in it. */
async function teamOf(pool: Pool, agent: string, own: string | null): Promise<string | null> {
  const { rows } = await pool.query<{ team: string }>('select team from seat where agent = $1 order by team = $2 desc, team limit 1', [
    agent,
    own,
  ])
  return rows[0]?.team ?? null
}
