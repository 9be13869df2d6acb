import type { Fact, FactOf, Numbered } from '@baton/contracts/facts.ts'
import { expect, test } from 'vitest'
import { outcomesOf } from './outcomes.ts'

const id = '11111111-1111-4111-8111-111111111111'
const by = { agent: id, name: 'Ada' }
const answer = { confidence: 0.8, threshold: 0.7, mode: 'pair' as const, sources: [], tried: [], answers: 2, policyVersion: 1 }
const grounds = { found: 0.6, supported: 1, said: null, raw: 0.6, caps: [] }
const said: FactOf<'botSaid'> = { type: 'botSaid', ...answer, text: 'Three days.', grounds }
const held: Fact = { type: 'botHeldBack', ...answer, confidence: 0.3, text: 'Three days.' }
const asked: Fact = {
  type: 'botAsked',
  ...answer,
  confidence: 0.5,
  text: 'Did you mean …?',
  held: 'Three days.',
  choices: [
    { chunk: id, label: 'Delivery' },
    { chunk: id, label: 'Returns' },
  ],
}
const line: Fact = { type: 'visitorSaid', text: 'and now?', page: null }
const chose = (choice: number | null): Fact => ({ type: 'visitorChose', asked: 1, choice, text: 'Delivery' })
const rated = (helpful: boolean): Fact => ({ type: 'answerRated', answer: 1, helpful })
const reviewed = (verdict: 'right' | 'wrong' | 'corrected'): Fact => ({ type: 'answerReviewed', ...by, answer: 1, verdict, text: null })
const escalated = (reason: FactOf<'escalated'>['reason']): Fact => ({
  type: 'escalated',
  reason,
  evidence: { kind: 'menu' },
  team: id,
  policyVersion: 1,
})
const judged = (solved: boolean): Fact => ({ type: 'visitorJudged', solved })

const facts = (...all: Fact[]): Numbered[] => all.map((fact, i) => ({ n: i + 1, at: i, cause: 'c', fact }))
const of = (...all: Fact[]) => {
  const [{ right, weight, source } = { right: null, weight: 0, source: null }] = outcomesOf(facts(...all))
  return [right, weight, source]
}

test('nobody knows yet: the answer counts as one without an outcome, with its confidence before calibration', () => {
  expect(outcomesOf(facts(said, line))).toEqual([
    { answer: 1, at: 0, mode: 'pair', raw: 0.6, confidence: 0.8, right: null, weight: 0, source: null },
  ])
})

test.each([
  ['a thumb up', [said, rated(true)], [true, 0.6, 'rated']],
  ['a thumb down', [said, rated(false)], [false, 0.6, 'rated']],
  ['the first choice is the draft’s own', [asked, chose(0)], [true, 0.8, 'chosen']],
  ['another choice', [asked, chose(1)], [false, 0.8, 'chosen']],
  ['none of these', [asked, chose(null), escalated('unsure')], [false, 0.8, 'chosen']],
  ['a colleague’s word outranks the visitor’s', [said, rated(true), reviewed('wrong')], [false, 1, 'reviewed']],
  ['the last word of a colleague counts', [said, reviewed('wrong'), reviewed('right')], [true, 1, 'reviewed']],
  ['a correction', [said, reviewed('corrected')], [false, 1, 'reviewed']],
  ['a person comes after all', [said, line, escalated('repeated')], [false, 0.3, 'escalated']],
  ['held back says nothing: a person came because it was', [held, escalated('unsure')], [null, 0, null]],
  ['nor does asking back before a person came', [asked, escalated('unsure')], [null, 0, null]],
  ['held back, and a colleague says it was right', [held, escalated('unsure'), reviewed('right')], [true, 1, 'reviewed']],
  ['a person for another reason says nothing', [said, line, escalated('keyword')], [null, 0, null]],
  ['it was solved', [said, judged(true)], [true, 0.3, 'judged']],
  ['another answer came between', [said, said, judged(true)], [null, 0, null]],
] as [string, Fact[], unknown[]][])('%s', (_name, all, expected) => {
  expect(of(...all)).toEqual(expected)
})

test('small talk and empty drafts have no outcome', () => {
  expect(outcomesOf(facts({ ...said, mode: 'smalltalk' }, { ...held, text: '' } as Fact))).toEqual([])
})
