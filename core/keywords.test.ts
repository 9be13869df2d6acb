import { startingTerms } from '@baton/contracts/starting-terms.ts'
import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import { compileTerms, findTerms } from './keywords.ts'

const starting = compileTerms(startingTerms.map(({ id, text }) => ({ id, text })))
const one = (text: string, exact = false) => compileTerms([{ id: 'it', text, exact }])
const found = (term: string, line: string) =>
  findTerms(line, one(term)).flatMap(({ marks }) => marks.map(([from, to]) => line.slice(from, to)))

describe('a term is found', () => {
  it.each([
    ['cancel', 'they cancelled it', ['cancelled']],
    ['cancel', 'cancelling and cancels', ['cancelling', 'cancels']],
    ['refund', 'two refunds', ['refunds']],
    ['lawyer', 'my lawyers', ['lawyers']],
    ['dispute', 'I am disputing it', ['disputing']],
    ['unacceptable', 'unaceptable', ['unaceptable']],
    ['refund', 'I want a reufnd', ['reufnd']],
    ['fraud', 'this is fruad', ['fruad']],
    ['speak to a human', 'let me speak with a real human', ['speak with a real human']],
    ['chargeback', 'a charge-back or a charge back', ['charge-back', 'charge back']],
    ['data breach', 'a breach of our data', ['breach of our data']],
    ['charge*back', 'chargeXXback', ['chargeXXback']],
    ['refund*', 'is it refundable', ['refundable']],
    ['*fund', 'a refund', ['refund']],
    ['geld zurück', 'Ich will mein Geld zurück!', ['Geld zurück']],
    ['call me', 'please call me', ['call me']],
  ])('%s in "%s"', (term, line, marked) => expect(found(term, line)).toEqual(marked))

  it.each([
    ['person', 'my personal data'],
    ['cancel', 'cancer and canteen'],
    ['manager', 'I managed it'],
    ['lawyer', 'the outer layer'],
    ['complaint', 'is it GDPR compliant'],
    ['furious', 'just curious'],
    ['call me', 'call you'],
    ['money', 'a monkey'],
    ['speak to a human', 'speak up. A human did it'],
    ['***', 'anything'],
  ])('not %s in "%s"', (term, line) => expect(found(term, line)).toEqual([]))

  it('exactly where that is wanted, whatever the sentence says', () => {
    const terms = one('Cancel', true)
    expect(findTerms('cancelled', terms)).toEqual([])
    expect(findTerms("don't CANCEL", terms)).toEqual([{ id: 'it', marks: [[6, 12]], meant: true, why: 'plain' }])
  })

  it('at places that count UTF-16 units', () => expect(found('refund', '😀 ça, refund')).toEqual(['refund']))
})

const meant: [why: string, line: string][] = [
  ['want', 'I want a refund'],
  ['want', 'cancel my subscription please'],
  ['want', 'can you cancel order 5512 for me'],
  ['want', "it's been three weeks and you still have not refunded me"],
  ['want', 'why was my order not cancelled'],
  ['threat', 'my lawyer will be in touch'],
  ['threat', 'I am filing a chargeback tomorrow'],
  ['report', 'somebody used my card, this is fraud'],
  ['report', 'I would like to make a complaint'],
  ['anger', 'this is unacceptable'],
  ['authority', 'get me your manager'],
  ['urgency', 'URGENT!'],
]
const notMeant: [why: string, line: string][] = [
  ['policy', 'what is your refund policy?'],
  ['policy', 'refund to a voucher?'],
  ['policy', 'Before I order: can I cancel?'],
  ['policy', 'how does fraud protection work'],
  ['negated', "I don't want to cancel"],
  ['negated', 'no refund needed'],
  ['negated', 'it is not urgent'],
  ['negated', 'Ich will keinen Refund'],
  ['settled', 'the refund arrived, thank you'],
  ['settled', 'I cancelled last year'],
  ['homograph', 'the cancel button is grey'],
  ['homograph', 'which password manager do you support'],
  ['mention', 'the word "urgent" is misspelt on your page'],
  ['mention', 'my neighbour is a lawyer'],
]

