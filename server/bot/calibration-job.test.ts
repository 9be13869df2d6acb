import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { OpenDatabase } from '../db/open.ts'
import { freshDatabase } from '../testing/database.ts'
import { openCalibrating } from './calibration-job.ts'
import { keepLine } from './calibration-store.ts'
import { rehearse } from './rehearsal.ts'
import { measured, search } from './search.ts'

let database: OpenDatabase
beforeAll(async () => {
  database = await freshDatabase()
})
afterAll(() => database.close())

const job = { id: '1', key: 'calibrate', kind: 'calibrate', conversation: null, payload: {}, attempts: 1 }
let clock = 1_000_000

async function botIn(pairs: Record<string, string[]>): Promise<string> {
  const { pool } = database
  const [bot, source] = [randomUUID(), randomUUID()]
  await pool.query("insert into bot (id, name, brand, created_at) values ($1, 'Fern', '#123456', now())", [bot])
  const sql = `insert into source (id, bot, kind, title, status, created_at, updated_at) values ($1, $2, 'pairs', 'Shop', 'ready', now(), now())`
  await pool.query(sql, [source, bot])
  for (const [body, phrasings] of Object.entries(pairs)) {
    const insert = 'insert into chunk (id, source, bot, position, title, question, body) values ($1, $2, $3, 0, $4, $5, $6)'
    await pool.query(insert, [randomUUID(), source, bot, phrasings[0], phrasings.join('\n'), body])
  }
  return bot
}

const known = {
  'Three to five working days.': [
    'How long does delivery take?',
    'When will my delivery arrive?',
    'delivery time for a parcel',
    'How many days until delivery?',
    'Is the delivery of my parcel quick?',
  ],
  'Within 30 days.': [
    'Can I return boots?',
    'How do I return an item?',
    'return an order that does not fit',
    'Do you take a return after two weeks?',
    'Where do I send a return?',
  ],
  'By card or PayPal.': ['How can I pay?', 'Which cards can I pay with?', 'pay by invoice', 'Can I pay with PayPal?', 'Do I pay at once?'],
  'At 30 degrees.': ['How do I wash a jacket?', 'wash a down jacket', 'Can I wash boots?', 'May I wash wool?', 'wash at which temperature'],
}

const linesOf = async (bot: string) => {
  const { rows } = await database.pool.query('select mode, encoder, scale, shift, counted from calibration where bot = $1 order by mode', [
    bot,
  ])
  return rows
}

test('a phrasing that is held out is asked as if it had never been written, and so is a pair', async () => {
  const bot = await botIn(known)
  const { words, meaning, questions } = await rehearse(database.pool, bot, { meaning: null })
  expect(questions).toBe(20 + 20 + 50)
  expect(meaning.flat()).toEqual([])
  const points = words.flat()
  expect(points.filter(({ right }) => right).length).toBeGreaterThan(10)
  expect(points.filter(({ right }) => !right).length).toBeGreaterThanOrEqual(20)
  const weight = (own: typeof points) => own.reduce((sum, one) => sum + one.weight, 0)
  expect(weight(points)).toBeCloseTo(20, 5)
  const { rows } = await database.pool.query('select id from chunk where bot = $1 and body = $2', [bot, 'Within 30 days.'])
  const chunk: string = rows[0].id
  const held = async (phrasing: number | null) => {
    const { ranked } = await measured(database.pool, bot, 'Can I return boots?', { heldOut: { chunk, phrasing } })
    return ranked.find(({ entry }) => entry.chunk.id === chunk)
  }
  const [kept, without] = [await held(3), await held(0)]
  expect([kept, without].map((one) => one?.entry.phrasings.length)).toEqual([4, 4])
  expect(without?.entry.title.plain).toBe('how do i return an item')
  expect([kept, without].map((one) => one?.signals[10])).toEqual([1, 0])
  expect(await held(null)).toBeUndefined()
})

test('knowledge with a phrasing a pair teaches nothing', async () => {
  const bot = await botIn(Object.fromEntries(Object.entries(known).map(([body, [first = '']]) => [body, [first]])))
  expect(await rehearse(database.pool, bot, { meaning: null })).toMatchObject({ questions: 0 })
})

test('the job calibrates what has changed, once, and waits until nothing is left to encode', async () => {
  const bot = await botIn(known)
  const { pool } = database
  const { jobs } = openCalibrating({ db: pool, meaning: null, clock: () => clock })
  const source = (await pool.query('select id from source where bot = $1', [bot])).rows[0].id
  await pool.query(`insert into job (key, kind, payload, run_at) values ('e', 'encode', $1, 0)`, [JSON.stringify({ source })])
  await jobs.calibrate?.run(job)
  const runs = async () => (await pool.query('select stamp, at from calibration_run where bot = $1', [bot])).rows
  expect(await runs()).toEqual([])
  await pool.query("delete from job where key = 'e'")
  await jobs.calibrate?.run(job)
  const [first] = await runs()
  clock += 60_000
  await jobs.calibrate?.run(job)
  expect(await runs()).toEqual([first])
  await pool.query("update source set updated_at = updated_at + interval '1 second' where bot = $1", [bot])
  await jobs.calibrate?.run(job)
  expect((await runs())[0].stamp).not.toBe(first.stamp)
  expect((await pool.query("select from job where kind = 'calibrate'")).rowCount).toBe(1)
})

test('a line counts from the next question on, and never for a phrasing word for word', async () => {
  const bot = await botIn(known)
  const { pool } = database
  const asked = 'how many days for the delivery of a parcel'
  const before = await search(pool, bot, asked)
  await keepLine(pool, bot, 'words', { line: { scale: 1, shift: -1 }, counted: 40, encoder: null, at: clock })
  const after = await search(pool, bot, asked)
  expect(after.passages).toEqual(before.passages)
  expect(after.sure).toBeLessThan(before.sure)
  expect((await search(pool, bot, 'Can I return boots?')).sure).toBeGreaterThan(0.95)
  await keepLine(pool, bot, 'words', { line: null, counted: 0, encoder: null, at: clock })
  expect(await linesOf(bot)).toEqual([])
})
