import type { CrawlSettings, SourceItem } from '@baton/contracts/knowledge.ts'
import type { Refusal } from '@baton/contracts/refusal.ts'
import { inTransaction } from '../db/transaction.ts'
import type { Handler } from '../jobs/worker.ts'
import { normalise } from './crawl/addresses.ts'
import { openCrawler } from './crawl/crawler.ts'
import { beginSync } from './crawl/frontier.ts'
import { enqueueCrawl, planSync } from './crawl/jobs.ts'
import { insertSource, readSource } from './sources.ts'
import { type Parts, type Synced, syncAddress, syncPage, type WebsiteDeps } from './sync.ts'

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
