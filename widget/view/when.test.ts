import { describe, expect, it } from 'vitest'
import { between, counted, dayOf, span, whenDue } from './when.ts'

const at = (day: number, hour: number, minute = 0) => new Date(2026, 10, day, hour, minute).getTime()
const now = at(24, 12)
const clock = /\d{1,2}:\d\d( [AP]M)?$/

describe('times', () => {
  it('are near or dated', () => {
    expect(dayOf(at(24, 7, 5), now)).toMatch(/^today /)
    expect(dayOf(at(23, 23, 59), now)).toMatch(/^yesterday /)
    expect(dayOf(at(19, 9), now)).toMatch(/^Thursday /)
    expect(dayOf(at(3, 9), now)).toMatch(/3 November|November 3/)
    for (const day of [24, 23, 19, 3]) expect(dayOf(at(day, 9), now)).toMatch(clock)
  })

  it('are due today at a time, else on a day', () => {
    expect(whenDue(at(24, 15), now)).toMatch(new RegExp(`^${clock.source}`))
    expect(whenDue(at(25, 10), now)).toMatch(/^tomorrow /)
    expect(whenDue(at(27, 10), now)).toMatch(/^Friday /)
  })

  it('are rounded up where we promise', () => {
    expect([span(60_000), span(5_400_001), span(86_400_000), span(3 * 86_400_000 - 1)]).toEqual([
      '1 minute',
      '2 hours',
      '24 hours',
      '3 days',
    ])
  })

  it('lie between two', () => {
    expect([between({ from: 60_000, to: 240_000 }), between({ from: 3_600_000, to: 7_200_000 })]).toEqual([
      '1–4 minutes',
      '60 minutes–2 hours',
    ])
  })

  it('count a wait, and never one that has not begun', () => {
    expect([counted(72_400), counted(3_723_000), counted(-5)]).toEqual(['1:12', '62:03', '0:00'])
  })
})
