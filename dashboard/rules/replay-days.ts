const day = 86_400_000

/** The last days of a zone's calendar up to an instant, the oldest first: "2026-11-24". */
export function lastDays(until: number, count: number, zone: string): string[] {
  // The Swedish write a date as ISO does.
  const last = Date.parse(new Intl.DateTimeFormat('sv-SE', { timeZone: zone }).format(until))
  return Array.from({ length: count }, (_, i) => new Date(last - (count - 1 - i) * day).toISOString().slice(0, 10))
}

/** An instant of that day wherever it is read. */
export function noonOf(day: string): number {
  return new Date(`${day}T12:00`).getTime()
}
