import type { Pool } from 'pg'

/** How far each side has read, as numbers of facts. They only ever rise. */
export type Seen = { visitor: number; agent: number }

const nobody: Seen = { visitor: 0, agent: 0 }

export async function readSeen(db: Pool, conversation: string): Promise<Seen> {
  const { rows } = await db.query<Seen>({
    name: 'read_seen',
    text: 'select visitor, agent from seen where conversation = $1',
    values: [conversation],
  })
  return rows[0] ?? nobody
}

/** Notes that a side has read up to `n`, never past what there is. Null when that was known. */
export async function noteSeen(db: Pool, conversation: string, by: keyof Seen, n: number): Promise<Seen | null> {
  const { rows } = await db.query<Seen>({
    name: `note_seen_${by}`,
    text: `insert into seen as s (conversation, ${by}) select id, least($2::bigint, version)::int from conversation where id = $1
      on conflict (conversation) do update set ${by} = excluded.${by} where s.${by} < excluded.${by} returning visitor, agent`,
    values: [conversation, n],
  })
  return rows[0] ?? null
}
