import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { OpenDatabase } from '../db/open.ts'
import { freshDatabase } from '../testing/database.ts'
import { type Found, search } from './search.ts'

const things = ['tent', 'jacket', 'rucksack', 'stove', 'rope', 'canoe', 'map', 'lantern', 'hammock', 'compass']
const deeds = ['return', 'repair', 'wash', 'exchange', 'rent', 'insure', 'track', 'collect']

let database: OpenDatabase
const bot = randomUUID()
beforeAll(async () => {
  database = await freshDatabase()
  const { pool } = database
  const source = randomUUID()
  await pool.query("insert into bot (id, name, brand, created_at) values ($1, 'Fern', '#123456', now())", [bot])
  const sql = `insert into source (id, bot, kind, title, status, created_at, updated_at) values ($1, $2, 'text', 'Shop', 'ready', now(), now())`
  await pool.query(sql, [source, bot])
  const bodies = deeds.flatMap((deed) => things.map((thing) => `You may ${deed} a ${thing} within ${deed.length + thing.length} days.`))
  await pool.query(
    `insert into chunk (id, source, bot, position, title, body) select gen_random_uuid(), $1, $2, n, 'Shop', body from unnest($3::text[]) with ordinality as b (body, n)`,
    [source, bot, bodies],
  )
})
afterAll(() => database.close())

const questions = deeds.flatMap((deed) => things.map((thing) => `can I ${deed} my ${thing} and when do i get my money back`))

test('what is found is the same from memory as from the database', async () => {
  const slow = { query: (sql: string, values?: unknown[]) => (sql.includes('tsv::text') ? never : database.pool.query(sql, values)) }
  const [fromDatabase, fromMemory]: [Found[], Found[]] = [[], []]
  await expect.poll(async () => (await counted('a rope')).sql.some((text) => text.includes('ts_rank_cd')), slowly).toBe(false)
  for (const question of questions) {
    fromDatabase.push(await search(slow as typeof database.pool, bot, question))
    fromMemory.push(await search(counting.db, bot, question))
  }
  expect(fromMemory).toEqual(fromDatabase)
})

test('what reads a line and what answers it search once', async () => {
  const asking = {}
  const [one, other] = [await counted('wash a canoe', asking), await counted('wash a canoe', asking)]
  expect(other.found).toBe(one.found)
  expect(other.sql).toEqual([])
  expect((await counted('wash a map', asking)).sql).not.toEqual([])
  expect((await counted('wash a canoe', asking)).found).toEqual(one.found)
})

test('common words find where nothing holds the rare ones', async () => {
  expect((await counted('may you xylophone')).found.passages).not.toEqual([])
})

/** A thread may take a second to start. */
const slowly = { timeout: 20_000 }

const never = new Promise<never>(() => {})
const asked: string[] = []
const counting = {
  db: {
    query<R extends object>(sql: string, values?: unknown[]): Promise<{ rows: R[] }> {
      asked.push(sql)
      return database.pool.query<R>(sql, values)
    },
  },
}

async function counted(question: string, asking?: object): Promise<{ found: Found; sql: string[] }> {
  asked.length = 0
  const found = await search(counting.db, bot, question, { asking })
  return { found, sql: [...asked] }
}
