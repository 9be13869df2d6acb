import { randomUUID } from 'node:crypto'
import type { Worker } from 'node:worker_threads'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { OpenDatabase } from '../db/open.ts'
import { startThread } from '../encoder/thread.ts'
import { freshDatabase } from '../testing/database.ts'
import { inDatabase } from './candidates.ts'
import { WordShelf } from './word-shelf.ts'
import { WordThread } from './word-thread.ts'

let database: OpenDatabase
beforeAll(async () => {
  database = await freshDatabase()
})
afterAll(() => database.close())

const words =
  'tent rope boots booting return returned stove map canoe austria vienna 2024 größe o’clock two-way a.example/b x@y.example it’s the to'.split(
    ' ',
  )
/** From a fixed row of numbers, so that each run knows the same texts. */
const texts = fc.sample(
  fc.array(fc.constantFrom(...words), { minLength: 1, maxLength: 40 }).map((some) => some.join(' ')),
  { seed: 7, numRuns: 600 },
)
const askable = [...words.filter((word) => !/[./@]/.test(word)), 'boot', 'size', 'two', 'a.example', "'"]
const groups = fc.array(fc.array(fc.constantFrom(...askable), { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 5 })

async function botKnowing(bodies: string[]): Promise<{ bot: string; source: string }> {
  const { pool } = database
  const [bot, source] = [randomUUID(), randomUUID()]
  await pool.query("insert into bot (id, name, brand, created_at) values ($1, 'Fern', '#123456', now())", [bot])
  const sql = `insert into source (id, bot, kind, title, status, created_at, updated_at) values ($1, $2, 'text', 'Shop', 'ready', now(), now())`
  await pool.query(sql, [source, bot])
  await add(bot, source, bodies)
  return { bot, source }
}

async function add(bot: string, source: string, bodies: string[]): Promise<void> {
  await database.pool.query(
    `insert into chunk (id, source, bot, position, title, question, body)
     select gen_random_uuid(), $1, $2, n, split_part(body, ' ', 1), case when n % 3 = 0 then split_part(body, ' ', 2) end, body
     from unnest($3::text[]) with ordinality as b (body, n)`,
    [source, bot, bodies],
  )
}

async function shelved(shelf: WordShelf, bot: string, stamp: string) {
  await expect.poll(() => shelf.of(bot, stamp), { timeout: 20_000 }).not.toBeNull()
  return shelf.of(bot, stamp) ?? expect.fail('not read')
}

test('memory names the same chunks in the same order as the database', async () => {
  const { bot } = await botKnowing(texts)
  const [memory, sql] = [await shelved(new WordShelf(database.pool), bot, 'a'), inDatabase(database.pool, bot)]
  const asked = fc.tuple(groups, fc.constantFrom('each' as const, 'any' as const))
  const holds = fc.asyncProperty(asked, async ([groups, joint]) => {
    expect(await memory.find(groups, joint, 50)).toEqual(await sql.find(groups, joint, 50))
  })
  await fc.assert(holds, { numRuns: 300 })
})

test('chunks that come and go are followed', async () => {
  const { bot, source } = await botKnowing(['a green tent', 'a red tent'])
  const shelf = new WordShelf(database.pool)
  expect(await (await shelved(shelf, bot, 'a')).find([['tent']], 'any', 9)).toHaveLength(2)
  await database.pool.query("delete from chunk where source = $1 and body = 'a red tent'", [source])
  await add(bot, source, ['a blue tent', 'a stove'])
  expect(shelf.of(bot, 'b')).toBeNull()
  const now = await shelved(shelf, bot, 'b')
  expect(await now.find([['tent']], 'any', 9)).toEqual(await inDatabase(database.pool, bot).find([['tent']], 'any', 9))
  expect(await now.find([['red']], 'any', 9)).toEqual([])
})

test('where words would take too much room, the database goes on', async () => {
  const { bot } = await botKnowing(['a green tent'])
  const asked: string[] = []
  const db = {
    query<R extends object>(sql: string, values?: unknown[]) {
      asked.push(sql)
      return database.pool.query<R>(sql, values)
    },
  }
  const shelf = new WordShelf(db, { most: 16_500 })
  await expect.poll(() => shelf.of(bot, 'a') ?? asked.length, { timeout: 20_000 }).toBe(2)
  await new Promise((later) => setTimeout(later, 200))
  expect(shelf.of(bot, 'a')).toBeNull()
  expect(asked).toHaveLength(2)
})

test('of two bots that are too much together, the one asked last stays', async () => {
  const [{ bot: one }, { bot: other }] = [await botKnowing(['a green tent']), await botKnowing(['a stove'])]
  const shelf = new WordShelf(database.pool, { most: 30_000 })
  await shelved(shelf, one, 'a')
  await shelved(shelf, other, 'a')
  await expect.poll(() => shelf.of(one, 'a'), { timeout: 20_000 }).toBeNull()
})

test('a database that is away leaves the question to the next try', async () => {
  const { bot } = await botKnowing(['a green tent'])
  let away = true
  const shelf = new WordShelf({ query: (sql, values) => (away ? Promise.reject(new Error('away')) : database.pool.query(sql, values)) })
  expect(shelf.of(bot, 'a')).toBeNull()
  await new Promise((later) => setImmediate(later))
  away = false
  await shelved(shelf, bot, 'a')
})

test('a thread that dies leaves the question to the database, and is filled anew', async () => {
  const { bot } = await botKnowing(['a green tent'])
  const threads: Worker[] = []
  const thread = new WordThread(() => {
    const started = startThread('../bot/postings.worker')
    threads.push(started)
    return started
  })
  const shelf = new WordShelf(database.pool, { thread })
  const before = await shelved(shelf, bot, 'a')
  await threads[0]?.terminate()
  await expect(before.find([['tent']], 'any', 9)).rejects.toThrow()
  expect(await (await shelved(shelf, bot, 'a')).find([['tent']], 'any', 9)).toHaveLength(1)
  expect(threads).toHaveLength(2)
})
