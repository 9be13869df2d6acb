import { type Hours, type Period, problemsOfWeek } from '@baton/contracts/hours.ts'
import { t } from './text.ts'

const from = /^([01]\d|2[0-3]):[0-5]\d$/
const to = /^(([01]\d|2[0-3]):[0-5]\d|24:00)$/

export function isZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone })
    return zone !== ''
  } catch {
    return false
  }
}

/** What can't be in the period `i` of a day. */
export type PeriodProblem = (day: number, i: number) => string | null

/** What is wrong with each period of a week: first whether it can be read at all. */
export function problemsIn(week: readonly (readonly Period[])[]): PeriodProblem {
  const unread = (period: Period) => !from.test(period.from) || !to.test(period.to)
  if (week.flat().some(unread)) return (day, i) => (week[day]?.[i] && unread(week[day][i]) ? t('timeBad') : null)
  const found = problemsOfWeek(week)
  return (day, i) => found.find(({ path }) => path[0] === day && path[1] === i)?.problem ?? null
}

/** Whether hours may be saved as they stand; null when they may, else the first thing that is in the way. */
export function problemOf(hours: Hours | null): string | null {
  if (hours === null) return null
  if (!isZone(hours.zone)) return t('zoneBad')
  const problem = firstIn(hours.week)
  if (problem) return problem
  const dates = hours.days.map(({ date }) => date)
  if (dates.includes('')) return t('dateMissing')
  if (new Set(dates).size < dates.length) return t('dateTwice')
  return hours.days.map(({ periods }) => firstIn([periods])).find((found) => found !== null) ?? null
}

function firstIn(week: readonly (readonly Period[])[]): string | null {
  const problem = problemsIn(week)
  for (const [day, periods] of week.entries()) for (const i of periods.keys()) if (problem(day, i)) return problem(day, i)
  return null
}
