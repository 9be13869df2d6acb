/** A public holiday, as a special day without periods. */
export type Holiday = { date: string; name: string; periods: [] }

type Rule = { when: string; name: string }

/**
 * Public holidays that a whole country has. `12-25` is a date; `e+1` counts days from Easter Sunday; `11-4thu` is the fourth Thursday of November,
 * `05-0mon` the last Monday of May; `06-20sat+` is the first Saturday from 20 June on.
 */
const countries: Record<string, string> = {
  AT: `
    01-01 Neujahr | 01-06 Heilige Drei Könige | e+1 Ostermontag | 05-01 Staatsfeiertag | e+39 Christi Himmelfahrt
    e+50 Pfingstmontag | e+60 Fronleichnam | 08-15 Mariä Himmelfahrt | 10-26 Nationalfeiertag | 11-01 Allerheiligen
    12-08 Mariä Empfängnis | 12-25 Christtag | 12-26 Stefanitag
  `,
  CH: `
    01-01 Neujahr | e-2 Karfreitag | e+1 Ostermontag | e+39 Auffahrt | e+50 Pfingstmontag | 08-01 Bundesfeier
    12-25 Weihnachten | 12-26 Stephanstag
  `,
  DE: `
    01-01 Neujahr | e-2 Karfreitag | e+1 Ostermontag | 05-01 Tag der Arbeit | e+39 Christi Himmelfahrt | e+50 Pfingstmontag
    10-03 Tag der Deutschen Einheit | 12-25 1. Weihnachtstag | 12-26 2. Weihnachtstag
  `,
  ES: `
    01-01 Año Nuevo | 01-06 Epifanía del Señor | e-2 Viernes Santo | 05-01 Fiesta del Trabajo | 08-15 Asunción de la Virgen
    10-12 Fiesta Nacional de España | 11-01 Todos los Santos | 12-06 Día de la Constitución | 12-08 Inmaculada Concepción
    12-25 Navidad
  `,
  FR: `
    01-01 Jour de l’an | e+1 Lundi de Pâques | 05-01 Fête du Travail | 05-08 Victoire de 1945 | e+39 Ascension
    e+50 Lundi de Pentecôte | 07-14 Fête nationale | 08-15 Assomption | 11-01 Toussaint | 11-11 Armistice de 1918
    12-25 Noël
  `,
  GB: `
    01-01 New Year’s Day | e-2 Good Friday | e+1 Easter Monday | 05-1mon Early May bank holiday | 05-0mon Spring bank holiday
    08-0mon Summer bank holiday | 12-25 Christmas Day | 12-26 Boxing Day
  `,
  IT: `
    01-01 Capodanno | 01-06 Epifania | e+0 Pasqua | e+1 Lunedì dell’Angelo | 04-25 Festa della Liberazione
    05-01 Festa del Lavoro | 06-02 Festa della Repubblica | 08-15 Ferragosto | 11-01 Ognissanti | 12-08 Immacolata Concezione
    12-25 Natale | 12-26 Santo Stefano
  `,
  NL: `
    01-01 Nieuwjaarsdag | e+0 Eerste paasdag | e+1 Tweede paasdag | 04-27 Koningsdag | e+39 Hemelvaartsdag
    e+49 Eerste pinksterdag | e+50 Tweede pinksterdag | 12-25 Eerste kerstdag | 12-26 Tweede kerstdag
  `,
  PL: `
    01-01 Nowy Rok | 01-06 Trzech Króli | e+0 Wielkanoc | e+1 Poniedziałek Wielkanocny | 05-01 Święto Pracy
    05-03 Święto Konstytucji 3 Maja | e+49 Zielone Świątki | e+60 Boże Ciało | 08-15 Wniebowzięcie NMP
    11-01 Wszystkich Świętych | 11-11 Święto Niepodległości | 12-24 Wigilia | 12-25 Boże Narodzenie
    12-26 Drugi dzień Bożego Narodzenia
  `,
  SE: `
    01-01 Nyårsdagen | 01-06 Trettondedag jul | e-2 Långfredagen | e+0 Påskdagen | e+1 Annandag påsk | 05-01 Första maj
    e+39 Kristi himmelsfärds dag | e+49 Pingstdagen | 06-06 Nationaldagen | 06-20sat+ Midsommardagen
    10-31sat+ Alla helgons dag | 12-25 Juldagen | 12-26 Annandag jul
  `,
  US: `
    01-01 New Year’s Day | 01-3mon Martin Luther King Jr. Day | 02-3mon Washington’s Birthday | 05-0mon Memorial Day
    06-19 Juneteenth | 07-04 Independence Day | 09-1mon Labor Day | 10-2mon Columbus Day | 11-11 Veterans Day
    11-4thu Thanksgiving Day | 12-25 Christmas Day
  `,
}

