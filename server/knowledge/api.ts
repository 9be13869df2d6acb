import type { Api } from '@baton/contracts/api.ts'
import type { NewSource, SourceItem } from '@baton/contracts/knowledge.ts'
import type { Refusal } from '@baton/contracts/refusal.ts'
import type { Pool } from 'pg'
import { inTransaction } from '../db/transaction.ts'
import { type Anyone, type ByAgent, type Handler, isRefusal } from '../http/context.ts'
import { commitImport, exportPairs, knownPairs, readImport } from './exchange.ts'
import { findChunks } from './find.ts'
import { addPair, categorise, changePair, listPairs, removePairs, tidyPair } from './pairs.ts'
import { readChunk } from './past.ts'
import { insertSource, listPages, readSource, shareSource } from './sources.ts'
import type { Knowledge, KnowledgeDeps } from './store.ts'
import type { Websites } from './websites.ts'

/** What a search of everything that a bot knows finds; handed in, since searching is the bot's own matter. */
export type Search = (
  bot: string,
  question: string,
) => Promise<{ sure: number; passages: { chunk: string; source: string; score: number }[] }>

export type KnowledgeApiDeps = KnowledgeDeps & { db: Pool; knowledge: Knowledge; websites: Websites; search: Search }

type As<K extends keyof Api> = Handler<ByAgent, Api[K]>
type Handlers = ReturnType<typeof sourceHandlers> & ReturnType<typeof pairHandlers> & ReturnType<typeof findHandlers>

/** The handlers of what bots know. */
export function knowledgeHandlers(deps: KnowledgeApiDeps): Handlers {
  return { ...sourceHandlers(deps), ...pairHandlers(deps), ...findHandlers(deps) }
}

function sourceHandlers(deps: KnowledgeApiDeps) {
  const { db, knowledge, websites } = deps
  const sources: As<'sources'> = async (_context, { params }) => knowledge.list(params.id)
  const addSource: As<'addSource'> = async ({ gone }, { params, body }) => add(deps, params.id, body, gone)
  const addFile: As<'addFile'> = async (_context, { params, query, body }) => knowledge.addFile(params.id, query.name, body, query.source)
  const source: As<'source'> = async (_context, { params, query }) => (await knowledge.get(params.id, query)) ?? { no: 'notFound' }
  const changeSource: As<'changeSource'> = async (_context, { params, body }) => change(deps, params.id, body)
  const removeSource: As<'removeSource'> = async (_context, { params }) =>
    (await knowledge.remove(params.id)) ? { ok: true } : { no: 'notFound' }
  const syncSource: As<'syncSource'> = async ({ gone }, { params }) => websites.sync(params.id, gone)
  const pages: As<'pages'> = async (_context, { params, query }) => listPages(db, params.id, query)
  const sync: Handler<Anyone, Api['sync']> = async ({ gone }, { body }) => ({
    url: body.url,
    results: await websites.syncAddress(body.url, gone),
  })
  return { sources, addSource, addFile, source, changeSource, removeSource, syncSource, pages, sync }
}

function add({ knowledge, websites }: KnowledgeApiDeps, bot: string, source: NewSource, gone: AbortSignal): Promise<SourceItem | Refusal> {
  switch (source.kind) {
    case 'pairs':
      return knowledge.addPairs(bot, source.title, source.pairs)
    case 'text':
      return knowledge.addText(bot, source.title, source.text)
    case 'page':
      return knowledge.addPage(bot, source.url, gone)
    case 'website':
      return websites.add(bot, source.url, source.settings)
    default:
      return source satisfies never
  }
}

type Change = Parameters<As<'changeSource'>>[1]['body']

/** One thing after the other; the first that can't be ends it. */
async function change(deps: KnowledgeApiDeps, id: string, { title, text, settings, paused, bots }: Change): Promise<SourceItem | Refusal> {
  const { db, knowledge, websites, clock } = deps
  if (!(await readSource(db, id))) return { no: 'notFound' }
  if (title !== undefined) await db.query('update source set title = $2 where id = $1', [id, title])
  if (text !== undefined) {
    const changed = await knowledge.changeText(id, text)
    if (isRefusal(changed)) return { no: 'invalid', path: 'text', problem: 'only a pasted text can be rewritten' }
  }
  if (settings && !(await websites.configure(id, settings))) return { no: 'invalid', path: 'settings', problem: 'only a website has them' }
  if (paused !== undefined && !(await websites.pause(id, paused))) {
    return { no: 'invalid', path: 'paused', problem: 'only a website can be paused' }
  }
  if (bots && !(await inTransaction(db, (client) => shareSource(client, id, bots, clock())).catch(noSuchBot))) {
    return { no: 'invalid', path: 'bots', problem: 'one of these bots does not exist' }
  }
  return (await readSource(db, id)) ?? { no: 'notFound' }
}

