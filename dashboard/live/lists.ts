import type { ListName } from '@baton/contracts/api.ts'
import type { Row } from '@baton/contracts/down.ts'

/** Whether a row stands in a list of the inbox, for the agent `me`. The same rule as the server's query. */
export function belongs(list: ListName, row: Row, me: string): boolean {
  switch (list) {
    case 'needs':
      return row.holder.kind === 'queue' || (row.holder.kind === 'bot' && row.promise !== null)
    case 'mine':
      return row.holder.kind === 'agent' && row.holder.agent === me
    case 'closed':
      return row.holder.kind === 'closed'
    case 'all':
      return row.holder.kind !== 'closed'
  }
}

/** Negative when `a` stands above `b`. *Needs a person*: promises by when they are due, then who waits longest. Elsewhere: the latest first. */
export function order(list: ListName, a: Row, b: Row): number {
  const by = list === 'needs' ? need(a) - need(b) : spoken(b) - spoken(a)
  return by || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)
}

/** Promises come before any wait, however old. */
const beforeEveryWait = -1e15
function need(row: Row): number {
  if (row.promise) return beforeEveryWait + row.promise.due
  return row.holder.kind === 'queue' ? row.holder.since : Number.MAX_SAFE_INTEGER
}

/** To the minute, as the server sorts: a list does not jump with every line. */
function spoken(row: Row): number {
  return Math.floor(row.at / 60_000)
}

/**
 * Puts one changed row where it belongs among the ids of a list, or takes it out. `complete` says that no page is missing below; with pages
 * missing, a row that would stand last comes with its page.
 */
export function place(
  ids: readonly string[],
  list: ListName,
  row: Row,
  rows: ReadonlyMap<string, Row>,
  me: string,
  complete: boolean,
): readonly string[] {
  const at = ids.indexOf(row.id)
  const rest = at < 0 ? ids : [...ids.slice(0, at), ...ids.slice(at + 1)]
  if (!belongs(list, row, me)) return rest
  const to = position(rest, list, row, rows)
  if (to === rest.length && !complete && at < 0) return ids
  if (to === at) return ids
  return [...rest.slice(0, to), row.id, ...rest.slice(to)]
}

function position(ids: readonly string[], list: ListName, row: Row, rows: ReadonlyMap<string, Row>): number {
  let low = 0
  let high = ids.length
  while (low < high) {
    const middle = (low + high) >> 1
    const other = rows.get(ids[middle] as string)
    if (other && order(list, other, row) < 0) low = middle + 1
    else high = middle
  }
  return low
}
