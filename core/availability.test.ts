import { type Hours, hours, type Period } from '@baton/contracts/hours.ts'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { closesAt, isOpen, opensAt, uncovered, withDaysOff } from './availability.ts'

const minute = 60_000
const dayMs = 86_400_000
const at = (text: string) => Date.parse(text)
const week = (...periods: Period[]) => Array.from({ length: 7 }, () => periods)
const of = (zone: string, periods: Period[], days: Hours['days'] = []): Hours => hours.parse({ zone, week: week(...periods), days })
const p = (from: string, to: string): Period => ({ from, to })
const iso = (instant: number | null) => (instant === null ? null : new Date(instant).toISOString())

const zones = [
  'Australia/Lord_Howe',
  'Asia/Kathmandu',
  'Pacific/Apia',
  'Africa/Casablanca',
  'America/Sao_Paulo',
  'Europe/Vienna',
  'America/New_York',
  'America/St_Johns',
  'Asia/Tehran',
  'Pacific/Chatham',
]

describe('[A1] hours are wall time in a zone', () => {
  it('several periods a day, up to midnight, and none at all', () => {
    const vienna = of('Europe/Vienna', [p('09:00', '12:30'), p('13:00', '24:00')])
    expect(isOpen(vienna, at('2026-12-07T08:00Z'))).toBe(true)
    expect(isOpen(vienna, at('2026-12-07T11:30Z'))).toBe(false)
    expect(iso(opensAt(vienna, at('2026-12-07T11:45Z')))).toBe('2026-12-07T12:00:00.000Z')
    expect(iso(closesAt(vienna, at('2026-12-07T12:00Z')))).toBe('2026-12-07T23:00:00.000Z')
    expect([isOpen(null, 0), opensAt(null, 0), closesAt(null, 0)]).toEqual([true, null, null])
    const never = of('UTC', [])
    expect([isOpen(never, 0), opensAt(never, 0), closesAt(never, 0)]).toEqual([false, null, null])
    const always = of('UTC', [p('00:00', '24:00')])
    expect([isOpen(always, 0), opensAt(always, 0), closesAt(always, 0)]).toEqual([true, null, null])
  })

  it('past midnight belongs to the day on which it began, also into and out of a special day', () => {
    const night = of('UTC', [p('22:00', '02:00')], [{ date: '2026-12-08', name: 'closed', periods: [] }])
    expect(isOpen(night, at('2026-12-08T01:00Z'))).toBe(true)
    expect(isOpen(night, at('2026-12-08T23:00Z'))).toBe(false)
    expect(isOpen(night, at('2026-12-09T01:00Z'))).toBe(false)
    expect(iso(opensAt(night, at('2026-12-08T02:00Z')))).toBe('2026-12-09T22:00:00.000Z')
  })

  it('an hour that comes twice counts twice, one that is skipped never comes', () => {
    const vienna = of('Europe/Vienna', [p('02:30', '03:30')])
    expect(iso(opensAt(vienna, at('2026-03-29T00:00Z')))).toBe('2026-03-29T01:00:00.000Z')
    expect(iso(closesAt(vienna, at('2026-03-29T01:00Z')))).toBe('2026-03-29T01:30:00.000Z')
    expect(iso(opensAt(vienna, at('2026-10-25T00:00Z')))).toBe('2026-10-25T00:30:00.000Z')
    expect(iso(closesAt(vienna, at('2026-10-25T00:30Z')))).toBe('2026-10-25T01:00:00.000Z')
    expect(iso(opensAt(vienna, at('2026-10-25T01:00Z')))).toBe('2026-10-25T01:30:00.000Z')
  })

  it('a day that a country skipped never came', () => {
    const apia = of('Pacific/Apia', [p('09:00', '17:00')])
    expect(iso(opensAt(apia, at('2011-12-30T04:00Z')))).toBe('2011-12-30T19:00:00.000Z')
  })

  it('whoever is off is not there, with hours of their own or without', () => {
    const off = [{ from: '2026-12-24', to: '2026-12-26', name: 'Christmas' }]
    const own = withDaysOff(of('Europe/Vienna', [p('09:00', '17:00')]), off, 'UTC')
    expect(iso(opensAt(own, at('2026-12-23T17:00Z')))).toBe('2026-12-27T08:00:00.000Z')
    const anyTime = withDaysOff(null, off, 'Asia/Kathmandu')
    expect(iso(closesAt(anyTime, at('2026-12-20T00:00Z')))).toBe('2026-12-23T18:15:00.000Z')
    expect(withDaysOff(null, [], 'UTC')).toBeNull()
  })
})

