import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { asksForKnown, knownFacts, type Line } from './known-facts.ts'
import { summaryOf } from './summary.ts'

const lines = (...said: [by: Line['by'], text: string][]): Line[] => said.map(([by, text], i) => ({ n: i + 1, by, text }))
const late = lines(
  ['visitor', 'Hi'],
  ['bot', 'Hello, how can I help?'],
  ['visitor', 'Where is my order 80213? I bought it on 12 March for €49.90.'],
  ['bot', 'Orders arrive within five days. Tracking is in your account.'],
  ['visitor', 'That does not help. Can I talk to a person? Write to lena@shop.example.'],
)

describe('a summary without a model', () => {
  it('takes the visitor’s question, what the bot said, and how it ended', () => {
    const { goal, summary } = summaryOf(late)
    expect(goal).toBe('Where is my order 80213?')
    expect(summary).toBe(
      'The visitor wrote: “Where is my order 80213?” The bot answered 2 times, last with: “Orders arrive within five days.” The visitor says that it did not help and asked for a person.',
    )
  })

  it('greets by name and takes up the question', () => {
    const { firstLine } = summaryOf(late)
    expect(firstLine('Lena', 'Ada')).toMatch(/^Hello Lena, I’m Ada\..*“Where is my order 80213\?”$/)
    expect(summaryOf([]).firstLine(null, 'Ada')).toBe('Hello, I’m Ada. How can I help?')
  })

  it.each(['Are you still there?', 'Somebody there now?', 'Hello? Anybody here?', 'Ist da noch jemand?'])(
    'takes “%s” for no question',
    (call) => {
      const waiting = lines(
        ['visitor', 'How long does delivery take?'],
        ['bot', 'Two days.'],
        ['visitor', 'I want a refund for the torn fly'],
        ['visitor', call],
      )
      expect(summaryOf(waiting).goal).toBe('I want a refund for the torn fly')
      expect(summaryOf(waiting).summary).not.toContain(call)
    },
  )

  it('takes up what is still open, not what was answered', () => {
    const moved = lines(
      ['visitor', 'How long can I return something that I bought for my brother?'],
      ['bot', 'You have 60 days.'],
      ['visitor', 'Do you deliver to Austria?'],
      ['visitor', 'this is useless'],
      ['visitor', 'I am waiting here in front of the screen'],
    )
    expect(summaryOf(moved).goal).toBe('Do you deliver to Austria?')
  })

  it('says what is missing', () => {
    expect(summaryOf(late).missing).toEqual([])
    expect(summaryOf(lines(['visitor', 'my parcel is late, please call me'])).missing).toEqual(['order', 'email', 'phone'])
    expect(summaryOf(lines(['visitor', 'do you ship to Norway?'])).missing).toEqual(['email'])
  })

  it('says nothing that was not said', () => {
    expect(summaryOf([])).toMatchObject({
      goal: '',
      summary: 'The visitor has not asked anything yet. The bot has not answered.',
      missing: [],
    })
  })

  it('takes any conversation, in three sentences’ length at most', { timeout: 30_000 }, () => {
    const line = fc.record({
      n: fc.nat(),
      by: fc.constantFrom('visitor' as const, 'bot' as const, 'agent' as const),
      text: fc.string({ unit: 'binary', maxLength: 200 }),
    })
    fc.assert(
      fc.property(fc.array(line, { maxLength: 8 }), (said) => {
        const { goal, summary } = summaryOf(said)
        expect(goal.length).toBeLessThanOrEqual(161)
        expect(summary.length).toBeLessThanOrEqual(500)
      }),
    )
  })
})

describe('facts in a conversation', () => {
  const of = (text: string) => knownFacts(lines(['visitor', text])).map(({ kind, value }) => [kind, value])
  it.each([
    ['my mail is Lena.V@shop.example.', [['email', 'Lena.V@shop.example']]],
    ['order no. 80213', [['order', '80213']]],
    ['Bestellnummer: AB-12345', [['order', 'AB-12345']]],
    ['it is #99812', [['order', '99812']]],
    ['call +49 170 1234567', [['phone', '+49 170 1234567']]],
    [
      'I paid 49,90 € on 2026-03-12',
      [
        ['amount', '49,90 €'],
        ['date', '2026-03-12'],
      ],
    ],
    [
      '£12 since 3 March 2026',
      [
        ['amount', '£12'],
        ['date', '3 March 2026'],
      ],
    ],
    ['two tents for 4 people', []],
  ])('%s', (text, expected) => expect(of(text)).toEqual(expected))

  it('are the visitor’s, each once, with their line', () => {
    const said = lines(['bot', 'Order 11111 is an example'], ['visitor', 'order 22222'], ['visitor', 'I said: order 22222'])
    expect(knownFacts(said)).toEqual([{ kind: 'order', value: '22222', n: 2 }])
  })

  it('takes any line', { timeout: 30_000 }, () => {
    const piece = fc.constantFrom('order ', '#', '12', '-', '@', 'a.b', '+', '(', ' ', '€', '\ud800', '3 March')
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 200 }), (pieces) => {
        for (const { value } of knownFacts(lines(['visitor', pieces.join('')]))) expect(value.length).toBeGreaterThan(0)
      }),
    )
  })
})

describe('an agent asks for what was told', () => {
  const known = knownFacts(late)
  it.each([
    ["What's your order number?", 'order'],
    ['Could you give me the order number, please', 'order'],
    ['Please tell me your e-mail address.', 'email'],
    ['Wie lautet Ihre Bestellnummer?', 'order'],
    ['When did you order it?', 'date'],
  ])('%s', (draft, kind) => expect(asksForKnown(draft, known)?.kind).toBe(kind))

  it.each(['I see your order 80213.', 'Is your order number 80213?', 'What is your phone number?', 'I sent you an e-mail.', ''])(
    'not: %s',
    (draft) => expect(asksForKnown(draft, known)).toBeNull(),
  )
})
