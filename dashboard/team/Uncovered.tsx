import { offsetAt } from '@baton/core/availability-zone.ts'
import type { Stretch } from './HoursEditor.tsx'
import { isZone } from './hours-problems.ts'
import { t } from './text.ts'

type Between = { from: number; to: number }
type Props = { stretches: readonly Between[]; zone: string | null }

/** When the team is open in the next days and nobody of it is in. */
export function Uncovered({ stretches, zone }: Props) {
  if (stretches.length === 0) return null
  const begin = new Intl.DateTimeFormat('en-GB', { weekday: 'short', hour: '2-digit', minute: '2-digit', ...inZone(zone) })
  const end = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', ...inZone(zone) })
  return (
    <p className="warning">
      {t('uncovered')}{' '}
      {stretches
        .slice(0, 5)
        .map(({ from, to }) => t('nobodyIn', begin.format(from), end.format(to)))
        .join('; ')}
      {stretches.length > 5 ? ' …' : '.'}
    </p>
  )
}

function inZone(zone: string | null): { timeZone?: string } {
  return zone !== null && isZone(zone) ? { timeZone: zone } : {}
}

const day = 86_400_000

/** The same on the tracks of a week, cut at midnight. */
export function uncoveredIn(zone: string, stretches: readonly Between[]): Stretch[] {
  if (!isZone(zone)) return []
  return stretches.flatMap(({ from, to }) => {
    const [start, end] = [from + offsetAt(zone, from), to + offsetAt(zone, to)]
    const parts: Stretch[] = []
    for (let at = start; at < end; at = (Math.floor(at / day) + 1) * day) {
      const midnight = Math.floor(at / day) * day
      parts.push({ day: (new Date(at).getUTCDay() + 6) % 7, start: (at - midnight) / day, end: Math.min(1, (end - midnight) / day) })
    }
    return parts
  })
}
