/** One figure: what was measured, what it came to, and what it should be. `ratio` is to a floor measured in the same run. */
export type Figure = { what: string; value: number; unit: string; goal?: string; ok?: boolean; ratio?: string }
export type Bench = { says: string; run: (size: Size) => Promise<Figure[]> }
/** How much of the full load to put on: 1 for figures that count, less while writing a bench. */
export type Size = { share: number; of: (full: number, least?: number) => number }

export function sized(share: number): Size {
  return { share, of: (full, least = 1) => Math.max(least, Math.round(full * share)) }
}

export function atMost(what: string, value: number, unit: string, most: number, ratio?: string): Figure {
  return { what, value, unit, goal: `≤ ${most} ${unit}`, ok: value <= most, ...(ratio && { ratio }) }
}

export function atLeast(what: string, value: number, unit: string, least: number, ratio?: string): Figure {
  return { what, value, unit, goal: `≥ ${least.toLocaleString('en')} ${unit}`, ok: value >= least, ...(ratio && { ratio }) }
}

/** The value below which a share of all lie. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
}

/** How many times the floor: `2.3×`. */
export function times(value: number, floor: number): string {
  return `${(value / floor).toFixed(1)}× the floor of ${short(floor)}`
}

export function printed({ what, value, unit, goal, ok, ratio }: Figure): string {
  const mark = ok === undefined ? ' ' : ok ? '✓' : '✗'
  return `  ${mark} ${what.padEnd(62)} ${`${short(value)} ${unit}`.padStart(16)}   ${[goal && `goal ${goal}`, ratio].filter(Boolean).join(', ')}`
}

function short(value: number): string {
  if (Math.abs(value) >= 100) return Math.round(value).toLocaleString('en')
  return value.toFixed(Math.abs(value) < 10 ? 2 : 1)
}
