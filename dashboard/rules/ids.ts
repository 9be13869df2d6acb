/** A short name that nothing in the list has. */
export function freshId(list: readonly { id: string }[]): string {
  const taken = new Set(list.map(({ id }) => id))
  for (;;) {
    const id = crypto.randomUUID().slice(0, 8)
    if (!taken.has(id)) return id
  }
}
