import { describe, expect, test } from 'vitest'
import { createDelay } from '../people/delay.ts'
import { createLimiter, type Limit } from './limits.ts'

const three: Limit = { name: 'three', max: 3, per: 1_000 }

function timed() {
  const clock = { now: 10_000_000 }
  return { clock, limiter: createLimiter(() => clock.now) }
}

describe('limits', () => {
  test('allow so many, then say when to come back', () => {
    const { clock, limiter } = timed()
    expect([1, 2, 3].map(() => limiter.take(three, 'vera'))).toEqual([0, 0, 0])
    const wait = limiter.take(three, 'vera')
    expect(wait).toBeGreaterThan(0)
    expect(limiter.take(three, 'bo')).toBe(0)
    clock.now += wait + three.per
    expect(limiter.take(three, 'vera')).toBe(0)
  })

  test('no window has a seam: never more than twice the limit across any of them, and a steady sender passes', () => {
    const { clock, limiter } = timed()
    const minute: Limit = { name: 'minute', max: 60, per: 60_000 }
    const passed: number[] = []
    for (let i = 0; i < 4_000; i++, clock.now += 100) if (limiter.take(minute, 'loop') === 0) passed.push(clock.now)
    for (const from of passed) expect(passed.filter((at) => at >= from && at < from + 60_000).length).toBeLessThanOrEqual(120)
    const steady = timed()
    for (let i = 0; i < 300; i++, steady.clock.now += 1_050) expect(steady.limiter.take(minute, 'steady')).toBe(0)
  })

  test('a refused one is not counted, and names don’t mix', () => {
    const { clock, limiter } = timed()
    for (let i = 0; i < 50; i++) limiter.take(three, 'vera')
    clock.now += 2 * three.per
    expect(limiter.take(three, 'vera')).toBe(0)
    expect(limiter.take({ ...three, name: 'other' }, 'vera')).toBe(0)
  })

  test('reach further for an address that many share', () => {
    const { limiter } = timed()
    expect(Array.from({ length: 150 }, () => limiter.take(three, 'many', 'proxy')).every((wait) => wait === 0)).toBe(true)
    expect(limiter.take(three, 'many', 'proxy')).toBeGreaterThan(0)
    expect(Array.from({ length: 5_000 }, () => limiter.take(three, '127.0.0.1', 'machine')).every((wait) => wait === 0)).toBe(true)
  })

  test('forget rather than grow', () => {
    const { limiter } = timed()
    for (let i = 0; i < 120_000; i++) limiter.take(three, `address ${i}`)
    expect(limiter.take(three, 'address 119999')).toBe(0)
  })
})

describe('delays', () => {
  test('double, end at the longest, and are forgiven or forgotten', () => {
    let now = 0
    const delay = createDelay(() => now, { free: 2, longest: 4_000 })
    const waits: number[] = []
    for (let i = 0; i < 7; i++) {
      now += delay.attempt('ada')
      delay.attempt('ada')
      waits.push(delay.attempt('ada'))
      now += waits.at(-1) ?? 0
    }
    expect(waits.slice(-2)).toEqual([4_000, 4_000])
    delay.forgive('ada')
    expect([delay.attempt('ada'), delay.attempt('ada'), delay.attempt('ada')]).toEqual([0, 0, 0])
    expect(delay.attempt('ada')).toBe(1_000)
    now += 16 * 60_000
    expect([delay.attempt('ada'), delay.attempt('ada')]).toEqual([0, 0])
  })

  test('many tries at once gain nothing', () => {
    const delay = createDelay(() => 5, { free: 2, longest: 4_000 })
    const answers = Array.from({ length: 20 }, () => delay.attempt('ada'))
    expect(answers.filter((wait) => wait === 0)).toHaveLength(3)
  })
})
