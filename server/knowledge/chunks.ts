import { clean } from '@baton/contracts/text.ts'
import type { Queries } from '../db/transaction.ts'
import { type Block, splitBlocks } from './split.ts'

/** A chunk before it is stored. */
export type Piece = { title: string; heading: string[]; question: string | null; body: string; url: string | null }
/** What chunks belong to: a source as a whole, one page of a website, or one pair. */
export type Owner = { source: string; page?: string; pair?: string }

/** Cuts blocks into pieces under the title of what they stand in. */
export function piecesOf(title: string, url: string | null, blocks: readonly Block[]): Piece[] {
  return splitBlocks(blocks).map(({ heading, text }) => {
    // A page's first heading is mostly its title again.
    const path = [title, ...heading.filter((part) => part !== title)].join(' › ')
    return { title: clean(path).slice(0, 300), heading: heading.map(clean), question: null, body: clean(text), url }
  })
}

type Kept = Piece & { id: string; position: number }

/**
 * Gives an owner these chunks in place of those it has. One that says the same as before keeps its id; the others are retired, since an
 * answer may cite them. Returns whether anything changed. Call it in a transaction: the source's row is locked, so that two that read the
 * same thing anew wait for each other. False as well when the source is gone.
 */
export async function putChunks(db: Queries, owner: Owner, pieces: readonly Piece[], newId: () => string, now: number): Promise<boolean> {
  const source = await db.query('select id from source where id = $1 for no key update', [owner.source])
  if (source.rowCount === 0) return false
  const { rows: before } = await db.query<Kept>(
    `select id, position, title, heading, question, body, url from chunk where source = $1 and page is not distinct from $2 and pair is not distinct from $3`,
    ownerValues(owner),
  )
  const known = new Map(before.map((chunk) => [wordsOf(chunk), chunk]))
  const chunks = pieces.map((piece, position) => {
    const same = known.get(wordsOf(piece))
    known.delete(wordsOf(piece))
    return { ...piece, position, id: same?.id ?? newId(), fresh: !same, moved: same !== undefined && same.position !== position }
  })
  const stays = new Set(chunks.map(({ id }) => id))
  const gone = before.filter(({ id }) => !stays.has(id)).map(({ id }) => id)
  const fresh = chunks.filter((chunk) => chunk.fresh)
  await retire(db, gone, now)
  await place(db, owner, fresh)
  await move(
    db,
    chunks.filter(({ moved }) => moved),
  )
  return gone.length > 0 || fresh.length > 0
}

const ownerValues = ({ source, page = undefined, pair = undefined }: Owner) => [source, page ?? null, pair ?? null]
const wordsOf = ({ title, heading, question, body, url }: Piece) => JSON.stringify([title, heading, question, body, url])

async function place(db: Queries, owner: Owner, chunks: readonly Kept[]): Promise<void> {
  if (chunks.length === 0) return
  await db.query(
    `insert into chunk (id, source, bot, page, pair, position, title, heading, question, body, url)
      select piece.id, source.id, source.bot, $2, $3, position, piece.title, array(select jsonb_array_elements_text(heading)), question, piece.body, piece.url
      from source, jsonb_to_recordset($4::jsonb) as piece (id uuid, position int, title text, heading jsonb, question text, body text, url text)
      where source.id = $1`,
    [...ownerValues(owner), JSON.stringify(chunks)],
  )
}

async function move(db: Queries, chunks: readonly Kept[]): Promise<void> {
  if (chunks.length === 0) return
  await db.query(
    `update chunk set position = moved.position from jsonb_to_recordset($1::jsonb) as moved (id uuid, position int) where chunk.id = moved.id`,
    [JSON.stringify(chunks.map(({ id, position }) => ({ id, position })))],
  )
}

/** Takes chunks out of what is known, and keeps them as they were. */
export async function retire(db: Queries, chunks: readonly string[], now: number): Promise<void> {
  if (chunks.length === 0) return
  await db.query(
    `with gone as (delete from chunk where id = any($1) returning id, source, title, heading, question, body, url)
     insert into past_chunk (id, source, source_title, source_kind, title, heading, question, body, url, retired_at)
     select gone.id, source.id, source.title, source.kind, gone.title, gone.heading, gone.question, gone.body, gone.url, to_timestamp($2)
     from gone join source on source.id = gone.source`,
    [chunks, now / 1000],
  )
}

/** Retires all chunks that belong to one of these pages, pairs or sources. */
export async function retireAllOf(db: Queries, column: 'source' | 'page' | 'pair', owners: readonly string[], now: number): Promise<void> {
  const { rows } = await db.query<{ id: string }>(`select id from chunk where ${column} = any($1)`, [owners])
  await retire(
    db,
    rows.map(({ id }) => id),
    now,
  )
}

/** Says that a source's knowledge is another one now: searches read its words anew. */
export async function touch(db: Queries, source: string, now: number): Promise<void> {
  await db.query(`update source set updated_at = greatest(to_timestamp($2), updated_at + interval '1 millisecond') where id = $1`, [
    source,
    now / 1000,
  ])
}
