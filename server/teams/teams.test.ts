import { randomUUID } from 'node:crypto'
import { api } from '@baton/contracts/api.ts'
import { policy } from '@baton/contracts/policy.ts'
import { type Person, type Team, teamSettings } from '@baton/contracts/team.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { changePolicy } from '../bots/store.ts'
import { at, foundedBy, joined, type Person as SignedIn, type TestHttp, testHttp, tokenOf } from '../testing/http.ts'
import { changePerson } from './people.ts'

let http: TestHttp
let ada: SignedIn
let bo: SignedIn
let support: string

beforeAll(async () => {
  http = await testHttp()
  ada = await foundedBy(http)
  bo = await joined(http, ada, 'Bo', 'agent')
  support = ada.me.teams[0]?.id ?? ''
})
afterAll(() => http.close())

const settings = (change: object = {}) => teamSettings.parse(change)
const addTeam = (name: string, change: object = {}) =>
  http.call(api.addTeam, { cookie: ada.cookie, body: { name, settings: settings(change), members: [] } })
const everybody = async () => (await http.call(api.people, { cookie: ada.cookie })).json<{ people: Person[]; teams: Team[] }>()
const problem = (answer: { json(): { refusal: { path: string; problem: string } } }) => answer.json().refusal

describe('people', () => {
  it('are invited into teams by a link that works once; a new one ends the old one, and it can be taken back', async () => {
    const body = { name: 'Jun Park', email: 'jun@fernweh.test', role: 'agent', teams: [{ team: support, supervisor: true }] }
    const invited = (await http.call(api.invitePerson, { cookie: ada.cookie, body })).json<{ person: Person; link: string }>()
    expect(invited.person).toMatchObject({ teams: [{ team: support, supervisor: true }], active: true })
    expect(invited.person.invitation?.expiresAt).toBe(http.now() + 7 * 86_400_000)
    const again = await http.call(at(api.inviteAgain, invited.person.id), { cookie: ada.cookie })
    const use = (link: string) => http.call(api.accept, { body: { token: tokenOf(link), password: 'jun has a long password' } })
    const nowhere = { ...body, email: 'kim@fernweh.test', teams: [{ team: invited.person.id }] }
    expect(problem(await http.call(api.invitePerson, { cookie: ada.cookie, body: nowhere }))).toMatchObject({ path: 'teams.0.team' })
    expect((await everybody()).people.map(({ email }) => email)).not.toContain('kim@fernweh.test')
    expect((await use(invited.link)).statusCode).toBe(410)
    expect((await http.call(at(api.revokeInvitation, invited.person.id), { cookie: ada.cookie })).statusCode).toBe(200)
    expect((await use(again.json().link)).statusCode).toBe(410)
    expect((await http.call(at(api.revokeInvitation, bo.me.agent.id), { cookie: ada.cookie })).statusCode).toBe(400)
  })

  it('have languages, skills, hours, days off and seats; what can’t be is refused where it stands', async () => {
    const change = (body: object) => http.call(at(api.changePerson, bo.me.agent.id), { cookie: ada.cookie, body })
    const hours = { zone: 'Europe/Vienna', week: [[{ from: '09:00', to: '17:00' }], [], [], [], [], [], []], days: [] }
    const off = [{ from: '2026-12-24', to: '2026-12-26', name: 'Christmas' }]
    const changed = await change({ languages: ['sv', 'en'], skills: ['tents'], capacity: 2, hours, daysOff: off })
    expect(changed.json()).toMatchObject({ languages: ['sv', 'en'], skills: ['tents'], capacity: 2, hours, daysOff: off })
    expect(changed.json().availability).toEqual({ open: false, opensAt: Date.parse('2026-11-30T08:00Z'), closesAt: null })
    const overlap = {
      ...hours,
      week: [
        [
          { from: '09:00', to: '17:00' },
          { from: '16:00', to: '18:00' },
        ],
        [],
        [],
        [],
        [],
        [],
        [],
      ],
    }
    expect(problem(await change({ hours: overlap }))).toMatchObject({
      path: 'hours.week.0.1.from',
      problem: '16:00–18:00 overlaps 09:00–17:00',
    })
    expect(problem(await change({ name: 'Bob', teams: [{ team: bo.me.agent.id }] }))).toMatchObject({ path: 'teams.0.team' })
    expect((await everybody()).people.map(({ name }) => name)).not.toContain('Bob')
    expect((await change({ hours: null, daysOff: [] })).json().availability.open).toBe(true)
  })

  it('are deactivated and come back as they were; the last owner stays', async () => {
    const cy = await joined(http, ada, 'Cy', 'agent')
    const set = (id: string, active: boolean) => http.call(at(api.setActive, id), { cookie: ada.cookie, body: { active } })
    expect((await set(cy.me.agent.id, false)).json()).toMatchObject({ active: false })
    expect((await http.call(api.me, { cookie: cy.cookie })).statusCode).toBe(401)
    const jobs = await http.database.pool.query("select from job where kind = 'release' and key = $1", [`release:${cy.me.agent.id}`])
    expect(jobs.rows).toHaveLength(1)
    expect((await set(cy.me.agent.id, true)).json()).toMatchObject({ active: true, teams: [{ team: support, supervisor: false }] })
    const signIn = { email: 'cy@fernweh.test', password: 'Cy has a long password' }
    expect((await http.call(api.signIn, { body: signIn })).statusCode).toBe(200)
    expect((await set(ada.me.agent.id, false)).json().refusal).toEqual({ no: 'lastOwner' })
  })

  it('declare their own status; others’ only as a supervisor of theirs or an admin, and it is kept who did', async () => {
    const put = (id: string, who: SignedIn, status: string) => http.call(at(api.setStatusOf, id), { cookie: who.cookie, body: { status } })
    expect((await http.call(api.setStatus, { cookie: bo.cookie, body: { status: 'busy' } })).json()).toMatchObject({ status: 'busy' })
    expect((await put(ada.me.agent.id, bo, 'offline')).statusCode).toBe(403)
    await http.call(at(api.changePerson, bo.me.agent.id), { cookie: ada.cookie, body: { teams: [{ team: support, supervisor: true }] } })
    expect((await put(ada.me.agent.id, bo, 'away')).json()).toMatchObject({ status: 'away', automatic: false })
    const changes = (await http.call(at(api.statusChanges, ada.me.agent.id), { cookie: ada.cookie })).json()
    expect(changes[0]).toMatchObject({ status: 'away', by: bo.me.agent.id })
    expect((await http.call(api.giveSign, { cookie: ada.cookie })).json()).toEqual({ status: 'away', automatic: false })
    await http.call(api.setStatus, { cookie: ada.cookie, body: { status: 'online' } })
    await http.call(api.setStatus, { cookie: bo.cookie, body: { status: 'online' } })
  })

  it('have a picture that is one', async () => {
    const png = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='
    const put = (data: string) => http.call(at(api.setPicture, bo.me.agent.id), { cookie: bo.cookie, body: { data } })
    expect(problem(await put(Buffer.from('<svg/>').toString('base64')))).toMatchObject({ path: 'data' })
    const { picture } = (await put(png)).json<Person>()
    const shown = await http.app.inject({ method: 'GET', url: picture ?? '' })
    expect(shown.headers['content-type']).toBe('image/png')
    expect((await http.call(at(api.setPicture, ada.me.agent.id), { cookie: bo.cookie, body: { data: png } })).statusCode).toBe(403)
    expect((await http.call(at(api.removePicture, bo.me.agent.id), { cookie: bo.cookie })).json()).toMatchObject({ picture: null })
  })
})

