import { describe, expect, it } from 'vitest'
import { dayOf, gini } from '../bench/simulate/day.ts'
import { meanWait, stationary } from '../bench/simulate/stationary.ts'

describe('a simulated day', () => {
  it.each(['ringOne', 'ringAll', 'assign'] as const)('[H7] leaves nobody without a person or a promise: %s', (mode) => {
    const day = dayOf(mode, 2, 11)
    expect(day.stuck).toEqual([])
    expect(day.queued).toBeGreaterThan(100)
    expect(Math.max(...day.waits)).toBeLessThanOrEqual(300_000)
    expect(day.answers.length).toBeGreaterThan(day.queued / 2)
  })

  it('is the same for the same seed', () => {
    expect(dayOf('ringAll', 1, 5)).toEqual(dayOf('ringAll', 1, 5))
  })

  it('knows even from uneven', () => {
    expect(gini([2, 2, 2])).toBeCloseTo(0)
    expect(gini([0, 0, 0, 4])).toBeCloseTo(0.75)
  })
})

describe('a steady load', () => {
  it('[R3] waits as long as in a queue of as many servers, visitor by visitor', () => {
    const { waits, plain } = stationary({ agents: 3, arrivals: 400, busy: 0.9, seed: 3 })
    expect(plain.some((ms) => ms > 0)).toBe(true)
    expect(waits).toEqual(plain)
  })

  it('is compared with the textbook', () => {
    expect(meanWait(1, 0.5, 1)).toBeCloseTo(1)
    expect(meanWait(2, 1, 1)).toBeCloseTo(1 / 3)
    expect(meanWait(10, 8, 1)).toBeCloseTo(0.2046, 3)
  })
})
