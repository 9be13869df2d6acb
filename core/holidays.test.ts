import { hours } from '@baton/contracts/hours.ts'
import { expect, it } from 'vitest'
import { holidaysOf, knownCountries } from './holidays.ts'
import { readCalendar } from './holidays-calendar.ts'

const dates = (country: string, year: number) => holidaysOf(country, year)?.map(({ date }) => date) ?? []

it.each<[string, number, string]>([
  ['DE', 2026, '2026-04-03 2026-04-06 2026-05-14 2026-05-25'],
  ['AT', 2026, '2026-06-04 2026-10-26 2026-12-08'],
  ['AT', 2038, '2038-04-26'],
  ['US', 2026, '2026-01-19 2026-05-25 2026-09-07 2026-11-26'],
  ['GB', 2026, '2026-05-04 2026-05-25 2026-08-31 2026-12-25 2026-12-28'],
  ['GB', 2022, '2022-01-03 2022-12-26 2022-12-27'],
  ['SE', 2026, '2026-06-20 2026-10-31'],
  ['SE', 2027, '2027-06-26 2027-11-06'],
  ['NL', 2025, '2025-04-20 2025-06-08 2025-06-09'],
])('%s %s has %s', (country, year, expected) => expect(dates(country, year)).toEqual(expect.arrayContaining(expected.split(' '))))

it('every list can be saved as special days, in every year, and an unknown country has none', () => {
  for (const country of knownCountries)
    for (let year = 2000; year <= 2100; year++)
      expect(hours.safeParse({ zone: 'UTC', week: [[], [], [], [], [], [], []], days: holidaysOf(country, year) }).success).toBe(true)
  expect(holidaysOf('XX', 2026)).toBeNull()
  expect(holidaysOf('de', 2026)).not.toBeNull()
})

const file = (...events: string[]) =>
  ['BEGIN:VCALENDAR', ...events.flatMap((e) => ['BEGIN:VEVENT', e, 'END:VEVENT']), 'END:VCALENDAR'].join('\r\n')

it('reads the whole days of a calendar file', () => {
  const text = file(
    'DTSTART;VALUE=DATE:20261225\r\nDTEND;VALUE=DATE:20261227\r\nSUMMARY:Christmas\\, and\r\n  Boxing Day',
    'SUMMARY:New Year\r\nDTSTART;VALUE=DATE:20260101',
    'DTSTART:20260301T100000Z\r\nSUMMARY:A meeting',
    'DTSTART;VALUE=DATE:20260230\r\nSUMMARY:No such day',
    'DTSTART;VALUE=DATE:20260701\r\nDTEND;VALUE=DATE:20260901\r\nSUMMARY:School holidays',
  )
  expect(readCalendar(text)).toEqual([
    { date: '2026-01-01', name: 'New Year', periods: [] },
    { date: '2026-12-25', name: 'Christmas, and Boxing Day', periods: [] },
    { date: '2026-12-26', name: 'Christmas, and Boxing Day', periods: [] },
  ])
})

it('finds nothing in what is no calendar', () => {
  for (const text of ['', 'hello', 'BEGIN:VEVENT', ':::\n;;;', 'BEGIN:VEVENT\nDTSTART:\nEND:VEVENT']) expect(readCalendar(text)).toEqual([])
})
