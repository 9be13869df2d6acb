import { randomUUID } from 'node:crypto'
import { topic } from '@baton/contracts/policy.ts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Question } from '../conversations/bot-job.ts'
import type { OpenDatabase } from '../db/open.ts'
import { openMeaning } from '../encoder/meaning.ts'
import { openScanner, type Scanner } from '../encoder/scanner.ts'
import { wordsEncoder } from '../encoder/testing/words-encoder.ts'
import { fromText, normed, product } from '../encoder/vectors.ts'
import { freshDatabase } from '../testing/database.ts'
import { createRead } from './signals.ts'

const billing = topic.parse({ id: 'billing', name: 'Billing', examples: ['there is a mistake on my invoice'] })
let database: OpenDatabase
let scanner: Scanner
let bot: string
beforeAll(async () => {
  database = await freshDatabase()
  scanner = openScanner()
  bot = randomUUID()
  const { pool } = database
  await pool.query("insert into bot (id, name, brand, created_at) values ($1, 'Fern', '#123456', now())", [bot])
  const source = randomUUID()
  const insert = `insert into source (id, bot, kind, title, status, created_at, updated_at) values ($1, $2, 'pairs', 'Shop', 'ready', now(), now())`
  await pool.query(insert, [source, bot])
  for (const question of ['How long does delivery take?', 'When is the shop open?'])
    await pool.query('insert into chunk (id, source, bot, position, title, question, body) values ($1, $2, $3, 0, $4, $4, $5)', [
      randomUUID(),
      source,
      bot,
      question,
      'Two days.',
    ])
})
afterAll(async () => {
  await scanner.close()
  await database.close()
})

function reader(encoder = wordsEncoder()) {
  const meaning = openMeaning({ db: database.pool, encoder, scanner, clock: () => 0, age: 0 })
  return createRead({ db: database.pool, meaning, topicsOf: async () => [billing] })
}
const asked = (question: string, change: Partial<Question> = {}) => ({
  ...{ bot, question, lines: [2], history: [], earlier: [], language: null, chosen: null },
  ...change,
  signal: AbortSignal.timeout(20_000),
})

describe('what is read from a line', () => {
  test('its vector as text, its language, what was found and how sure the search is', async () => {
    const signals = await reader()(asked('how long does the delivery take?'))
    expect(signals).toMatchObject({ lines: [2], encoder: 'words', language: 'en', smallTalk: null, repeat: null, mood: 0 })
    expect(signals?.found.length).toBeGreaterThan(0)
    expect(signals?.scores).toHaveLength(signals?.found.length ?? 0)
    const [vector] = await wordsEncoder().encode(['how long does the delivery take?'])
    if (!vector || !signals?.vector) throw new Error('no vector')
    expect(product(normed(vector), normed(fromText(signals.vector)))).toBeGreaterThan(0.99)
  })

  test('that it asks the same as an earlier question, and how often by now', async () => {
    const read = reader()
    const first = await read(asked('How long does delivery take?'))
    if (!first) throw new Error('nothing was read')
    const earlier = [{ line: 2, text: 'How long does delivery take?', signals: first }]
    const again = await read(asked('so how long does delivery take then?', { lines: [4], earlier }))
    expect(again?.repeat).toMatchObject({ line: 2, times: 2 })
    expect((await read(asked('When is the shop open?', { lines: [4], earlier })))?.repeat).toBeNull()
    expect((await read(asked('thanks', { lines: [4], earlier })))?.repeat).toBeNull()
  })

  test('not where only the line before led to the same', async () => {
    const read = reader()
    const line = 'How long does delivery take?'
    const first = await read(asked(line))
    if (!first) throw new Error('nothing was read')
    const leaning = {
      lines: [4],
      history: [{ by: 'visitor' as const, text: line, n: 2 }],
      earlier: [{ line: 2, text: line, signals: first }],
    }
    const next = await read(asked('will it come on a weekend', leaning))
    expect(next?.found[0]).toBe(first.found[0])
    expect(next?.repeat).toBeNull()
  })

  test('what it is about, of the owner’s topics', async () => {
    const about = async (line: string) => (await reader()(asked(line)))?.topics
    expect((await about('there is a mistake on my invoice'))?.[0]).toMatchObject({ topic: 'billing', score: 1 })
    expect((await about('When is the shop open?'))?.[0]?.score).toBeLessThan(0.5)
  })

  test('how angry it is, after the lines before', async () => {
    const signals = await reader()(asked('this is useless, you idiots!!!', { history: [{ by: 'visitor', text: 'hello??', n: 1 }] }))
    expect(signals?.mood).toBeGreaterThan(0.5)
    expect(signals?.moodMarks.length).toBeGreaterThan(0)
  })

  test('an encoder that is away costs what only meaning can say, and nothing else', async () => {
    const away = wordsEncoder()
    away.failing = true
    const signals = await reader(away)(asked('how long does delivery take? my invoice has a mistake'))
    expect(signals).toMatchObject({ encoder: null, vector: null, asks: 0 })
    expect(signals?.found.length).toBeGreaterThan(0)
  })
})
