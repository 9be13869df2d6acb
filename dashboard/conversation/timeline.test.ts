import type { Fact } from '@baton/contracts/facts.ts'
import { describe, expect, test } from 'vitest'
import { accepted, ada, arrival, began, bo, said, scene, team, vera } from '../testing/scenes.ts'
import { briefing } from './briefing.ts'
import { timeline } from './timeline.ts'

const now = Date.UTC(2026, 10, 24, 12)
const names = (known = vera(now).state) => ({
  agent: (id: string) => (id === ada.id ? ada.name : bo.name),
  team: () => 'Support',
  now,
  known,
})
const texts = (facts: Parameters<typeof timeline>[0], known = vera(now).state) =>
  timeline(facts, names(known)).map(({ content }) => ('text' in content ? content.text : content.kind))

describe('the timeline', () => {
  const entries = timeline(vera(now).facts, names())

  test('says with every entry who holds the conversation', () => {
    const seconds = entries.filter(({ n }) => n >= 8).map(({ holder, content }) => `${content.kind}/${holder}`)
    expect(seconds).toEqual([
      'fact/closed',
      'visitor/bot',
      'bot/bot',
      'visitor/bot',
      'heldBack/bot',
      'escalated/queue',
      'bot/queue',
      'seam/agent',
      'note/agent',
    ])
  })

  test('folds a rating into its answer and the rings into the escalation', () => {
    expect(entries.find(({ n }) => n === 10)?.content).toMatchObject({
      kind: 'bot',
      helpful: true,
      judged: { confidence: 0.93, threshold: 0.7 },
    })
    expect(entries.find(({ content }) => content.kind === 'escalated' && content.rings > 0)?.content).toMatchObject({
      team: 'Support',
      rung: ['Ada', 'Bo'],
    })
  })

  test('an episode that ended says at its head how', () => {
    expect(texts(vera(now).facts)[0]).toMatch(/^Episode 1 · .* · solved by Bo$/)
    expect(texts(vera(now).facts)).toContain('Episode 2 · today')
  })

  test('marks the words by which somebody asked', () => {
    const { facts, state } = arrival(now)
    const line = timeline(facts, names(state)).find(({ content }) => content.kind === 'visitor')?.content
    expect(line).toMatchObject({ text: 'Can I talk to a human?', marks: [[6, 22]] })
  })

  test('separates days inside an episode', () => {
    const day = 86_400_000
    const { facts, state } = scene('days', now, [
      [2 * day, began(1)],
      [2 * day, said('one')],
      [day, said('two')],
      [0, said('three')],
    ])
    expect(timeline(facts, names(state)).map(({ content }) => content.kind)).toEqual([
      'fact',
      'visitor',
      'day',
      'visitor',
      'day',
      'visitor',
    ])
  })

  test('a hand-back carries its note below it', () => {
    const back: Fact = { type: 'handedBack', agent: ada.id, name: ada.name, note: 'Only wants the size' }
    const { facts, state } = scene('back', now, [
      [1, began(1)],
      [0, back],
    ])
    expect(texts(facts, state).slice(1)).toEqual(['**Ada handed back to the bot**', 'Only wants the size'])
  })

  test('a fact of a newer version is passed over and keeps its number', () => {
    const { facts, state } = scene('newer', now, [
      [1, began(1)],
      [0, { type: 'sangASong' } as unknown as Fact],
      [0, said('hi')],
    ])
    expect(timeline(facts, names(state)).map(({ n }) => n)).toEqual([1, 3])
  })
})