describe('teams', () => {
  it('fall back on one another, but never in a circle: the way back is said', async () => {
    const store = (await addTeam('Store', { fallback: support })).json<Team>()
    const circle = await http.call(at(api.changeTeam, support), {
      cookie: ada.cookie,
      body: { settings: settings({ fallback: store.id }) },
    })
    expect(problem(circle)).toEqual({ no: 'invalid', path: 'settings.fallback', problem: 'it leads back: Support → Store → Support' })
    expect(problem(await addTeam('store'))).toMatchObject({ path: 'name' })
  })

  it('are not made where somebody in them is nobody', async () => {
    const body = { name: 'Night', members: [{ agent: support, supervisor: false }] }
    expect(problem(await http.call(api.addTeam, { cookie: ada.cookie, body }))).toMatchObject({ path: 'members.0.agent' })
    expect((await everybody()).teams.map(({ name }) => name)).not.toContain('Night')
  })

  it('explain what keeps them from working', async () => {
    const empty = (await addTeam('Nobody', { ladder: [{ do: 'fallback', ms: 60_000 }] })).json<Team>()
    expect(empty.problems).toEqual([
      'Nobody is in this team, so whoever asks for it is promised an answer.',
      'The ladder comes to a fallback team, and there is none.',
    ])
  })

  it('are removed only when nothing leads to them', async () => {
    const remove = (id: string) => http.call(at(api.removeTeam, id), { cookie: ada.cookie })
    expect(problem(await remove(support)).problem).toBe('the bot Fern sends visitors here; choose another team for it first')
    const { teams } = await everybody()
    expect((await remove(teams.find((team) => team.name === 'Nobody')?.id ?? '')).statusCode).toBe(200)
  })

  it('say what would happen to somebody whom nobody answers', async () => {
    const ladder = ['next', 'next', 'everybody'].map((step) => ({ do: step, ms: 45_000 }))
    const draft = settings({ mode: 'ringOne', ladder, patienceMs: 300_000 })
    const when = http.now()
    const people = [ada, bo].map(({ me }) => ({ agent: me.agent.id, status: 'online' }))
    const ask = (body: object) => http.call(at(api.whatIf, support), { cookie: ada.cookie, body: { at: when, ...body } })
    const { events } = (await ask({ people, settings: draft })).json()
    expect(
      events.map((event: { kind: string; step?: string; agents?: string[]; at: number }) => [
        event.kind,
        event.step,
        event.agents?.length,
        event.at - when,
      ]),
    ).toEqual([
      ['rings', 'next', 1, 0],
      ['rings', 'next', 1, 45_000],
      ['rings', 'everybody', 2, 90_000],
      ['rings', 'everybody', 2, 135_000],
      ['waitOffer', undefined, undefined, 150_000],
      ...[180_000, 225_000, 270_000].map((after) => ['rings', 'everybody', 2, after]),
      ['promise', undefined, undefined, 300_000],
    ])
    const away = people.map((one) => ({ ...one, status: 'away' }))
    expect((await ask({ people: away })).json().events).toMatchObject([{ kind: 'promise', why: 'nobodyOnline', at: when }])
  })
})

