import type { Fact, FactOf, Numbered } from '@baton/contracts/facts.ts'
import { describe, expect, it } from 'vitest'
import { findingsOf } from './findings.ts'

const id = '11111111-1111-4111-8111-111111111111'
const begins: Fact = { type: 'episodeBegan', episode: 1, page: null }
const says = (text: string): Fact => ({ type: 'visitorSaid', text, page: null })
const answer = (answers: number, confidence: number) => ({
  text: 'Two to four days.',
  confidence,
  threshold: 0.7,
  mode: 'pair' as const,
  sources: [],
  tried: [],
  answers,
  policyVersion: 1,
})
const answers = (line: number, confidence = 0.95): FactOf<'botSaid'> => ({ type: 'botSaid', ...answer(line, confidence) })
const holdsBack = (line: number, confidence = 0.4): Fact => ({ type: 'botHeldBack', ...answer(line, confidence) })
const asksBack = (line: number): Fact => ({
  type: 'botAsked',
  ...answer(line, 0.5),
  held: '',
  choices: [
    { chunk: id, label: 'Delivery' },
    { chunk: id, label: 'Returns' },
  ],
})
const rates = (n: number, helpful: boolean): Fact => ({ type: 'answerRated', answer: n, helpful })
const escalates = (reason: FactOf<'escalated'>['reason'], evidence: FactOf<'escalated'>['evidence'] = { kind: 'menu' }): Fact => ({
  type: 'escalated',
  reason,
  evidence,
  team: id,
  policyVersion: 1,
})
const reads = (line: number, repeat: { line: number; score: number; times: number } | null): Fact => ({
  type: 'lineRead',
  line,
  topic: null,
  team: null,
  signals: {
    lines: [line],
    encoder: null,
    vector: null,
    language: 'en',
    smallTalk: null,
    asks: 0,
    mood: 0,
    moodMarks: [],
    topics: [],
    repeat,
    found: [],
    sure: 0,
  },
})

const of = (...facts: Fact[]) => findingsOf(facts.map((fact, i): Numbered => ({ n: i + 1, at: 1_000 * (i + 1), cause: 'c', fact })))
const whys = (...facts: Fact[]) => of(...facts).questions.map(({ text, why }) => [text, why.sort().join(' ')])

