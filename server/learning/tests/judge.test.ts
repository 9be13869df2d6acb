import { randomUUID } from 'node:crypto'
import { policy } from '@baton/contracts/policy.ts'
import type { Expectation } from '@baton/contracts/test-cases.ts'
import type { Draft } from '@baton/core/decide.ts'
import { describe, expect, it } from 'vitest'
import { type Standing, withDraft } from '../settings.ts'
import { judge, type Rests, sharedWords } from './judge.ts'

const [bot, team, pair, source] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()]
const standing: Standing = { bot, name: 'Fern', version: 1, policy: policy.parse({ team }), teams: new Map([[team, 'Support']]) }
const said = (confidence: number, more: Partial<Draft> = {}): Draft => ({
  text: 'Two to four working days.',
  confidence,
  mode: 'pair',
  sources: [],
  tried: [],
  ...more,
})
const rests: Rests[] = [{ title: 'How long does delivery take?', pair, source, url: 'https://shop.example/delivery' }]
const choices = ['a', 'b'].map((label) => ({ chunk: randomUUID(), label }))

const outcome = (expects: Expectation, draft: Draft | { failed: 'down' }, question = 'how long does it take', by = standing) =>
  judge(expects, 'What is expected', question, draft, rests, by)

describe('what the bot did is what was expected', () => {
  it.each<[string, Expectation, number, boolean]>([
    ['the pair', { kind: 'pair', pair }, 0.9, true],
    ['another pair', { kind: 'pair', pair: randomUUID() }, 0.9, false],
    ['the source', { kind: 'source', source, url: null }, 0.9, true],
    ['a page of it', { kind: 'source', source, url: 'https://shop.example/delivery' }, 0.9, true],
    ['another page of it', { kind: 'source', source, url: 'https://shop.example/returns' }, 0.9, false],
    ['the same text', { kind: 'answer', text: 'two to four days' }, 0.9, true],
    ['another text', { kind: 'answer', text: 'Never on a Sunday' }, 0.9, false],
    ['the pair, but not surely enough', { kind: 'pair', pair }, 0.6, false],
    ['a person, surely not', { kind: 'handover' }, 0.6, true],
    ['a person, though it was sure', { kind: 'handover' }, 0.9, false],
  ])('%s', (_name, expects, confidence, green) => {
    const result = outcome(expects, said(confidence))
    expect(result.green).toBe(green)
    expect(result.why === null).toBe(green)
  })

  it('sees that it asks back, which is neither an answer nor a person', () => {
    const draft = said(0.5, { choices })
    expect(outcome({ kind: 'pair', pair }, draft)).toMatchObject({ green: false, did: 'askedBack', why: 'It asked back.' })
    expect(outcome({ kind: 'handover' }, draft)).toMatchObject({ green: false, did: 'askedBack' })
  })

  it('has whoever asks for a person get one, however sure the bot is', () => {
    expect(outcome({ kind: 'handover' }, said(1), 'I want to talk to a human')).toMatchObject({ green: true, did: 'handedOver' })
  })

  it('goes by the thresholds that are tried out', () => {
    const bold = withDraft(standing, { minConfidence: 0.5 })
    expect(outcome({ kind: 'pair', pair }, said(0.6), 'how long', bold)).toMatchObject({ green: true, did: 'answered' })
    const shy = withDraft(standing, { askFrom: 0.6 })
    expect(outcome({ kind: 'handover' }, said(0.5, { choices }), 'how long', shy)).toMatchObject({ green: true, did: 'handedOver' })
  })

  it('[H17] sees that it says that it doesn’t know where being unsure brings nobody in', () => {
    const { policy } = standing
    const off = { ...standing, policy: { ...policy, triggers: { ...policy.triggers, unsure: { ...policy.triggers.unsure, on: false } } } }
    const why = 'It said that it doesn’t know.'
    expect(outcome({ kind: 'handover' }, said(0.2), 'how long', off)).toMatchObject({ green: false, did: 'doesntKnow', why })
    expect(outcome({ kind: 'pair', pair }, said(0.2), 'how long', off)).toMatchObject({ green: false, did: 'doesntKnow', why })
  })

  it('takes a failure for a person', () => {
    expect(outcome({ kind: 'handover' }, { failed: 'down' })).toMatchObject({ green: true, did: 'handedOver', answer: '' })
    expect(outcome({ kind: 'pair', pair }, { failed: 'down' })).toMatchObject({ green: false, why: 'It failed: down.' })
  })
})

it('compares texts by their words, each as often as it is there', () => {
  expect(sharedWords('The parcel, a parcel', 'parcel')).toBeCloseTo(2 / 3)
  expect(sharedWords('Two to four days', 'two to four days!')).toBe(1)
  expect(sharedWords('one', 'two')).toBe(0)
  expect(sharedWords('', 'two')).toBe(0)
  expect(sharedWords('…', '')).toBe(1)
})
