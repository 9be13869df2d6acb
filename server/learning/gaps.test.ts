import { api } from '@baton/contracts/api.ts'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createAnswering } from '../bot/ask.ts'
import { openModels } from '../bot/models.ts'
import { root } from '../root.ts'
import { openSecrets } from '../secrets/secrets.ts'
import { startModelServer } from '../testing/model-server.ts'
import type { Answering } from './deps.ts'
import { nearestPair, tryGap } from './gaps.ts'
import { lookThrough } from './look.ts'
import { type LearningHouse, openLearningHouse } from './testing/house.ts'

let house: LearningHouse
beforeAll(async () => {
  house = await openLearningHouse()
  await house.call(api.addSource, {
    id: house.cast.bot,
    body: { kind: 'pairs', pairs: [{ question: 'How long does delivery take?', answer: 'Two to four working days.' }] },
  })
})
afterAll(() => house.stop())

const gaps = (query = {}) => house.call(api.gaps, { id: house.cast.bot, query })

it('makes a gap of what the bot could not answer, drafts its answer from what a person said, and the bot knows it', async () => {
  const ada = await house.agent(house.cast.ada)
  const first = await house.asks('Do you repair torn tents?', 'escalated')
  await first.act({ type: 'give', name: 'Mara Lind', email: 'mara@lind.example' })
  const { conversation } = first
  await ada.act({ type: 'accept' }, conversation)
  await ada.act({ type: 'say', text: 'Hi Mara, this is Ada. How can I help?' }, conversation)
  await ada.act(
    { type: 'say', text: 'Hi Mara, we mend tents for 35 € within two weeks. I wrote to mara@lind.example, order FW-20391.' },
    conversation,
  )
  await ada.act({ type: 'say', text: 'Send it to the workshop in Hamburg.' }, conversation)
  await house.asks('can you repair a torn tent', 'escalated')
  await house.asks('Do you rent out canoes?', 'escalated')

  const list = await house.looked(async () => {
    const found = await gaps()
    return found.gaps.length === 2 && found
  })
  expect(list.counts).toEqual({ open: 2, answered: 0, dismissed: 0 })
  const [gap] = list.gaps
  expect(gap).toMatchObject({ state: 'open', questions: 2, visitors: 2, why: { unsure: 2, handedOver: 2 }, pair: null })

  const seen = await house.call(api.gap, { id: gap?.id ?? '' })
  expect(seen.questions.map(({ text }) => text)).toEqual(['can you repair a torn tent', 'Do you repair torn tents?'])
  expect(seen.draft).toEqual({
    question: `${gap?.title}\n${seen.questions.map(({ text }) => text).find((text) => text !== gap?.title)}`,
    answer: 'We mend tents for 35 € within two weeks. I wrote to [e-mail], order [number].\nSend it to the workshop in Hamburg.',
    from: { conversation, line: expect.any(Number), agent: house.cast.ada.name },
    masked: 2,
  })

  const answered = await house.call(api.answerGap, { id: gap?.id ?? '', body: { question: seen.draft.question, answer: 'Yes, for 35 €.' } })
  expect(answered.results).toHaveLength(2)
  for (const result of answered.results) expect(result).toMatchObject({ answered: true, byPair: true, answer: 'Yes, for 35 €.' })
  expect(answered.gap).toMatchObject({ state: 'answered', pair: answered.pair.id, test: { questions: 2, answered: 2 } })
  expect(answered.gap.settled?.by).toBe(house.cast.ada.name)
  expect((await gaps()).counts).toEqual({ open: 1, answered: 1, dismissed: 0 })

  const visitor = await house.asks('Do you repair torn tents?')
  expect(await visitor.fact('botSaid')).toMatchObject({ text: 'Yes, for 35 €.' })
})

