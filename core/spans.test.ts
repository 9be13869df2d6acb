import { expect, it } from 'vitest'
import { span, within } from './spans.ts'
import { hour, minute, second } from './testing/given.ts'

it.each([
  [-minute, 'as soon as we can'],
  [0, 'as soon as we can'],
  [second, 'within a minute'],
  [minute, 'within a minute'],
  [minute + 1, 'within 2 minutes'],
  [59 * minute, 'within 59 minutes'],
  [59 * minute + 1, 'within an hour'],
  [90 * minute, 'within 2 hours'],
  [48 * hour, 'within 48 hours'],
  [48 * hour + 1, 'within 3 days'],
  [14 * 24 * hour, 'within 14 days'],
])('a span is said as people say it, and never shorter than it is: %i ms → %s', (ms, words) => {
  expect(within(ms)).toBe(words)
})

it.each([
  ['de', 'innerhalb von 2 Stunden', 'einer Minute'],
  ['tr', '2 saat içinde', 'bir dakika'],
  ['pl', 'w ciągu 2 godzin', 'minuty'],
  ['xx', 'within 2 hours', 'a minute'],
])('in the language %s', (language, long, short) => {
  expect(within(2 * hour, language)).toBe(long)
  expect(span(1, language)).toBe(short)
})
