import { type Evidence, escalationReason, evidence, type Fact } from '@baton/contracts/facts.ts'
import { describe, expect, test } from 'vitest'
import { reasons } from '../inbox/reasons.ts'
import { ada, began, named, said, scene, team } from '../testing/scenes.ts'
import { briefing } from './briefing.ts'
import { gistOf } from './gist.ts'
import { clauseOf, sentenceOf } from './why.ts'

const now = Date.UTC(2026, 10, 24, 12)
const at = { line: 3, score: 0.6, threshold: 0.5 }
const every: Record<Evidence['kind'], Evidence> = {
  menu: { kind: 'menu' },
  words: { kind: 'words', line: 3, marks: [] },
  score: { kind: 'score', ...at, tried: [] },
  error: { kind: 'error', line: 3, error: 'slow' },
  left: { kind: 'left', agent: ada.id, name: ada.name },
  term: { kind: 'term', line: 3, marks: [], term: 'refund', group: 'money', why: 'want' },
  meaning: { kind: 'meaning', ...at, topic: 'billing', name: 'Billing' },
  repeat: { kind: 'repeat', line: 5, earlier: 3, score: 0.9, times: 2 },
  mood: { kind: 'mood', ...at, marks: [] },
  count: { kind: 'count', answers: 3, limit: 3, same: null },
  rating: { kind: 'rating', answer: 4 },
  rule: { kind: 'rule', line: null, rule: 'r', name: 'Wholesale', matched: ['page is /b2b'] },
  noneOfThese: { kind: 'noneOfThese', asked: 4 },
  handedOn: { kind: 'handedOn', agent: ada.id, name: ada.name, to: null, note: 'Knows tents' },
  silent: { kind: 'silent', agent: ada.id, name: ada.name, since: now },
  back: { kind: 'back', agent: ada.id, name: ada.name, closedAt: now - 60_000 },
}
const answer = { confidence: 0.8, threshold: 0.7, mode: 'quote', sources: [], tried: [], answers: 3, policyVersion: 1 } as const

describe('why a person came', () => {
  test('has words for every kind of evidence and every reason, each its own', () => {
    expect(Object.keys(every).sort()).toEqual(evidence.options.map(({ shape }) => shape.kind.value).sort())
    const clauses = Object.values(every).map((one) => clauseOf(one, 'Vera'))
    expect(clauses.every((clause) => clause !== '' && !clause.endsWith('.'))).toBe(true)
    const sentences = Object.values(every).map((one) => sentenceOf(one, 'Vera', 'rule', now))
    expect(new Set(sentences).size).toBe(sentences.length)
    expect(sentences.every((one) => one.split('**').length === 3)).toBe(true)
    expect(escalationReason.options.every((reason) => reasons[reason] !== '')).toBe(true)
  })

  const whyOf = (found: Evidence, also: Extract<Fact, { type: 'escalated' }>['also'] = []) => {
    const { facts } = scene('why', now, [
      [9, began(1)],
      [8, named('Vera Lindholm', null)],
      [7, said('Where is my parcel FO-48213?')],
      [6, { type: 'botSaid', ...answer, sources: [], tried: [], text: 'It takes two days.' }],
      [5, said('But where is it?')],
      [4, { type: 'escalated', reason: 'rule', evidence: found, also, team, policyVersion: 1 }],
    ])
    return briefing(facts).why
  }

  test('shows two questions that are the same side by side', () => {
    expect(whyOf(every.repeat)?.quotes).toEqual([
      { label: 'First asked', text: 'Where is my parcel FO-48213?', marks: [] },
      { label: 'Asked again', text: 'But where is it?', marks: [] },
    ])
  })

  test('shows the answer that did not help, the note of a colleague, and the marked words', () => {
    expect(whyOf(every.rating)?.quotes).toMatchObject([{ text: 'It takes two days.' }])
    expect(whyOf(every.handedOn)?.quotes).toMatchObject([{ text: 'Knows tents' }])
    expect(whyOf({ ...every.term, marks: [[9, 18]] } as Evidence)?.quotes).toMatchObject([{ marks: [[9, 18]] }])
  })

  test('[H15] keeps what was outranked', () => {
    expect(whyOf(every.menu, [{ reason: 'keyword', evidence: every.term }])?.also).toMatchObject([{ reason: 'keyword' }])
  })
})

describe('what the conversation is about', () => {
  const { facts, state } = scene('gist', now, [
    [9, began(1)],
    [8, named('Vera Lindholm', null)],
    [7, said('Where is my parcel? My order is FO-48213.')],
  ])
  const gist = gistOf(facts, state)

  test('is said in its own words, with what is known and what is not', () => {
    expect(gist.summary).toContain('Where is my parcel?')
    expect(gist.known).toMatchObject([{ kind: 'order', value: 'FO-48213' }])
    expect(gist.missing).toEqual(['email'])
  })

  test('does not ask for an e-mail that is in the contact', () => {
    expect(gistOf(facts, { contact: { name: null, email: 'vera@a.example', verified: false } }).missing).toEqual([])
  })

  test('offers a first line that greets by name and says what it is about', () => {
    expect(gist.firstLine('Vera', 'Ada')).toMatch(/^Hello Vera, I’m Ada\..*parcel/)
  })
})
