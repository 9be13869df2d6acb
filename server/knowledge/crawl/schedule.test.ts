import type { Schedule } from '@baton/contracts/knowledge.ts'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { nextSync } from './schedule.ts'

const at = (text: string) => Date.parse(text)
const zones = ['Europe/Berlin', 'America/New_York', 'Asia/Kolkata', 'Asia/Kathmandu', 'Australia/Lord_Howe', 'Pacific/Apia', 'UTC']

describe('when a website is read next', () => {
  it.each<[string, Schedule, string, string | null]>([
    ['off', { every: 'off' }, '2026-11-24T09:00:00Z', null],
    ['hourly', { every: 'hour' }, '2026-11-24T09:07:00Z', '2026-11-24T10:07:00Z'],
    ['later today', { every: 'day', hour: 18, zone: 'Europe/Berlin' }, '2026-11-24T09:00:00Z', '2026-11-24T17:00:00Z'],
    ['tomorrow, not now again', { every: 'day', hour: 10, zone: 'Europe/Berlin' }, '2026-11-24T09:00:00Z', '2026-11-25T09:00:00Z'],
    ['at midnight', { every: 'day', hour: 0, zone: 'Asia/Kathmandu' }, '2026-11-24T09:00:00Z', '2026-11-24T18:15:00Z'],
    ['an hour that the clocks skip', { every: 'day', hour: 2, zone: 'Europe/Berlin' }, '2026-03-28T12:00:00Z', '2026-03-29T01:00:00Z'],
    ['an hour that they repeat: once', { every: 'day', hour: 2, zone: 'Europe/Berlin' }, '2026-10-25T00:30:00Z', '2026-10-26T01:00:00Z'],
    ['on Monday', { every: 'week', day: 1, hour: 3, zone: 'America/New_York' }, '2026-11-24T09:00:00Z', '2026-11-30T08:00:00Z'],
  ])('%s', (_, schedule, now, next) => expect(nextSync(schedule, at(now))).toBe(next === null ? null : at(next)))

  it('is always ahead, within a day and an hour, and at the hour asked for unless the clocks skip it', () => {
    const moments = fc.integer({ min: at('2024-01-01T00:00:00Z'), max: at('2030-01-01T00:00:00Z') })
    fc.assert(
      fc.property(moments, fc.integer({ min: 0, max: 23 }), fc.constantFrom(...zones), (now, hour, zone) => {
        const next = nextSync({ every: 'day', hour, zone }, now) ?? 0
        const shown = Number(new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: '2-digit', hourCycle: 'h23' }).format(next))
        return next > now && next - now <= 25.5 * 3_600_000 && (shown === hour || shown === (hour + 1) % 24)
      }),
      { numRuns: 150 },
    )
  })
})