it('says when a team is open and nobody of it is in', () => {
  const team = of('UTC', [p('09:00', '18:00')])
  const people = [of('UTC', [p('08:00', '12:00')]), of('UTC', [p('13:00', '17:00')])]
  const [from, to] = [at('2026-12-07T00:00Z'), at('2026-12-08T00:00Z')]
  expect(uncovered(team, people, from, to).map((gap) => [iso(gap.from), iso(gap.to)])).toEqual([
    ['2026-12-07T12:00:00.000Z', '2026-12-07T13:00:00.000Z'],
    ['2026-12-07T17:00:00.000Z', '2026-12-07T18:00:00.000Z'],
  ])
  expect(uncovered(team, [null], from, to)).toEqual([])
  expect(uncovered(null, [], from, to)).toEqual([{ from, to }])
})

describe('what can’t be is refused where it stands', () => {
  const problems = (periods: Period[], rest: object = {}) => {
    const read = hours.safeParse({ zone: 'UTC', week: [periods, [], [], [], [], [], []], ...rest })
    return read.success ? [] : read.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`)
  }
  it.each<[string, Period[], object, string]>([
    ['overlapping', [p('09:00', '12:00'), p('11:00', '13:00')], {}, 'week.0.1.from: 11:00–13:00 overlaps 09:00–12:00'],
    ['reversed', [p('18:00', '09:00')], {}, 'week.0.0.to: 18:00–09:00 ends before it begins; past midnight a period may last 12 hours'],
    ['empty', [p('09:00', '09:00')], {}, 'week.0.0.to: 09:00–09:00 has no length; a whole day is 00:00–24:00'],
    ['no time', [p('25:00', '26:00')], {}, 'week.0.0.from: a time from 00:00 to 23:59'],
    ['no zone', [], { zone: 'Mars/Olympus' }, 'zone: a time zone such as Europe/Berlin'],
    ['no day', [], { days: [{ date: '2026-02-30', name: '', periods: [] }] }, 'days.0.date: a day that there is'],
    [
      'a day twice',
      [],
      { days: ['2026-12-24', '2026-12-24'].map((date) => ({ date, name: '', periods: [] })) },
      'days.1.date: 2026-12-24 is in the list twice',
    ],
  ])('%s', (_, periods, rest, problem) => expect(problems(periods, rest)).toContain(problem))

  it('also a night that reaches into the next morning', () => {
    const read = hours.safeParse({ zone: 'UTC', week: [[p('22:00', '06:00')], [p('05:00', '12:00')], [], [], [], [], []] })
    expect(read.error?.issues[0]?.message).toBe('05:00–12:00 on Tuesday overlaps 22:00–06:00 of Monday')
  })
})

// ——— against a clock on the wall that is read every five minutes

const fives = fc.integer({ min: 0, max: 287 }).map((k) => k * 5)
const text = (m: number) => `${String(Math.floor(m / 60)).padStart(2, '0')}:${String(m % 60).padStart(2, '0')}`
/** Two stretches at most, the second perhaps past midnight. */
const day = fc.tuple(fives, fives, fives, fives).map((times): Period[] => {
  const [a = 0, b = 0, c = 0] = times.toSorted((x, y) => x - y)
  const first = a < b ? [p(text(a), text(b))] : []
  return c > b && c >= 840 && times[0] % 2 === 0
    ? [...first, p(text(c), text((c + 615) % 1440))]
    : [...first, ...(b < c ? [p(text(c), '24:00')] : [])]
})
const anyHours = fc.record({ zone: fc.constantFrom(...zones), week: fc.array(day, { minLength: 7, maxLength: 7 }) })

/** Another reading of the same sentence: the wall clock, its day, and the evening before. */
function brute({ week, days }: Hours, format: Intl.DateTimeFormat, instant: number): boolean {
  const [date = '', time = ''] = format.format(instant).split(', ')
  const [month, dayOfMonth, year] = date.split('/').map(Number)
  const now = Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5))
  const today = Date.UTC(year ?? 0, (month ?? 1) - 1, dayOfMonth)
  const on = (day: number) =>
    days.find((one) => one.date === new Date(day).toISOString().slice(0, 10))?.periods ?? week[(new Date(day).getUTCDay() + 6) % 7] ?? []
  const number = (t: string) => Number(t.slice(0, 2)) * 60 + Number(t.slice(3))
  const through = ({ from, to }: Period) => number(to) <= number(from)
  return (
    on(today).some((one) => number(one.from) <= now && (through(one) || now < number(one.to))) ||
    on(today - dayMs).some((one) => through(one) && now < number(one.to))
  )
}

function clockOf(zone: string): Intl.DateTimeFormat {
  const two = '2-digit' as const
  return new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: two,
    day: two,
    hour: two,
    minute: two,
  })
}

/** Every instant between two at which the wall says that something has changed. */
function changesByWall(open: Hours, from: number, to: number): number[] {
  const format = clockOf(open.zone)
  const found: number[] = []
  let before = brute(open, format, from)
  for (let t = from + 5 * minute; t <= to; t += 5 * minute) {
    const now = brute(open, format, t)
    if (now !== before) found.push(t)
    before = now
  }
  return found
}

function changesByUs(open: Hours, from: number, to: number): number[] {
  const found: number[] = []
  for (let t = from; ; ) {
    const next = isOpen(open, t) ? closesAt(open, t) : opensAt(open, t)
    if (next === null || next > to) return found
    found.push(next)
    t = next
  }
}

it.each(zones)(
  '[A1] over a year in %s the wall clock says the same',
  (zone) => {
    const holiday = { date: '2026-12-25', name: 'closed', periods: [] }
    const weekly = [
      [p('00:00', '02:30'), p('22:15', '24:00')],
      [p('01:45', '03:10')],
      [p('09:00', '12:30'), p('13:00', '18:00')],
      [p('21:00', '06:55')],
      [],
      [p('02:00', '03:00')],
      [p('02:15', '02:45'), p('23:00', '00:00')],
    ]
    const open = hours.parse({ zone, week: weekly, days: [holiday] })
    const from = at('2026-01-01T00:00Z')
    expect(changesByUs(open, from, from + 365 * dayMs).map(iso)).toEqual(changesByWall(open, from, from + 365 * dayMs).map(iso))
  },
  60_000,
)

it('[A1] so it does for any hours, around the days on which clocks are changed', () => {
  const days = [
    '2026-03-08',
    '2026-03-21',
    '2026-03-29',
    '2026-04-04',
    '2026-09-26',
    '2026-10-03',
    '2026-10-25',
    '2026-11-01',
    '2026-02-15',
  ]
  fc.assert(
    fc.property(anyHours, fc.constantFrom(...days), (some, day) => {
      const read = hours.safeParse(some)
      fc.pre(read.success)
      const open = read.data as Hours
      const from = at(`${day}T00:00Z`) - dayMs
      expect(changesByUs(open, from, from + 4 * dayMs)).toEqual(changesByWall(open, from, from + 4 * dayMs))
    }),
    { seed: 5, numRuns: 40 },
  )
})
