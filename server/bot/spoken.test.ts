import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { OpenDatabase } from '../db/open.ts'
import { freshDatabase } from '../testing/database.ts'
import { explainSearch } from './explain.ts'
import { search } from './search.ts'

let database: OpenDatabase
beforeAll(async () => {
  database = await freshDatabase()
})
afterAll(() => database.close())

async function botWith(pairs: { question: string; answer: string; language: string | null; category: string | null }[]): Promise<string> {
  const { pool } = database
  const [bot, source] = [randomUUID(), randomUUID()]
  await pool.query("insert into bot (id, name, brand, created_at) values ($1, 'Fern', '#123456', now())", [bot])
  const sql = `insert into source (id, bot, kind, title, status, created_at, updated_at) values ($1, $2, 'pairs', 'Shop', 'ready', now(), now())`
  await pool.query(sql, [source, bot])
  for (const [i, { question, answer, language, category }] of pairs.entries()) {
    const pair = randomUUID()
    const stored = 'insert into pair (id, source, position, question, answer, language, category) values ($1, $2, $3, $4, $5, $6, $7)'
    await pool.query(stored, [pair, source, i, question, answer, language, category])
    const chunk = `insert into chunk (id, source, bot, pair, position, title, question, body) values ($1, $2, $3, $4, $5, $6, $6, $7)`
    await pool.query(chunk, [randomUUID(), source, bot, pair, i, question, answer])
  }
  return bot
}

const german = { question: 'Express Versand nach Austria?', answer: 'Zwei Tage.', language: 'de', category: 'delivery' }
const english = { question: 'How long does shipping take?', answer: 'Two days.', language: 'en', category: 'delivery' }
const answers = async (bot: string, asked: string) => (await search(database.pool, bot, asked)).passages.map(({ text }) => text)

test('a pair of another language is left out where its category has one in the question’s', async () => {
  const bot = await botWith([german, english])
  expect(await answers(bot, 'how long will the express shipping to Austria take for me')).toEqual(['Two days.'])
  expect(await answers(bot, 'Wie lange dauert der Express Versand nach Austria für mich')).toEqual(['Zwei Tage.'])
})

test('what explains the search leaves out the same', async () => {
  const asked = 'how long will the express shipping to Austria take for me'
  const bot = await botWith([german, english])
  const { ranking } = await explainSearch(database.pool, bot, asked, {})
  expect(ranking.map(({ chunk, score }) => ({ chunk, score }))).toEqual(
    (await search(database.pool, bot, asked)).passages.map(({ chunk, score }) => ({ chunk, score })),
  )
})

test('where its category has no other, or it has none, it is better than nothing', async () => {
  const asked = 'how long will the express shipping to Austria take for me'
  expect(await answers(await botWith([german, { ...english, category: 'returns' }]), asked)).toHaveLength(2)
  expect(await answers(await botWith([{ ...german, category: null }, english]), asked)).toHaveLength(2)
  expect(
    await answers(
      await botWith([
        { ...german, language: 'de-AT' },
        { ...english, language: null },
      ]),
      asked,
    ),
  ).toHaveLength(2)
})
