import { api } from '@baton/contracts/api.ts'
import { policy } from '@baton/contracts/policy.ts'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { at, foundedBy, joined, type Person, type TestHttp, testHttp } from '../testing/http.ts'
import { isAllowed } from './sites.ts'

let http: TestHttp
let owner: Person
let bot: string
let team: string
beforeEach(async () => {
  http = await testHttp({ deps: { peopleOf: () => ({ online: true, names: ['Ada'] }) } })
  owner = await foundedBy(http)
  bot = owner.me.bots[0]?.id ?? ''
  team = owner.me.teams[0]?.id ?? ''
})
afterEach(() => http.close())

const put = (body: object) => http.call(at(api.changePolicy, bot), { cookie: owner.cookie, body })

test('a policy is never edited: each change is a new version, also of several at once', async () => {
  const answers = await Promise.all([0.1, 0.2, 0.3, 0.4].map((minConfidence) => put(policy.parse({ team, minConfidence }))))
  expect(answers.map((answer) => answer.json().version).sort()).toEqual([2, 3, 4, 5])
  const kept = await http.database.db.selectFrom('policy').select(['version', 'body', 'by']).orderBy('version').execute()
  expect(kept.map((row) => row.version)).toEqual([1, 2, 3, 4, 5])
  expect(kept.at(-1)?.by).toBe(owner.me.agent.id)
  const today = (await http.call(at(api.policy, bot), { cookie: owner.cookie })).json()
  expect(today).toEqual({ version: 5, policy: kept.at(-1)?.body })
  expect(http.told.filter((what) => typeof what === 'object')).toContainEqual({ botChanged: bot })
})

test('a policy names a team that is there, and texts that can be kept', async () => {
  expect((await put({ team: owner.me.agent.id })).json().refusal).toMatchObject({ no: 'invalid', path: 'team' })
  expect((await put({ team, minConfidence: 1.5 })).json().refusal).toMatchObject({ no: 'invalid', path: 'minConfidence' })
  const odd = await put({ team, texts: { greeting: 'Hello \u0000 \ud800 you' } })
  expect(odd.statusCode).toBe(200)
  expect((await http.call(at(api.policy, bot), { cookie: owner.cookie })).json().version).toBe(2)
})

test('a bot changes its name, colour and sites, and only what is given', async () => {
  const change = async (body: object) => (await http.call(at(api.changeBot, bot), { cookie: owner.cookie, body })).json()
  expect(await change({ name: 'Fernando' })).toMatchObject({ name: 'Fernando', brand: '#3b5bdb', sites: [] })
  expect(await change({ brand: '#112233', sites: ['shop.example'] })).toMatchObject({
    name: 'Fernando',
    brand: '#112233',
    sites: ['shop.example'],
  })
  expect(await change({})).toMatchObject({ name: 'Fernando', sites: ['shop.example'] })
  expect((await change({ brand: 'url(x)' })).refusal).toMatchObject({ no: 'invalid', path: 'brand' })
  const none = await http.call(at(api.changeBot, owner.me.agent.id), { cookie: owner.cookie, body: { name: 'Nobody' } })
  expect(none.statusCode).toBe(404)
})

test('the greeting is filled in with what is known before anybody has written', async () => {
  await put({ team, texts: { greeting: 'Hello {{visitor.name}}, I am {{bot.name}}.' } })
  await http.call(at(api.changeBot, bot), { cookie: owner.cookie, body: { name: 'Bruno' } })
  expect((await http.call(at(api.face, bot))).json().greeting).toBe('Hello, I am Bruno.')
})

test('the greeting is told in each language that it is written in', async () => {
  const languages = { de: { greeting: 'Hallo, ich bin {{bot.name}}.' }, fr: { offer: 'Une personne ?' } }
  await put({ team, languages })
  const face = (await http.call(at(api.face, bot))).json()
  expect(face).toMatchObject({ greeting: expect.stringContaining('Hello'), greetings: { de: 'Hallo, ich bin Fern.' } })
  expect(Object.keys(face.greetings)).toEqual(['de'])
})

test('the widget sees a bot’s face, and nothing of its policy', async () => {
  const face = (await http.call(at(api.face, bot), { headers: { origin: 'https://shop.example' } })).json()
  expect(face).toEqual({
    id: bot,
    name: 'Fern',
    company: 'Fernweh Outdoor',
    greeting: expect.stringContaining('Hello'),
    brand: '#3b5bdb',
    answersWithin: 86_400_000,
    picture: null,
    bio: null,
    people: { online: true, names: ['Ada'] },
  })
  expect((await http.call(at(api.face, owner.me.agent.id))).statusCode).toBe(404)
})

test('an agent reads how a bot decides, and changes nothing', async () => {
  const bo = await joined(http, owner, 'Bo', 'agent')
  expect((await http.call(at(api.policy, bot), { cookie: bo.cookie })).statusCode).toBe(200)
  expect((await http.call(at(api.changePolicy, bot), { cookie: bo.cookie, body: policy.parse({ team }) })).statusCode).toBe(403)
})

test('every visitor has a token and a conversation of their own', async () => {
  const arrive = async () => (await http.call(api.visitor, { body: { bot } })).json<{ token: string; conversation: string }>()
  const arrived = await Promise.all(Array.from({ length: 10 }, arrive))
  expect(new Set(arrived.flatMap(({ token, conversation }) => [token, conversation])).size).toBe(20)
  const kept = JSON.stringify(await http.database.db.selectFrom('visitor').selectAll().execute())
  for (const { token } of arrived) expect(kept).not.toContain(token)
  expect((await http.call(api.visitor, { body: { bot: owner.me.agent.id } })).statusCode).toBe(404)
})

test.each([
  [[], 'anywhere.test', true],
  [['shop.test'], null, true],
  [['shop.test'], 'shop.test:8080', true],
  [['shop.test:8080'], 'shop.test', false],
  [['shop.test:8080'], 'shop.test:8080', true],
  [['*.shop.test'], 'a.b.shop.test', true],
  [['*.shop.test'], 'shop.test', true],
  [['*.shop.test'], 'myshop.test', false],
  [['SHOP.test'], 'shop.TEST', true],
  [['shop.test'], 'shop.test.evil.test', false],
])('sites %j, page on %j: %j', (sites, host, allowed) => {
  expect(isAllowed(sites, host)).toBe(allowed)
})