describe('questions', () => {
  it('names what the bot came nearest to with it', () => {
    const near = { chunk: id, title: 'Rental', url: null, score: 0.4 }
    const held = { ...holdsBack(2), tried: [near, { ...near, chunk: '22222222-2222-4222-8222-222222222222' }] } as Fact
    expect(of(begins, says('Do you hire?'), held).questions[0]?.chunk).toBe(id)
  })

  it('counts one whose answer was held back, with the person who then came', () => {
    const found = of(begins, says('Do you hire?'), holdsBack(2), escalates('unsure'))
    expect(found.questions).toEqual([
      { line: 2, text: 'Do you hire?', at: 2_000, why: ['unsure', 'handedOver'], confidence: 0.4, chunk: null, signals: null },
    ])
  })

  it('counts none that was answered', () => {
    expect(whys(begins, says('How long?'), answers(2))).toEqual([])
    expect(whys(begins, says('How long?'), answers(2), rates(3, true), escalates('asked'))).toEqual([])
  })

  it('counts an answer that did not help, unless the visitor says otherwise in the end', () => {
    expect(whys(begins, says('How long?'), answers(2), rates(3, false))).toEqual([['How long?', 'unhelpful']])
    expect(whys(begins, says('How long?'), answers(2), rates(3, false), rates(3, true))).toEqual([])
  })

  it('counts what the bot asked back about, unless one of the choices was it', () => {
    const chose = (choice: number | null): Fact => ({ type: 'visitorChose', asked: 3, choice, text: 'Delivery' })
    expect(whys(begins, says('abroad?'), asksBack(2))).toEqual([['abroad?', 'askedBack']])
    expect(whys(begins, says('abroad?'), asksBack(2), chose(0), answers(4))).toEqual([])
    expect(whys(begins, says('abroad?'), asksBack(2), chose(null), escalates('unsure'))).toEqual([['abroad?', 'askedBack handedOver']])
  })

  it('counts a question that was answered and is asked again', () => {
    const again = reads(4, { line: 2, score: 0.9, times: 2 })
    expect(whys(begins, says('How long?'), answers(2), says('But how long does it take?'), again, answers(4))).toEqual([
      ['How long?', 'repeated'],
    ])
  })

  it('counts what was asked before somebody asked for a person, not the asking itself', () => {
    expect(whys(begins, says('How long?'), answers(2), says('a person please'), escalates('asked'))).toEqual([['How long?', 'handedOver']])
    expect(whys(begins, says('a person please'), escalates('asked'))).toEqual([])
  })

  it.each(['keyword', 'rule', 'topic', 'transferred', 'agentLeft'] as const)('learns nothing from a person who came for "%s"', (reason) => {
    expect(whys(begins, says('How long?'), answers(2), says('my lawyer'), escalates(reason))).toEqual([])
  })

  it('counts what the bot failed to answer', () => {
    expect(whys(begins, says('How long?'), escalates('botFailed', { kind: 'error', line: 2, error: 'down' }))).toEqual([
      ['How long?', 'handedOver'],
    ])
  })

  it('takes lines that came together as one question, and none of an episode before', () => {
    const together = [begins, says('hello'), says('how long'), says('to Austria?'), holdsBack(4)]
    expect(whys(...together)).toEqual([['hello\nhow long\nto Austria?', 'unsure']])
    const later: Fact[] = [begins, says('How long?'), answers(2), { ...begins, episode: 2 }, says('a person please'), escalates('asked')]
    expect(whys(...later)).toEqual([])
  })

  it('learns nothing from spam', () => {
    const closed: Fact = { type: 'closed', agent: id, name: 'Ada', outcome: 'spam' }
    expect(of(begins, says('BUY FOLLOWERS'), holdsBack(2), escalates('unsure'), closed)).toEqual({ questions: [], reviews: [] })
  })

  it('leaves small talk and answers to an offer out', () => {
    expect(whys(begins, says('hi'), { ...answers(2, 1), mode: 'smalltalk' }, escalates('asked'))).toEqual([])
    const accepted: Fact = { type: 'offerAnswered', offer: 4, accepted: true, how: 'words' }
    expect(whys(begins, says('How long?'), answers(2), says('yes please'), accepted, says('and to Austria?'), holdsBack(6))).toEqual([
      ['and to Austria?', 'unsure'],
    ])
  })
})

describe('reviews', () => {
  const whysOf = (...facts: Fact[]) => of(...facts).reviews.map(({ answer, why }) => [answer, why.join(' ')])

  it('asks for a look at answers that were hardly sure enough', () => {
    expect(whysOf(begins, says('a'), answers(2, 0.72), says('b'), answers(4, 0.81), says('c'), holdsBack(6, 0.65))).toEqual([[3, 'low']])
  })

  it('asks for a look at what a rule flagged and what did not help', () => {
    const flags: Fact = {
      type: 'ruleApplied',
      rule: 'r1',
      name: 'Prices',
      line: 2,
      matched: [],
      team: null,
      priority: null,
      tags: [],
      note: null,
      flag: true,
      leave: false,
    }
    const { reviews } = of(begins, says('what does it cost'), flags, answers(2), rates(4, false))
    expect(reviews).toMatchObject([{ answer: 4, why: ['rule', 'unhelpful'], note: 'Prices', question: 'what does it cost', judged: null }])
  })

  it('has an agent’s word on it, the last one', () => {
    const reviewed = (verdict: 'right' | 'corrected', text: string | null): Fact => ({
      type: 'answerReviewed',
      agent: id,
      name: 'Ada',
      answer: 3,
      verdict,
      text,
    })
    const { reviews } = of(begins, says('a'), answers(2), reviewed('right', null), reviewed('corrected', 'Three days.'))
    expect(reviews).toMatchObject([
      { answer: 3, why: ['agent'], judged: { by: 'Ada', verdict: 'corrected', text: 'Three days.', at: 5_000 } },
    ])
  })
})
