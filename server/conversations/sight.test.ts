import { randomUUID } from 'node:crypto'
import { type AnyRoute, api } from '@baton/contracts/api.ts'
import { policy } from '@baton/contracts/policy.ts'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { readConfig } from '../config.ts'
import type { OpenDatabase } from '../db/open.ts'
import { silence } from '../log.ts'
import { type RunningServer, startServer } from '../main.ts'
import { beginSession } from '../people/sessions.ts'
import { Client } from '../testing/client.ts'
import { type Cast, castIn, visitorIn } from '../testing/company.ts'
import { freshDatabase } from '../testing/database.ts'
import { noLimits } from '../testing/house.ts'

/** Two servers on one database; Ada is the owner, Bo an agent, and the bot Birk is another brand's. */
let database: OpenDatabase
let cast: Cast
let birk: string
let servers: RunningServer[]
const clients: Client[] = []

beforeAll(async () => {
  database = await freshDatabase()
  cast = await castIn(database)
  birk = randomUUID()
  const { db } = database
  await db
    .insertInto('bot')
    .values({ id: birk, name: 'Birk', brand: '#000000', sites: [], created_at: new Date(1) })
    .execute()
  const body = JSON.stringify(policy.parse({ team: cast.team }))
  await db
    .insertInto('policy')
    .values({ bot: birk, version: 1, body, by: null, at: new Date(1) })
    .execute()
  const read = readConfig(['--port', '0'], {})
  if (!read.ok) throw new Error(read.message)
  const config = { ...read.config, databaseUrl: 'postgres://of-the-tests' }
  const ask = async () => ({ failed: 'down' as const })
  const start = () => startServer(config, { log: silence, say() {}, limiter: noLimits, graceMs: 0, ask, database })
  servers = [await start(), await start()]
}, 60_000)
afterAll(async () => {
  for (const server of servers) await server.stop()
  await database.close()
})

beforeEach(() => restrict([birk]))
afterEach(() => {
  for (const client of clients.splice(0)) client.close()
})

const urlOf = (node: number) => servers[node]?.url ?? ''

async function restrict(bots: string[]): Promise<void> {
  const answer = await call(cast.ada, api.changePerson, cast.bo.agent, { bots })
  expect(answer.status).toBe(200)
}

async function call({ agent }: { agent: string }, route: AnyRoute, id: string, body?: object, query = '', node = 0) {
  const cookie = `baton=${await beginSession(database.db, agent, Date.now())}`
  return fetch(`${urlOf(node)}${route.path.replace(':id', id).replace(':n', '1')}${query}`, {
    method: route.method,
    headers: { cookie, origin: urlOf(node), ...(body && { 'content-type': 'application/json' }) },
    ...(body && { body: JSON.stringify(body) }),
  })
}

async function inbox({ agent }: { agent: string }, node = 0): Promise<Client> {
  const cookie = `baton=${await beginSession(database.db, agent, Date.now())}`
  const client = await Client.open(`${urlOf(node)}/socket/agent`, { cookie, origin: urlOf(node) })
  clients.push(client)
  client.send({ t: 'hello', protocol: 1 })
  await client.frame('counts')
  return client
}

/** A visitor of a bot who has said something. */
async function visitorOf(bot: string) {
  const { token, conversation } = await visitorIn(database, bot)
  const client = await Client.open(`${urlOf(0)}/socket/visitor`, {})
  clients.push(client)
  client.send({ t: 'hello', protocol: 1, token, after: 0 })
  await client.frame('welcome')
  const say = (line: string) => client.act({ type: 'say', text: line, page: null })
  expect((await say('Hello')).t).toBe('done')
  return { conversation, say, client }
}

const told = (client: Client, conversation: string) =>
  client.frames.flatMap((frame) => (frame.t === 'rows' ? frame.rows.filter((row) => row.id === conversation) : []))
