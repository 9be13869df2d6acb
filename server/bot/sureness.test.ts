import { randomUUID } from 'node:crypto'
import { api } from '@baton/contracts/api.ts'
import type { Fact, FactOf } from '@baton/contracts/facts.ts'
import type { Sureness } from '@baton/contracts/sureness.ts'
import { opened } from '@baton/core/apply.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newVisitor, visitorOf } from '../people/visitors.ts'
import { at, foundedBy, type Person, type TestHttp, testHttp } from '../testing/http.ts'
import { openCalibrating } from './calibration-job.ts'

let http: TestHttp
let owner: Person
let bot: string
beforeAll(async () => {
  http = await testHttp()
  owner = await foundedBy(http)
  bot = owner.me.bots[0]?.id ?? ''
})
afterAll(() => http.close())

const job = { id: '1', key: 'calibrate', kind: 'calibrate', conversation: null, payload: {}, attempts: 1 }
const said = (raw: number, mode: FactOf<'botSaid'>['mode']): Fact => ({
  type: 'botSaid',
  text: 'Three days.',
  confidence: raw,
  threshold: 0.7,
  mode,
  sources: [],
  tried: [],
  answers: 1,
  policyVersion: 1,
  grounds: { found: raw, supported: 1, said: null, raw, caps: [] },
})
const rated = (answer: number, helpful: boolean): Fact => ({ type: 'answerRated', answer, helpful })

/** A conversation with these facts, looked through up to its end. */
async function happened(...facts: Fact[]): Promise<string> {
  const { pool, db } = http.database
  const { token } = await newVisitor(db, bot, 0)
  const visitor = await visitorOf(db, token)
  const { conversation: id, id: person } = visitor as { conversation: string; id: string }
  const state = { ...opened(bot, person), n: facts.length }
  const sql = 'insert into conversation (id, bot, visitor, version, state) values ($1, $2, $3, $4, $5)'
  await pool.query(sql, [id, bot, person, facts.length, JSON.stringify(state)])
  for (const [i, fact] of facts.entries()) await add(id, i + 1, fact)
  await pool.query('insert into looked_through (conversation, n) values ($1, $2)', [id, facts.length])
  return id
}

async function add(conversation: string, n: number, fact: Fact): Promise<void> {
  const sql = 'insert into fact (conversation, n, at, cause, fact) values ($1, $2, $3, $4, $5)'
  await http.database.pool.query(sql, [conversation, n, http.now() + n, randomUUID(), JSON.stringify(fact)])
}

const calibrating = () => openCalibrating({ db: http.database.pool, meaning: null, clock: http.now })
const sureness = async (): Promise<Sureness> => (await http.call(at(api.sureness, bot), { cookie: owner.cookie })).json()

test('without answers there is nothing to say, and a bot that is not there is not found', async () => {
  const { reliability, costs, lines, threshold } = await sureness()
  expect(threshold).toBe(0.7)
  expect(lines).toEqual([])
  expect(reliability.map(({ by, answers, gap }) => [by, answers, gap])).toEqual([
    ['all', 0, null],
    ['pair', 0, null],
    ['quote', 0, null],
    ['model', 0, null],
  ])
  expect(costs).toHaveLength(21)
  expect(costs[14]).toEqual({ threshold: 0.7, answered: null, right: null, askedBack: null, handedOver: null, answers: 0, outcomes: 0 })
  expect((await http.call(at(api.sureness, randomUUID()), { cookie: owner.cookie })).statusCode).toBe(404)
})

test('outcomes are drawn beside what was said, move their own kind alone, and tell what a threshold costs', async () => {
  for (let i = 0; i < 60; i++) await happened(said(0.8, 'quote'), rated(1, i % 5 === 0))
  for (let i = 0; i < 40; i++) await happened(said(0.95, 'pair'), rated(1, true))
  for (let i = 0; i < 20; i++) await happened(said(0.3, 'pair'))
  const running = calibrating()
  await running.jobs.calibrate?.run(job)
  // A quote that says 80 % was right one time in five; pairs stand as they were.
  expect(running.calibrated(0.8, bot, 'quote')).toBeLessThan(0.65)
  expect(running.calibrated(0.95, bot, 'pair')).toBeGreaterThanOrEqual(0.95)
  expect(running.calibrated(0.8, bot, 'model')).toBe(0.8)
  expect(running.calibrated(1, bot, 'smalltalk')).toBe(1)

  const { reliability, lines, costs } = await sureness()
  const [all, pair, quote] = reliability
  expect([all, pair, quote].map((one) => [one?.answers, one?.outcomes])).toEqual([
    [120, 100],
    [60, 40],
    [60, 60],
  ])
  expect(quote?.bins[8]?.said).toBeCloseTo(0.8, 5)
  expect(quote?.bins[8]?.right).toBeCloseTo(0.2, 5)
  expect(quote?.gap).toBeCloseTo(0.6, 5)
  expect(lines.map(({ mode, from, counted }) => [mode, from, counted])).toEqual([
    ['pair', 'outcomes', 40],
    ['quote', 'outcomes', 60],
  ])
  expect(lines[1]?.shift).toBeLessThan(0)
  const [open, today, shut] = [costs[0], costs[14], costs[20]]
  expect(open).toMatchObject({ answered: 1, askedBack: 0, handedOver: 0, answers: 120, outcomes: 100 })
  expect(open?.right).toBeCloseTo(0.52, 5)
  expect(today).toMatchObject({ answers: 40, outcomes: 40, right: 1 })
  expect(today?.askedBack).toBeCloseTo(0.5, 5)
  expect(shut).toMatchObject({ answers: 0, right: null, answered: 0 })
})

test('a later word on an answer counts, and the same facts twice change nothing', async () => {
  const conversation = await happened(said(0.8, 'model'))
  const running = calibrating()
  const outcome = async () => {
    await running.jobs.calibrate?.run(job)
    const sql = 'select found_right, weight, source, noted_at from outcome where conversation = $1'
    return (await http.database.pool.query(sql, [conversation])).rows[0]
  }
  const first = await outcome()
  expect(first).toMatchObject({ found_right: null, source: null })
  http.later(1_000)
  await http.database.pool.query('update looked_through set weighed = 0 where conversation = $1', [conversation])
  expect(await outcome()).toEqual(first)
  await add(conversation, 2, { type: 'answerReviewed', agent: owner.me.agent.id, name: 'Ada', answer: 1, verdict: 'right', text: null })
  await http.database.pool.query('update looked_through set n = 2 where conversation = $1', [conversation])
  expect(await outcome()).toMatchObject({ found_right: true, weight: 1, source: 'reviewed' })
  expect((await sureness()).lines.map(({ mode }) => mode)).toContain('model')
})
