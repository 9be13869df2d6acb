import type { TeamSettings } from '@baton/contracts/team.ts'
import { teamSettings } from '@baton/contracts/team.ts'
import { describe, expect, test } from 'vitest'
import { moved, stretches, unreached } from './ladder.ts'

const defaults = { ringMs: 30_000, patienceMs: 600_000, answerWithinMs: 86_400_000 }
const settings = (part: Partial<TeamSettings>): TeamSettings => ({ ...teamSettings.parse({}), ...part })

describe('the ladder over time', () => {
  const ladder = [
    { do: 'next' as const, ms: 90_000 },
    { do: 'everybody' as const, ms: 120_000 },
    { do: 'fallback' as const, ms: 60_000 },
  ]

  test('one step follows the other, and the last lasts until the patience ends', () => {
    expect(stretches(settings({ ladder }), defaults).map(({ at, end }) => [at, end])).toEqual([
      [0, 90_000],
      [90_000, 210_000],
      [210_000, 600_000],
    ])
  })

  test('what the patience does not reach is not on it, and is counted', () => {
    const short = settings({ ladder, patienceMs: 100_000 })
    expect(stretches(short, defaults).map(({ end }) => end)).toEqual([90_000, 100_000])
    expect(unreached(short, defaults)).toBe(1)
  })

  test('an empty one is as the mode has it', () => {
    expect(stretches(settings({ mode: 'ringOne' }), defaults)).toMatchObject([{ at: 0, end: 600_000, step: { do: 'next' } }])
  })

  test('a step is moved', () => {
    expect(moved(['a', 'b', 'c'], 0, 2)).toEqual(['b', 'c', 'a'])
  })
})