const listed = async (who: { agent: string }, query: string) =>
  ((await (await call(who, api.conversations, '', undefined, query)).json()) as { rows: { id: string }[] }).rows.map((row) => row.id)

describe('[V3] an agent with bots of their own', () => {
  test('reads, hears and does nothing in what is said to another bot, by any door', async () => {
    const { conversation, client } = await visitorOf(cast.bot)
    expect((await client.act({ type: 'give', name: 'Vera Order', email: null })).t).toBe('done')
    const lists = ['?list=needs', '?list=all', '?list=all&text=order', '?list=closed', '?list=mine']
    for (const query of lists) expect(await listed(cast.bo, query)).not.toContain(conversation)
    expect(await listed(cast.ada, '?list=all&text=order')).toContain(conversation)
    const cause = () => `test:${randomUUID()}`
    const doors: [AnyRoute, object?][] = [
      [api.conversation],
      [api.facts],
      [api.why],
      [api.turn, { cause: cause(), act: { type: 'takeOver' } }],
      [api.follow, { follow: true }],
      [api.transfer, { cause: cause(), team: cast.team }],
      [api.assign, { cause: cause(), agent: cast.bo.agent }],
      [api.markAnswer, { answer: 1 }],
    ]
    for (const [route, body] of doors) {
      const answer = await call(cast.bo, route, conversation, body)
      expect([route.path, answer.status]).toEqual([route.path, 404])
      expect(JSON.stringify(await answer.json())).not.toContain('Order')
    }
    for (const route of [api.gaps, api.reviews]) expect((await call(cast.bo, route, cast.bot)).status).toBe(404)
    for (const route of [api.gaps, api.reviews]) expect((await call(cast.bo, route, birk)).status).toBe(200)
    const gap = randomUUID()
    const asked = 'insert into gap (id, bot, title, questions, visitors, first_at, last_at) values ($1, $2, $3, 0, 0, now(), now())'
    await database.pool.query(asked, [gap, cast.bot, 'Where is my order?'])
    for (const route of [api.gap, api.alikeGaps]) expect((await call(cast.bo, route, gap)).status).toBe(404)
    expect((await call(cast.ada, api.alikeGaps, gap)).status).toBe(200)
    const me = (await (await call(cast.bo, api.me, '')).json()) as { bots: { id: string }[] }
    expect(me.bots.map(({ id }) => id)).toEqual([birk])
    const { rows } = await database.pool.query('select from follow')
    expect(rows).toEqual([])
  })

  test('is told nothing of it, on whichever node, and of their own bot’s at once', async () => {
    const inboxes = [await inbox(cast.bo, 0), await inbox(cast.bo, 1)]
    const ada = await inbox(cast.ada, 1)
    const vera = await visitorOf(cast.bot)
    for (const one of inboxes) {
      one.send({ t: 'view', rows: [vera.conversation] })
      one.send({ t: 'open', conversation: vera.conversation, after: 0 })
      await one.frame('gone')
      expect(await one.act({ type: 'takeOver' }, vera.conversation)).toMatchObject({ t: 'refused', refusal: { no: 'notFound' } })
      one.send({ t: 'typing', conversation: vera.conversation })
      one.send({ t: 'seen', conversation: vera.conversation, n: 1 })
    }
    await vera.client.act({ type: 'ask', page: null })
    await ada.until(() => told(ada, vera.conversation).find((row) => row.holder.kind === 'queue'))
    const bernd = await visitorOf(birk)
    await bernd.client.act({ type: 'ask', page: null })
    for (const one of inboxes) {
      await one.until(() => told(one, bernd.conversation).find((row) => row.holder.kind === 'queue'))
      expect(told(one, vera.conversation)).toEqual([])
      expect(one.facts(vera.conversation)).toEqual([])
    }
    expect(vera.client.frames.filter((frame) => frame.t === 'typing' || frame.t === 'seen')).toEqual([])
    const { counts } = await (inboxes[0] as Client).frame('counts', (frame) => frame.counts.needs > 0)
    expect(counts).toMatchObject({ needs: (await listed(cast.bo, '?list=needs')).length, mine: 0 })
    const board = JSON.stringify(await (await call(cast.bo, api.board, '')).json())
    expect([board.includes(vera.conversation), board.includes(bernd.conversation)]).toEqual([false, true])
  })

  test('goes on with what they hold until it is not theirs any more', async () => {
    await restrict([])
    const vera = await visitorOf(cast.bot)
    const other = await visitorOf(cast.bot)
    const before = await inbox(cast.bo, 1)
    before.send({ t: 'open', conversation: other.conversation, after: 0 })
    await before.fact('visitorSaid')
    expect((await before.act({ type: 'takeOver' }, vera.conversation)).t).toBe('done')
    await restrict([birk])
    await before.until(() => before.closed ?? undefined)
    expect(before.closed).toBe(1012)

    const bo = await inbox(cast.bo, 1)
    bo.send({ t: 'open', conversation: other.conversation, after: 0 })
    await bo.frame('gone', (frame) => frame.conversation === other.conversation)
    bo.send({ t: 'open', conversation: vera.conversation, after: 0 })
    await bo.fact('visitorSaid')
    expect([await listed(cast.bo, '?list=mine'), await listed(cast.bo, '?list=all')]).toEqual([
      [vera.conversation],
      expect.arrayContaining([vera.conversation]),
    ])
    expect(await listed(cast.bo, '?list=all')).not.toContain(other.conversation)
    expect((await bo.act({ type: 'say', text: 'I am here' }, vera.conversation)).t).toBe('done')
    expect((await call(cast.ada, api.turn, vera.conversation, { cause: `test:${randomUUID()}`, act: { type: 'takeOver' } })).status).toBe(
      200,
    )
    await bo.frame('gone', (frame) => frame.conversation === vera.conversation)
    const known = bo.facts(vera.conversation).length
    await vera.say('And between us?')
    await other.say('And between us?')
    const bernd = await visitorOf(birk)
    await bernd.client.act({ type: 'ask', page: null })
    await bo.until(() => told(bo, bernd.conversation)[0])
    expect(bo.facts(vera.conversation)).toHaveLength(known)
    expect(JSON.stringify(bo.frames)).not.toContain('between us')
    expect((await bo.act({ type: 'say', text: 'Still here' }, vera.conversation)).t).toBe('refused')
  })

  test('goes on with what they follow', async () => {
    await restrict([])
    const vera = await visitorOf(cast.bot)
    expect((await call(cast.bo, api.follow, vera.conversation, { follow: true })).status).toBe(200)
    await restrict([birk])
    const bo = await inbox(cast.bo)
    bo.send({ t: 'view', rows: [vera.conversation] })
    bo.send({ t: 'ping', open: [] })
    await bo.frame('pong')
    await vera.say('Anything new?')
    await bo.until(() => told(bo, vera.conversation)[0])
    expect((await bo.act({ type: 'note', text: 'I look at it' }, vera.conversation)).t).toBe('done')
    expect(await listed(cast.bo, '?list=all')).toContain(vera.conversation)
    expect((await call(cast.bo, api.follow, vera.conversation, { follow: false })).status).toBe(200)
    await vera.say('Hello?')
    await bo.frame('gone')
    expect(await listed(cast.bo, '?list=all')).not.toContain(vera.conversation)
  })

  test('who is made an admin reads all', async () => {
    const vera = await visitorOf(cast.bot)
    expect((await call(cast.bo, api.conversation, vera.conversation)).status).toBe(404)
    await call(cast.ada, api.changePerson, cast.bo.agent, { role: 'admin' })
    expect((await call(cast.bo, api.conversation, vera.conversation)).status).toBe(200)
    await call(cast.ada, api.changePerson, cast.bo.agent, { role: 'agent' })
    expect((await call(cast.bo, api.conversation, vera.conversation)).status).toBe(404)
  })
})
