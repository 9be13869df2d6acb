import type { Period } from '@baton/contracts/hours.ts'

const day = 24 * 60

/** `09:30` in minutes from midnight. */
export function minutesOf(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3))
}

/** Where a period ends, in minutes from its day's midnight: beyond 1440 on the next day. */
export function endOf({ from, to }: Period): number {
  return minutesOf(to) > minutesOf(from) ? minutesOf(to) : minutesOf(to) + day
}

export function isOverMidnight(period: Period): boolean {
  return endOf(period) > day
}

/** The open time of a day, in minutes. */
export function lengthOf(periods: readonly Period[]): number {
  return periods.reduce((sum, period) => sum + endOf(period) - minutesOf(period.from), 0)
}

/** `8 h 30`. */
export function durationInWords(minutes: number): string {
  const rest = minutes % 60
  return rest === 0 ? `${minutes / 60} h` : `${Math.floor(minutes / 60)} h ${String(rest).padStart(2, '0')}`
}

/** A time as somebody types it, `9`, `930` or `9.30`, as `09:30`; what can't be read stays as it is. */
export function asTime(typed: string): string {
  const found = typed.trim().match(/^(\d{1,2})(?:[:.h ]?([0-5]\d))?$/)
  return found ? `${(found[1] ?? '').padStart(2, '0')}:${found[2] ?? '00'}` : typed.trim()
}

const time = (minutes: number) => `${String(Math.floor((minutes % day) / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`

/** Splits a long day in two with an hour between; else one more period after the last. */
export function withAnother(periods: readonly Period[]): Period[] {
  const last = periods.at(-1)
  if (!last) return [{ from: '09:00', to: '17:00' }]
  const [from, end] = [minutesOf(last.from), endOf(last)]
  if (end - from >= 300) {
    const noon = from < 720 && end > 780 ? 720 : from + Math.floor((end - from - 60) / 60) * 30
    return [...periods.slice(0, -1), { from: last.from, to: time(noon) }, { from: time(noon + 60), to: last.to }]
  }
  const next = Math.min(end + 60, day - 60)
  return [...periods, { from: time(next), to: next + 240 >= day ? '24:00' : time(next + 240) }]
}

/** Where a period lies on the day's track, as shares of it. Past midnight it goes to the edge. */
export function onTrack(period: Period): { start: number; end: number } {
  return { start: minutesOf(period.from) / day, end: Math.min(1, endOf(period) / day) }
}
