import { randomUUID } from 'node:crypto'
import type { Pool, QueryConfig } from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { OpenDatabase } from '../db/open.ts'
import type { AgentSocket } from '../realtime/agent-socket.ts'
import { Inbox } from '../realtime/inbox.ts'
import { freshDatabase } from '../testing/database.ts'
import { listConversations } from './list.ts'

let database: OpenDatabase
const anybody = { agent: randomUUID(), bots: null }

/** A company that has closed a great many conversations. */
beforeAll(async () => {
  database = await freshDatabase()
  await database.pool.query(`insert into conversation (id, bot, visitor, version, state)
    select gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), 1, jsonb_build_object('episode', 1, 'at', i * 60000::bigint,
      'holder', jsonb_build_object('kind', case when i % 500 = 0 then 'bot' else 'closed' end), 'contact', jsonb_build_object('name', 'Vera ' || i))
    from generate_series(1, 20000) i`)
  await database.pool.query('vacuum analyze conversation')
})
afterAll(() => database.close())

/** The pool, and how the database goes about each of its queries. */
function explained() {
  const plans: string[] = []
  const query = async (asked: QueryConfig) => {
    const { text, values } = asked
    const { rows } = await database.pool.query<{ 'QUERY PLAN': string }>(`explain ${text}`, values)
    plans.push(rows.map((row) => row['QUERY PLAN']).join('\n'))
    return database.pool.query(asked)
  }
  return { db: { query } as unknown as Pool, plans }
}

test.each(['all', 'closed'] as const)('a page of the list %s is a range of its index, wherever it begins, and pages meet', async (list) => {
  const { db, plans } = explained()
  const first = await listConversations(db, anybody, { list, limit: 15 })
  const second = await listConversations(db, anybody, { list, limit: 15, cursor: first.next ?? '' })
  const both = await listConversations(db, anybody, { list, limit: 30 })
  expect([...first.rows, ...second.rows].map((row) => row.id)).toEqual(both.rows.map((row) => row.id))
  for (const plan of plans) expect(plan).toContain(list === 'all' ? 'conversation_open' : 'conversation_closed')
  expect(plans[1]).toMatch(/Index Cond: \(minute <=/)
})

test('a search reads no more than the latest 5,000 of its list', async () => {
  const { db } = explained()
  const asked = (text: string) => listConversations(db, anybody, { list: 'closed', limit: 10, text })
  expect((await asked('Vera 19999')).rows).toHaveLength(1)
  expect((await asked('Vera 14001')).rows).toEqual([])
})

test('counting reads those that are open; of many closed ones the number is kept, and inboxes that open at once count once', async () => {
  const { db, plans } = explained()
  const frames: unknown[] = []
  const socket = () => ({ me: anybody, send: (frame: unknown) => frames.push(frame) }) as unknown as AgentSocket
  const inbox = new Inbox(db)
  for (let i = 0; i < 20; i++) inbox.join(socket())
  await expect.poll(() => frames).toHaveLength(20)
  expect(frames[0]).toMatchObject({ counts: { all: 40, closed: 19_960 } })
  expect(plans).toHaveLength(2)
  expect(plans[1]).toContain('conversation_open')
  inbox.join(socket())
  await expect.poll(() => frames).toHaveLength(21)
  expect(frames[20]).toMatchObject({ counts: { closed: 19_960 } })
  expect(plans).toHaveLength(3)
  inbox.stop()
})