/** A foreign key that points nowhere undoes the change. */
function noSuchBot(error: unknown): false {
  if (error instanceof Error && 'code' in error && error.code === '23503') return false
  throw error
}

function pairHandlers(deps: KnowledgeApiDeps) {
  const { db } = deps
  const pairs: As<'pairs'> = async (_context, { params, query }) => listPairs(db, params.id, query)
  const addOne: As<'addPair'> = async (_context, { params, body }) => {
    const pair = tidyPair(body)
    return (pair && (await addPair(deps, params.id, pair))) ?? { no: 'notFound' }
  }
  const changeOne: As<'changePair'> = async (_context, { params, body }) => {
    const pair = tidyPair(body)
    return (pair && (await changePair(deps, params.id, pair))) ?? { no: 'notFound' }
  }
  const removePair: As<'removePair'> = async (_context, { params }) =>
    (await removePairs(deps, [params.id], null)) > 0 ? { ok: true } : { no: 'notFound' }
  const changePairs: As<'changePairs'> = async (_context, { params, body: { ids, remove, category } }) => {
    if (remove) return { changed: await removePairs(deps, ids, params.id) }
    return { changed: category === undefined ? 0 : await categorise(deps, params.id, ids, category) }
  }
  const importPairs: As<'importPairs'> = async (_context, { params, body }) => importCsv(deps, params.id, body)
  const exporting: As<'exportPairs'> = async (_context, { params }) => {
    const source = await readSource(db, params.id)
    if (source?.kind !== 'pairs') return { no: 'notFound' }
    return { name: `${source.title.replace(/[^\p{L}\p{N}]+/gu, '-').slice(0, 60)}.csv`, csv: await exportPairs(deps, params.id) }
  }
  return { pairs, addPair: addOne, changePair: changeOne, removePair, changePairs, importPairs, exportPairs: exporting }
}

type Import = Parameters<As<'importPairs'>>[1]['body']

/** The rows as they were read; with `commit` the good ones are stored, even beside bad ones, which the preview has shown. */
async function importCsv(deps: KnowledgeApiDeps, bot: string, { csv, commit, source, title }: Import) {
  const { db, newId, clock } = deps
  const into = source ? await readSource(db, source) : null
  if (source && into?.kind !== 'pairs') return { no: 'notFound' as const }
  const known = await knownPairs(deps, source)
  const rows = readImport(csv, known)
  if ('problem' in rows) return { no: 'invalid' as const, path: 'csv', problem: rows.problem }
  const good = rows.filter(({ problem }) => problem === null).length
  const counted = { rows, good, bad: rows.length - good }
  if (!commit || good === 0) return { ...counted, source: into }
  const id = source ?? newId()
  if (!source && !(await insertSource(db, { id, bot, kind: 'pairs', title, url: null }, clock()))) return { no: 'notFound' as const }
  await commitImport(deps, id, rows, known)
  return { ...counted, source: await readSource(db, id) }
}

function findHandlers({ db, search }: KnowledgeApiDeps) {
  const find: As<'findChunks'> = async (_context, { params, query }) => findChunks(db, params.id, query.text, query.limit)
  const askSource: As<'askSource'> = async (_context, { params, query }) => {
    const source = await readSource(db, params.id)
    if (!source) return { no: 'notFound' }
    const found = await search(source.bots?.[0] ?? '', query.question)
    const inside = found.passages.filter((passage) => passage.source === params.id)
    const passages = await Promise.all(
      inside.slice(0, mostPassages).map(async ({ chunk, score }) => {
        const known = await readChunk(db, chunk)
        return known ? [{ ...known.chunk, score }] : []
      }),
    )
    return { sure: inside[0]?.score ?? 0, passages: passages.flat() }
  }
  const chunk: As<'chunk'> = async (_context, { params }) => (await readChunk(db, params.id)) ?? { no: 'notFound' }
  return { findChunks: find, askSource, chunk }
}

const mostPassages = 10
