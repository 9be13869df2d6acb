import { randomUUID } from 'node:crypto'
import { refusal as refusalSchema, sentenceOf } from '@baton/contracts/refusal.ts'
import { agentUp, visitorUp } from '@baton/contracts/up.ts'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import WebSocket from 'ws'
import { beginSession } from '../people/sessions.ts'
import { type Cast, castIn, foldAndState, visitorIn } from '../testing/company.ts'
import { type TestServer, testServer } from '../testing/server.ts'
import { Acting } from './racing.ts'

const frames = 10_000
/** Sent before the first of them must have been answered. */
const volley = 50

type Side = 'visitor' | 'agent'
type Heard = { t: string; cause?: string | null; refusal?: unknown; sentence?: string }

let house: TestServer
let cast: Cast
let vera: Awaited<ReturnType<typeof visitorIn>>
let other: Awaited<ReturnType<typeof visitorIn>>
let cookie: string

beforeAll(async () => {
  house = await testServer({ limiter: { take: () => 0 } })
  cast = await castIn(house.database)
  vera = await visitorIn(house.database, cast.bot)
  other = await visitorIn(house.database, cast.bot)
  cookie = `baton=${await beginSession(house.database.db, cast.ada.agent, Date.now())}`
})
afterAll(() => house.close())

const open: Record<Side, () => Promise<Acting>> = {
  visitor: () => Acting.visitor(house.server.url, vera.token),
  agent: () => Acting.agent(house.server.url, cookie),
}

test(`[V1] ${frames} frames that nobody should send: each is refused by name or handled, and the server lives`, {
  timeout: 240_000,
}, async () => {
  const quiet = await Acting.visitor(house.server.url, other.token)
  await quiet.act({ type: 'ask', page: null })
  const before = await foldAndState(house.database, other)
  for (const side of ['visitor', 'agent'] as const) {
    const all = fc.sample(side === 'visitor' ? sent(visitorFrame) : sent(agentFrame), frames / 2)
    for (let i = 0; i < all.length; i += volley) await fire(side, all.slice(i, i + volley))
  }
  expect((await fetch(`${house.server.url}/healthz`)).status).toBe(200)
  expect(house.logged.filter((line) => JSON.parse(line).level >= 50)).toEqual([])
  expect(await foldAndState(house.database, other)).toEqual(before)
  const { facts, folded, stored } = await foldAndState(house.database, vera)
  expect(folded).toEqual(stored)
  expect(facts.length).toBeGreaterThan(100) // the doors were passed, not only knocked at
  quiet.close()
})

test('[J1] a cause that comes again gets the first one’s answer, also from another socket and after a refusal', async () => {
  const [one, two] = [await open.visitor(), await open.visitor()]
  const line = { type: 'say', text: 'Once', page: null } as const
  const first = await one.act(line, undefined, 'replayed-0001')
  expect(await two.act({ ...line, text: 'Other words' }, undefined, 'replayed-0001')).toEqual(first)
  const theirs = await Acting.visitor(house.server.url, other.token)
  expect((await theirs.act(line, undefined, 'replayed-0001')).refusal).toBeNull()
  const texts = (await foldAndState(house.database, vera)).facts.flatMap(({ cause, fact }) =>
    cause === 'replayed-0001' && fact.type === 'visitorSaid' ? [fact.text] : [],
  )
  expect(texts).toEqual(['Once'])
  const [ada, again] = [await open.agent(), await open.agent()]
  await ada.act({ type: 'takeOver' }, vera.conversation)
  const refusedOnce = await ada.act({ type: 'reopen' }, vera.conversation, 'replayed-0002')
  expect(refusedOnce.refusal).toEqual({ no: 'notClosed' })
  expect(await again.act({ type: 'note', text: 'Other words' }, vera.conversation, 'replayed-0002')).toEqual(refusedOnce)
  for (const socket of [one, two, theirs, ada, again]) socket.close()
})

test('a forged conversation is not there for an agent, and a visitor can name none but their own', async () => {
  const ada = await open.agent()
  for (const act of [{ type: 'accept' }, { type: 'takeOver' }, { type: 'say', text: 'Hello' }, { type: 'see' }] as const)
    expect((await ada.act(act, randomUUID())).refusal).toEqual({ no: 'notFound' })
  const forger = await open.visitor()
  expect((await forger.act({ type: 'say', text: 'In your name', page: null }, other.conversation)).refusal).toBeNull()
  const { facts } = await foldAndState(house.database, other)
  expect(facts.filter(({ fact }) => 'text' in fact && fact.text === 'In your name')).toEqual([])
  for (const socket of [ada, forger]) socket.close()
})

