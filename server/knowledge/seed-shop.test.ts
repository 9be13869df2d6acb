import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { answerQuestion } from '../bot/answer.ts'
import type { OpenDatabase } from '../db/open.ts'
import { openOutbound } from '../outbound.ts'
import { freshDatabase } from '../testing/database.ts'
import { openReader } from './reading/reader.ts'
import { shopKnowledge } from './seed-shop.ts'
import { openKnowledge } from './store.ts'

let database: OpenDatabase
const bot = randomUUID()

beforeAll(async () => {
  database = await freshDatabase()
  const { pool } = database
  await pool.query("insert into bot (id, name, brand, created_at) values ($1, 'Fern', '#3b5bdb', now())", [bot])
  const knowledge = openKnowledge({
    db: pool,
    outbound: openOutbound([]),
    reader: openReader(),
    clock: () => 1_800_000_000_000,
    newId: randomUUID,
  })
  await knowledge.addPairs(bot, shopKnowledge.pairs.title, shopKnowledge.pairs.pairs)
  for (const { title, text } of shopKnowledge.texts) await knowledge.addText(bot, title, text)
})
afterAll(() => database.close())

async function ask(question: string) {
  const answer = await answerQuestion({ db: database.pool, model: null, bot: { id: bot, name: 'Fern' }, question, history: [] })
  if (!('text' in answer)) throw new Error('no answer')
  return answer
}

describe('the demo shop', () => {
  it('answers its own questions, and is sure of nearly all', async () => {
    const questions = shopKnowledge.pairs.pairs.flatMap(({ question, answer }) => question.split('\n').map((one) => ({ one, answer })))
    const sure: string[] = []
    for (const { one, answer } of questions) {
      const given = await ask(one)
      expect(given.text, one).toBe(answer)
      if (given.confidence >= 0.7) sure.push(one)
    }
    expect(sure.length / questions.length).toBeGreaterThan(0.9)
  })

  it.each([
    ['can I machine wash my silnylon tent', 'quote', 'No washing machine'],
    ['how do I seal the seams of my tent', 'quote', 'silicone seam sealer'],
    ['do you ship to Norway', 'pair', 'Norway'],
    ['I want my money back', 'pair', 'refund the way you paid'],
    ['my zip is broken', 'pair', 'workshop'],
    ['what time do you close on saturday', 'pair', 'Saturday 10 to 18'],
  ] as const)('is sure about "%s"', async (question, mode, words) => {
    const answer = await ask(question)
    expect(answer.mode).toBe(mode)
    expect(answer.text).toContain(words)
    expect(answer.confidence).toBeGreaterThanOrEqual(0.7)
  })

  it.each([
    'do you sell kayaks',
    'what is the capital of France',
    'can I bring my dog to the shop',
    'do you have vegan boots',
    'what is the R value of your mats',
  ])('is not sure about "%s"', async (question) => {
    expect((await ask(question)).confidence).toBeLessThan(0.7)
  })
})
