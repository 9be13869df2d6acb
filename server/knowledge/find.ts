import type { ChunkItem, SourceKind } from '@baton/contracts/knowledge.ts'
import type { Pool } from 'pg'

type Found = ChunkItem & { source: { id: string; title: string; kind: SourceKind } }

/**
 * Pieces of what a bot knows in which all these words stand, as people look for them: the beginning of a word is enough, and what is no word
 * at all (an order number, `30 °C`) is looked for as it stands.
 */
export async function findChunks(db: Pick<Pool, 'query'>, bot: string, text: string, limit: number): Promise<Found[]> {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []
  if (words.length === 0) return []
  const query = words.map((word) => `'${word}':*`).join(' & ')
  const { rows } = await db.query<ChunkItem & { source: string; source_title: string; source_kind: SourceKind }>(
    `select chunk.id, chunk.title, chunk.heading, chunk.question, chunk.body as text, chunk.url, chunk.source, source.title as source_title, source.kind as source_kind
     from known_chunk chunk join source on source.id = chunk.source
     where chunk.bot = $1 and (chunk.tsv @@ $2::tsquery or strpos(lower(chunk.title || ' ' || coalesce(chunk.question, '') || ' ' || chunk.body), lower($3)) > 0)
     order by ts_rank_cd(chunk.tsv, $2::tsquery) desc, chunk.id limit $4`,
    [bot, query, text.trim(), limit],
  )
  return rows.map(({ source, source_title, source_kind, ...chunk }) => ({
    ...chunk,
    source: { id: source, title: source_title, kind: source_kind },
  }))
}
