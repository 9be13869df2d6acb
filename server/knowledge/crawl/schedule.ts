import type { Schedule } from '@baton/contracts/knowledge.ts'

const quarter = 15 * 60_000
const hour = 60 * 60_000
/** A week, and the day that a change of the clocks may cost. */
const furthest = 9 * 24 * 4

/**
 * When a website is read next, in ms, or null when never. Hours are wall time in their zone: where the clocks skip the hour it is the first
 * moment after it, where they repeat it the first of the two.
 */
export function nextSync(schedule: Schedule, now: number): number | null {
  if (schedule.every === 'off') return null
  if (schedule.every === 'hour') return now + hour
  const wall = wallClock(schedule.zone)
  const due = schedule.hour * 60
  let at = Math.floor(now / quarter) * quarter
  let before = wall(at)
  // All zones are whole quarters of an hour from each other.
  for (let step = 0; step < furthest; step++) {
    at += quarter
    const here = wall(at)
    const crossed = here.minute >= due && (before.minute < due || before.day !== here.day)
    if (crossed && (schedule.every === 'day' || here.day === schedule.day)) return at
    before = here
  }
  return null
}

const days = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']

/** Reads a moment as a day of the week (1 is Monday) and a minute of it, as a clock on the wall shows them. */
function wallClock(timeZone: string): (at: number) => { day: number; minute: number } {
  const format = new Intl.DateTimeFormat('en-GB', { timeZone, weekday: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
  return (at) => {
    const parts = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, value]))
    return { day: days.indexOf(parts.weekday ?? '') + 1, minute: Number(parts.hour) * 60 + Number(parts.minute) }
  }
}
