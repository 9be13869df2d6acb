import type { ChunkItem, SourceKind } from '@baton/contracts/knowledge.ts'
import type { Pool } from 'pg'
import type { Handler } from '../jobs/worker.ts'
import { chunkColumns } from './sources.ts'

export type PastChunk = { chunk: ChunkItem; source: { id: string; title: string; kind: SourceKind }; retiredAt: number | null }

type Row = ChunkItem & { source: string; source_title: string; source_kind: SourceKind; retired_at: Date | null }

/** A chunk as it is, or as it was when it was last known; null for one that nobody ever cited. */
export async function readChunk(db: Pick<Pool, 'query'>, id: string): Promise<PastChunk | null> {
  const { rows } = await db.query<Row>(
    `select ${chunkColumns}, source.id as source, source.title as source_title, source.kind as source_kind, null::timestamptz as retired_at
       from chunk join source on source.id = chunk.source where chunk.id = $1
     union all
     select id, title, heading, question, body, url, source, source_title, source_kind, retired_at from past_chunk where id = $1`,
    [id],
  )
  if (!rows[0]) return null
  const { source, source_title, source_kind, retired_at, ...chunk } = rows[0]
  return { chunk, source: { id: source, title: source_title, kind: source_kind }, retiredAt: retired_at?.getTime() ?? null }
}

const citedAmong = `select distinct chunk #>> '{}' as id from fact, jsonb_path_query(fact.fact, 'strict $.**.chunk') as chunk
  where fact.fact ->> 'type' in ('botSaid', 'botHeldBack', 'escalated') and chunk #>> '{}' = any($1::text[])`

const hour = 3_600_000
const day = 24 * hour

/**
 * Once a day: retired chunks that no answer cites are forgotten, the others kept for as long as there are answers. Each is looked at once, an
 * hour after it was retired, when no answer that found it can still be under way. One pass over the facts serves all: they have no index for
 * it, which would cost every line.
 */
export function sweep(db: Pool, clock: () => number): Handler {
  return {
    atOnce: 1,
    async run() {
      await planSweep(db, clock() + day)
      const until = (clock() - hour) / 1000
      const { rows } = await db.query<{ id: string }>('select id from past_chunk where cited is null and retired_at < to_timestamp($1)', [
        until,
      ])
      if (rows.length === 0) return
      const due = rows.map(({ id }) => id)
      const { rows: cited } = await db.query<{ id: string }>(citedAmong, [due])
      await db.query('update past_chunk set cited = true where id = any($1)', [cited.map(({ id }) => id)])
      await db.query('delete from past_chunk where id = any($1) and cited is null', [due])
    },
  }
}

/** Has the sweep run at `at` (ms), unless it is planned for sooner. */
export async function planSweep(db: Pick<Pool, 'query'>, at: number): Promise<void> {
  await db.query(
    `insert into job (key, kind, payload, run_at) values ('sweepChunks', 'sweepChunks', '{}', $1)
     on conflict (key) where started_at is null do update set run_at = least(job.run_at, excluded.run_at)`,
    [at],
  )
}
