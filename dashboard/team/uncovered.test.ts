import { expect, test } from 'vitest'
import { uncoveredIn } from './Uncovered.tsx'

test('a stretch lies on the day of its wall time, and is cut at midnight', () => {
  const from = Date.UTC(2026, 11, 10, 21) // Thursday 22:00 in Vienna
  expect(uncoveredIn('Europe/Vienna', [{ from, to: from + 4 * 3_600_000 }])).toEqual([
    { day: 3, start: 22 / 24, end: 1 },
    { day: 4, start: 0, end: 2 / 24 },
  ])
})
