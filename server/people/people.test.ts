import { api, type Me } from '@baton/contracts/api.ts'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { ada, at, cookieOf, foundedBy, host, joined, type TestHttp, testHttp, tokenOf } from '../testing/http.ts'
import { ownerLinks, setupLink } from './setup.ts'
import { digest } from './token.ts'

let http: TestHttp
beforeEach(async () => {
  http = await testHttp()
})
afterEach(() => http.close())

const founding = { company: 'Fernweh Outdoor', bot: 'Fern', ...ada }
/** How many wait for a lock. */
async function waiting(): Promise<number> {
  const { rows } = await http.database.pool.query<{ count: number }>(
    "select count(*)::int as count from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'",
  )
  return rows[0]?.count ?? 0
}
const link = () => setupLink(http.database.db, `http://${host}`, http.now())

describe('set-up', () => {
  test('makes company, team, bot, policy, owner and seat, and signs in', async () => {
    expect((await http.call(api.setupState)).json()).toEqual({ open: true })
    const owner = await foundedBy(http)
    expect(owner.me).toMatchObject({ company: 'Fernweh Outdoor', agent: { name: ada.name, role: 'owner', invited: false }, secure: false })
    expect(owner.me.bots).toMatchObject([{ name: 'Fern', policyVersion: 1, brand: '#3b5bdb' }])
    const [bot] = owner.me.bots
    const policy = await http.call(at(api.policy, bot?.id ?? ''), { cookie: owner.cookie })
    expect(policy.json()).toMatchObject({ version: 1, policy: { team: owner.me.teams[0]?.id, minConfidence: 0.7 } })
    expect((await http.call(api.setupState)).json()).toEqual({ open: false })
    expect(await link()).toBeNull()
  })

  test('a link works once, for a day, and no other token does', async () => {
    const used = tokenOf(await link())
    const late = tokenOf(await link())
    expect((await http.call(api.setup, { body: { ...founding, token: 'x'.repeat(43) } })).statusCode).toBe(410)
    http.later(86_400_001)
    expect((await http.call(api.setup, { body: { ...founding, token: late } })).statusCode).toBe(410)
    const fresh = tokenOf(await link())
    expect((await http.call(api.setup, { body: { ...founding, token: fresh } })).statusCode).toBe(200)
    for (const token of [used, late, fresh]) {
      expect((await http.call(api.setup, { body: { ...founding, token, email: 'mallory@evil.test' } })).statusCode).toBe(410)
    }
  })

  test('of eight who set up at once, with one link and with several, one becomes owner', async () => {
    const tokens = [tokenOf(await link()), tokenOf(await link())]
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, i) =>
        http.call(api.setup, { body: { ...founding, token: tokens[i % 2], email: i < 4 ? ada.email : `racer${i}@evil.test` } }),
      ),
    )
    expect(answers.map((answer) => answer.statusCode).sort()).toEqual([200, ...Array(7).fill(410)])
    const owners = await http.database.db.selectFrom('agent').select('id').execute()
    expect(owners).toHaveLength(1)
  })

  test('whoever sets up with one link waits for whoever does with another, and neither stands in the other’s way', async () => {
    const tokens = [tokenOf(await link()), tokenOf(await link())]
    // Both have begun when the links are let go.
    const racing = await http.database.db.transaction().execute(async (tx) => {
      await tx.selectFrom('link').select('token_hash').forUpdate().execute()
      const racing = tokens.map((token, i) => http.call(api.setup, { body: { ...founding, token, email: `racer${i}@evil.test` } }))
      await expect.poll(waiting, { timeout: 10_000 }).toBe(2)
      return { answers: Promise.all(racing) }
    })
    expect((await racing.answers).map((answer) => answer.statusCode).sort()).toEqual([200, 410])
  })

  test('keeps only hashes of links and sessions', async () => {
    const token = tokenOf(await link())
    const links = await http.database.db.selectFrom('link').select('token_hash').execute()
    expect(links.map((row) => row.token_hash.equals(digest(token)))).toEqual([true])
    const owner = await foundedBy(http)
    const kept = JSON.stringify(await http.database.db.selectFrom('session').selectAll().execute())
    expect(kept).not.toContain(owner.cookie.split('=')[1])
  })
})

