import type { SpecialDay } from '@baton/contracts/hours.ts'

const dayMs = 86_400_000
const mostDays = 500
/** Longer ones are school holidays and the like, which close no company. */
const longestEvent = 31

/** The whole days of a calendar file (RFC 5545): events whose beginning is a date. Repetition is not followed; what can't be read is left out. */
export function readCalendar(text: string): SpecialDay[] {
  const found = new Map<string, SpecialDay>()
  for (const event of eventsIn(text)) {
    const begins = dateIn(event.get('DTSTART'))
    if (begins === null) continue
    const ends = dateIn(event.get('DTEND')) ?? begins + dayMs
    const last = Math.max(begins, ends - dayMs)
    if (last - begins >= longestEvent * dayMs) continue
    const name = unescaped(event.get('SUMMARY')?.value ?? '').slice(0, 80)
    for (let day = begins; day <= last && found.size < mostDays; day += dayMs) {
      const date = new Date(day).toISOString().slice(0, 10)
      if (!found.has(date)) found.set(date, { date, name, periods: [] })
    }
  }
  return [...found.values()].sort((a, b) => (a.date < b.date ? -1 : 1))
}

type Field = { parameters: string; value: string }

function eventsIn(text: string): Map<string, Field>[] {
  const events: Map<string, Field>[] = []
  let inside: Map<string, Field> | null = null
  for (const line of unfolded(text)) {
    const tag = line.trimEnd().toUpperCase()
    if (tag === 'BEGIN:VEVENT') inside = new Map()
    else if (tag === 'END:VEVENT') {
      if (inside) events.push(inside)
      inside = null
    } else if (inside) keep(inside, line)
  }
  return events
}

/** A line that begins with white space goes on with the one before it. */
function unfolded(text: string): string[] {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/\n[ \t]/g, '')
    .split('\n')
}

function keep(event: Map<string, Field>, line: string): void {
  const colon = line.indexOf(':')
  if (colon < 0) return
  const [name = '', ...parameters] = line.slice(0, colon).split(';')
  const key = name.trim().toUpperCase()
  if (!event.has(key)) event.set(key, { parameters: parameters.join(';').toUpperCase(), value: line.slice(colon + 1).trim() })
}

/** A date without a time, as an instant of UTC; null for anything else. */
function dateIn(field: Field | undefined): number | null {
  const read = /^(\d{4})(\d{2})(\d{2})$/.exec(field?.value ?? '')
  if (!read) return null
  const [, year, month, day] = read.map(Number)
  const at = Date.UTC(year ?? 0, (month ?? 0) - 1, day)
  return new Date(at).getUTCDate() === day ? at : null
}

function unescaped(text: string): string {
  return text
    .replace(/\\[nN]/g, ' ')
    .replace(/\\([,;\\])/g, '$1')
    .trim()
}
