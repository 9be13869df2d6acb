import type { Row } from '@baton/contracts/down.ts'

/** A handover that rings for somebody. `key` is new for every ring, so that each is heard once. */
export type Ring = { key: string; row: Row }

/** The handovers that ring for the agent `me` right now. */
export function ringsFor(me: string, rows: Iterable<Row | undefined>): Ring[] {
  const rings: Ring[] = []
  for (const row of rows) {
    if (row?.holder.kind !== 'queue' || !row.holder.ringing?.agents.includes(me)) continue
    rings.push({ key: `${row.id}:${row.holder.since}:${row.holder.ringing.until}`, row })
  }
  return rings
}
