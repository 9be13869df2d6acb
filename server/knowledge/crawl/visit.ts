import type { PageChange } from '@baton/contracts/knowledge.ts'
import type { Pool, PoolClient } from 'pg'
import { inTransaction } from '../../db/transaction.ts'
import { piecesOf, putChunks } from '../chunks.ts'
import type { Page, PageProblem } from '../page.ts'
import { normalise } from './addresses.ts'
import { type Likeness, likenessOf, sayTheSame } from './alike.ts'
import { forgetPage, type Outcome, type PageRow, settle } from './frontier.ts'

/** What a look at a page changed, and where it leads. `sameAs`: another address stands for it. */
export type Visited = {
  status: Outcome['status']
  change: PageChange | null
  problem: string | null
  links: string[]
  sameAs: string | null
}
/** Pages of a source that have been read, by address, for telling what says the same. */
export type Known = Map<string, Likeness>

export type VisitDeps = { pool: Pool; newId: () => string; clock: () => number }
type Place = { known: Known; takes: (url: string) => boolean }

/** Writes down what was found at a page's address, its chunks and its state together. */
export async function noteVisit(
  deps: VisitDeps,
  place: Place,
  row: PageRow,
  found: Page | PageProblem | 'unchanged',
  source: string,
): Promise<Visited> {
  if (found === 'unchanged') return noteUnchanged(deps, row)
  if ('problem' in found) return noteProblem(deps, place, row, found)
  const standsFor = otherAddress(found, row, place.takes)
  if (standsFor) return noteDuplicate(deps, place, row, standsFor, found)
  // From here to the entry in `known` nothing waits: of two that say the same, one is the first.
  const likeness = likenessOf(found.title, found.blocks)
  const twin = [...place.known].find(([url, other]) => url !== row.url && sayTheSame(likeness, other))
  if (twin) return noteDuplicate(deps, place, row, twin[0], found)
  place.known.set(row.url, likeness)
  return noteRead(deps, source, row, found, likeness)
}

/** Another address of the site that this page names for itself, or that it led to. A whole site that names its front page is mistaken. */
function otherAddress({ url, canonical }: Page, row: PageRow, takes: (url: string) => boolean): string | null {
  const ended = normalise(url)
  if (ended && ended !== row.url) return ended
  const named = canonical && !row.alone ? normalise(canonical) : null
  return named && named !== row.url && takes(named) && new URL(named).pathname !== '/' ? named : null
}

async function noteRead(deps: VisitDeps, source: string, row: PageRow, page: Page, { hash, sketch }: Likeness): Promise<Visited> {
  const { title, blocks, etag, lastModified, links } = page
  const now = deps.clock()
  const write = async (client: PoolClient): Promise<PageChange | null> => {
    const before = await client.query('select from chunk where page = $1 limit 1', [row.id])
    const changed = await putChunks(client, { source, page: row.id }, piecesOf(title, row.url, blocks), deps.newId, now)
    const change = changed ? (before.rowCount ? 'changed' : 'added') : null
    const read = { title, etag, lastModified, hash, sketch, links }
    await settle(client, row.id, { status: 'read', error: null, change, read, sameAs: null }, now)
    return change
  }
  const change = await inTransaction(deps.pool, write)
  return { status: 'read', change, problem: null, links, sameAs: null }
}

async function noteUnchanged({ pool, clock }: VisitDeps, row: PageRow): Promise<Visited> {
  const status = row.same_as === null ? 'read' : 'duplicate'
  const error = row.same_as === null ? null : sameSentence(row.same_as)
  await settle(pool, row.id, { status, error, change: null }, clock())
  return { status, change: null, problem: null, links: row.links, sameAs: row.same_as }
}

async function noteDuplicate(deps: VisitDeps, { known }: Place, row: PageRow, sameAs: string, page: Page): Promise<Visited> {
  known.delete(row.url)
  const now = deps.clock()
  const { hash, sketch } = likenessOf(page.title, page.blocks)
  const { title, etag, lastModified, links } = page
  const had = await inTransaction(deps.pool, async (client) => {
    const removed = await forgetPage(client, row.id, now)
    const read = { title, etag, lastModified, hash, sketch, links }
    const change = removed ? ('removed' as const) : null
    await settle(client, row.id, { status: 'duplicate', error: sameSentence(sameAs), change, read, sameAs }, now)
    return removed
  })
  return { status: 'duplicate', change: had ? 'removed' : null, problem: sameSentence(sameAs), links, sameAs }
}

const sameSentence = (url: string) => `Says the same as ${url}, which is read in its place.`

/** A page that is gone, or not to be read, is forgotten; one that could not be read this time keeps what it said before. */
async function noteProblem(deps: VisitDeps, { known }: Place, row: PageRow, { problem, because }: PageProblem): Promise<Visited> {
  const now = deps.clock()
  return inTransaction(deps.pool, async (client) => {
    const had = because === 'failed' ? false : await forgetPage(client, row.id, now)
    if (because !== 'failed') known.delete(row.url)
    const status = because === 'skipped' ? 'skipped' : because === 'gone' && had ? 'gone' : 'failed'
    const change = had ? ('removed' as const) : null
    await settle(client, row.id, { status, error: problem, change, ...(because !== 'failed' && { sameAs: null }) }, now)
    return { status, change, problem, links: because === 'failed' ? row.links : [], sameAs: null }
  })
}
