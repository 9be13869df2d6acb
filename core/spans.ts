type Words = { soon: string; within: string; minute: [string, string]; hour: [string, string]; days: string }

/** `{}` is the span, and in it the number. Two of a unit: one, and several. */
const words: Record<string, Words> = {
  en: {
    soon: 'as soon as we can',
    within: 'within {}',
    minute: ['a minute', '{} minutes'],
    hour: ['an hour', '{} hours'],
    days: '{} days',
  },
  de: {
    ...{ soon: 'so bald wie möglich', within: 'innerhalb von {}' },
    ...{ minute: ['einer Minute', '{} Minuten'], hour: ['einer Stunde', '{} Stunden'], days: '{} Tagen' },
  },
  fr: {
    soon: 'dès que possible',
    within: 'd’ici {}',
    minute: ['une minute', '{} minutes'],
    hour: ['une heure', '{} heures'],
    days: '{} jours',
  },
  es: {
    ...{ soon: 'lo antes posible', within: 'en menos de {}' },
    ...{ minute: ['un minuto', '{} minutos'], hour: ['una hora', '{} horas'], days: '{} días' },
  },
  it: { soon: 'appena possibile', within: 'entro {}', minute: ['un minuto', '{} minuti'], hour: ['un’ora', '{} ore'], days: '{} giorni' },
  pt: {
    ...{ soon: 'assim que possível', within: 'em até {}' },
    ...{ minute: ['um minuto', '{} minutos'], hour: ['uma hora', '{} horas'], days: '{} dias' },
  },
  nl: {
    soon: 'zo snel mogelijk',
    within: 'binnen {}',
    minute: ['een minuut', '{} minuten'],
    hour: ['een uur', '{} uur'],
    days: '{} dagen',
  },
  pl: {
    ...{ soon: 'najszybciej, jak to możliwe', within: 'w ciągu {}' },
    ...{ minute: ['minuty', '{} minut'], hour: ['godziny', '{} godzin'], days: '{} dni' },
  },
  tr: { soon: 'en kısa sürede', within: '{} içinde', minute: ['bir dakika', '{} dakika'], hour: ['bir saat', '{} saat'], days: '{} gün' },
  sv: { soon: 'så snart vi kan', within: 'inom {}', minute: ['en minut', '{} minuter'], hour: ['en timme', '{} timmar'], days: '{} dagar' },
}

/** By when, as people say it, never sooner than it is; in English where the language is not known. `ms` is from now. */
export function within(ms: number, language = 'en'): string {
  const { soon, within } = wordsOf(language)
  return ms <= 0 ? soon : put(within, span(ms, language))
}

/** A span of milliseconds as people say it after "within", never shorter than it is. */
export function span(ms: number, language = 'en'): string {
  const { minute, hour, days } = wordsOf(language)
  const minutes = Math.max(1, Math.ceil(ms / 60_000))
  if (minutes < 60) return put(minute[minutes === 1 ? 0 : 1], minutes)
  const hours = Math.ceil(minutes / 60)
  return hours <= 48 ? put(hour[hours === 1 ? 0 : 1], hours) : put(days, Math.ceil(hours / 24))
}

function wordsOf(language: string): Words {
  return words[language] ?? (words.en as Words) // it is there
}

function put(text: string, value: string | number): string {
  return text.replace('{}', String(value))
}