test('an agent’s socket opens only from our own page and with a session; a visitor’s from anywhere, and only with a token', async () => {
  const { url } = house.server
  const status = (headers: Record<string, string>) =>
    new Promise((resolve) => {
      const socket = new WebSocket(`${url.replace(/^http/, 'ws')}/socket/agent`, { headers })
      socket.on('unexpected-response', (_, { statusCode }) => resolve(statusCode))
      socket.on('open', () => resolve(101))
      socket.on('error', () => {})
    })
  expect(await status({ cookie, origin: 'https://evil.example' })).toBe(403)
  expect(await status({ cookie, origin: 'null' })).toBe(403)
  expect(await status({ origin: url })).toBe(401)
  expect(await status({ cookie: 'baton=forged', origin: url })).toBe(401)
  const socket = new WebSocket(`${url.replace(/^http/, 'ws')}/socket/visitor`, { headers: { origin: 'https://shop.example', cookie } })
  const closed = new Promise((resolve) => socket.on('close', resolve))
  socket.on('open', () => socket.send(JSON.stringify({ t: 'hello', protocol: 1, token: 'x'.repeat(43), after: 0 })))
  expect(await closed).toBe(4401)
})

// ---- what is sent

const cause = fc.constantFrom('', 'a-b.c:').chain((prefix) => fc.uuid().map((id) => prefix + id))
const conversation = fc.constantFrom(0, 1, 2).map((which) => (which === 0 ? randomUUID() : vera.conversation))
const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.constantFrom('\u0000', '\ud800', ' ', 'x'.repeat(4_001), '<b onload=x>', "'; drop table fact; --"),
)
const nasty = fc.oneof(
  text,
  fc.anything({ maxDepth: 2 }),
  fc.constantFrom<unknown>(-1, 0.5, 2 ** 31, 2 ** 53, 1e308, null, true, [], {}, { __proto__: { agent: true } }, 'y'.repeat(20_000)),
)
const visitorFrame = fc.oneof(
  fc.record({
    t: fc.constant('act'),
    cause,
    act: fc.oneof(
      fc.record({ type: fc.constant('say'), text }),
      fc.record({ type: fc.constant('ask') }),
      fc.record({ type: fc.constant('give'), name: text, email: fc.constantFrom(null, 'vera@posteo.example', 'nobody') }),
      fc.record({ type: fc.constant('rate'), answer: fc.integer({ min: -1, max: 60 }), helpful: fc.boolean() }),
      fc.record({ type: fc.constant('stopWaiting'), instead: fc.constantFrom('bot', 'promise', 'nothing') }),
    ),
  }),
  fc.record({ t: fc.constantFrom('seen', 'ping', 'typing'), n: fc.integer({ min: -1, max: 2 ** 31 }) }),
  fc.record({ t: fc.constant('hello'), protocol: fc.constantFrom(1, 1, 1, 99), token: text, after: fc.nat(9) }),
)
const agentFrame = fc.oneof(
  fc.record({
    t: fc.constant('act'),
    cause,
    conversation,
    act: fc.oneof(
      fc.record({ type: fc.constantFrom('accept', 'takeOver', 'reopen', 'see') }),
      fc.record({ type: fc.constantFrom('say', 'note'), text }),
      fc.record({ type: fc.constant('handBack'), note: text }),
      fc.record({ type: fc.constant('close'), outcome: fc.constantFrom('solved', 'spam', 'else'), why: fc.constantFrom(null, 'because') }),
    ),
  }),
  fc.record({
    t: fc.constantFrom('open', 'leave', 'typing', 'seen'),
    conversation,
    after: fc.integer({ min: -1, max: 2 ** 33 }),
    n: fc.nat(),
  }),
  fc.record({ t: fc.constant('view'), rows: fc.array(conversation, { maxLength: 5 }) }),
  fc.record({ t: fc.constant('online'), online: fc.boolean() }),
  fc.record({ t: fc.constant('ping'), open: fc.array(fc.record({ conversation, n: fc.nat(50) }), { maxLength: 3 }) }),
)

