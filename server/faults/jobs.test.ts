import { EventEmitter } from 'node:events'
import { setTimeout as wait } from 'node:timers/promises'
import type pg from 'pg'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { readConfig } from '../config.ts'
import type { Ask } from '../conversations/bot-job.ts'
import { readFacts } from '../conversations/store.ts'
import type { OpenDatabase } from '../db/open.ts'
import { silence } from '../log.ts'
import { type RunningServer, startServer } from '../main.ts'
import { beginSession } from '../people/sessions.ts'
import { root } from '../root.ts'
import { Client } from '../testing/client.ts'
import { type Cast, castIn, foldAndState, visitorIn } from '../testing/company.ts'
import { freshDatabase } from '../testing/database.ts'
import { addressOf, startNode } from './nodes.ts'

let database: OpenDatabase
let cast: Cast
let closing: (() => unknown)[]

beforeEach(async () => {
  database = await freshDatabase()
  cast = await castIn(database)
  closing = []
})
afterEach(async () => {
  for (const close of closing.reverse()) await close()
  await database.close()
})

/** One of several servers on the database, in this process. */
async function openServer(ask: Ask, on: Partial<OpenDatabase> = {}): Promise<RunningServer> {
  const read = readConfig([], { PORT: '0', DATA_DIR: root })
  if (!read.ok) throw new Error(read.message)
  const config = { ...read.config, databaseUrl: 'postgres://of-the-tests' }
  const server = await startServer(config, { log: silence, say: () => {}, ask, database: { ...database, ...on } })
  closing.push(server.stop)
  return server
}

async function openVisitor(url: string) {
  const { token, ...visitor } = await visitorIn(database, cast.bot)
  const client = await Client.open(`${url}/socket/visitor`, {})
  client.send({ t: 'hello', protocol: 1, token, after: 0 })
  await client.frame('welcome')
  closing.push(() => client.close())
  return { client, visitor }
}

async function openAgent(url: string): Promise<Client> {
  const cookie = `baton=${await beginSession(database.db, cast.ada.agent, Date.now())}`
  const client = await Client.open(`${url}/socket/agent`, { cookie, origin: url })
  client.send({ t: 'hello', protocol: 1 })
  await client.frame('welcome')
  closing.push(() => client.close())
  return client
}

const says = (text: string) => ({ type: 'say', text })
const sure: Ask = async () => ({ text: 'Three to five days.', confidence: 0.9, mode: 'quote', sources: [], tried: [] })

async function factsOf(conversation: string, type: string) {
  return (await readFacts(database.pool, conversation, 0)).filter(({ fact }) => fact.type === type)
}

test('[J1][H7] a bot that throws each time is asked again, and after the last time the visitor gets a person', async () => {
  let asked = 0
  const server = await openServer(async () => {
    asked++
    throw new Error('the bot is broken')
  })
  const { client, visitor } = await openVisitor(server.url)
  await client.act(says('How long does delivery take?'))
  while ((await factsOf(visitor.conversation, 'escalated')).length === 0) {
    await database.pool.query("update job set run_at = 0 where kind = 'askBot'") // the pause before the next try is over
    server.engine.routeAgain()
    await wait(10)
  }
  expect(asked).toBe(5)
  expect(await factsOf(visitor.conversation, 'escalated')).toMatchObject([{ fact: { reason: 'botFailed' } }])
  expect(await client.fact('promised')).toBeTruthy()
  const { rows } = await database.pool.query("select from job where kind = 'askBot'")
  expect(rows).toEqual([])
})

