import type { Pool } from 'pg'
import type { Handler } from '../../jobs/worker.ts'
import type { Outbound } from '../../outbound.ts'
import { touch } from '../chunks.ts'
import { fetchPage, type Page, type PageProblem } from '../page.ts'
import type { Reader } from '../reading/reader.ts'
import { normalise, taker } from './addresses.ts'
import { rememberedLikeness } from './alike.ts'
import { addPages, endSync, failSync, leaveNoneOut, nextPage, type PageRow, pagesOf, readSite, type Site } from './frontier.ts'
import { HostGate } from './gate.ts'
import { enqueueCrawl } from './jobs.ts'
import { type Robots, readRobots } from './robots.ts'
import { readSitemaps } from './sitemap.ts'
import { Traps } from './traps.ts'
import { type Known, noteVisit, type VisitDeps, type Visited } from './visit.ts'

export type CrawlDeps = VisitDeps & { pool: Pool; outbound: Outbound; reader: Reader }

/** Reads websites, each as a job: what it has seen is in the database, so that another process goes on where this one ends. */
export type Crawler = ReturnType<typeof openCrawler>

/** Two pages of a site are read at a time, and two sites. */
const lanes = 2
const sitesAtOnce = 2
/** A change is searchable within this many ms, and not sooner: each one has the searches read the words anew. */
const touchEvery = 3_000
/** A site that is too busy is given this long at most (ms), once a page. */
const longestRest = 10_000
/** Addresses that a sitemap may bring in, above the limit of pages: many will be duplicates. */
const sitemapRoom = 2

type Run = {
  site: Site
  robots: Robots
  takes: (url: string) => boolean
  traps: Traps
  known: Known
  looking: Set<string>
  touchedAt: number
}

export function openCrawler(deps: CrawlDeps) {
  const gate = new HostGate()
  const ending = new AbortController()
  const handler: Handler = {
    atOnce: sitesAtOnce,
    async run({ payload }) {
      const source = String(payload.source)
      await crawl(deps, gate, source, ending.signal).catch((error) => {
        if (!isGone(error)) throw error
      })
      if (ending.signal.aborted) await enqueueCrawl(deps.pool, source, deps.clock())
    },
    async dead({ payload }) {
      await failSync(deps.pool, String(payload.source), 'Reading this site failed on our side five times; the server’s log says more.')
    },
  }
  return {
    handler,
    /** One page of a website now, whatever else is going on with it. */
    visit: (site: Site, row: PageRow, known: Known, signal: AbortSignal) => visitAlone(deps, gate, site, row, known, signal),
    /** Ends what runs; it goes on where it was when a server starts again. */
    stop: () => ending.abort(),
  }
}

async function crawl(deps: CrawlDeps, gate: HostGate, source: string, signal: AbortSignal): Promise<void> {
  const site = await readSite(deps.pool, source)
  if (!site) return
  const run = await begin(deps, site, signal)
  if (signal.aborted) return
  if ('problem' in run) return failSync(deps.pool, source, run.problem)
  do {
    await Promise.all(Array.from({ length: lanes }, () => readOn(deps, gate, run, signal)))
  } while (!signal.aborted && (await leaveNoneOut(deps.pool, site)) > 0)
  if (!signal.aborted) await finish(deps, site)
}

/** Reads what the site allows, and puts the first addresses on the list: the start page, and what the sitemaps name. */
async function begin(deps: CrawlDeps, site: Site, signal: AbortSignal): Promise<Run | { problem: string }> {
  const { pool, outbound, newId } = deps
  const robots = await readRobots(outbound, site.url, signal)
  if ('problem' in robots) return robots
  const inPaths = taker(site.url, site.settings)
  const takes = (url: string) => inPaths(url) && robots.allows(url)
  const start = normalise(site.url) ?? site.url
  if (!robots.allows(start)) return { problem: 'The site does not allow programs to read its start page (robots.txt).' }
  const pages = await pagesOf(pool, site.id)
  await addPages(pool, site, [start], 0, newId)
  const begun = pages.some(({ sync, url }) => sync === site.sync && url !== start)
  if (!begun && site.settings.depth > 0) {
    const mayAsk = taker(site.url, { include: [], skip: [] })
    const asked = (url: string) => new URL(url).host === new URL(site.url).host || mayAsk(url)
    const named = await readSitemaps(robots.sitemaps, site.settings.pages * sitemapRoom, { outbound, may: asked, signal })
    await addPages(pool, site, tidy(named, takes), 1, newId)
  }
  return { site, robots, takes, ...remembered(pages, site.sync), looking: new Set(), touchedAt: deps.clock() }
}

function tidy(addresses: readonly string[], takes: (url: string) => boolean): string[] {
  const found = addresses.flatMap((address) => normalise(address) ?? []).filter(takes)
  return [...new Set(found)]
}

