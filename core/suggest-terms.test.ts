import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { overused } from './suggest-terms.ts'

const others = ['where is my parcel', 'do you ship to Norway', 'which tent is light', 'how do I return boots', 'can I pay by card'].flatMap(
  (line) => Array.from({ length: 20 }, () => line),
)
const before = [
  'the warranty claim was rejected',
  'my warranty claims are stuck',
  'a warranty claim again',
  'warranty claim please',
  'where is my parcel',
]

describe('words before people ask for a person', () => {
  it('are named once, with how much oftener they occur', () => {
    const [first, ...rest] = overused(before, others)
    expect(first).toMatchObject({ term: 'warranty claim', here: 0.8, there: 0 })
    expect(first?.lift).toBeGreaterThan(10)
    expect(rest).toEqual([])
  })
  it('are not those that occur everywhere, nor seldom ones', () => {
    expect(overused(['where is my parcel', 'where is my parcel'], others)).toEqual([])
    expect(overused(['a rare zipper', 'one other thing'], others)).toEqual([])
    expect(overused(others, others)).toEqual([])
    expect(overused([], [])).toEqual([])
  })
  it('are found in any lines', { timeout: 30_000 }, () => {
    const lines = fc.array(fc.string({ unit: 'binary', maxLength: 60 }), { maxLength: 20 })
    fc.assert(
      fc.property(lines, lines, (here, there) => {
        for (const { lift, here: share, term } of overused([...here, ...here, ...here], there)) {
          expect(term.length > 0 && lift >= 2 && share > 0 && share <= 1).toBe(true)
        }
      }),
    )
  })
})
