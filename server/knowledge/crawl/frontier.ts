import type { CrawlSettings, PageChange, PageStatus } from '@baton/contracts/knowledge.ts'
import type { Pool } from 'pg'
import { inTransaction, type Queries } from '../../db/transaction.ts'
import { retire, retireAllOf, touch } from '../chunks.ts'

/** A website as a crawl works on it. `sync` numbers the run. */
export type Site = { id: string; url: string; sync: number; settings: CrawlSettings }
/** A page as the last look left it. */
export type PageRow = {
  id: string
  url: string
  depth: number
  title: string | null
  etag: string | null
  last_modified: string | null
  hash: Buffer | null
  sketch: Buffer | null
  links: string[]
  same_as: string | null
  alone: boolean
}
export type Outcome = {
  status: Exclude<PageStatus, 'waiting'>
  error: string | null
  change: PageChange | null
  /** What is remembered of it beyond that; kept as it was where not said. */
  read?: { title: string; etag: string | null; lastModified: string | null; hash: Buffer; sketch: Buffer; links: string[] }
  sameAs?: string | null
}

const pageColumns = 'id, url, depth, title, etag, last_modified, hash, sketch, links, same_as, alone'

/** Begins a sync, unless one runs: what the last one changed is forgotten. Returns its number, or null. */
export async function beginSync(db: Queries, source: string): Promise<number | null> {
  const { rows } = await db.query<{ sync: number }>(
    `update source set status = 'working', error = null, sync = sync + 1 where id = $1 and status <> 'working' returning sync`,
    [source],
  )
  if (!rows[0]) return null
  await db.query(`delete from page where source = $1 and status = 'gone'`, [source])
  await db.query(`update page set change = null, alone = false where source = $1 and (change is not null or alone)`, [source])
  return rows[0].sync
}

/** The website, as long as it is to be worked on. */
export async function readSite(db: Queries, source: string): Promise<Site | null> {
  const { rows } = await db.query<Site>(
    `select id, url, sync, settings from source where id = $1 and kind = 'website' and status = 'working'`,
    [source],
  )
  return rows[0] ?? null
}

/** Puts addresses on the list that this sync has not seen, as many as the limit leaves room for. */
export async function addPages(
  db: Queries,
  { id, sync, settings }: Site,
  urls: readonly string[],
  depth: number,
  newId: () => string,
): Promise<void> {
  if (urls.length === 0) return
  await db.query(
    `with news as (
       select found.id, found.url, found.n from unnest($2::uuid[], $3::text[]) with ordinality as found (id, url, n)
       where not exists (select from page where page.source = $1 and page.url = found.url and page.sync = $4)
       order by n limit greatest(0, $5 - (select count(*) from page where source = $1 and sync = $4)))
     insert into page (id, source, url, depth, sync, status) select id, $1, url, $6, $4, 'waiting' from news
     on conflict (source, url) do update set sync = excluded.sync, depth = excluded.depth, status = 'waiting', error = null`,
    [id, urls.map(() => newId()), urls, sync, settings.pages, depth],
  )
}

/** Another page to look at that nobody looks at yet; null when there is none, or when the source is paused, gone or begun anew. */
export async function nextPage(db: Queries, { id, sync }: Site, looking: readonly string[]): Promise<PageRow | null> {
  const { rows } = await db.query<PageRow>(
    `select ${pageColumns} from page where source = $1 and sync = $2 and status = 'waiting' and id <> all($3)
       and exists (select from source where id = $1 and sync = $2 and status = 'working')
     order by depth, url limit 1`,
    [id, sync, looking],
  )
  return rows[0] ?? null
}

export async function pageAt(db: Queries, source: string, url: string): Promise<PageRow | null> {
  const { rows } = await db.query<PageRow>(`select ${pageColumns} from page where source = $1 and url = $2`, [source, url])
  return rows[0] ?? null
}

export type PageState = Pick<PageRow, 'id' | 'url' | 'title' | 'hash' | 'sketch' | 'same_as'> & { sync: number; status: PageStatus }