describe('sessions', () => {
  test('a right password signs in; a wrong one and an unknown e-mail get the same answer', async () => {
    await foundedBy(http)
    const right = await http.call(api.signIn, { body: { email: 'ADA@fernweh.test', password: ada.password } })
    expect(right.statusCode).toBe(200)
    expect((await http.call(api.me, { cookie: cookieOf(right) })).json<Me>().agent.email).toBe(ada.email)
    const wrong = await http.call(api.signIn, { body: { email: ada.email, password: 'not her password' } })
    const unknown = await http.call(api.signIn, { body: { email: 'nobody@fernweh.test', password: 'not her password' } })
    expect(wrong.statusCode).toBe(401)
    expect(unknown.body).toBe(wrong.body)
  })

  test('wrong passwords slow down one account from one place, and never lock it for others', async () => {
    await foundedBy(http)
    const guess = () => http.call(api.signIn, { body: { email: ada.email, password: 'a wrong guess' }, ip: '203.0.113.9' })
    const statuses: number[] = []
    for (let i = 0; i < 6; i++) statuses.push((await guess()).statusCode)
    expect(statuses).toEqual([401, 401, 401, 401, 429, 429])
    const herself = await http.call(api.signIn, { body: ada, ip: '198.51.100.7' })
    expect(herself.statusCode).toBe(200)
    http.later(1_001)
    expect((await guess()).statusCode).toBe(401)
    const delayed = await guess()
    expect(delayed.json().refusal).toMatchObject({ no: 'tooMany', retryIn: 2_000 })
    expect(delayed.headers['retry-after']).toBe('2')
  })

  test('signing in never keeps the token that the browser came with', async () => {
    await foundedBy(http)
    const planted = `baton=${'A'.repeat(43)}`
    const answer = await http.call(api.signIn, { body: ada, cookie: planted })
    expect(cookieOf(answer)).not.toBe(planted)
    expect((await http.call(api.me, { cookie: planted })).statusCode).toBe(401)
    const again = await http.call(api.signIn, { body: ada, cookie: cookieOf(answer) })
    expect(cookieOf(again)).not.toBe(cookieOf(answer))
    expect((await http.call(api.me, { cookie: cookieOf(answer) })).statusCode).toBe(401)
  })

  test('a session slides for thirty days and then ends', async () => {
    const { cookie } = await foundedBy(http)
    http.later(29 * 86_400_000)
    const used = await http.call(api.me, { cookie })
    expect(used.statusCode).toBe(200)
    expect(cookieOf(used)).toBe(cookie)
    http.later(29 * 86_400_000)
    expect((await http.call(api.me, { cookie })).statusCode).toBe(200)
    http.later(30 * 86_400_000 + 1)
    expect((await http.call(api.me, { cookie })).statusCode).toBe(401)
  })

  test('signing out ends the session, its cookie and its sockets', async () => {
    const owner = await foundedBy(http)
    const out = await http.call(api.signOut, { cookie: owner.cookie })
    expect(out.headers['set-cookie']).toContain('Max-Age=0')
    expect(http.told).toContainEqual({ closeSockets: owner.me.agent.id, only: expect.stringMatching(/^[0-9a-f]{64}$/) })
    expect((await http.call(api.me, { cookie: owner.cookie })).statusCode).toBe(401)
  })

  test('the cookie is bound to the host over HTTPS, and the unbound one is not believed there', async () => {
    await http.close()
    http = await testHttp({ env: { TRUST_PROXY: '1' } })
    await foundedBy(http)
    const headers = { 'x-forwarded-proto': 'https', origin: `https://${host}` }
    const answer = await http.call(api.signIn, { body: ada, headers })
    expect(answer.headers['set-cookie']).toMatch(/^__Host-baton=[\w-]{43}; Path=\/; Max-Age=2592000; HttpOnly; SameSite=Lax; Secure$/)
    expect(answer.json<Me>().secure).toBe(true)
    const token = cookieOf(answer).split('=')[1]
    expect((await http.call(api.me, { headers, cookie: `__Host-baton=${token}` })).statusCode).toBe(200)
    expect((await http.call(api.me, { headers, cookie: `baton=${token}` })).statusCode).toBe(401)
  })

  test('on plain HTTP the cookie is unreadable for scripts and stays with our pages', async () => {
    await foundedBy(http)
    const answer = await http.call(api.signIn, { body: ada })
    expect(answer.headers['set-cookie']).toMatch(/^baton=[\w-]{43}; Path=\/; Max-Age=2592000; HttpOnly; SameSite=Lax$/)
  })

  test('a new password needs the old one, and ends every other session', async () => {
    const owner = await foundedBy(http)
    const other = cookieOf(await http.call(api.signIn, { body: ada }))
    const change = (old: string) => ({ cookie: owner.cookie, body: { password: { old, new: 'another long password' } } })
    expect((await http.call(api.changeMe, change('not the old one'))).statusCode).toBe(401)
    expect((await http.call(api.changeMe, change(ada.password))).statusCode).toBe(200)
    expect((await http.call(api.me, { cookie: other })).statusCode).toBe(401)
    expect((await http.call(api.me, { cookie: owner.cookie })).statusCode).toBe(200)
    expect(http.told).toContainEqual({ closeSockets: owner.me.agent.id, except: expect.any(String) })
    expect((await http.call(api.signIn, { body: ada })).statusCode).toBe(401)
  })
})

