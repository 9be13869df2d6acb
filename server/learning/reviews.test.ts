import { api } from '@baton/contracts/api.ts'
import { afterAll, beforeAll, expect, it } from 'vitest'
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

const reviews = (query = {}) => house.call(api.reviews, { id: house.cast.bot, query })

async function answered(): Promise<{ conversation: string; n: number; rate: (helpful: boolean) => Promise<unknown> }> {
  const visitor = await house.asks('How long does delivery take?')
  const n = visitor.facts().find(({ fact }) => fact?.type === 'botSaid')?.n ?? 0
  return { conversation: visitor.conversation, n, rate: (helpful) => visitor.act({ type: 'rate', answer: n, helpful }) }
}

it('lists what did not help; a correction becomes a fact, and after approval a pair', async () => {
  const { conversation, n, rate } = await answered()
  await rate(false)
  const review = await house.looked(async () => (await reviews()).reviews[0])
  expect(review).toMatchObject({
    ...{ conversation, answer: n, why: ['unhelpful'], state: 'open', said: true, judged: null },
    ...{ question: 'How long does delivery take?', text: 'Two to four working days.' },
  })

  const corrected = await house.call(
    api.judgeAnswer,
    { id: review.id, body: { verdict: 'corrected', text: 'Three to five days since March. Ask bo@shop.example.' } },
    'bo',
  )
  expect(corrected).toMatchObject({ state: 'corrected', judged: { by: house.cast.bo.name }, approval: null })
  expect((await reviews({ state: 'toApprove' })).reviews.map(({ id }) => id)).toEqual([review.id])
  const facts = await house.call(api.facts, { id: conversation, query: { after: 0, limit: 100 } })
  expect(facts.at(-1)?.fact).toMatchObject({ type: 'answerReviewed', answer: n, verdict: 'corrected', agent: house.cast.bo.agent })

  const { draft, nearest, around } = await house.call(api.review, { id: review.id })
  expect(draft).toEqual({ question: 'How long does delivery take?', answer: 'Three to five days since March. Ask [e-mail].' })
  expect(around.map(({ by }) => by)).toEqual(['visitor', 'bot', 'bot'])
  const pair = { ...draft, answer: 'Three to five days.', pair: nearest?.pair.id }
  expect((await house.status(api.approveCorrection, { id: review.id, body: { approve: true, pair } }, 'bo')).status).toBe(403)
  const approved = await house.call(api.approveCorrection, { id: review.id, body: { approve: true, pair } })
  expect(approved.review.approval).toMatchObject({ approved: true, by: house.cast.ada.name, pair: nearest?.pair.id })
  expect((await house.status(api.approveCorrection, { id: review.id, body: { approve: false } })).status).toBe(409)
  expect(await (await house.asks('How long does delivery take?')).fact('botSaid')).toMatchObject({ text: 'Three to five days.' })
})

it('is marked by an agent, judged over the socket, and judged anew', async () => {
  const { conversation, n } = await answered()
  const marked = await house.call(api.markAnswer, { id: conversation, body: { answer: n, note: 'Too short?' } }, 'bo')
  expect(marked).toMatchObject({ why: ['agent'], note: 'Too short?', state: 'open' })
  const bo = await house.agent(house.cast.bo)
  await bo.act({ type: 'review', answer: n, verdict: 'right' }, conversation)
  const right = await house.looked(async () => (await reviews({ state: 'right' })).reviews[0])
  expect(right).toMatchObject({ id: marked.id, note: 'Too short?', judged: { by: house.cast.bo.name } })
  const wrong = await house.call(api.judgeAnswer, { id: marked.id, body: { verdict: 'wrong' } })
  expect(wrong).toMatchObject({ state: 'wrong', judged: { by: house.cast.ada.name }, correction: null })
  expect((await reviews()).counts).toEqual({ open: 0, right: 0, wrong: 1, corrected: 1, toApprove: 0 })
  expect((await reviews({ state: 'wrong', why: 'rule' })).reviews).toEqual([])
  expect((await reviews({ state: 'wrong', why: 'agent', text: 'DELIVERY' })).reviews).toHaveLength(1)
})

it('lets a mark go that is no longer true, but none that somebody made', async () => {
  const one = await answered()
  const other = await answered()
  await one.rate(false)
  await other.rate(false)
  await house.looked(async () => (await reviews()).reviews.length === 2)
  await house.call(api.markAnswer, { id: other.conversation, body: { answer: other.n } })
  await one.rate(true)
  await other.rate(true)
  const left = await house.looked(async () => {
    const { reviews: open } = await reviews()
    return open.length === 1 && open[0]?.why.length === 1 && open
  })
  expect(left).toMatchObject([{ conversation: other.conversation, why: ['agent'] }])
})

it('refuses what can’t be, and says which field', async () => {
  const { conversation } = await answered()
  const refused = await house.status(api.markAnswer, { id: conversation, body: { answer: 999_999_999_999 } })
  expect(refused).toMatchObject({ status: 400, sentence: expect.stringContaining('answer') })
  const nobody = '00000000-0000-4000-8000-000000000000'
  expect((await house.status(api.markAnswer, { id: nobody, body: { answer: 1 } })).status).toBe(400)
  expect((await house.status(api.review, { id: nobody })).status).toBe(404)
  expect((await house.status(api.judgeAnswer, { id: nobody, body: { verdict: 'right' } })).status).toBe(404)
  const [open] = (await reviews()).reviews
  expect(await house.status(api.judgeAnswer, { id: open?.id ?? '', body: { verdict: 'corrected', text: ' ' } })).toMatchObject({
    status: 400,
    sentence: expect.stringContaining('text'),
  })
  expect((await house.status(api.approveCorrection, { id: open?.id ?? '', body: { approve: false } })).status).toBe(409)
})