test('[J1][H7] an answer, and a timer, that can’t be stored for now come back', { timeout: 60_000 }, async () => {
  const { pool } = database
  const server = await openServer(sure)
  const { client, visitor } = await openVisitor(server.url)
  await pool.query(
    `create function full_disk() returns trigger language plpgsql as $$ begin raise 'no space left' using errcode = '53100'; end $$`,
  )
  const onlyFor = (type: string) =>
    pool.query(
      `create or replace trigger full_disk before insert on fact for each row when (new.fact ->> 'type' = '${type}') execute function full_disk()`,
    )
  const waitsAgain = (kind: string) =>
    expect
      .poll(() => pool.query('select from job where kind = $1 and attempts > 0 and started_at is null', [kind]), { timeout: 15_000 })
      .toMatchObject({ rowCount: 1 })
  await onlyFor('botSaid')
  await client.act(says('How long does delivery take?'))
  await waitsAgain('askBot')
  await client.act({ type: 'ask' })
  await onlyFor('promiseMissed')
  await pool.query("update conversation set state = jsonb_set(state, '{promise,due}', '1') where id = $1", [visitor.conversation])
  await pool.query(`update job set run_at = 0, payload = '{"type":"promiseDue","due":1}' where kind = 'wake'`)
  server.engine.routeAgain()
  await waitsAgain('wake')
  await pool.query('drop trigger full_disk on fact')
  await pool.query('update job set run_at = 0')
  server.engine.routeAgain()
  await expect.poll(() => factsOf(visitor.conversation, 'promiseMissed'), { timeout: 15_000 }).toHaveLength(1)
})

test('[J1] a server dies with a job in its hands: another one does it when the lease has run out, and once', {
  timeout: 60_000,
}, async () => {
  const connection = addressOf(database)
  const dying = await startNode({ connection }, 'hangs')
  const { client, visitor } = await openVisitor(dying.url)
  await client.act(says('How long does delivery take?'))
  const leased = () =>
    database.pool.query("select from job where kind = 'askBot' and started_at is not null").then(({ rows }) => rows.length)
  await expect.poll(leased).toBe(1)
  const server = await openServer(sure)
  await dying.kill()
  expect(await leased()).toBe(1)
  await database.pool.query("update job set lease_until = 0 where kind = 'askBot'")
  const again = await Client.open(`${server.url}/socket/visitor`, {})
  closing.push(() => again.close())
  await expect.poll(() => factsOf(visitor.conversation, 'botSaid'), { timeout: 15_000 }).toHaveLength(1)
  const { folded, stored } = await foldAndState(database, visitor)
  expect(folded).toEqual(stored)
  expect(await leased()).toBe(0)
})

test('[S1][S3] a server that no longer hears the others looks for itself: an open conversation, and a handover in the list', async () => {
  const speaking = await openServer(sure)
  const deaf = await openServer(sure, { listen: hearsNothing })
  const ada = await openAgent(deaf.url)
  const { client: vera, visitor } = await openVisitor(speaking.url)
  const { conversation } = visitor
  await vera.act(says('How long does delivery take?'))
  await vera.fact('botSaid')
  ada.send({ t: 'open', conversation, after: 0 })
  await ada.fact('botSaid')

  await vera.act({ type: 'ask' })
  const row = await ada.frame('rows', (f) =>
    f.rows.some((r) => r.id === conversation && r.holder.kind === 'queue' && r.holder.ringing !== null),
  )
  expect(row).toBeTruthy()
  await ada.until(() => ada.facts(conversation).find(({ fact }) => fact?.type === 'rung'))
  expect(ada.facts(conversation).map((fact) => fact.n)).toEqual(ada.facts(conversation).map((_, i) => i + 1))

  const bo = await openAgent(speaking.url)
  await bo.act({ type: 'accept' }, conversation)
  await ada.frame('rows', (f) => f.rows.some((r) => r.id === conversation && r.holder.kind === 'agent'))
})

test('[R1][R2] a server that another one took for dead says again who is connected to it, and they are rung', async () => {
  const server = await openServer(sure)
  const ada = await openAgent(server.url)
  await ada.frame('team', ({ team }) => team.some((one) => one.id === cast.ada.agent && one.online))
  await database.pool.query('delete from node') // as a server does that starts while this one's lease has run out
  const { client } = await openVisitor(server.url)
  await expect.poll(() => database.pool.query('select from connection').then(({ rowCount }) => rowCount), { timeout: 15_000 }).toBe(1)
  await client.act({ type: 'ask' })
  await ada.frame('rows', (f) => f.rows.some((r) => r.holder.kind === 'queue' && r.holder.ringing !== null))
})

/** A connection for LISTEN on which nothing ever comes. */
async function hearsNothing(): Promise<pg.Client> {
  return Object.assign(new EventEmitter(), { query: async () => ({ rows: [] }), end: async () => {} }) as unknown as pg.Client
}