describe('invitations and roles', () => {
  test('an invited agent sets a password once, and has a seat', async () => {
    const owner = await foundedBy(http)
    const bo = { name: 'Bo Lindqvist', email: 'bo@fernweh.test', role: 'agent' }
    const { agent, link: first } = (await http.call(api.invite, { cookie: owner.cookie, body: bo })).json()
    expect(agent).toMatchObject({ name: bo.name, invited: true })
    const { agent: again, link: second } = (await http.call(api.invite, { cookie: owner.cookie, body: bo })).json()
    expect(again.id).toBe(agent.id)
    const accept = (token: string) => http.call(api.accept, { body: { token, password: 'bo has a long password' } })
    expect((await accept(tokenOf(first))).statusCode).toBe(410)
    const answers = await Promise.all([accept(tokenOf(second)), accept(tokenOf(second))])
    expect(answers.map((answer) => answer.statusCode).sort()).toEqual([200, 410])
    expect((await http.call(api.invite, { cookie: owner.cookie, body: bo })).json().refusal).toEqual({ no: 'emailTaken' })
    const seats = await http.database.db.selectFrom('seat').select('agent').where('agent', '=', agent.id).execute()
    expect(seats).toHaveLength(1)
  })

  test('only owners make and unmake owners, and one stays', async () => {
    const owner = await foundedBy(http)
    const admin = await joined(http, owner, 'Mia', 'admin')
    const become = (who: { cookie: string }, id: string, role: string) =>
      http.call(at(api.changeAgent, id), { cookie: who.cookie, body: { role } })
    expect((await become(admin, admin.me.agent.id, 'owner')).statusCode).toBe(403)
    expect((await become(admin, owner.me.agent.id, 'agent')).statusCode).toBe(403)
    expect((await http.call(at(api.removeAgent, owner.me.agent.id), { cookie: admin.cookie })).statusCode).toBe(403)
    expect((await become(owner, owner.me.agent.id, 'admin')).json().refusal).toEqual({ no: 'lastOwner' })
    expect((await http.call(at(api.removeAgent, owner.me.agent.id), { cookie: owner.cookie })).json().refusal).toEqual({ no: 'lastOwner' })
    expect((await become(owner, admin.me.agent.id, 'owner')).statusCode).toBe(200)
    const both = await Promise.all([become(owner, admin.me.agent.id, 'agent'), become(admin, owner.me.agent.id, 'agent')])
    expect(both.filter((answer) => answer.statusCode === 200)).toHaveLength(1)
  })

  test('nobody becomes owner by a link: only who has come can be made one', async () => {
    const owner = await foundedBy(http)
    const body = { name: 'Zoe', email: 'zoe@fernweh.test', role: 'agent' }
    const { agent } = (await http.call(api.invite, { cookie: owner.cookie, body })).json()
    const promoted = await http.call(at(api.changeAgent, agent.id), { cookie: owner.cookie, body: { role: 'owner' } })
    expect(promoted.json().refusal).toMatchObject({ no: 'invalid', path: 'role' })
  })

  test('a removed agent is out at once, by session, link and password, and the e-mail is free again', async () => {
    const owner = await foundedBy(http)
    const bo = await joined(http, owner, 'Bo', 'agent')
    expect((await http.call(at(api.removeAgent, bo.me.agent.id), { cookie: owner.cookie })).statusCode).toBe(200)
    expect(http.told).toContainEqual({ closeSockets: bo.me.agent.id })
    expect((await http.call(api.me, { cookie: bo.cookie })).statusCode).toBe(401)
    expect((await http.call(api.signIn, { body: { email: bo.me.agent.email, password: 'Bo has a long password' } })).statusCode).toBe(401)
    expect((await http.call(at(api.removeAgent, bo.me.agent.id), { cookie: owner.cookie })).statusCode).toBe(404)
    await joined(http, owner, 'Bo', 'agent')
  })

  test('a role change counts for the next request', async () => {
    const owner = await foundedBy(http)
    const admin = await joined(http, owner, 'Mia', 'admin')
    await http.call(at(api.changeAgent, admin.me.agent.id), { cookie: owner.cookie, body: { role: 'agent' } })
    const body = { name: 'Zoe', email: 'zoe@fernweh.test', role: 'agent' }
    expect((await http.call(api.invite, { cookie: admin.cookie, body })).statusCode).toBe(403)
    expect(http.told).toContainEqual({ closeSockets: admin.me.agent.id })
  })

  test('the owner comes back by a link from the command line', async () => {
    expect(await ownerLinks(http.database.db, `http://${host}`, http.now())).toEqual([])
    const owner = await foundedBy(http)
    const [made] = await ownerLinks(http.database.db, `http://${host}`, http.now())
    expect(made).toMatchObject({ email: ada.email, link: expect.stringContaining(`http://${host}/recover#`) })
    const body = { token: tokenOf(made?.link ?? null), password: 'a recovered password' }
    expect((await http.call(api.accept, { body })).statusCode).toBe(410)
    const answer = await http.call(api.recover, { body })
    expect(answer.statusCode).toBe(200)
    expect((await http.call(api.me, { cookie: owner.cookie })).statusCode).toBe(401)
    expect((await http.call(api.recover, { body })).statusCode).toBe(410)
  })
})
