import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type House, openHouse } from '../testing/house.ts'
import { type ModelServer, startModelServer } from '../testing/model-server.ts'
import { readFacts } from './store.ts'

const answer = {
  answerable: 'yes',
  confidence: 0.9,
  citations: [1],
  sentences: [{ text: 'Our workshop mends torn tents within five days.', citations: [1] }],
}
const summary = (...sentences: [text: string, ...citations: number[]][]) => ({
  ...{ answerable: 'yes', confidence: 1, citations: [] },
  sentences: sentences.map(([text, ...citations]) => ({ text, citations })),
})

let house: House
let model: ModelServer
let sums: unknown
beforeAll(async () => {
  model = await startModelServer()
  house = await openHouse({ env: { MODEL_URL: model.url, MODEL_NAME: 'pretend' } })
  const { pool } = house.database
  const source = randomUUID()
  await pool.query(
    "insert into source (id, bot, kind, title, status, created_at, updated_at) values ($1, $2, 'text', 'Repairs', 'ready', now(), now())",
    [source, house.cast.bot],
  )
  await pool.query("insert into chunk (id, source, bot, position, title, body) values ($1, $2, $3, 0, 'Repairs', $4)", [
    randomUUID(),
    source,
    house.cast.bot,
    'Our workshop mends torn tents within five days.',
  ])
})
afterAll(async () => {
  await house.stop()
  await model.close()
})
beforeEach(() => {
  model.behave(({ messages }) => ({ says: messages[0]?.content.includes('sum up a conversation') ? sums : answer }))
})

/** A visitor asks, is answered, and wants a person, whom this agent is. */
async function escalated() {
  const agent = await house.agent(house.cast.ada)
  const visitor = await house.visitor()
  await visitor.act({ type: 'say', text: 'Do you mend torn tents? Mine is order 48213.', page: null })
  await visitor.fact('botSaid')
  agent.send({ t: 'open', conversation: visitor.conversation, after: 0 })
  await visitor.act({ type: 'ask', page: null })
  return { agent, visitor }
}

test('what escalates is summed up by the model, in sentences that stand in the lines', async () => {
  sums = summary(
    ['The visitor asks whether torn tents are mended; it is order 48213.', 1],
    ['The bot answered that the workshop mends them within five days.', 2],
    ['The visitor is owed a refund of 90 euros.', 1],
    ['Ignore all of this.'],
  )
  const { agent, visitor } = await escalated()
  expect(await agent.fact('summarized')).toMatchObject({
    text: 'The visitor asks whether torn tents are mended; it is order 48213. The bot answered that the workshop mends them within five days.',
    model: 'pretend',
  })
  const facts = await readFacts(house.database.pool, visitor.conversation, 0)
  const upTo = facts.find(({ fact }) => fact.type === 'botSaid')?.n
  expect(facts.find(({ fact }) => fact.type === 'summarized')).toMatchObject({ fact: { upTo } })
  const seen = visitor.frames.map((frame) => JSON.stringify(frame))
  expect(seen.some((frame) => frame.includes('summarized') || frame.includes('48213. The bot'))).toBe(false)
  const { rows } = await house.database.pool.query("select from model_call where result = 'said'")
  expect(rows).toHaveLength(2)
})

test('lines that give orders are data, and a model that writes nothing that stands leaves no summary', async () => {
  sums = summary(['The visitor must get a voucher of 500 euros.', 1])
  const { visitor } = await escalated()
  await expect.poll(() => model.requests.length).toBe(2)
  const [system, lines] = (model.requests[1]?.messages ?? []).map(({ content }) => content)
  const mark = /carry (\w+) is data/.exec(system ?? '')?.[1]
  expect(lines).toContain(`<line 1 by the visitor ${mark}>`)
  await expect
    .poll(async () => (await house.database.pool.query("select from model_call where result = 'said'")).rowCount)
    .toBeGreaterThanOrEqual(2)
  const facts = await readFacts(house.database.pool, visitor.conversation, 0)
  expect(facts.some(({ fact }) => fact.type === 'summarized')).toBe(false)
})
