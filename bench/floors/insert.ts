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
  const ids = Array.from({ length: batch }, () => crypto.randomUUID())
  const fact = JSON.stringify({ type: 'visitorSaid', text: 'Does the Tarn 2 keep the rain out for a whole week in October?', page: null })
  const until = performance.now() + ms
  const started = performance.now()
  let rows = 0
  let n = 0
  async function insertOn(): Promise<void> {
    while (performance.now() < until) {
      const next = ++n
      await door.query({
        name: 'bare',
        text: 'insert into bare select id, $2, $3, cause, $4::jsonb from unnest($1::uuid[], $5::text[]) i (id, cause)',
        values: [ids, next, Date.now(), fact, ids.map((id) => `${id}:${next}`)],
      })
      rows += batch
    }
  }
  await Promise.all(Array.from({ length: inFlight }, insertOn))
  return (rows / (performance.now() - started)) * 1_000
}
