import { randomUUID } from 'node:crypto'
import type { Pool } from 'pg'

/** As many as a batch of turns holds, and as many in flight as the door has. */
const batch = 64
const inFlight = 2

/**
 * A floor to measure against: rows like those of facts, inserted a batch at a time over the door's own connections, each batch durable
 * before the next. No lock, no look at what is there, no rules. Returns rows per second.
 */
export async function bareInserts(door: Pool, ms: number): Promise<number> {
  await door.query(
    'create table if not exists bare (conversation uuid, n int, at bigint, cause text, fact jsonb, primary key (conversation, n))',
  )
  await door.query('truncate bare')
  const started = performance.now()
  let next = 0
  let rows = 0
  async function insertOn(): Promise<void> {
    while (performance.now() < started + ms) {
      await door.query(insert(Array.from({ length: batch }, () => rowOf(next++))))
      rows += batch
    }
  }
  await Promise.all(Array.from({ length: inFlight }, insertOn))
  return (rows / (performance.now() - started)) * 1_000
}

/** As many conversations as the door is measured over, so that keys grow in the same places. */
const ids = Array.from({ length: 1_000 }, () => randomUUID())

type Row = { id: string; n: number; at: number; cause: string; fact: string }

function rowOf(n: number): Row {
  const fact = { type: 'visitorSaid', text: 'Does the Tarn 2 keep the rain out for a whole week in October?', page: null }
  return { id: ids[n % ids.length] ?? '', n: Math.floor(n / ids.length), at: Date.now(), cause: randomUUID(), fact: JSON.stringify(fact) }
}

function insert(rows: Row[]) {
  return {
    name: 'bare',
    text: `insert into bare select id, n, at, cause, fact::jsonb
      from unnest($1::uuid[], $2::int[], $3::bigint[], $4::text[], $5::text[]) i (id, n, at, cause, fact)`,
    values: [rows.map((r) => r.id), rows.map((r) => r.n), rows.map((r) => r.at), rows.map((r) => r.cause), rows.map((r) => r.fact)],
  }
}
