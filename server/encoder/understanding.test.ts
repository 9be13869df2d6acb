import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { search } from '../bot/search.ts'
import type { OpenDatabase } from '../db/open.ts'
import { freshDatabase } from '../testing/database.ts'
import { openUnderstanding } from './understanding.ts'

let database: OpenDatabase
beforeAll(async () => {
  database = await freshDatabase()
})
afterAll(() => database.close())

const bot = randomUUID()
const source = randomUUID()

async function know(pairs: Record<string, string>): Promise<void> {
  const { pool } = database
  await pool.query("insert into bot (id, name, brand, created_at) values ($1, 'Bot', '#123456', now())", [bot])
  const sql = `insert into source (id, bot, kind, title, status, created_at, updated_at) values ($1, $2, 'pairs', 'Shop', 'ready', now(), now())`
  await pool.query(sql, [source, bot])
  for (const [question, answer] of Object.entries(pairs)) {
    const insert = 'insert into chunk (id, source, bot, position, title, question, body) values ($1, $2, $3, 0, $4, $4, $5)'
    await pool.query(insert, [randomUUID(), source, bot, question, answer])
  }
}

const open = (wake = () => {}) => openUnderstanding({ db: database.pool, config: {}, clock: () => 1, wake })
const job = { id: '1', key: '', kind: 'encode', conversation: null, payload: { source }, attempts: 1 }

test('the encoder of the house: planned at the start, encoded by the job, found by meaning where no word is the same', async () => {
  await know({
    'Do you sell footwear for children?': 'Sizes 24 to 38.',
    'How do I wash a down jacket?': 'At 30 degrees.',
    'Where is your warehouse?': 'In Kiel.',
    'Which payment methods do you accept?': 'Card and PayPal.',
  })
  let woken = 0
  const understanding = open(() => woken++)
  await understanding.start()
  expect(woken).toBe(1)
  expect((await database.pool.query("select payload from job where kind = 'encode'")).rows).toEqual([{ payload: { source } }])
  await understanding.jobs.encode?.run(job)
  const { passages } = await search(database.pool, bot, 'shoes for my kids', { meaning: understanding.meaning })
  expect(passages[0]?.text).toBe('Sizes 24 to 38.')
  await understanding.stop()
})

test('a server that ends leaves the rest to the next one, without a failure', async () => {
  await database.pool.query('delete from vector')
  const understanding = open()
  const running = understanding.jobs.encode?.run(job)
  await understanding.stop()
  await expect(running).resolves.toBeUndefined()
  const next = open()
  await next.jobs.encode?.run(job)
  expect((await database.pool.query('select count(*)::int as n from vector')).rows).toEqual([{ n: 4 }])
  await next.stop()
})
