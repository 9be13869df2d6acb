import { language } from '../strings.ts'

/** The visitor's own variant of our language: it decides between 9:00 and 9 AM. A browser may name one that Intl refuses, such as `en-US@posix`. */
const locale = navigator.languages.find((name) => name.split('-')[0] === language && /^[\w-]+$/.test(name)) ?? language

// Made once: making one costs more than all that it will ever format.
const [clock, weekday, date] = [
  { hour: 'numeric', minute: '2-digit' } as const,
  { weekday: 'long' } as const,
  { day: 'numeric', month: 'long' } as const,
].map((options) => new Intl.DateTimeFormat(locale, options)) as [Intl.DateTimeFormat, Intl.DateTimeFormat, Intl.DateTimeFormat]
const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' })

const midnight = (at: number) => new Date(at).setHours(0, 0, 0, 0)
/** Whole days ahead; rounded, since a day may have 23 or 25 hours. */
const daysTo = (at: number, now: number) => Math.round((midnight(at) - midnight(now)) / 86_400_000)

/** Such as "today 14:03", "Sunday 21:40" or "3 March 9:00". */
export function dayOf(at: number, now: number): string {
  const days = daysTo(at, now)
  const near = Math.abs(days)
  const day = near < 2 ? relative.format(days, 'day') : (near < 7 ? weekday : date).format(at)
  return `${day} ${clock.format(at)}`
}

/** Such as "15:00" (today) or "tomorrow 10:00". */
export const whenDue = (due: number, now: number): string => (daysTo(due, now) ? dayOf(due, now) : clock.format(due))

/** Such as "2 hours" or "3 days", rounded up: what we promise, we keep. */
export function span(ms: number): string {
  const minutes = Math.ceil(ms / 60_000)
  const [value, unit] = minutes < 90 ? [minutes, 'minute'] : minutes <= 2_880 ? [minutes / 60, 'hour'] : [minutes / 1_440, 'day']
  return new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'long' }).format(Math.ceil(value))
}

/** Such as "1–4 minutes". */
export function between({ from, to }: { from: number; to: number }): string {
  return `${to < 5_400_000 ? from / 60_000 : span(from)}–${span(to)}`
}

/** Such as 1:12 or 75:03. */
export function counted(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000))
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
}

/** The place of the visitor's clock, such as "Stockholm". */
export const zone = (): string => (new Intl.DateTimeFormat().resolvedOptions().timeZone.split('/').pop() ?? '').replaceAll('_', ' ')
