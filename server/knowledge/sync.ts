import type { CrawlSettings, SourceItem } from '@baton/contracts/knowledge.ts'
import type { Pool } from 'pg'
import { inTransaction } from '../db/transaction.ts'
import { piecesOf, putChunks, retireAllOf, touch } from './chunks.ts'
import { normalise, taker } from './crawl/addresses.ts'
import { rememberedLikeness } from './crawl/alike.ts'
import type { Crawler } from './crawl/crawler.ts'
import { pageAt, pagesOf, type Site } from './crawl/frontier.ts'
import type { Known, Visited } from './crawl/visit.ts'
import { fetchPage } from './page.ts'
import { listOf } from './sources.ts'
import type { KnowledgeDeps } from './store.ts'

/** `wake`: there is a job to do. */
export type WebsiteDeps = Omit<KnowledgeDeps, 'db'> & { db: Pool; wake: () => void }
export type Parts = WebsiteDeps & { crawler: Crawler }

export type Synced = {
  source: string
  title: string
  result: 'added' | 'changed' | 'unchanged' | 'removed' | 'skipped' | 'failed'
  problem: string | null
}

/** An address that stands for another leads there, so many steps at most. */
const mostSteps = 3

/** Reads one address again, now, in every source that has it: single pages, and websites that it belongs to, new pages included. */
export async function syncAddress(parts: Parts, address: string, signal: AbortSignal): Promise<Synced[]> {
  const url = normalise(address)
  if (!url) return []
  const results: Synced[] = []
  for (const source of await listOf(parts.db, ['page', 'website'])) {
    if (source.kind === 'page' && normalise(source.url ?? '') === url) results.push(await syncPage(parts, source, signal))
    if (source.kind === 'website' && source.settings && taker(source.url ?? '', source.settings)(url)) {
      results.push(await syncOne(parts, source, source.settings, url, signal))
    }
  }
  return results
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

async function syncOne(parts: Parts, source: SourceItem, settings: CrawlSettings, url: string, signal: AbortSignal): Promise<Synced> {
  const { db, clock } = parts
  const pages = await pagesOf(db, source.id)
  const known: Known = new Map()
  for (const page of pages) {
    if (page.hash && page.sketch && page.same_as === null) known.set(page.url, rememberedLikeness(page.title, page.hash, page.sketch))
  }
  const { rows } = await db.query<{ sync: number }>('select sync from source where id = $1', [source.id])
  const site: Site = { id: source.id, url: source.url ?? '', sync: rows[0]?.sync ?? 0, settings }
  const visited = await visitThrough(parts, site, url, known, signal)
  if (visited.change) await touch(db, source.id, clock())
  return { source: source.id, title: source.title, result: resultOf(visited), problem: visited.problem }
}

async function visitThrough(parts: Parts, site: Site, url: string, known: Known, signal: AbortSignal): Promise<Visited> {
  const visited: Visited[] = []
  for (let address: string | null = url, step = 0; address && step < mostSteps; step++) {
    const row = await rowAt(parts, site, address)
    const one: Visited = await parts.crawler.visit(site, row, known, signal)
    visited.push(one)
    // What says the same as another is done with; what leads to another goes on there.
    address = one.status === 'duplicate' && one.sameAs && !known.has(one.sameAs) ? one.sameAs : null
  }
  return visited.find(({ change }) => change !== null && change !== 'removed') ?? (visited[0] as Visited)
}

async function rowAt({ db, newId }: Parts, site: Site, url: string) {
  // A page that the running sync has not come by stays on its list.
  await db.query(
    `insert into page (id, source, url, depth, sync, status) values ($1, $2, $3, 1, $4, 'waiting')
     on conflict (source, url) do update set sync = excluded.sync`,
    [newId(), site.id, url, site.sync],
  )
  const row = await pageAt(db, site.id, url)
  if (!row) throw new Error('A page that was just put down is gone.')
  return row
}

function resultOf({ status, change }: Visited): Synced['result'] {
  if (change) return change
  if (status === 'read') return 'unchanged'
  return status === 'gone' ? 'removed' : status === 'duplicate' ? 'skipped' : status
}
