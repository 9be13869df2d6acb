import type { CrawlSettings, SourceItem } from '@baton/contracts/knowledge.ts'
import type { Refusal } from '@baton/contracts/refusal.ts'
import type { Pool } from 'pg'
import { inTransaction } from '../db/transaction.ts'
import type { Handler } from '../jobs/worker.ts'
import { piecesOf, putChunks, retireAllOf, touch } from './chunks.ts'
import { normalise } from './crawl/addresses.ts'
import { type Crawler, openCrawler } from './crawl/crawler.ts'
import { beginSync } from './crawl/frontier.ts'
import { enqueueCrawl, planSync } from './crawl/jobs.ts'
import { fetchPage } from './page.ts'
import { insertSource, readSource } from './sources.ts'
import type { KnowledgeDeps } from './store.ts'
import { type Synced, syncAddress } from './sync.ts'

export type WebsiteDeps = Omit<KnowledgeDeps, 'db'> & { db: Pool /** There is a job to do. */; wake: () => void }
export type Parts = WebsiteDeps & { crawler: Crawler }

/** Websites and pages that are read again: at once, on a schedule, or one address at a time. */
export type Websites = ReturnType<typeof openWebsites>

export function openWebsites(deps: WebsiteDeps) {
  const crawler = openCrawler({ ...deps, pool: deps.db })
  const parts: Parts = { ...deps, crawler }
  const scheduled: Handler = { run: ({ payload }) => syncOnTime(parts, String(payload.source)), atOnce: 4 }
  return {
    /** A website; its first sync begins at once. */
    add: (bot: string, url: string, settings: CrawlSettings) => addWebsite(parts, bot, url, settings),
    /** Reads a website or a page again, now. Of a website it only begins. */
    sync: (source: string, signal?: AbortSignal) => syncSource(parts, source, signal),
    /** How a website is read from the next sync on. */
    configure: (source: string, settings: CrawlSettings) => configure(parts, source, settings),
    /** Stops reading until it is told to go on; what is planned waits as well. */
    pause: (source: string, paused: boolean) => pause(parts, source, paused),
    /** Reads one address again in every source that has it, and says what came of it in each. */
    syncAddress: (url: string, signal: AbortSignal): Promise<Synced[]> => syncAddress(parts, url, signal),
    handlers: { crawl: crawler.handler, sync: scheduled },
    /** Ends what runs: it goes on when a server starts again. */
    stop: crawler.stop,
  }
}

async function addWebsite(parts: Parts, bot: string, address: string, settings: CrawlSettings): Promise<SourceItem | Refusal> {
  const { db, newId, clock, wake } = parts
  const url = normalise(address)
  if (!url) return { no: 'invalid', path: 'url', problem: 'is not the address of a website' }
  const id = newId()
  const made = await inTransaction(db, async (client) => {
    const row = { id, bot, kind: 'website' as const, title: new URL(url).host, url, settings }
    if (!(await insertSource(client, row, clock()))) return false
    await beginSync(client, id)
    await planSync(client, id, settings.schedule, clock())
    await enqueueCrawl(client, id, clock())
    return true
  })
  if (made) wake()
  return (made && (await readSource(db, id))) || { no: 'notFound' }
}

async function syncSource(parts: Parts, id: string, signal?: AbortSignal): Promise<SourceItem | Refusal> {
  const { db, clock, wake } = parts
  const source = await readSource(db, id)
  if (!source) return { no: 'notFound' }
  if (source.kind === 'page') {
    await syncPage(parts, source, signal)
  } else if (source.kind === 'website') {
    await inTransaction(db, async (client) => {
      if ((await beginSync(client, id)) !== null) await enqueueCrawl(client, id, clock())
    })
    wake()
  } else return { no: 'invalid', path: 'source', problem: 'only websites and pages can be read again' }
  return (await readSource(db, id)) ?? { no: 'notFound' }
}

/** A single page, read again. One that is gone is forgotten; one that can't be read keeps what it said. Both say why. */
export async function syncPage({ db, outbound, reader, clock, newId }: Parts, source: SourceItem, signal?: AbortSignal): Promise<Synced> {
  const page = await fetchPage(outbound, reader, { url: source.url ?? '', signal })
  const answer = (result: Synced['result'], problem: string | null = null): Synced => ({
    source: source.id,
    title: source.title,
    result,
    problem,
  })
  if (page === 'unchanged') return answer('unchanged')
  if ('problem' in page) {
    await inTransaction(db, async (client) => {
      await client.query(`update source set status = 'failed', error = $2 where id = $1`, [source.id, page.problem])
      if (page.because !== 'gone') return
      await retireAllOf(client, 'source', [source.id], clock())
      await touch(client, source.id, clock())
    })
    return answer(page.because === 'gone' ? 'removed' : 'failed', page.problem)
  }
  const changed = await inTransaction(db, async (client) => {
    await client.query(`update source set status = 'ready', error = null, title = $2, synced_at = to_timestamp($3) where id = $1`, [
      source.id,
      page.title,
      clock() / 1000,
    ])
    const pieces = piecesOf(page.title, page.url, page.blocks)
    const changed = await putChunks(client, { source: source.id }, pieces, newId, clock())
    if (changed) await touch(client, source.id, clock())
    return changed
  })
  return answer(changed ? 'changed' : 'unchanged')
}

/** What is planned after this one is planned first: a sync that fails must not be the last. */
async function syncOnTime(parts: Parts, id: string): Promise<void> {
  const source = await readSource(parts.db, id)
  if (!source?.settings || source.settings.schedule.every === 'off') return
  await planSync(parts.db, id, source.settings.schedule, parts.clock())
  if (source.status === 'ready' || source.status === 'failed') await syncSource(parts, id)
}

async function configure({ db, clock, wake }: Parts, id: string, settings: CrawlSettings): Promise<boolean> {
  const done = await inTransaction(db, async (client) => {
    const { rowCount } = await client.query(`update source set settings = $2 where id = $1 and kind = 'website'`, [
      id,
      JSON.stringify(settings),
    ])
    if (rowCount === 0) return false
    await planSync(client, id, settings.schedule, clock())
    return true
  })
  if (done) wake()
  return done
}

async function pause({ db, clock, wake }: Parts, id: string, paused: boolean): Promise<boolean> {
  if (paused) {
    const { rowCount } = await db.query(`update source set status = 'paused' where id = $1 and kind = 'website'`, [id])
    return rowCount === 1
  }
  // What was left undone is gone on with; else there is nothing to do until the next sync.
  const { rows } = await db.query<{ status: string }>(
    `update source set status = case when exists (select from page where page.source = $1 and page.sync = source.sync and page.status = 'waiting')
       or synced_at is null then 'working' else 'ready' end
     where id = $1 and kind = 'website' and status = 'paused' returning status`,
    [id],
  )
  if (rows[0]?.status === 'working') {
    await enqueueCrawl(db, id, clock())
    wake()
  }
  return (await readSource(db, id))?.kind === 'website'
}