it('opens an answered gap again when somebody is not helped by the answer', async () => {
  const visitor = await house.asks('How long does delivery take?')
  const { n } = visitor.facts().find(({ fact }) => fact?.type === 'botSaid') ?? { n: 0 }
  await visitor.act({ type: 'rate', answer: n, helpful: false })
  const gap = await house.looked(async () => (await gaps({ why: 'unhelpful' })).gaps[0])
  const { nearest } = await house.call(api.gap, { id: gap.id })
  expect(nearest?.pair).toMatchObject({ answer: 'Two to four working days.' })

  const body = { question: 'What is the delivery time?', answer: 'Two to four days; to islands a week.', pair: nearest?.pair.id }
  const { pair } = await house.call(api.answerGap, { id: gap.id, body })
  expect(pair.id).toBe(nearest?.pair.id)
  expect(pair.question.split('\n')).toEqual(['How long does delivery take?', 'What is the delivery time?'])

  const again = await house.asks('How long does delivery take?')
  const said = again.facts().find(({ fact }) => fact?.type === 'botSaid')
  await again.act({ type: 'rate', answer: said?.n ?? 0, helpful: false })
  const reopened = await house.looked(async () => (await gaps({ why: 'unhelpful' })).gaps[0])
  expect(reopened).toMatchObject({ id: gap.id, state: 'open', questions: 2 })
})

it('looks at the same facts as often as you like', async () => {
  const { pool } = house.database
  const before = await pool.query('select id, gap, why from question order by id')
  await pool.query('update looked_through set n = 0')
  for (const { conversation } of (await pool.query('select conversation from looked_through')).rows)
    await lookThrough(pool, conversation, () => crypto.randomUUID())
  expect((await pool.query('select id, gap, why from question order by id')).rows).toEqual(before.rows)
})

it('finds what happened while nobody looked', async () => {
  const { pool } = house.database
  const count = async () => (await pool.query('select count(*)::int as n from question')).rows[0].n
  const before = await count()
  await pool.query('delete from question')
  await pool.query('delete from gap')
  await pool.query('update looked_through set n = 0')
  await pool.query('update looked_until set minute = 0')
  await house.looked(async () => (await count()) === before && (await gaps()).gaps.length > 0)
})

it('is moved by hand, dismissed and opened again by an admin, and by nobody else', async () => {
  const all = (await gaps()).gaps
  const [one, other] = all
  const questions = (await house.call(api.gap, { id: one?.id ?? '' })).questions
  const alone = await house.call(api.moveQuestion, { id: questions[0]?.id ?? '', body: { gap: null } })
  expect(alone).toMatchObject({ questions: 1, title: questions[0]?.text })
  const back = await house.call(api.moveQuestion, { id: questions[0]?.id ?? '', body: { gap: other?.id } })
  expect(back).toMatchObject({ id: other?.id, questions: (other?.questions ?? 0) + 1 })
  expect(await house.call(api.changeGap, { id: back.id, body: { state: 'dismissed' } })).toMatchObject({ state: 'dismissed' })
  expect((await gaps({ state: 'dismissed' })).gaps).toHaveLength(1)
  expect(await house.call(api.changeGap, { id: back.id, body: { state: 'open' } })).toMatchObject({ state: 'open', settled: null })

  const body = { question: 'a', answer: 'b' }
  for (const [route, sent] of [
    [api.changeGap, { id: back.id, body: { state: 'dismissed' } }],
    [api.answerGap, { id: back.id, body }],
    [api.tryGap, { id: back.id, body: {} }],
    [api.moveQuestion, { id: questions[0]?.id ?? '', body: { gap: null } }],
  ] as const)
    expect((await house.status(route, sent, 'bo')).status).toBe(403)
  expect((await house.call(api.gaps, { id: house.cast.bot }, 'bo')).gaps.length).toBeGreaterThan(0)
})

