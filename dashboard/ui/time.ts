const minute = 60_000
const hour = 60 * minute
const day = 24 * hour
const locale = 'en-GB'

const timeFormat = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit' })
const secondFormat = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', second: '2-digit' })
const dayFormat = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short' })
const weekdayFormat = new Intl.DateTimeFormat(locale, { weekday: 'short', day: 'numeric', month: 'short' })
const exactFormat = new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeStyle: 'medium' })

export const timeOfDay = (at: number): string => timeFormat.format(at)
export const timeWithSeconds = (at: number): string => secondFormat.format(at)
export const exactly = (at: number): string => exactFormat.format(at)
export const sameDay = (a: number, b: number): boolean => new Date(a).toDateString() === new Date(b).toDateString()

/** A counting time: `0:07`, `6:41`, `3 h 12`, `2 d 4 h`. */
export function counting(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000))
  if (seconds < 3600) return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
  const hours = Math.floor(seconds / 3600)
  if (hours < 24) return `${hours} h ${String(Math.floor((seconds % 3600) / 60)).padStart(2, '0')}`
  return `${Math.floor(hours / 24)} d ${hours % 24} h`
}

/** The same for places as narrow as the rail: `6:41`, `3 h`, `2 d`. */
export function countingShort(ms: number): string {
  return ms < hour ? counting(ms) : ms < day ? `${Math.floor(ms / hour)} h` : `${Math.floor(ms / day)} d`
}

/** In words, for screen readers: `6 minutes 41`. */
export function countingWords(ms: number): string {
  const minutes = Math.floor(ms / minute)
  if (minutes === 0) return `${Math.floor(ms / 1000)} seconds`
  return minutes < 60 ? `${minutes} min ${Math.floor((ms % minute) / 1000)} s` : counting(ms)
}

/** How long ago: relative up to a day, then dated. */
export function ago(at: number, now: number): string {
  const passed = now - at
  if (passed < minute) return 'now'
  if (passed < hour) return `${Math.floor(passed / minute)} min`
  if (passed < day) return `${Math.floor(passed / hour)} h`
  return dayFormat.format(at)
}

/** A day as a heading: `today`, `yesterday`, `Tue 3 Nov`. */
export function dayName(at: number, now: number): string {
  if (sameDay(at, now)) return 'today'
  if (sameDay(at, now - day)) return 'yesterday'
  return weekdayFormat.format(at)
}

/** When something is due: `15:00`, `tomorrow 15:00`, `Tue 3 Nov 15:00`. */
export function dueAt(at: number, now: number): string {
  if (sameDay(at, now)) return timeOfDay(at)
  if (sameDay(at, now + day)) return `tomorrow ${timeOfDay(at)}`
  return `${weekdayFormat.format(at)} ${timeOfDay(at)}`
}

export function shortDay(at: number): string {
  return dayFormat.format(at)
}