export const knownCountries: readonly string[] = Object.keys(countries)

/** A country's public holidays in a year, in order; null where we don't know them. British ones on a weekend move to the next weekday. */
export function holidaysOf(country: string, year: number): Holiday[] | null {
  const written = countries[country.toUpperCase()]
  if (!written) return null
  const days = rulesIn(written).map(({ when, name }) => ({ day: dayOf(when, year), name }))
  const placed = country.toUpperCase() === 'GB' ? moved(days) : days
  return placed
    .toSorted((a, b) => a.day - b.day)
    .filter(({ day }, i, all) => all.findIndex((one) => one.day === day) === i)
    .map(({ day, name }) => ({ date: new Date(day).toISOString().slice(0, 10), name, periods: [] }))
}

const dayMs = 86_400_000
const weekdays = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat']

function rulesIn(written: string): Rule[] {
  const rules = written.split(/[|\n]/).map((rule) => rule.trim())
  return rules.filter(Boolean).map((rule) => ({ when: rule.slice(0, rule.indexOf(' ')), name: rule.slice(rule.indexOf(' ') + 1) }))
}

function dayOf(when: string, year: number): number {
  if (when.startsWith('e')) return easter(year) + Number(when.slice(1)) * dayMs
  const [, month = '', number = '', weekday = '', onwards = ''] = /^(\d\d)-(\d+)(\w{3})?(\+)?$/.exec(when) ?? []
  const monthIndex = Number(month) - 1
  if (!weekday) return Date.UTC(year, monthIndex, Number(number))
  const wanted = weekdays.indexOf(weekday)
  if (onwards) return nextWeekday(Date.UTC(year, monthIndex, Number(number)), wanted)
  if (number === '0') return nextWeekday(Date.UTC(year, monthIndex + 1, 0) - 6 * dayMs, wanted)
  return nextWeekday(Date.UTC(year, monthIndex, 1), wanted) + (Number(number) - 1) * 7 * dayMs
}

/** The first such weekday from a day on. */
function nextWeekday(day: number, wanted: number): number {
  return day + ((wanted - new Date(day).getUTCDay() + 7) % 7) * dayMs
}

function moved(days: { day: number; name: string }[]): { day: number; name: string }[] {
  const taken = new Set<number>()
  return days.map(({ day, name }) => {
    let on = day
    while (isWeekend(on) || taken.has(on)) on += dayMs
    taken.add(on)
    return { day: on, name }
  })
}

function isWeekend(day: number): boolean {
  return [0, 6].includes(new Date(day).getUTCDay())
}

/** Easter Sunday of the Gregorian calendar, as an instant of UTC (Anonymous algorithm, Nature 1876). */
function easter(year: number): number {
  const a = year % 19
  const [b, c] = [Math.floor(year / 100), year % 100]
  const g = Math.floor((8 * b + 13) / 25)
  const h = (19 * a + b - Math.floor(b / 4) - g + 15) % 30
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7
  const m = Math.floor((a + 11 * h + 19 * l) / 433)
  const month = Math.floor((h + l - 7 * m + 90) / 25)
  return Date.UTC(year, month - 1, (h + l - 7 * m + 33 * month + 19) % 32)
}
