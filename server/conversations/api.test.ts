import { randomUUID } from 'node:crypto'
import { afterEach, expect, test } from 'vitest'
import { beginSession } from '../people/sessions.ts'
import { type House, openHouse } from '../testing/house.ts'

let house: House
afterEach(() => house.stop())

const ask = async () => ({ text: 'Yes.', confidence: 0.9, mode: 'quote' as const, sources: [], tried: [] })

async function call(path: string, { token, cookie, body }: { token?: string; cookie?: string; body?: unknown } = {}) {
  const headers: Record<string, string> = { origin: house.url }
  if (token) headers.authorization = `Bearer ${token}`
  if (cookie) headers.cookie = cookie
  if (body) headers['content-type'] = 'application/json'
  const response = await fetch(`${house.url}${path}`, body ? { method: 'POST', headers, body: JSON.stringify(body) } : { headers })
  return { status: response.status, json: await response.json() }
}

test('[S1][J1] a network without sockets: the same door and the same numbers, by POST and long poll', async () => {
  house = await openHouse({ ask })
  const vera = await house.visitor()
  const { token } = vera
  const waiting = call('/v1/visitor/facts?after=0&wait=20', { token })
  const cause = randomUUID()
  const first = await call('/v1/visitor/turns', { token, body: { cause, act: { type: 'say', text: 'Do you ship to Austria?' } } })
  expect(first).toEqual({ status: 200, json: { first: 1, last: 2 } })
  expect((await waiting).json).toMatchObject({
    head: 2,
    facts: [{ n: 1 }, { n: 2, fact: { text: 'Do you ship to Austria?' } }],
    people: { online: false },
  })
  expect(await call('/v1/visitor/turns', { token, body: { cause, act: { type: 'say', text: 'Do you ship to Austria?' } } })).toEqual(first)
  const answered = await call('/v1/visitor/facts?after=2&wait=20', { token })
  expect(answered.json.facts).toMatchObject([{ n: 3, fact: { type: 'botSaid' } }])
  expect(await call('/v1/visitor/facts?after=3&wait=0', { token })).toMatchObject({ json: { head: 3, facts: [] } })
  await vera.fact('botSaid')
  expect(vera.facts().map((f) => f.n)).toEqual([1, 2, 3])
})

test('a long poll comes back early when an agent types', async () => {
  house = await openHouse()
  const vera = await house.visitor()
  await vera.act({ type: 'ask' })
  const ada = await house.agent(house.cast.ada)
  await ada.act({ type: 'takeOver' }, vera.conversation)
  const { head } = (await call('/v1/visitor/facts?after=0', { token: vera.token })).json
  const waiting = call(`/v1/visitor/facts?after=${head}&wait=20`, { token: vera.token })
  const typing = setInterval(() => ada.send({ t: 'typing', conversation: vera.conversation }), 50)
  expect((await waiting).json.typing).toBe('Ada Okafor')
  clearInterval(typing)
})

test('the lists of the inbox: who needs a person first, each in its order, a page at a time', async () => {
  house = await openHouse({ ask })
  const cookie = `baton=${await beginSession(house.database.db, house.cast.ada.agent, Date.now())}`
  const list = async (query: string) => (await call(`/v1/conversations?${query}`, { cookie })).json
  const promised = await house.visitor()
  await promised.act({ type: 'ask' })
  const ada = await house.agent(house.cast.ada)
  const waiting = []
  for (let i = 0; i < 3; i++) {
    const visitor = await house.visitor()
    await visitor.act({ type: 'ask' })
    waiting.push(visitor)
  }
  const [first, second, third] = waiting
  expect((await list('list=needs')).rows.map((r: { id: string }) => r.id)).toEqual(
    [promised, first, second, third].map((v) => v?.conversation),
  )

  await ada.act({ type: 'accept' }, first?.conversation)
  expect((await list('list=mine')).rows.map((r: { id: string }) => r.id)).toEqual([first?.conversation])
  await ada.act({ type: 'close', outcome: 'solved' }, first?.conversation)
  expect((await list('list=closed')).rows).toMatchObject([{ id: first?.conversation, holder: { kind: 'closed', outcome: 'solved' } }])

  const pages = [await list('list=all&limit=2')]
  expect(pages[0].next).not.toBeNull()
  pages.push(await list(`list=all&limit=2&cursor=${pages[0].next}`))
  expect(new Set(pages.flatMap((page) => page.rows.map((r: { id: string }) => r.id)))).toEqual(
    new Set([promised, second, third].map((v) => v?.conversation)),
  )
})

test('a search finds names, addresses and last lines, and takes % and _ as they are', async () => {
  house = await openHouse({ ask })
  const cookie = `baton=${await beginSession(house.database.db, house.cast.ada.agent, Date.now())}`
  const vera = await house.visitor()
  await vera.act({ type: 'say', text: 'Do you ship to Austria?' })
  await vera.fact('botSaid')
  await vera.act({ type: 'give', name: 'Vera Lindholm', email: 'vera@posteo.example' })
  const found = async (text: string) =>
    (await call(`/v1/conversations?list=all&text=${encodeURIComponent(text)}`, { cookie })).json.rows.length
  expect(await found('lindholm')).toBe(1)
  expect(await found('posteo')).toBe(1)
  expect(await found('yes')).toBe(1)
  expect(await found('ye%')).toBe(0)
  expect(await found('y_s')).toBe(0)
})