describe('a term in its sentence', () => {
  it.each(meant)('means it (%s): "%s"', (why, line) => {
    expect(findTerms(line, starting).filter((hit) => hit.meant)).toMatchObject([{ meant: true, why }])
  })
  it.each(notMeant)('does not mean it (%s): "%s"', (why, line) => {
    const hits = findTerms(line, starting)
    expect(hits).toMatchObject([{ meant: false, why }])
  })
})

const words = fc.constantFrom(
  'refund',
  'cancel',
  'no',
  'not',
  "don't",
  'how',
  'manager',
  'speak',
  'to',
  'a',
  'human',
  '"',
  ',',
  '?',
  '.',
  'ß',
  '😀',
  '\ud800',
  'of',
)
const lines = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.array(words, { maxLength: 60 }).map((list) => list.join(' ')),
)

it('takes any line and any term; marks are whole words within the line', { timeout: 30_000 }, () => {
  const term = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 80 }),
    fc.constantFrom('*a*', 'a*', 'speak to a human', 'cancel', '**', 'x*y*z'),
  )
  fc.assert(
    fc.property(lines, fc.array(fc.record({ text: term, exact: fc.boolean() }), { maxLength: 8 }), (line, list) => {
      const terms = compileTerms(list.map((one, i) => ({ id: String(i), ...one })))
      for (const { marks } of findTerms(line, terms)) {
        for (const [from, to] of marks) {
          expect(0 <= from && from < to && to <= line.length).toBe(true)
          expect(/[\p{L}\p{M}\p{N}_]$/u.test(line.slice(0, from)) || /^[\p{L}\p{M}\p{N}_]/u.test(line.slice(to))).toBe(false)
        }
      }
    }),
  )
})

it('reads no further than the longest line there may be', () => {
  expect(findTerms(`${'x '.repeat(2500)}refund`, starting)).toEqual([])
})

describe('no wild card can stall', () => {
  /** Characters that are passed over or compared, as the strings of a term are looked for in those of a line. */
  function steps(term: string, line: string): number {
    let passed = 0
    const { indexOf, startsWith, endsWith } = String.prototype
    const spies = [
      vi.spyOn(String.prototype, 'indexOf').mockImplementation(function (this: string, part, from = 0) {
        const found = indexOf.call(this, part, from)
        passed += (found < 0 ? this.length : found + part.length) - from
        return found
      }),
      vi.spyOn(String.prototype, 'startsWith').mockImplementation(function (this: string, part) {
        passed += part.length
        return startsWith.call(this, part)
      }),
      vi.spyOn(String.prototype, 'endsWith').mockImplementation(function (this: string, part) {
        passed += part.length
        return endsWith.call(this, part)
      }),
    ]
    try {
      findTerms(line, one(term))
      return passed
    } finally {
      for (const spy of spies) spy.mockRestore()
    }
  }
  const terms = ['a*a*a*a*b', '*a*a*a*b', 'a*b a*b a*b a*b', '*a *a *a *b', `${'a*'.repeat(39)}b`]
  const lines: [string, (length: number) => string][] = [
    ['one endless word', (length) => 'a'.repeat(length)],
    ['many words', (length) => 'a '.repeat(length / 2)],
    ['words of many letters', (length) => `${'a'.repeat(19)} `.repeat(length / 20)],
  ]

  it.each(terms.flatMap((term) => lines.map(([name, line]) => [term, name, line] as const)))(
    '%s over %s: twice the length, twice the steps',
    (term, _name, line) => {
      const once = steps(term, line(2_000))
      expect(steps(term, line(4_000))).toBeLessThanOrEqual(2 * once + 400)
      expect(once).toBeGreaterThan(0)
      expect(once).toBeLessThanOrEqual(40 * 2_000)
      expect(steps(term, line(10_000)), 'and no further than a line may be').toBe(steps(term, line(4_000)))
    },
  )
})
