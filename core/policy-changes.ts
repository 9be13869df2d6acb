import type { Change } from '@baton/contracts/rules.ts'

/**
 * What differs between two policies, value by value. What has an id is followed by it (`triggers.keywords.terms.refund.does`), so that a list that
 * grows by one is one change; what was not there, or is no more, is null.
 */
export function changesBetween(before: unknown, after: unknown, path = ''): Change[] {
  if (same(before, after)) return []
  const [was, is] = [partsOf(before), partsOf(after)]
  if (!was || !is) return [{ path, before: before ?? null, after: after ?? null }]
  const names = [...new Set([...was.keys(), ...is.keys()])]
  const changes = names.flatMap((name) => changesBetween(was.get(name), is.get(name), path === '' ? name : `${path}.${name}`))
  const [first, then] = [[...was.keys()], [...is.keys()]]
  const sorted = Array.isArray(before) && changes.length === 0 && first.join() !== then.join()
  return sorted ? [{ path, before: first, after: then }] : changes
}

function same(a: unknown, b: unknown): boolean {
  return a === b || JSON.stringify(a ?? null) === JSON.stringify(b ?? null)
}

/** What can be told apart by name: the fields of a record, the members of a list that all have ids. */
function partsOf(value: unknown): Map<string, unknown> | null {
  if (typeof value !== 'object' || value === null) return null
  if (!Array.isArray(value)) return new Map(Object.entries(value))
  const named = value.filter((one): one is { id: string } => typeof one?.id === 'string')
  return named.length === value.length ? new Map(named.map((one) => [one.id, one])) : null
}
