type Entry = string | ((...values: never[]) => string)
type Values<E> = E extends (...values: infer V) => string ? V : []

/** Makes the `t()` of one area: every string that people read is in such a table, so that a second language is a second table. */
export function words<const T extends Record<string, Entry>>(table: T) {
  return <K extends keyof T>(key: K, ...values: Values<T[K]>): string => {
    const entry = table[key] as Entry
    return typeof entry === 'function' ? entry(...(values as never[])) : entry
  }
}

/** "Ada", "Ada and Bo", "Ada, Bo and Cem". */
export function joined(names: readonly string[]): string {
  return new Intl.ListFormat('en-GB', { type: 'conjunction' }).format(names)
}

export function plural(count: number, one: string, many: string): string {
  return `${count.toLocaleString('en-GB')} ${count === 1 ? one : many}`
}