/** A frame as it is, with one field at any depth made into something else or left out, cut off, or bytes that are no frame at all. */
function sent(frame: fc.Arbitrary<object>): fc.Arbitrary<string | Buffer> {
  const changed = fc
    .tuple(frame, fc.nat(), fc.oneof(nasty, fc.constant(undefined)))
    .map(([good, where, into]) => written(change(good, where, into)))
  return fc.oneof(
    { weight: 4, arbitrary: frame.map(written) },
    { weight: 6, arbitrary: changed },
    { weight: 1, arbitrary: fc.tuple(frame, fc.nat()).map(([good, at]) => written(good).slice(0, at % written(good).length)) },
    { weight: 1, arbitrary: nasty.map(written) },
    { weight: 1, arbitrary: fc.uint8Array({ maxLength: 100 }).map((bytes) => Buffer.from(bytes)) },
    { weight: 1, arbitrary: fc.constantFrom(`${'['.repeat(10_000)}`, '{"t":"act","t":"hello"}', '"act"', '', `"${'z'.repeat(40_000)}"`) },
  )
}

function written(value: unknown): string {
  return JSON.stringify(value, (_, inner) => (typeof inner === 'bigint' ? Number(inner) : inner)) ?? 'undefined'
}

function change(value: unknown, where: number, into: unknown): unknown {
  if (typeof value !== 'object' || value === null) return into
  const keys = Object.keys(value)
  const key = keys[where % keys.length]
  if (key === undefined) return into
  const inner = (value as Record<string, unknown>)[key]
  return { ...value, [key]: where % 3 === 0 ? into : change(inner, Math.floor(where / keys.length), into) }
}

// ---- and what comes of it

/** Sends a volley on a socket of its own, then a line that is well formed, and waits until every act has been answered. */
async function fire(side: Side, all: (string | Buffer)[]): Promise<void> {
  const socket = await rawSocket(side)
  const heard: Heard[] = []
  const last = randomUUID()
  const waiting = new Set([...causesOf(side, all), last])
  const over = new Promise<number | null>((resolve) => {
    socket.on('message', (data) => {
      const frame = JSON.parse(data.toString()) as Heard
      heard.push(frame)
      waiting.delete(frame.cause ?? '')
      if (waiting.size === 0) resolve(null)
    })
    socket.on('close', resolve)
  })
  for (const frame of all) socket.send(frame)
  socket.send(written({ t: 'act', cause: last, conversation: vera.conversation, act: { type: side === 'agent' ? 'see' : 'ask' } }))
  const code = await over
  socket.terminate()
  // Too large a frame, or a protocol that we don't speak, ends a socket; nothing else does.
  if (code !== null) expect([1009, 4426]).toContain(code)
  expectRefusedByName(heard)
  if (code === null) expect(heard.filter(isInvalid).length).toBe(read(side, all).filter((frame) => !frame?.success).length)
}

async function rawSocket(side: Side): Promise<WebSocket> {
  const { url } = house.server
  const headers: Record<string, string> = side === 'agent' ? { cookie, origin: url } : {}
  const socket = new WebSocket(`${url.replace(/^http/, 'ws')}/socket/${side}`, { headers })
  socket.on('error', () => {})
  await new Promise((resolve) => socket.once('open', resolve))
  socket.send(written({ t: 'hello', protocol: 1, after: 0, ...(side === 'visitor' && { token: vera.token }) }))
  await new Promise((resolve) => socket.once('message', resolve))
  return socket
}

function expectRefusedByName(heard: Heard[]): void {
  for (const { t, refusal, sentence } of heard) {
    if (t !== 'refused') continue
    const named = refusalSchema.parse(refusal)
    expect(sentence).toBe(sentenceOf(named))
  }
}

function isInvalid({ t, refusal }: Heard): boolean {
  return t === 'refused' && (refusal as { no: string }).no === 'invalid'
}

function causesOf(side: Side, all: (string | Buffer)[]): string[] {
  return read(side, all).flatMap((frame) => (frame?.success && frame.data.t === 'act' ? [frame.data.cause] : []))
}

function read(side: Side, all: (string | Buffer)[]) {
  const schema = side === 'agent' ? agentUp : visitorUp
  return all.map((frame) => (typeof frame === 'string' ? schema.safeParse(parsed(frame)) : null))
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
