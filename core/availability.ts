import type { DayOff, Hours, Period, SpecialDay } from '@baton/contracts/hours.ts'
import { changeBetween, offsetAt } from './availability-zone.ts'

const minuteMs = 60_000
const dayMs = 86_400_000
/** As far ahead as is looked for a change. */
const horizon = 400

/** A stretch in ms from the beginning of its day; beyond a day where it goes past midnight. */
type Stretch = { from: number; to: number }
type Calendar = { zone: string; week: Stretch[][]; days: Map<number, Stretch[]> }
type Stand = { open: boolean; from: number; until: number }

/**
 * Whether somebody is there at an instant (ms since 1970); without hours always. Hours are wall time: where clocks go back the hour that comes
 * twice counts twice, where they go forward the missing one never comes. What goes past midnight belongs to the day on which it began.
 */
export function isOpen(hours: Hours | null, at: number): boolean {
  return hours === null || standAt(hours, at).open
}

/** When it opens next; null where it is open, or will not be within a year. */
export function opensAt(hours: Hours | null, at: number): number | null {
  return hours === null || isOpen(hours, at) ? null : changeAfter(hours, at)
}

/** When it closes next; null where it is closed, or will not be within a year. */
export function closesAt(hours: Hours | null, at: number): number | null {
  return hours === null || !isOpen(hours, at) ? null : changeAfter(hours, at)
}

/** Somebody's hours without their days off. Who has no hours is there all day, in the zone that is given. */
export function withDaysOff(hours: Hours | null, off: readonly DayOff[], zone: string): Hours | null {
  if (off.length === 0) return hours
  const away = new Map<string, SpecialDay>()
  for (const { from, to, name } of off) for (const date of datesBetween(from, to)) away.set(date, { date, name, periods: [] })
  const base = hours ?? { zone, week: Array.from({ length: 7 }, () => [{ from: '00:00', to: '24:00' }]), days: [] }
  return { ...base, days: [...base.days.filter(({ date }) => !away.has(date)), ...away.values()] }
}

/** Stretches between two instants in which a team is open and none of its people is in. */
export function uncovered(team: Hours | null, people: readonly (Hours | null)[], from: number, to: number): { from: number; to: number }[] {
  if (people.includes(null)) return []
  const all = people.filter((hours) => hours !== null)
  const found: { from: number; to: number }[] = []
  for (let at = from; at < to; ) {
    const next = Math.min(to, ...[team, ...all].map((hours) => (hours ? untilOf(hours, at) : to)))
    const last = found.at(-1)
    const bare = isOpen(team, at) && !all.some((hours) => isOpen(hours, at))
    if (bare && last?.to === at) last.to = next
    else if (bare) found.push({ from: at, to: next })
    at = next
  }
  return found
}

function untilOf(hours: Hours, at: number): number {
  return standAt(hours, at).until
}

const stands = new WeakMap<Hours, Stand>()

/** How it stands, and until when it stays so: asked again before that, it is not worked out anew. */
function standAt(hours: Hours, at: number): Stand {
  const known = stands.get(hours)
  if (known && known.from <= at && at < known.until) return known
  const calendar = calendarOf(hours)
  const open = isOpenOn(calendar, at)
  const stand = { open, from: at, until: changeIn(calendar, at, open) ?? at + horizon * dayMs }
  stands.set(hours, stand)
  return stand
}

function changeAfter(hours: Hours, at: number): number | null {
  const calendar = calendarOf(hours)
  return changeIn(calendar, at, isOpenOn(calendar, at))
}

function isOpenOn(calendar: Calendar, at: number): boolean {
  const local = at + offsetAt(calendar.zone, at)
  const day = Math.floor(local / dayMs)
  const time = local - day * dayMs
  const holds = (of: number, when: number) => stretchesOn(calendar, of).some(({ from, to }) => from <= when && when < to)
  return holds(day, time) || holds(day - 1, time + dayMs)
}

/** The first instant after `at` at which it is no longer as it was. Between the edges of stretches and changes of the clocks it stays as it is. */
function changeIn(calendar: Calendar, at: number, open: boolean): number | null {
  for (let i = 0; i < horizon; i++) {
    const from = at + i * dayMs
    const found = edges(calendar, from, from + dayMs).find((edge) => isOpenOn(calendar, edge) !== open)
    if (found !== undefined) return found
  }
  return null
}

/** After one instant, up to and including another: at most a day apart, so that clocks are changed once at most. */
function edges(calendar: Calendar, after: number, upTo: number): number[] {
  const { zone } = calendar
  const offsets = [...new Set([offsetAt(zone, after), offsetAt(zone, upTo)])]
  const first = Math.floor((after + Math.min(...offsets)) / dayMs) - 1
  const last = Math.floor((upTo + Math.max(...offsets)) / dayMs)
  const found: number[] = []
  for (let day = first; day <= last; day++)
    for (const { from, to } of stretchesOn(calendar, day))
      for (const offset of offsets) found.push(day * dayMs + from - offset, day * dayMs + to - offset)
  const change = changeBetween(zone, after, upTo)
  if (change !== null) found.push(change)
  return found.filter((edge) => edge > after && edge <= upTo).sort((a, b) => a - b)
}

/** Day 0, in 1970, was a Thursday. */
function stretchesOn({ week, days }: Calendar, day: number): Stretch[] {
  return days.get(day) ?? week[(((day + 3) % 7) + 7) % 7] ?? []
}

const calendars = new WeakMap<Hours, Calendar>()

function calendarOf(hours: Hours): Calendar {
  const known = calendars.get(hours)
  if (known) return known
  const days = new Map(hours.days.map(({ date, periods }) => [dayOf(date), periods.map(stretchOf)]))
  const calendar = { zone: hours.zone, week: hours.week.map((periods) => periods.map(stretchOf)), days }
  calendars.set(hours, calendar)
  return calendar
}

function stretchOf({ from, to }: Period): Stretch {
  const [begins, ends] = [minutesOf(from), minutesOf(to)]
  return { from: begins * minuteMs, to: (ends > begins ? ends : ends + 1_440) * minuteMs }
}

function minutesOf(text: string): number {
  return Number(text.slice(0, 2)) * 60 + Number(text.slice(3))
}

function dayOf(date: string): number {
  return Math.floor(Date.parse(`${date}T00:00:00Z`) / dayMs)
}

function datesBetween(from: string, to: string): string[] {
  const [first, last] = [dayOf(from), dayOf(to)]
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => new Date((first + i) * dayMs).toISOString().slice(0, 10))
}
