import { randomUUID } from 'node:crypto'
import { type AnyRoute, api } from '@baton/contracts/api.ts'
import { refusal } from '@baton/contracts/refusal.ts'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { noLimits } from '../testing/house.ts'
import { owner, type Standing, setUpServer, type TestServer, testServer } from '../testing/server.ts'

/** `REQUESTS=10000 npx vitest run server/http/fuzz.test.ts` asks longer. */
const requests = Number(process.env.REQUESTS ?? 500)

let baton: TestServer
let ada: Standing
let visitor: { token: string; conversation: string }

beforeAll(async () => {
  // Limits would answer most of it before anything else could.
  baton = await testServer({ limiter: noLimits })
  ada = await setUpServer(baton)
  visitor = await (await baton.call('POST', api.visitor.path, { body: { bot: ada.bot } })).json()
  await baton.call('POST', api.visitorTurn.path, {
    token: visitor.token,
    body: { cause: 'hello-0001', act: { type: 'say', text: 'Hello' } },
  })
})
afterAll(() => baton.close())

const cause = () => randomUUID()
const id = () => fc.constantFrom('bot', 'team', 'agent', 'conversation', 'nobody').map((kind) => ({ $id: kind }))

/** For each route with a body, one that it would take. Random bodies alone never come further than the schema. */
const good: Partial<Record<keyof typeof api, () => Record<string, unknown>>> = {
  setup: () => ({
    token: 'x'.repeat(43),
    company: 'Evil',
    bot: 'Evil',
    name: 'Mallory',
    email: 'm@evil.test',
    password: 'long enough it is',
  }),
  recover: () => ({ token: 'x'.repeat(43), password: 'long enough it is' }),
  signIn: () => ({ email: `${cause()}@evil.test`, password: 'a guess' }),
  changeMe: () => ({ name: 'Ada Okafor' }),
  invite: () => ({ name: 'Bo', email: `${cause()}@fernweh.test`, role: 'agent' }),
  accept: () => ({ token: 'x'.repeat(43), password: 'long enough it is' }),
  changeAgent: () => ({ capacity: 3, name: 'Ada' }),
  changeBot: () => ({ name: 'Fern', brand: '#a63c06', sites: ['shop.example'] }),
  changePolicy: () => ({ team: ada.team, minConfidence: 0.5, texts: { greeting: 'Hello' } }),
  addSource: () => ({ kind: 'text', title: 'Returns', text: '# Returns\n\nThirty days.' }),
  turn: () => ({ cause: cause(), act: { type: 'note', text: 'A note' } }),
  visitor: () => ({ bot: ada.bot }),
  visitorTurn: () => ({ cause: cause(), act: { type: 'say', text: 'Hello', page: { url: 'https://shop.example/a', title: 'A' } } }),
  visitorSeen: () => ({ n: 1 }),
}

const nasty = fc.oneof(
  fc.anything({ withNullPrototype: false, maxDepth: 3 }),
  fc.constantFrom<unknown>(
    '\u0000',
    '\ud800',
    'x\u0000y',
    '{{within}}',
    '<script>alert(1)</script>',
    "'; drop table agent; --",
    '../../etc/passwd',
  ),
  fc.constantFrom<unknown>(-1, 0, 2 ** 31, 2 ** 53, 1e308, -0, 1.5, '', ' ', null, [], {}, true),
  fc.constantFrom<unknown>({ __proto__: { admin: true } }, { constructor: { prototype: {} } }, 'x'.repeat(5_000), 'a'.repeat(40_000)),
  fc.string({ unit: 'binary', maxLength: 300 }),
  id(),
)

const request = fc.record({
  name: fc.constantFrom(...(Object.keys(api) as (keyof typeof api)[])),
  who: fc.constantFrom('nobody', 'visitor', 'owner', 'owner', 'right', 'right', 'right'),
  param: fc.oneof(fc.constantFrom('bot', 'team', 'agent', 'conversation', 'nobody'), fc.string({ maxLength: 60 })),
  query: fc.dictionary(fc.constantFrom('list', 'limit', 'cursor', 'text', 'after', 'x'), fc.oneof(fc.string(), fc.integer().map(String)), {
    maxKeys: 4,
  }),
  body: fc.constantFrom('good', 'changed', 'changed', 'changed', 'anything', 'raw'),
  /** Where a good body is changed, and into what. */
  where: fc.nat(),
  into: nasty,
  raw: fc.string({ unit: 'binary', maxLength: 200 }),
  headers: fc.constantFrom<Record<string, string>>(
    {},
    {},
    {},
    { 'content-type': 'text/plain' },
    { 'x-forwarded-for': '6.6.6.6' },
    { cookie: 'baton=;;=' },
  ),
})
type Asked = typeof request extends fc.Arbitrary<infer T> ? T : never

