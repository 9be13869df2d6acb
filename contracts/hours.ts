import { z } from 'zod'
import { clean } from './text.ts'

/** Wall time: `09:00`. An end may be `24:00`. */
const from = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time from 00:00 to 23:59')
const to = z.string().regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/, 'a time up to 24:00')

/** A stretch of a day. An end before its beginning is on the next day: `22:00` to `02:00`. */
export const period = z.object({ from, to })

/** A day of the calendar: `2026-12-24`. */
export const date = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/, 'a day such as 2026-12-24')
  .refine(isDate, 'a day that there is')

export const zone = z.string().max(60).refine(isZone, 'a time zone such as Europe/Berlin')

/** What the night may last: a longer stretch past midnight is taken for one that was typed the wrong way round. */
const longestNight = 12 * 60

const periods = z
  .array(period)
  .max(8)
  .superRefine((all, context) => {
    for (const { path, problem } of problemsOfDay(all)) context.addIssue({ code: 'custom', path, message: problem })
  })

/** Monday to Sunday. */
const week = z.array(periods).length(7, 'seven days, Monday first')

const dayName = z.string().max(80).transform(clean).pipe(z.string().trim())
export const specialDay = z.object({ date, name: dayName, periods })

/** When somebody is there, as wall time in a zone. Special days stand for the weekday that they fall on; one without periods is closed. */
export const hours = z
  .object({
    zone,
    week,
    days: z
      .array(specialDay)
      .max(500)
      .default([])
      .superRefine((days, context) => {
        const seen = new Set<string>()
        days.forEach(({ date: day }, i) => {
          if (seen.has(day)) context.addIssue({ code: 'custom', path: [i, 'date'], message: `${day} is in the list twice` })
          seen.add(day)
        })
      }),
  })
  .superRefine(({ week: all }, context) => {
    for (const { path, problem } of problemsOfNights(all)) context.addIssue({ code: 'custom', path: ['week', ...path], message: problem })
  })

/** Days on which somebody is away, both ends included. */
export const daysOff = z
  .array(
    z
      .object({ from: date, to: date, name: dayName.default('') })
      .refine((off) => off.from <= off.to, { path: ['to'], message: 'ends before it begins' }),
  )
  .max(200)

export type Period = z.infer<typeof period>
export type SpecialDay = z.infer<typeof specialDay>
export type Hours = z.infer<typeof hours>
export type DayOff = z.infer<typeof daysOff>[number]

const minutes = (text: string) => Number(text.slice(0, 2)) * 60 + Number(text.slice(3))
const told = ({ from, to }: Period) => `${from}–${to}`
const days = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']

type Problem = { path: (string | number)[]; problem: string }

/** Where the end lies, in minutes from the day's beginning: beyond 1440 on the next day. */
function endOf({ from, to }: Period): number {
  return minutes(to) > minutes(from) ? minutes(to) : minutes(to) + 1440
}

/** What can't be in a week, each with its place: the day, the period and its end. */
export function problemsOfWeek(week: readonly (readonly Period[])[]): Problem[] {
  const within = week.flatMap((day, i) => problemsOfDay(day).map(({ path, problem }) => ({ path: [i, ...path], problem })))
  return [...within, ...problemsOfNights(week)]
}

function problemsOfDay(all: readonly Period[]): Problem[] {
  return all.flatMap((one, i): Problem[] => {
    if (one.from === one.to) return [{ path: [i, 'to'], problem: `${told(one)} has no length; a whole day is 00:00–24:00` }]
    if (endOf(one) > 1440 && endOf(one) - minutes(one.from) > longestNight)
      return [{ path: [i, 'to'], problem: `${told(one)} ends before it begins; past midnight a period may last 12 hours` }]
    const other = all.slice(0, i).find((two) => minutes(two.from) < endOf(one) && minutes(one.from) < endOf(two))
    return other ? [{ path: [i, 'from'], problem: `${told(one)} overlaps ${told(other)}` }] : []
  })
}

/** What a night reaches into on the morning after. */
function problemsOfNights(week: readonly (readonly Period[])[]): Problem[] {
  return week.flatMap((today, day) =>
    today.flatMap((night): Problem[] => {
      const tomorrow = (day + 1) % 7
      const place = week[tomorrow]?.findIndex((one) => minutes(one.from) < endOf(night) - 1440) ?? -1
      const met = week[tomorrow]?.[place]
      if (!met) return []
      return [{ path: [tomorrow, place, 'from'], problem: `${told(met)} on ${days[tomorrow]} overlaps ${told(night)} of ${days[day]}` }]
    }),
  )
}

function isDate(text: string): boolean {
  const day = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(day.getTime()) && day.toISOString().slice(0, 10) === text
}

function isZone(text: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: text }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}