describe('what the rules made of a line', () => {
  const line = 'I want a refund, this is useless'
  const signals = {
    lines: [2],
    encoder: null,
    vector: null,
    language: 'en',
    smallTalk: null,
    asks: 0.1,
    mood: 0.6,
    moodMarks: [[17, 32]] as [number, number][],
    topics: [],
    repeat: null,
    found: [],
    sure: 0.4,
  }
  const offered: Fact = {
    type: 'offered',
    reason: 'keyword',
    evidence: { kind: 'term', line: 2, marks: [[9, 15]], term: 'refund', group: 'money', why: 'want' },
    also: [{ reason: 'frustration', evidence: { kind: 'mood', line: 2, marks: [[17, 32]], score: 0.6, threshold: 0.5 } }],
    team,
    priority: 0,
    policyVersion: 3,
    text: 'Shall a person come?',
  }
  const answer = {
    text: 'x',
    confidence: 0.6,
    threshold: 0.7,
    mode: 'quote',
    sources: [],
    tried: [],
    answers: 2,
    policyVersion: 3,
  } as const
  const entriesOf = (...facts: Fact[]) => {
    const { facts: numbered, state } = scene(
      'rules',
      now,
      [began(1), said(line), ...facts].map((fact) => [0, fact] as const),
    )
    return timeline(numbered, names(state)).map(({ content }) => content)
  }

  test('[H15] marks the words of the reason and of what it outranked', () => {
    expect(entriesOf(offered)[1]).toMatchObject({
      marks: [
        [9, 15],
        [17, 32],
      ],
    })
  })

  test('what was read stays with its line', () => {
    const entries = entriesOf({ type: 'lineRead', line: 2, signals, topic: null, team: null })
    expect([entries.length, entries[1]]).toMatchObject([2, { kind: 'visitor', read: { signals: { mood: 0.6 } } }])
  })

  test('[H12] an offer says why it was made and how it was answered', () => {
    expect(entriesOf(offered)[2]).toMatchObject({ kind: 'offered', accepted: null, why: 'the visitor wrote “refund”' })
    expect(entriesOf(offered, { type: 'offerAnswered', offer: 3, accepted: false, how: 'button' })[2]).toMatchObject({ accepted: false })
  })

  test('[H13] a question back carries what was chosen and the draft that it kept', () => {
    const choices = ['A?', 'B?'].map((label) => ({ chunk: ada.id, label }))
    const asked: Fact = { type: 'botAsked', ...answer, sources: [], tried: [], text: 'Did you mean …?', choices, held: 'Maybe B.' }
    const entries = entriesOf(asked, { type: 'visitorChose', asked: 3, choice: 1, text: 'B?' })
    expect(entries.slice(2)).toMatchObject([
      { kind: 'asked', choices: ['A?', 'B?'], chosen: 1, held: 'Maybe B.' },
      { kind: 'visitor', text: 'B?' },
    ])
  })

  test('[H14] an answer that ended early stands below the line that it answers', () => {
    const kinds = entriesOf(accepted(ada, 'wrote'), { type: 'answerCut', answers: 2, draft: 'd', text: 'Send it', why: 'overtaken' }).map(
      ({ kind }) => kind,
    )
    expect(kinds).toEqual(['fact', 'visitor', 'cut', 'seam'])
  })

  test('a review stands with its answer, the latest word counting', () => {
    const review = (verdict: 'right' | 'corrected', text: string | null): Fact => ({
      type: 'answerReviewed',
      agent: ada.id,
      name: ada.name,
      answer: 3,
      verdict,
      text,
    })
    const entries = entriesOf({ type: 'botSaid', ...answer, sources: [], tried: [] }, review('right', null), review('corrected', 'y'))
    expect([entries.length, entries[2]]).toMatchObject([3, { judged: { review: { verdict: 'corrected', name: 'Ada', text: 'y' } } }])
  })

  test('[H16] silence, the visitor’s own word and rules are said', () => {
    const rule: Fact = {
      type: 'ruleApplied',
      rule: 'r',
      name: 'Wholesale',
      line: 2,
      matched: [],
      team,
      priority: 2,
      tags: ['b2b'],
      note: 'Ask for the VAT number',
      flag: true,
      leave: false,
    }
    const texts = entriesOf(rule, { type: 'wentQuiet' }, { type: 'visitorJudged', solved: false }).map((content) =>
      'text' in content ? content.text : '',
    )
    expect(texts.slice(2)).toEqual([
      'Your rule **“Wholesale”** applied: goes to Support, priority 2, tagged “b2b” and flagged for review. Its note: Ask for the VAT number',
      '**Closed as unanswered**, as the visitor has written nothing more',
      '**The visitor says that it was not solved**',
    ])
  })
})

describe('the briefing', () => {
  test('says why, with the evidence and what was tried', () => {
    const { why, tried, clock } = briefing(vera(now).facts)
    expect(why).toMatchObject({
      reason: 'unsure',
      evidence: { score: 0.54, threshold: 0.7 },
      quotes: [{ text: expect.stringContaining('seam tape') }],
    })
    expect(tried).toMatchObject({ threshold: 0.7, answers: 1, helpful: 1 })
    expect(tried?.sources.map(({ title, score }) => `${title} ${score}`)).toEqual([
      'Warranty terms 0.54',
      'Repairing tents and tarps at home 0.41',
      'Returns 0.22',
    ])
    expect(clock).toEqual({ asked: now - 148_000, seen: now - 136_000, accepted: now - 100_000, firstLine: null })
  })

  test('sums up earlier episodes, the latest first', () => {
    expect(briefing(vera(now).facts).earlier).toMatchObject([
      { episode: 1, n: 1, text: 'Has my tent shipped?', outcome: 'solved', by: 'Bo Lindqvist' },
    ])
  })

  test('a first click on "Talk to a person" has no line and no answers', () => {
    const { facts } = scene('first', now, [
      [1, began(1)],
      [0, { type: 'visitorAsked' }],
      [0, { type: 'escalated', reason: 'asked', evidence: { kind: 'menu' }, team, policyVersion: 1 }],
    ])
    expect(briefing(facts)).toMatchObject({ why: { quotes: [], reason: 'asked' }, tried: null, earlier: [] })
  })
})