/** Every page of a website with what came of it so far; without its links, of which there may be millions. */
export async function pagesOf(db: Queries, source: string): Promise<PageState[]> {
  const { rows } = await db.query<PageState>(`select id, url, title, hash, sketch, same_as, sync, status from page where source = $1`, [
    source,
  ])
  return rows
}

/** Writes down what came of a page. */
export async function settle(db: Queries, page: string, { status, error, change, read, sameAs }: Outcome, now: number): Promise<void> {
  await db.query(
    `update page set status = $2, error = $3, change = coalesce($4, change), fetched_at = to_timestamp($5), same_as = case when $6 then $7 else same_as end
     where id = $1`,
    [page, status, error, change, now / 1000, sameAs !== undefined, sameAs ?? null],
  )
  if (!read) return
  await db.query(`update page set title = $2, etag = $3, last_modified = $4, hash = $5, sketch = $6, links = $7 where id = $1`, [
    page,
    read.title,
    read.etag,
    read.lastModified,
    read.hash,
    read.sketch,
    JSON.stringify(read.links),
  ])
}

/** Duplicates of an address that in the end was not read are looked at again, for themselves. Returns how many. */
export async function leaveNoneOut(db: Queries, { id, sync }: Site): Promise<number> {
  const { rowCount } = await db.query(
    `update page set status = 'waiting', alone = true, etag = null, last_modified = null
     where source = $1 and sync = $2 and status = 'duplicate' and not alone
       and not exists (select from page other where other.source = $1 and other.url = page.same_as and other.status = 'read')`,
    [id, sync],
  )
  return rowCount ?? 0
}

/** Ends a sync. `prune`: pages that it has not come by are removed. False when it is no longer this sync's turn. */
export async function endSync(pool: Pick<Pool, 'connect'>, { id, sync }: Site, prune: boolean, now: number): Promise<boolean> {
  return inTransaction(pool, async (client) => {
    const { rowCount } = await client.query(
      `update source set status = 'ready', error = null, synced_at = to_timestamp($3) where id = $1 and sync = $2 and status = 'working'`,
      [id, sync, now / 1000],
    )
    if (rowCount === 0) return false
    if (prune) await removeUnseen(client, { id, sync }, now)
    await touch(client, id, now)
    return true
  })
}

async function removeUnseen(client: Queries, { id, sync }: Pick<Site, 'id' | 'sync'>, now: number): Promise<void> {
  const { rows } = await client.query<{ id: string }>(`select id from page where source = $1 and sync < $2 and status <> 'gone'`, [
    id,
    sync,
  ])
  const unseen = rows.map((row) => row.id)
  const { rows: known } = await client.query<{ page: string; chunk: string }>('select page, id as chunk from chunk where page = any($1)', [
    unseen,
  ])
  await retire(
    client,
    known.map(({ chunk }) => chunk),
    now,
  )
  const removed = [...new Set(known.map(({ page }) => page))]
  await client.query(
    `update page set status = 'gone', change = 'removed', error = 'No page of the site leads here any more.', hash = null, sketch = null, etag = null, last_modified = null
     where id = any($1)`,
    [removed],
  )
  await client.query(`delete from page where id = any($1) and id <> all($2)`, [unseen, removed])
}

/** The crawl came to nothing. What was known stays known. */
export async function failSync(db: Queries, source: string, problem: string): Promise<void> {
  await db.query(`update source set status = 'failed', error = $2 where id = $1 and status = 'working'`, [source, problem])
}

/** Forgets what a page said, keeping what was cited. Returns whether it had said anything. */
export async function forgetPage(db: Queries, page: string, now: number): Promise<boolean> {
  const { rows } = await db.query<{ n: number }>('select count(*)::int as n from chunk where page = $1', [page])
  if (!rows[0]?.n) return false
  await retireAllOf(db, 'page', [page], now)
  await db.query('update page set hash = null, sketch = null, etag = null, last_modified = null where id = $1', [page])
  return true
}
