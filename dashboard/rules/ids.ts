/** The list with this thing in it: in place of the one of its id, or at the end. */
export function withThing<T extends { id: string }>(list: readonly T[], thing: T): T[] {
  return list.some(({ id }) => id === thing.id) ? list.map((one) => (one.id === thing.id ? thing : one)) : [...list, thing]
}

/** A short name that nothing in the list has. */
export function freshId(list: readonly { id: string }[]): string {
  const taken = new Set(list.map(({ id }) => id))
  for (;;) {
    const id = crypto.randomUUID().slice(0, 8)
    if (!taken.has(id)) return id
  }
}
