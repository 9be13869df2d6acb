import { useNow } from '../live/clock.ts'
import { counting, countingShort, countingWords } from '../ui/time.ts'

/** Within this a person should have answered. */
export const target = 120_000

export type Level = 'calm' | 'soon' | 'late'

/** Amber from half of the target on, red beyond it. */
export function levelOf(waited: number): Level {
  return waited >= target ? 'late' : waited >= target / 2 ? 'soon' : 'calm'
}

/** The counting time of somebody who waits. */
export function Wait({ since, short = false }: { since: number; short?: boolean }) {
  const waited = useNow() - since
  return (
    <time className="wait" data-level={levelOf(waited)} title={countingWords(waited)}>
      {short ? countingShort(waited) : counting(waited)}
    </time>
  )
}
