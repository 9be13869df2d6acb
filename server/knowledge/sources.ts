import type { ChunkItem, CrawlSettings, PageChange, PageItem, PageStatus, SourceItem } from '@baton/contracts/knowledge.ts'
import { clean } from '@baton/contracts/text.ts'
import { inTransaction, type Queries } from '../db/transaction.ts'
import { retireAllOf } from './chunks.ts'
import type { Db } from './store.ts'

type SourceRow = Omit<SourceItem, 'updatedAt' | 'syncedAt' | 'nextAt' | 'pages' | 'changes' | 'settings'> & {
  settings: CrawlSettings
  updated_at: Date
  synced_at: Date | null
  next_at: Date | null
  pages: Partial<Record<PageStatus, number>> | null
  changes: Partial<Record<PageChange, number>> | null
}

const columns = `id, kind, title, url, status, error, updated_at, synced_at, next_at, settings, file,
  (select count(*)::int from chunk where chunk.source = source.id) as chunks,
  array[bot] || array(select share.bot from source_share share where share.source = source.id order by share.bot) as bots,
  (select json_object_agg(status, n) from (select status, count(*) as n from page where page.source = source.id group by status) one) as pages,
  (select json_object_agg(change, n) from (select change, count(*) as n from page where page.source = source.id and change is not null group by change) one) as changes`

const noPages: Record<PageStatus, number> = { waiting: 0, read: 0, duplicate: 0, skipped: 0, failed: 0, gone: 0 }
const noChanges: Record<PageChange, number> = { added: 0, changed: 0, removed: 0 }

function item(row: SourceRow): SourceItem {
  const { updated_at, synced_at, next_at, settings, pages, changes, ...same } = row
  const isSite = row.kind === 'website'
  return {
    ...same,
    updatedAt: updated_at.getTime(),
    syncedAt: synced_at?.getTime() ?? null,
    nextAt: next_at?.getTime() ?? null,
    settings: isSite ? settings : null,
    pages: isSite ? { ...noPages, ...pages } : null,
    changes: isSite ? { ...noChanges, ...changes } : null,
  }
}

/** The sources of a bot, its own and those shared with it, in the order they were added. */
export async function listSources(db: Queries, bot: string): Promise<SourceItem[]> {
  const { rows } = await db.query<SourceRow>(
    `select ${columns} from source where bot = $1 or id in (select source from source_share where bot = $1) order by created_at, id`,
    [bot],
  )
  return rows.map(item)
}

/** All sources of some kinds. */
export async function listOf(db: Queries, kinds: readonly SourceItem['kind'][]): Promise<SourceItem[]> {
  const { rows } = await db.query<SourceRow>(`select ${columns} from source where kind = any($1) order by created_at, id`, [kinds])
  return rows.map(item)
}

export async function readSource(db: Queries, id: string): Promise<SourceItem | null> {
  const { rows } = await db.query<SourceRow>(`select ${columns} from source where id = $1`, [id])
  return rows[0] ? item(rows[0]) : null
}

export const chunkColumns = 'chunk.id, chunk.title, chunk.heading, chunk.question, chunk.body as text, chunk.url'
export type ChunksWanted = { page?: string | undefined; offset?: number; limit?: number }

/** A part of a source's chunks as the bot sees them, in the order of its pages, pairs and paragraphs. */
export async function chunksOf(db: Queries, source: string, { page, offset = 0, limit = 500 }: ChunksWanted = {}): Promise<ChunkItem[]> {
  const { rows } = await db.query<ChunkItem>(
    `select ${chunkColumns} from chunk left join pair on pair.id = chunk.pair left join page on page.id = chunk.page
     where chunk.source = $1 and ($2::uuid is null or chunk.page = $2)
     order by coalesce(pair.position, 0), page.url, chunk.position, chunk.id offset $3 limit $4`,
    [source, page ?? null, offset, limit],
  )
  return rows
}

export type NewRow = Pick<SourceItem, 'id' | 'kind' | 'title' | 'url'> & {
  bot: string
  body?: string
  settings?: CrawlSettings
  file?: object
}

/** A source without chunks. False when there is no such bot. */
export async function insertSource(
  db: Queries,
  { id, bot, kind, title, url, body, settings, file }: NewRow,
  now: number,
): Promise<boolean> {
  const named = clean(title).trim().slice(0, 300) || 'Untitled'
  const made = await db.query(
    `insert into source (id, bot, kind, title, url, body, settings, file, status, created_at, updated_at)
     select $1, bot.id, $3, $4, $5, $6, $7, $8, 'ready', to_timestamp($9), to_timestamp($9) from bot where bot.id = $2`,
    [id, bot, kind, named, url, body ?? null, JSON.stringify(settings ?? {}), file ? JSON.stringify(file) : null, now / 1000],
  )
  return made.rowCount === 1
}

/** Forgets a source, keeping what was cited of it; false when there was none. */
export async function removeSource(db: Db, id: string, now: number): Promise<boolean> {
  return inTransaction(db, async (client) => {
    await client.query('select from source where id = $1 for update', [id])
    await retireAllOf(client, 'source', [id], now)
    await client.query(`delete from job where key in ('crawl:' || $1::text, 'sync:' || $1::text) and started_at is null`, [id])
    const { rowCount } = await client.query('delete from source where id = $1', [id])
    return rowCount === 1
  })
}

/** Has exactly these bots use a source. It stays with the one it was made for, or moves to the first. One that does not exist throws. */
export async function shareSource(client: Queries, id: string, bots: readonly string[], now: number): Promise<true> {
  await client.query('delete from source_share where source = $1', [id])
  const { rows } = await client.query<{ bot: string }>(
    `update source set bot = case when bot = any($2) then bot else $2[1] end, updated_at = greatest(to_timestamp($3), updated_at + interval '1 millisecond')
     where id = $1 returning bot`,
    [id, bots, now / 1000],
  )
  const home = rows[0]?.bot
  await client.query('update chunk set bot = $2 where source = $1 and bot <> $2', [id, home])
  await client.query('insert into source_share (source, bot) select $1, bot from unnest($2::uuid[]) as bot where bot <> $3 group by bot', [
    id,
    bots,
    home,
  ])
  return true
}

export type PagesWanted = { status?: PageStatus; change?: PageChange; text?: string; after?: string; limit: number }

/** The pages of a website, by address. */
export async function listPages(db: Queries, source: string, wanted: PagesWanted): Promise<{ pages: PageItem[]; next: string | null }> {
  const { status = null, change = null, text = null, after = '', limit } = wanted
  const { rows } = await db.query<Omit<PageItem, 'fetchedAt'> & { fetched_at: Date | null }>(
    `select id, url, title, status, error, change, fetched_at, (select count(*)::int from chunk where chunk.page = page.id) as chunks from page
     where source = $1 and ($2::text is null or status = $2) and ($3::text is null or change = $3)
       and ($4::text is null or strpos(lower(url || ' ' || coalesce(title, '')), lower($4)) > 0) and url > $5
     order by url limit $6`,
    [source, status, change, text, after, limit + 1],
  )
  const pages = rows.slice(0, limit).map(({ fetched_at, ...page }) => ({ ...page, fetchedAt: fetched_at?.getTime() ?? null }))
  return { pages, next: rows.length > limit ? (pages.at(-1)?.url ?? null) : null }
}
