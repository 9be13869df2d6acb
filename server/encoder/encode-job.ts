import type { Pool } from 'pg'
import type { Handler } from '../jobs/worker.ts'
import type { Encoder } from './encoder.ts'
import { partsOf, type Words } from './parts.ts'
import { toBytes } from './vectors.ts'

type Db = Pick<Pool, 'query'>
type ChunkWords = Words & { id: string }
type Encoded = { id: string; phrasings: number; parts: number; bytes: Buffer }

const batch = 16

/**
 * Gives the chunks of one source their vectors, a few at a time, each batch stored at once: whatever ends it, the next run goes on from there.
 * When all are there, those of an encoder that is no longer used go.
 */
export function encodeJob({ db, encoder, until }: { db: Db; encoder: Encoder; until?: AbortSignal }): Handler {
  return {
    atOnce: 1,
    async run({ payload }) {
      const source = String(payload.source)
      try {
        for (;;) {
          const chunks = await withoutVectors(db, source, encoder.name)
          if (chunks.length === 0) break
          await store(db, source, encoder.name, await encodeChunks(chunks, encoder))
        }
      } catch (error) {
        // The server ends; the next one finds what is missing.
        if (until?.aborted) return
        throw error
      }
      await db.query('delete from vector v using chunk c where c.id = v.chunk and c.source = $1 and v.encoder <> $2', [
        source,
        encoder.name,
      ])
    },
  }
}

/** Asks for vectors wherever some are missing; returns whether any are. Safe to call at any time, by any server. */
export async function planEncoding(db: Db, encoder: string, now: number): Promise<boolean> {
  const { rowCount } = await db.query(
    `insert into job (key, kind, payload, run_at)
     select 'encode:' || s.id, 'encode', jsonb_build_object('source', s.id), $2 from source s
     where exists (select from chunk c where c.source = s.id and not exists (select from vector v where v.chunk = c.id and v.encoder = $1))
     on conflict (key) where started_at is null do nothing`,
    [encoder, now],
  )
  return (rowCount ?? 0) > 0
}

async function withoutVectors(db: Db, source: string, encoder: string): Promise<ChunkWords[]> {
  const { rows } = await db.query<ChunkWords>(
    `select c.id, c.title, c.heading, c.question, c.body from chunk c
     where c.source = $1 and not exists (select from vector v where v.chunk = c.id and v.encoder = $2) order by c.position, c.id limit $3`,
    [source, encoder, batch],
  )
  return rows
}

async function encodeChunks(chunks: ChunkWords[], encoder: Encoder): Promise<Encoded[]> {
  const parts = chunks.map((chunk) => partsOf(chunk))
  const vectors = await encoder.encode(parts.flatMap(({ phrasings, stretches }) => [...phrasings, ...stretches]))
  let taken = 0
  return chunks.map(({ id }, i) => {
    const { phrasings = [], stretches = [] } = parts[i] ?? {}
    const own = vectors.slice(taken, taken + phrasings.length + stretches.length)
    taken += own.length
    return {
      id,
      phrasings: phrasings.length,
      parts: own.length,
      bytes: Buffer.concat(own.map((vector) => new Uint8Array(toBytes(vector).buffer))),
    }
  })
}

async function store(db: Db, source: string, encoder: string, encoded: Encoded[]): Promise<void> {
  // A chunk may have gone while its vectors were made.
  await db.query(
    `with made as (
       insert into vector (chunk, encoder, phrasings, parts, bytes)
       select c.id, $2, e.phrasings, e.parts, e.bytes from unnest($3::uuid[], $4::int[], $5::int[], $6::bytea[]) as e (id, phrasings, parts, bytes)
       join chunk c on c.id = e.id
       on conflict (chunk, encoder) do nothing)
     insert into encoding (source, encoder, step) select id, $2, 1 from source where id = $1
     on conflict (source, encoder) do update set step = encoding.step + 1`,
    [
      source,
      encoder,
      encoded.map(({ id }) => id),
      encoded.map(({ phrasings }) => phrasings),
      encoded.map(({ parts }) => parts),
      encoded.map(({ bytes }) => bytes),
    ],
  )
}
