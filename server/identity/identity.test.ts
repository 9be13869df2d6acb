import { api } from '@baton/contracts/api.ts'
import { policy } from '@baton/contracts/policy.ts'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { readFacts, readState } from '../conversations/store.ts'
import { beginSession } from '../people/sessions.ts'
import { type House, openHouse, typesOf } from '../testing/house.ts'
import { at, foundedBy, joined, type Person, type TestHttp, testHttp } from '../testing/http.ts'
import { signed } from './testing/sign.ts'

const env = { BATON_SECRET: 'a long enough secret' }
const vera = () => ({ sub: 'u-1', email: 'vera@northpeak.example', name: 'Vera', exp: Date.now() / 1000 + 300 })

test('the secret is told once, replaced at once, and only to admins', async () => {
  const http: TestHttp = await testHttp({ env })
  const owner: Person = await foundedBy(http)
  const bot = owner.me.bots[0]?.id ?? ''
  const { cookie } = owner
  const state = async () => (await http.call(at(api.identity, bot), { cookie })).json()
  expect(await state()).toEqual({ secret: null })
  const { secret } = (await http.call(at(api.renewIdentity, bot), { cookie, body: {} })).json()
  expect(secret).toMatch(/^[\w-]{43}$/)
  expect(await state()).toEqual({ secret: { hint: `…${secret.slice(-4)}`, readable: true } })
  const { rows } = await http.database.pool.query('select sealed from secret')
  expect(rows[0].sealed.includes(secret)).toBe(false)
  expect((await http.call(at(api.renewIdentity, bot), { cookie, body: {} })).json().secret).not.toBe(secret)
  const agent = await joined(http, owner, 'Bo', 'agent')
  for (const route of [api.identity, api.removeIdentity])
    expect((await http.call(at(route, bot), { cookie: agent.cookie })).statusCode).toBe(403)
  expect((await http.call(at(api.renewIdentity, bot), { cookie: agent.cookie, body: {} })).statusCode).toBe(403)
  expect((await http.call(at(api.renewIdentity, owner.me.agent.id), { cookie, body: {} })).statusCode).toBe(404)
  await http.call(at(api.removeIdentity, bot), { cookie })
  expect(await state()).toEqual({ secret: null })
  await http.close()
})

const renew = async (house: House): Promise<string> => {
  const cookie = `baton=${await beginSession(house.database.db, house.cast.ada.agent, Date.now())}`
  const headers = { cookie, origin: house.url, 'content-type': 'application/json' }
  const answer = await fetch(`${house.url}${at(api.renewIdentity, house.cast.bot).path}`, { method: 'POST', headers, body: '{}' })
  return ((await answer.json()) as { secret: string }).secret
}

describe('[V4] a proof', () => {
  let house: House
  beforeEach(async () => {
    house = await openHouse({ env, policy: { rules: verifiedOnly }, ask: async () => ({ failed: 'down' }) })
  })
  afterEach(() => house.stop())

  const verifiedOnly = policy.shape.rules.parse([
    {
      id: 'vip',
      name: 'Customers',
      when: {
        join: 'all',
        of: [
          { field: 'verified', op: 'yes' },
          { field: 'email', op: 'contains', value: 'northpeak' },
        ],
      },
      actions: [{ do: 'escalate' }],
    },
  ])

  test('that is signed verifies its visitor before their first line, and a rule on it fires', async () => {
    const proof = signed(vera(), await renew(house))
    const visitor = await house.visitor()
    expect(await visitor.act({ type: 'give', name: 'Somebody', email: 'else@x.example', proof })).toMatchObject({ t: 'done' })
    await visitor.act({ type: 'say', text: 'How long does delivery take?' })
    expect(typesOf(await readFacts(house.database.pool, visitor.conversation, 0)).slice(0, 4)).toEqual([
      ...['contactGiven', 'episodeBegan', 'visitorSaid', 'escalated'],
    ])
    const state = await readState(house.database.pool, visitor.conversation)
    expect(state?.contact).toEqual({ name: 'Vera', email: 'vera@northpeak.example', verified: true, subject: 'u-1' })
    expect(await visitor.act({ type: 'give', name: null, email: 'boss@northpeak.example' })).toMatchObject({
      refusal: { no: 'verifiedContact' },
    })
    const other = signed({ ...vera(), sub: 'u-2' }, await renew(house))
    expect(await visitor.act({ type: 'give', proof: other })).toMatchObject({ refusal: { no: 'otherVisitor' } })
  })

  test('that can’t be used says why and changes nothing, and what is only said is not verified', async () => {
    const visitor = await house.visitor()
    const proves = async (proof: string) => visitor.act({ type: 'give', proof })
    const because = (problem: string) => ({ t: 'refused', refusal: { no: 'proofRefused', problem } })
    expect(await proves(signed(vera(), 'any'))).toMatchObject(because('this bot has no secret to check it with'))
    const first = await renew(house)
    await renew(house)
    expect(await proves(signed(vera(), first))).toMatchObject(because('it is not signed with this bot’s secret'))
    const second = await renew(house)
    expect(await proves(signed({ ...vera(), exp: Date.now() / 1000 - 3_600 }, second))).toMatchObject(because('it has expired'))
    expect(await proves(signed(vera(), second, { alg: 'none' }))).toMatchObject(because('it must be signed with HS256'))
    await visitor.act({ type: 'give', name: 'Vera', email: 'vera@northpeak.example' })
    await visitor.act({ type: 'say', text: 'How long does delivery take?' })
    const facts = await readFacts(house.database.pool, visitor.conversation, 0)
    expect(facts[0]?.fact).toMatchObject({ type: 'contactGiven', verified: false })
    expect(facts.some(({ fact }) => fact.type === 'escalated' && fact.reason === 'rule')).toBe(false)
  })
})