/** What was learned before a restart, or by the last sync. */
function remembered(pages: Awaited<ReturnType<typeof pagesOf>>, sync: number): { known: Known; traps: Traps } {
  const known: Known = new Map()
  const traps = new Traps()
  for (const page of pages) {
    if (page.hash && page.sketch && page.same_as === null && page.status !== 'gone') {
      known.set(page.url, rememberedLikeness(page.title, page.hash, page.sketch))
    }
    if (page.sync === sync && page.status !== 'waiting') traps.note(page.url, page.status === 'read' ? 'fresh' : 'stale')
  }
  return { known, traps }
}

async function readOn(deps: CrawlDeps, gate: HostGate, run: Run, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const row = await nextPage(deps.pool, run.site, [...run.looking])
    if (!row && run.looking.size === 0) return
    // The other lane may be about to find more.
    if (!row || run.looking.has(row.id)) {
      await new Promise((later) => setTimeout(later, 50))
      continue
    }
    run.looking.add(row.id)
    await readOne(deps, gate, run, row, signal).finally(() => run.looking.delete(row.id))
  }
}

async function readOne(deps: CrawlDeps, gate: HostGate, run: Run, row: PageRow, signal: AbortSignal): Promise<void> {
  const found = await ask(deps, gate, run, row, signal)
  if (signal.aborted) return
  const place = { known: run.known, takes: run.takes }
  const visited = await noteVisit(deps, place, row, found, run.site.id)
  run.traps.note(row.url, visited.status === 'read' ? 'fresh' : 'stale')
  await follow(deps, run, row, visited)
  if (visited.change && deps.clock() - run.touchedAt > touchEvery) {
    run.touchedAt = deps.clock()
    await touch(deps.pool, run.site.id, run.touchedAt)
  }
}

/** The source was removed while it was read: a foreign key points nowhere. */
const isGone = (error: unknown) => error instanceof Error && 'code' in error && error.code === '23503'

async function ask(
  deps: CrawlDeps,
  gate: HostGate,
  run: Run,
  row: PageRow,
  signal: AbortSignal,
): Promise<Page | PageProblem | 'unchanged'> {
  const once = () =>
    gate.pass(row.url, run.robots.delay, signal, () =>
      fetchPage(deps.outbound, deps.reader, { url: row.url, etag: row.etag, lastModified: row.last_modified, may: run.takes, signal }),
    )
  const found = await once()
  if (found === 'unchanged' || !('problem' in found) || found.retryAfter === undefined) return found
  gate.rest(row.url, Math.min(found.retryAfter * 1000, longestRest))
  return once()
}

async function follow(deps: CrawlDeps, { site, takes, traps, known }: Run, row: PageRow, { links, sameAs }: Visited): Promise<void> {
  if (sameAs && takes(sameAs)) await addPages(deps.pool, site, [sameAs], row.depth, deps.newId)
  if (row.depth >= site.settings.depth) return
  const leads = tidy(links, takes).filter((url) => known.has(url) || traps.allows(url))
  await addPages(deps.pool, site, leads, row.depth + 1, deps.newId)
}

/** Where not even the start page could be had, nothing is taken to be removed. */
async function finish(deps: CrawlDeps, site: Site): Promise<void> {
  const pages = (await pagesOf(deps.pool, site.id)).filter(({ sync }) => sync === site.sync)
  if (pages.some(({ status }) => status === 'waiting')) return // paused, or begun anew
  const start = pages.find(({ url }) => url === (normalise(site.url) ?? site.url))
  const came = pages.some(({ status }) => status === 'read')
  if (!came) {
    const { rows } = await deps.pool.query<{ error: string | null }>('select error from page where id = $1', [start?.id ?? null])
    return failSync(deps.pool, site.id, rows[0]?.error ?? 'No page of this site could be read.')
  }
  await endSync(deps.pool, site, start?.status !== 'failed', deps.clock())
}

async function visitAlone(deps: CrawlDeps, gate: HostGate, site: Site, row: PageRow, known: Known, signal: AbortSignal): Promise<Visited> {
  const robots = await readRobots(deps.outbound, site.url, signal)
  const inPaths = taker(site.url, site.settings)
  const takes = (url: string) => inPaths(url) && !('problem' in robots) && robots.allows(url)
  const found = async (): Promise<Page | PageProblem | 'unchanged'> => {
    if ('problem' in robots) return { problem: robots.problem, because: 'failed' }
    if (!takes(row.url))
      return { problem: 'The address is closed to programs (robots.txt), or left out in the sync settings.', because: 'skipped' }
    const request = { url: row.url, etag: row.etag, lastModified: row.last_modified, may: takes, signal }
    return gate.pass(row.url, null, signal, () => fetchPage(deps.outbound, deps.reader, request))
  }
  return noteVisit(deps, { known, takes }, row, await found(), site.id)
}