it('is shown with gaps that may be the same, and joined with one by an admin', async () => {
  for (const text of ['Do you sell gift vouchers?', 'Is there a voucher to give as a present?']) await house.asks(text, 'escalated')
  const vouchers = () => gaps({ text: 'voucher' })
  const [first] = await house.looked(async () => {
    const found = (await vouchers()).gaps
    return found.reduce((sum, gap) => sum + gap.questions, 0) === 2 && found
  })
  const { questions } = await house.call(api.gap, { id: first?.id ?? '' })
  if (questions.length === 2) await house.call(api.moveQuestion, { id: questions[0]?.id ?? '', body: { gap: null } })
  const [one, other] = (await vouchers()).gaps
  const { gaps: alike } = await house.call(api.alikeGaps, { id: one?.id ?? '' })
  expect(alike[0]).toEqual({ id: other?.id, title: other?.title, state: 'open', questions: 1 })

  const join = { id: other?.id ?? '', body: { into: one?.id ?? '' } }
  expect((await house.status(api.joinGap, join, 'bo')).status).toBe(403)
  expect((await house.status(api.joinGap, { ...join, body: { into: join.id } })).status).toBe(404)
  expect(await house.call(api.joinGap, join)).toMatchObject({ id: one?.id, questions: 2, visitors: 2, state: 'open' })
  expect((await house.status(api.gap, { id: join.id })).status).toBe(404)
  expect((await house.status(api.joinGap, join)).status).toBe(404)
})

it('keeps what it found when whoever tried a gap again has gone', async () => {
  const { pool } = house.database
  const [gap] = (await gaps()).gaps
  if (!gap) throw new Error('there is no gap')
  const answer: Answering = async () => ({ failed: 'slow' })
  const deps = { db: pool, clock: () => 1_000, answer }
  const tried = async () => (await pool.query('select tried_at, tried, tried_well from gap where id = $1', [gap.id])).rows[0]
  const before = await tried()
  await tryGap(deps, gap, AbortSignal.abort())
  expect(await tried()).toEqual(before)
  await tryGap(deps, gap)
  expect(await tried()).toMatchObject({ tried_at: new Date(1_000), tried: gap.questions, tried_well: 0 })
})

it('asks no model which pair comes nearest', async () => {
  const { pool } = house.database
  const model = await startModelServer()
  try {
    const config = { modelUrl: model.url, modelName: 'pretend', modelKey: undefined }
    const secrets = openSecrets({ secret: undefined, databaseUrl: undefined, dataDir: root })
    const models = openModels({ pool, config, secrets, clock: Date.now })
    const bot = createAnswering({ pool, models, meaning: null, clock: Date.now })
    const answer: Answering = async ({ draft, ...asked }) => {
      const said = await bot({ ...asked, draft: draft ?? undefined })
      if ('cut' in said) throw new Error('nobody listens')
      return said
    }
    model.behave({ status: 404 })
    const question = 'Is delivery possible on Saturdays?'
    expect(await answer({ bot: house.cast.bot, question, history: [] })).toEqual({ failed: 'down' })
    expect(model.requests).toHaveLength(1)
    expect((await nearestPair({ db: pool, answer }, house.cast.bot, question))?.pair.question).toContain('How long does delivery take?')
    expect(model.requests).toHaveLength(1)
  } finally {
    await model.close()
  }
})

it('refuses what can’t be, and says which field', async () => {
  const [gap] = (await gaps()).gaps
  const id = gap?.id ?? ''
  const nobody = '00000000-0000-4000-8000-000000000000'
  const body = { question: 'a', answer: 'b' }
  expect(await house.status(api.answerGap, { id, body: { ...body, source: nobody } })).toMatchObject({
    status: 400,
    sentence: expect.stringContaining('source'),
  })
  expect(await house.status(api.answerGap, { id, body: { ...body, pair: nobody } })).toMatchObject({
    status: 400,
    sentence: expect.stringContaining('pair'),
  })
  expect(await house.status(api.answerGap, { id, body: { question: ' ', answer: 'b' } })).toMatchObject({
    status: 400,
    sentence: expect.stringContaining('question'),
  })
  for (const [route, sent] of [
    [api.gap, {}],
    [api.answerGap, { body }],
    [api.tryGap, { body: {} }],
    [api.changeGap, { body: { state: 'open' } }],
    [api.moveQuestion, { body: { gap: null } }],
    [api.alikeGaps, {}],
    [api.joinGap, { body: { into: id } }],
  ] as const)
    expect((await house.status(route, { id: nobody, ...sent })).status).toBe(404)
  expect((await gaps({ after: 'nonsense', limit: 1 })).gaps).toHaveLength(1)
})
