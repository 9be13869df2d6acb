import { api } from '@baton/contracts/api.ts'
import type { PlaygroundAnswer } from '@baton/contracts/playground.ts'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { signalCount } from '../bot/rank.ts'
import { signalNames } from '../bot/signal-names.ts'
import { at, foundedBy, testHttp } from '../testing/http.ts'
import { startModelServer } from '../testing/model-server.ts'
import { type LearningHouse, openLearningHouse } from './testing/house.ts'

let house: LearningHouse
beforeAll(async () => {
  house = await openLearningHouse()
  const pairs = [
    { question: 'How long does delivery take?', answer: 'Two to four working days.' },
    { question: 'What does delivery cost?', answer: 'Delivery is free from 60 €.' },
    { question: 'How do I return something?', answer: 'Print the label under Account.' },
  ]
  await house.call(api.addSource, { id: house.cast.bot, body: { kind: 'pairs', pairs } })
})
afterAll(() => house.stop())

const play = (question: string, more: object = {}) => house.call(api.playground, { id: house.cast.bot, body: { question, ...more } }, 'bo')

it('shows how an answer comes about', async () => {
  const seen = await play('how long does delivery take')
  expect(seen.answer).toMatchObject({ text: 'Two to four working days.', mode: 'pair', sure: 'very sure', grounds: { supported: 1 } })
  expect(seen.deed).toMatchObject({ does: 'answers', lines: ['Two to four working days.'], reason: null, threshold: 0.7 })
  expect(seen.ranking.map(({ question }) => question)[0]).toBe('How long does delivery take?')
  const [best] = seen.ranking
  expect(best?.score).toBeCloseTo(seen.answer?.confidence ?? 0, 5)
  expect(best?.signals.map(({ name }) => name)).toContain('Word for word a phrasing')
  expect(best?.signals.every(({ name }) => signalNames.includes(name))).toBe(true)
  const all = seen.ranking.reduce((sum, { score }) => sum + score, seen.none)
  expect(all).toBeCloseTo(1, 5)
  expect(seen).toMatchObject({ prompt: null, failed: null, smallTalk: false, context: null })
  expect(seen.timing.map(({ stage }) => stage)).toEqual(['search', 'answer', 'decide'])
})

it('shows what the policy makes of it, also with other settings', async () => {
  expect((await play('do you hire bakers')).deed).toMatchObject({ does: 'escalates', reason: 'unsure' })
  expect((await play('I want to talk to a human')).deed).toMatchObject({ does: 'escalates', reason: 'asked' })
  const { confidence } = (await play('the delivery')).answer ?? { confidence: 0 }
  const half = await play('the delivery', { draft: { minConfidence: 1, askFrom: Math.max(0, confidence - 0.01) } })
  expect(half.deed.does).toBe('asksBack')
  expect(half.deed.choices).toContain('What does delivery cost?')
  expect((await play('the delivery', { draft: { minConfidence: 0 } })).deed.does).toBe('answers')
})

it('takes the conversation so far along', async () => {
  const history = [
    { by: 'visitor', text: 'What does delivery cost?' },
    { by: 'bot', text: 'Delivery is free from 60 €.' },
  ]
  expect((await play('and how long does it take?', { history })).context).toBe('What does delivery cost?')
})

it('knows small talk', async () => {
  expect(await play('hello')).toMatchObject({ smallTalk: true, deed: { does: 'answers' }, answer: { mode: 'smalltalk' } })
})

it('shows what a model is asked, also with another persona, and leaves it out', async () => {
  const model = await startModelServer()
  const http = await testHttp({ env: { MODEL_URL: model.url, MODEL_NAME: 'fake' } })
  const { cookie, me } = await foundedBy(http)
  const bot = me.bots[0]?.id ?? ''
  const body = { kind: 'text', title: 'Tents', text: 'A silnylon tent is washed by hand in lukewarm water.' }
  await http.call(at(api.addSource, bot), { cookie, body })
  model.behave({ says: { answerable: 'yes', confidence: 0.9, citations: [1], sentences: [{ text: 'Wash it by hand.', citations: [1] }] } })
  const asked = async (draft: object | null) =>
    (
      await http.call(at(api.playground, bot), { cookie, body: { question: 'how do I wash a silnylon tent', draft } })
    ).json<PlaygroundAnswer>()

  const persona = { style: 'friendly', bio: '', language: 'visitor', does: ['mention our repair service'], donts: [] }
  const written = await asked({ persona })
  expect(written).toMatchObject({ failed: null, answer: { text: 'Wash it by hand.', mode: 'model' } })
  expect(written.prompt?.prompt).toContain('A silnylon tent is washed by hand')
  expect(written.prompt?.instructions).toContain('mention our repair service')
  expect((await asked(null)).prompt?.instructions).not.toContain('mention our repair service')
  const requests = model.requests.length
  expect(await asked({ quotes: true })).toMatchObject({ prompt: null, answer: { mode: 'quote' } })
  expect(model.requests).toHaveLength(requests)

  model.behave({ status: 500 })
  expect(await asked(null)).toMatchObject({ answer: null, failed: 'down', deed: { does: 'escalates', reason: 'botFailed' } })
  await http.close()
  await model.close()
})

it('changes nothing', async () => {
  const { pool } = house.database
  const counts = async () =>
    (
      await pool.query(
        'select (select count(*) from fact) as facts, (select count(*) from conversation) as conversations, (select count(*) from question) as questions',
      )
    ).rows
  const before = await counts()
  await play('do you hire bakers')
  expect(await counts()).toEqual(before)
})

it('refuses what can’t be', async () => {
  const nobody = '00000000-0000-4000-8000-000000000000'
  expect((await house.status(api.playground, { id: nobody, body: { question: 'a' } })).status).toBe(404)
  expect(await house.status(api.playground, { id: house.cast.bot, body: { question: ' ' } })).toMatchObject({ status: 400 })
  const draft = { minConfidence: 2 }
  expect(await house.status(api.playground, { id: house.cast.bot, body: { question: 'a', draft } })).toMatchObject({
    status: 400,
    sentence: expect.stringContaining('minConfidence'),
  })
})

it('has a name for each signal', () => {
  expect(signalNames).toHaveLength(signalCount.meaning)
})
