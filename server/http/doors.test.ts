import { type AnyRoute, api } from '@baton/contracts/api.ts'
import { limits as sizes } from '@baton/contracts/text.ts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ada, at, foundedBy, host, joined, type Person, type TestHttp, testHttp } from '../testing/http.ts'
import { isRefusal } from './context.ts'

const nowhere = '7f0a2d3e-5b7c-4a53-9a57-6f0e8f4f8a11'
const routes = Object.entries(api) as [string, AnyRoute][]
const byWho = (who: AnyRoute['who']) => routes.filter(([, route]) => route.who === who)
const anySite = new Set<AnyRoute>([api.face, api.visitor, ...byWho('visitor').map(([, route]) => route)])

let http: TestHttp
let owner: Person
let agent: Person
let visitor: { token: string; conversation: string }

beforeAll(async () => {
  http = await testHttp()
  owner = await foundedBy(http)
  agent = await joined(http, owner, 'Bo', 'agent')
  visitor = (await http.call(api.visitor, { body: { bot: owner.me.bots[0]?.id } })).json()
})
afterAll(() => http.close())

const knock = (route: AnyRoute, options = {}) => {
  // Each knock comes from somewhere else and at another time: doors are tried here, not limits.
  http.later(60_000)
  const body = route.method === 'GET' || route.method === 'DELETE' ? undefined : {}
  return http.call(at(route, nowhere), { body, ...options })
}
const no = async (route: AnyRoute, options = {}) => (await knock(route, options)).json().refusal?.no

describe('every route admits whom it is for', () => {
  test.each(byWho('agent'))('%s: somebody signed in', async (_name, route) => {
    expect(await no(route)).toBe('notSignedIn')
    expect(await no(route, { token: visitor.token })).toBe('notSignedIn')
    expect(await no(route, { cookie: `baton=${visitor.token}` })).toBe('notSignedIn')
    if (route !== api.signOut) expect(await no(route, { cookie: agent.cookie })).not.toBe('notSignedIn')
  })

  test.each(byWho('admin'))('%s: an owner or admin', async (_name, route) => {
    expect(await no(route)).toBe('notSignedIn')
    expect(await no(route, { token: visitor.token })).toBe('notSignedIn')
    expect(await no(route, { cookie: agent.cookie })).toBe('forbidden')
    expect(await no(route, { cookie: owner.cookie })).not.toBe('forbidden')
  })

  test.each(byWho('visitor'))('%s: a visitor with their token', async (_name, route) => {
    expect(await no(route)).toBe('notSignedIn')
    expect(await no(route, { cookie: owner.cookie })).toBe('notSignedIn')
    expect(await no(route, { token: owner.cookie.split('=')[1] })).toBe('notSignedIn')
    expect(await no(route, { token: 'A'.repeat(43) })).toBe('notSignedIn')
    expect(await no(route, { token: visitor.token })).not.toBe('notSignedIn')
  })
})

describe('other sites', () => {
  test.each(routes.filter(([, route]) => route.method !== 'GET' && !anySite.has(route)))(
    '%s: can’t change anything',
    async (_name, route) => {
      for (const headers of [{ origin: 'https://evil.test' }, { origin: 'null' }, { origin: `http://${host}.evil.test` }]) {
        const answer = await knock(route, { cookie: owner.cookie, headers })
        expect(answer.json().refusal).toEqual({ no: 'wrongOrigin' })
        expect(answer.headers['access-control-allow-origin']).toBeUndefined()
      }
    },
  )

  test.each(routes.filter(([, route]) => !anySite.has(route)))('%s: can’t read the answer', async (_name, route) => {
    const answer = await knock(route, { cookie: owner.cookie, headers: { origin: 'https://evil.test' } })
    expect(answer.headers['access-control-allow-origin']).toBeUndefined()
    expect(answer.headers['cross-origin-resource-policy']).toBe('same-origin')
    const preflight = await http.call({ method: 'OPTIONS' as 'GET', path: route.path.replace(':id', nowhere) })
    expect(preflight.headers['access-control-allow-origin']).toBeUndefined()
  })

  test.each(routes.filter(([, route]) => anySite.has(route)))(
    '%s: may be called by the widget, never with cookies',
    async (_name, route) => {
      const headers = { origin: 'https://shop.example' }
      const preflight = await http.call({ method: 'OPTIONS' as 'GET', path: route.path.replace(':id', nowhere) }, { headers })
      expect(preflight.statusCode).toBe(204)
      expect(preflight.headers).toMatchObject({
        'access-control-allow-origin': '*',
        'access-control-allow-headers': 'authorization, content-type',
      })
      const refused = await knock(route, { headers })
      expect(refused.headers['access-control-allow-origin']).toBe('*')
      expect(refused.headers['access-control-allow-credentials']).toBeUndefined()
    },
  )

  test('a plain form can’t speak JSON', async () => {
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x']) {
      const answer = await http.call(api.signIn, { body: JSON.stringify(ada), headers: { 'content-type': type } })
      expect(answer.json().refusal).toMatchObject({ no: 'invalid' })
    }
  })
})