test(`${requests} requests that nobody should send: each is handled or refused by name, and the server lives`, {
  timeout: 300_000,
}, async () => {
  const statuses = new Map<number, number>()
  const send = async (asked: Asked) => {
    const answer = await ask(asked)
    const text = await answer.text()
    statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1)
    if (answer.status >= 500) throw new Error(`${answer.status} ${text}\n${baton.logged.at(-1)}`)
    if (answer.status >= 400) {
      const { refusal: no, sentence } = JSON.parse(text)
      if (!refusal.safeParse(no).success || sentence.length === 0) throw new Error(`not a refusal: ${text}`)
    } else JSON.parse(text)
  }
  await fc.assert(fc.asyncProperty(request, send), { numRuns: requests, endOnFailure: true })
  expect((await baton.call('GET', '/healthz')).status).toBe(200)
  expect(baton.logged.filter((line) => JSON.parse(line).level >= 50)).toEqual([])
  // The doors were passed, not only knocked at.
  expect(statuses.get(200) ?? 0).toBeGreaterThan(requests / 20)
})

async function ask({ name, who, param, query, body, where, into, raw, headers }: Asked): Promise<Response> {
  const route: AnyRoute = api[name]
  const path = route.path.replace(':id', encodeURIComponent(idOf(param).toWellFormed()))
  const search = new URLSearchParams(route === api.visitorFacts ? { ...query, wait: '0' } : query)
  const takes = route.method !== 'GET' && route.method !== 'DELETE'
  // Signing out would only shut this test out.
  const keys = route === api.signOut ? {} : keysOf(who === 'right' ? route.who : who)
  const payload = takes ? bodyOf(name, body, where, into, raw) : undefined
  return baton.call(route.method, `${path}?${search}`, { ...keys, headers: keys.cookie ? {} : headers, body: payload })
}

function keysOf(who: string): { cookie?: string; token?: string } {
  if (who === 'visitor') return { token: visitor.token }
  return who === 'owner' || who === 'admin' || who === 'agent' ? { cookie: ada.cookie } : {}
}

function idOf(kind: string): string {
  const known: Record<string, string> = {
    bot: ada.bot,
    team: ada.team,
    agent: ada.agent,
    conversation: visitor.conversation,
    nobody: cause(),
  }
  return Object.hasOwn(known, kind) ? (known[kind] ?? '') : kind
}

function bodyOf(name: keyof typeof api, kind: string, where: number, into: unknown, raw: string): string {
  if (kind === 'raw') return raw
  if (kind === 'anything') return written(into)
  const body = good[name]?.() ?? {}
  return written(kind === 'good' ? body : changed(body, where, into))
}

/** The body with one field, at any depth, made into something else. */
function changed(body: unknown, where: number, into: unknown): unknown {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return into
  const keys = Object.keys(body)
  const key = keys[where % keys.length]
  if (key === undefined) return into
  const inner = (body as Record<string, unknown>)[key]
  return { ...body, [key]: where % 3 === 0 ? into : changed(inner, Math.floor(where / keys.length), into) }
}

function written(value: unknown): string {
  const text = JSON.stringify(value, (_key, part) => {
    if (typeof part === 'bigint') return part.toString()
    return typeof part === 'object' && part !== null && '$id' in part ? idOf(String(part.$id)) : part
  })
  return text ?? 'undefined'
}

test('what people wrote, their passwords and tokens are in no log', async () => {
  const line = 'my card number is 4111 1111 1111 1111'
  await baton.call('POST', api.visitorTurn.path, { token: visitor.token, body: { cause: cause(), act: { type: 'say', text: line } } })
  await baton.call('POST', api.signIn.path, { body: { email: owner.email, password: 'a wrong guess of mine' } })
  await baton.call('POST', api.setup.path, { body: `{"token": "${visitor.token}"` })
  const all = baton.logged.join('\n')
  for (const secret of [line, owner.password, 'a wrong guess of mine', visitor.token, ada.cookie.split('=')[1] ?? '-', owner.email]) {
    expect(all).not.toContain(secret)
  }
})