it('knows holidays, and reads those of a calendar', async () => {
  const austria = await http.app.inject({
    method: 'GET',
    url: '/v1/holidays/AT?year=2026',
    headers: { host: 'baton.test', cookie: ada.cookie },
  })
  expect(austria.json()).toContainEqual({ date: '2026-12-08', name: 'Mariä Empfängnis', periods: [] })
  const read = await http.call(api.readCalendar, { cookie: ada.cookie, body: { text: 'no calendar' } })
  expect(problem(read)).toMatchObject({ path: 'text' })
})

it('[R1] nobody is handed or assigned the visitors of a bot that is not theirs', async () => {
  const [conversation, other] = [randomUUID(), randomUUID()]
  const bot = ada.me.bots[0]?.id
  const state = { holder: { kind: 'agent', agent: ada.me.agent.id, team: support, since: 1 }, episode: 1, at: 0, bot }
  await http.database.pool.query('insert into conversation (id, bot, visitor, version, state) values ($1, $2, $3, 1, $4)', [
    ...[conversation, bot, randomUUID(), JSON.stringify(state)],
  ])
  const only = (bots: string[]) => http.call(at(api.changePerson, bo.me.agent.id), { cookie: ada.cookie, body: { bots } })
  const to = { cookie: ada.cookie, body: { cause: 'test:assign', agent: bo.me.agent.id } }
  const give = async () => [await http.call(at(api.assign, conversation), to), await http.call(at(api.transfer, conversation), to)]
  await only([other])
  for (const answer of await give())
    expect(problem(answer)).toMatchObject({ path: 'agent', problem: 'Bo does not take this bot’s visitors' })
  await only([])
  expect((await give()).map(({ statusCode }) => statusCode)).toEqual([200, 200])
  await http.database.pool.query('delete from conversation where id = $1', [conversation])
})

describe('a team that is removed in the same instant', () => {
  /** Removes a team while `work` runs: it has begun before the removal is final. */
  async function whileRemoved<T>(work: (team: string) => Promise<T>): Promise<T> {
    const team: string = (await addTeam(`Brief ${randomUUID()}`)).json().id
    const removing = await http.database.pool.connect()
    await removing.query('begin')
    await removing.query('delete from team where id = $1', [team])
    const working = work(team)
    const waits = `select from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`
    await expect.poll(async () => (await http.database.pool.query(waits)).rows.length).toBeGreaterThan(0)
    await removing.query('commit')
    removing.release()
    return working
  }
  const gone = { no: 'invalid', problem: 'there is no such team' }

  it('is no team any more for whoever is put into it, nor for a bot', async () => {
    const seats = (team: string) => changePerson(http.database.pool, bo.me.agent.id, { teams: [{ team, supervisor: false }] })
    expect(await whileRemoved(seats)).toEqual({ ...gone, path: 'teams.0.team' })
    const bot = ada.me.bots[0]?.id ?? ''
    const sends = (team: string) => changePolicy(http.database.db, bot, policy.parse({ team }), ada.me.agent.id, http.now())
    expect(await whileRemoved(sends)).toEqual({ ...gone, path: 'team' })
  })

  it('does not keep anybody from being invited', async () => {
    const invited = await whileRemoved(() =>
      http.call(api.invitePerson, { cookie: ada.cookie, body: { name: 'Pia', email: 'pia@fernweh.test', role: 'agent' } }),
    )
    expect(invited.statusCode).toBe(200)
  })

  it('and who is on the way into it is waited for', async () => {
    const team: string = (await addTeam('Briefer')).json().id
    const policies = await http.database.pool.connect()
    await policies.query('begin')
    await policies.query('select from team where id = $1 for key share', [team])
    const removing = http.call(at(api.removeTeam, team), { cookie: ada.cookie })
    await policies.query(
      `insert into policy (bot, version, body, by, at) select bot, version + 1, body || jsonb_build_object('team', $1::text), by, at from policy order by version desc limit 1`,
      [team],
    )
    await policies.query('update bot set policy_version = policy_version + 1')
    await policies.query('commit')
    policies.release()
    expect(problem(await removing)).toMatchObject({ path: 'id', problem: expect.stringContaining('sends visitors here') })
  })
})

it('the board has everybody, every team, and who waits', async () => {
  const board = (await http.call(api.board, { cookie: bo.cookie })).json()
  expect(board.teams.find((team: { id: string }) => team.id === support)).toMatchObject({ waiting: 0, longest: null, queue: [] })
  expect(board.agents.map((agent: { name: string }) => agent.name)).toContain('Bo')
})