describe('what is asked', () => {
  test('is refused by field and reason, without repeating it', async () => {
    const secret = 'my-secret-word'
    const answer = await http.call(api.signIn, { body: { email: { secret }, password: secret } })
    expect(answer.statusCode).toBe(400)
    expect(answer.json().refusal).toMatchObject({ no: 'invalid', path: 'email' })
    expect(answer.body).not.toContain(secret)
  })

  test('is limited in size: 32 kB, and a megabyte of knowledge from admins only', async () => {
    const long = 'x'.repeat(sizes.frame)
    expect((await http.call(api.signIn, { body: { email: long, password: 'x' } })).json().refusal).toEqual({
      no: 'tooLarge',
      limit: sizes.frame,
    })
    const source = (n: number) => ({ kind: 'text', title: 'Long', text: 'x'.repeat(n) })
    const teach = (n: number, cookie: string) => http.call(at(api.addSource, nowhere), { cookie, body: source(n) })
    expect((await teach(sizes.body, owner.cookie)).json().refusal).toEqual({ no: 'tooLarge', limit: sizes.body })
    expect((await teach(400_000, owner.cookie)).statusCode).toBe(404)
    expect((await teach(400_000, agent.cookie)).json().refusal).toEqual({ no: 'forbidden' })
  })

  test('is counted: a visitor’s lines, new visitors, links, by whom they come from', async () => {
    const line = { cause: 'cause-0001', act: { type: 'say', text: 'Hello' } }
    const say = () => http.call(api.visitorTurn, { token: visitor.token, body: line })
    const said = await Promise.all(Array.from({ length: 70 }, say))
    expect(said.filter((answer) => answer.statusCode === 429)).toHaveLength(10)
    const arrive = (ip: string) => http.call(api.visitor, { body: { bot: owner.me.bots[0]?.id }, ip })
    const arrived = await Promise.all(Array.from({ length: 35 }, () => arrive('203.0.113.50')))
    expect(arrived.filter((answer) => answer.statusCode === 429)).toHaveLength(5)
    expect((await arrive('203.0.113.51')).statusCode).toBe(200)
    const guess = () => http.call(api.recover, { body: { token: 'g'.repeat(43), password: 'long enough it is' }, ip: '203.0.113.52' })
    const guessed = await Promise.all(Array.from({ length: 25 }, guess))
    expect(guessed.filter((answer) => answer.statusCode === 429)).toHaveLength(5)
  })

  test('a visitor’s token never opens by query, by cookie, or in another’s name', async () => {
    const path = `${api.visitorFacts.path}?token=${visitor.token}&conversation=${nowhere}`
    expect((await http.call({ method: 'GET', path }, { cookie: `baton=${visitor.token}; token=${visitor.token}` })).statusCode).toBe(401)
  })

  test('a header can’t be smuggled through the host or the cookie', async () => {
    const answer = await http.call(api.signIn, {
      body: ada,
      headers: { host: 'evil.test"; script-src *', cookie: 'baton=x\u0001; Path=/', origin: '' },
      ip: '203.0.113.60',
    })
    expect(answer.json().refusal).toEqual({ no: 'wrongOrigin' })
    const page = await http.call({ method: 'GET', path: '/v1/setup' }, { headers: { host: "x; script-src 'unsafe-inline'" } })
    expect(page.headers['content-security-policy']).not.toContain('unsafe-inline')
  })
})

test('a bot keeps to its sites', async () => {
  const bot = owner.me.bots[0]?.id ?? ''
  await http.call(at(api.changeBot, bot), { cookie: owner.cookie, body: { sites: ['shop.example', '*.fernweh.test'] } })
  const from = async (origin: string) =>
    (await http.call(api.visitor, { body: { bot }, headers: { origin }, ip: '203.0.113.70' })).statusCode
  expect(await from('https://shop.example')).toBe(200)
  expect(await from('https://www.fernweh.test')).toBe(200)
  expect(await from(`http://${host}`)).toBe(200)
  expect(await from('https://evil.example')).toBe(403)
  expect(await from('https://notshop.example')).toBe(403)
})

test('a refusal is told from an answer by its `no` alone', () => {
  for (const [name, { response }] of routes) {
    const shape = 'shape' in response ? Object.keys(response.shape as object) : []
    expect(shape, name).not.toContain('no')
  }
  expect([isRefusal({ no: 'full' }), isRefusal({ ok: true }), isRefusal([]), isRefusal(null), isRefusal(undefined)]).toEqual([
    true,
    false,
    false,
    false,
    false,
  ])
})
