import { describe, expect, it } from 'vitest'
import { oneSlip, vocabularyOf } from './vocabulary.ts'

const vocabulary = vocabularyOf(
  new Map([
    ['refund', 3],
    ['return', 5],
    ['delivery', 9],
    ['tent', 1],
  ]),
  10,
  'x',
)

describe('the words of a knowledge base', () => {
  it('weighs a rare word more than a common one, and an unknown one most', () => {
    expect(vocabulary.weight('tent')).toBeGreaterThan(vocabulary.weight('delivery'))
    expect(vocabulary.weight('zebra')).toBeGreaterThan(vocabulary.weight('tent'))
    expect(vocabulary.weight('delivery')).toBeGreaterThan(0)
  })

  it.each([
    ['refnud', 'refund'],
    ['delivary', 'delivery'],
    ['retrun', 'return'],
    ['deliverry', 'delivery'],
  ])('knows what %s was meant to be', (slip, word) => {
    expect(vocabulary.near(slip)[0]?.word).toBe(word)
  })

  it.each(['zebra', 'refund', 'abc', 'constructor', '__proto__'])('corrects nothing in %s', (word) => {
    expect(vocabulary.near(word)).toEqual([])
  })
})

it.each([
  ['abc', 'abc', true],
  ['abc', 'ab', true],
  ['abc', 'abxc', true],
  ['abc', 'axc', true],
  ['abcd', 'acbd', true],
  ['abc', 'xyc', false],
  ['abcd', 'badc', false],
  ['', 'ab', false],
])('one slip lies between %j and %j: %s', (a, b, one) => {
  expect(oneSlip(a, b)).toBe(one)
  expect(oneSlip(b, a)).toBe(one)
})
