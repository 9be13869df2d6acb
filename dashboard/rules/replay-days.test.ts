import { expect, test } from 'vitest'
import { lastDays } from './replay-days.ts'

test('days are of the zone’s calendar, also where clocks are changed', () => {
  const lateSunday = Date.UTC(2026, 9, 25, 23, 30) // Monday in Berlin, whose Sunday had 25 hours
  expect(lastDays(lateSunday, 3, 'UTC')).toEqual(['2026-10-23', '2026-10-24', '2026-10-25'])
  expect(lastDays(lateSunday, 3, 'Europe/Berlin')).toEqual(['2026-10-24', '2026-10-25', '2026-10-26'])
  expect(lastDays(lateSunday, 1, 'America/Los_Angeles')).toEqual(['2026-10-25'])
})
