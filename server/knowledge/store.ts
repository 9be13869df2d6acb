import type { ChunkItem, SourceItem } from '@baton/contracts/knowledge.ts'
import type { Refusal } from '@baton/contracts/refusal.ts'
import { clean } from '@baton/contracts/text.ts'
import type { Pool, PoolClient } from 'pg'
import { inTransaction } from '../db/transaction.ts'
import type { Outbound } from '../outbound.ts'
import { type Piece, piecesOf, putChunks, touch } from './chunks.ts'
import { fetchPage } from './page.ts'
import { insertPairs, tidyPair } from './pairs.ts'
import type { Reader } from './reading/reader.ts'
import { type ChunksWanted, chunksOf, insertSource, listSources, type NewRow, readSource, removeSource } from './sources.ts'
import { blocksOfText } from './split.ts'

export type Db = Pick<Pool, 'query' | 'connect'>

/** What the store needs of the world: a pool, the way out to pages, what reads documents, the time in ms, and new ids. */
export type KnowledgeDeps = { db: Db; outbound: Outbound; reader: Reader; clock: () => number; newId: () => string }

export type Pair = { question: string; answer: string }

/** What bots know: question/answer pairs, pasted texts, pages and files, each a source made of chunks. */
export type Knowledge = ReturnType<typeof openKnowledge>

/**
 * The knowledge of all bots. Everything is written at once or not at all; what a person did wrong comes back as a refusal.
 * A page or a file that can't be read leaves nothing behind.
 */
export function openKnowledge(deps: KnowledgeDeps) {
  return {
    /** Question/answer pairs; a question may hold several phrasings, one a line. The answer is what a visitor gets, word for word. */
    addPairs: (bot: string, title: string, pairs: readonly Pair[]) => addPairs(deps, bot, title, pairs),
    /** A pasted text, cut by its headings and paragraphs. */
    addText: (bot: string, title: string, text: string) => addText(deps, bot, title, text),
    /** The text of such a source, written anew; null when there is none. */
    changeText: (source: string, text: string) => changeText(deps, source, text),
    /** One page, fetched now (up to 10 s). */
    addPage: (bot: string, url: string, signal?: AbortSignal) => addPage(deps, bot, url, signal),
    /** A file, read now (up to 2 minutes); with `replaces` in place of an earlier one. */
    addFile: (bot: string, name: string, bytes: Uint8Array, replaces?: string) => addFile(deps, bot, name, bytes, replaces),
    /** The sources of a bot, in the order they were added. */
    list: (bot: string) => listSources(deps.db, bot),
    /** One source and its chunks as the bot sees them, or null. */
    get: (source: string, wanted?: ChunksWanted) => get(deps, source, wanted),
    /** Forgets a source and its chunks; false when there was none. */
    remove: (source: string) => removeSource(deps.db, source, deps.clock()),
    counts: (bot: string) => counts(deps.db, bot),
  }
}

async function addPairs(deps: KnowledgeDeps, bot: string, title: string, pairs: readonly Pair[]): Promise<SourceItem | Refusal> {
  const tidy = pairs.map(tidyPair).filter((pair) => pair !== null)
  if (tidy.length === 0) return nothingThere('pairs')
  return add(deps, { bot, kind: 'pairs', title, url: null }, async (client, id) => void (await insertPairs(client, id, tidy, deps.newId)))
}

async function addText(deps: KnowledgeDeps, bot: string, title: string, text: string): Promise<SourceItem | Refusal> {
  const body = clean(text)
  const pieces = piecesOf(title, null, blocksOfText(body))
  if (pieces.length === 0) return nothingThere('text')
  return addPieces(deps, { bot, kind: 'text', title, url: null, body }, pieces)
}

async function changeText(deps: KnowledgeDeps, source: string, text: string): Promise<SourceItem | Refusal> {
  const { db, newId, clock } = deps
  const body = clean(text)
  const changed = await inTransaction(db, async (client) => {
    const { rows } = await client.query<{ title: string }>(`update source set body = $2 where id = $1 and kind = 'text' returning title`, [
      source,
      body,
    ])
    const title = rows[0]?.title
    if (title === undefined) return false
    await putChunks(client, { source }, piecesOf(title, null, blocksOfText(body)), newId, clock())
    await touch(client, source, clock())
    return true
  })
  return (changed && (await readSource(db, source))) || { no: 'notFound' }
}

async function addPage(deps: KnowledgeDeps, bot: string, url: string, signal?: AbortSignal): Promise<SourceItem | Refusal> {
  const page = await fetchPage(deps.outbound, deps.reader, { url, signal })
  if (page === 'unchanged') return { no: 'tryAgain' } // a server may not say so when it was not asked
  if ('problem' in page) return { no: 'pageRefused', problem: page.problem }
  return addPieces(deps, { bot, kind: 'page', title: page.title, url: page.url }, piecesOf(page.title, page.url, page.blocks))
}

/** Chunks of one file at most: a book of three thousand pages. */
const mostPieces = 20_000

async function addFile(
  deps: KnowledgeDeps,
  bot: string,
  name: string,
  bytes: Uint8Array,
  replaces?: string,
): Promise<SourceItem | Refusal> {
  const read = await deps.reader.file({ bytes, name })
  if ('problem' in read) return { no: 'pageRefused', problem: read.problem }
  const pieces = piecesOf(read.title, null, read.blocks)
  if (pieces.length > mostPieces) return { no: 'pageRefused', problem: 'This file holds more text than a bot can search well. Split it.' }
  const file = { type: read.type, bytes: bytes.byteLength }
  if (replaces) return replaceFile(deps, bot, replaces, file, pieces)
  return addPieces(deps, { bot, kind: 'file', title: read.title, url: null, file }, pieces)
}

async function replaceFile(deps: KnowledgeDeps, bot: string, source: string, file: object, pieces: Piece[]): Promise<SourceItem | Refusal> {
  const { db, newId, clock } = deps
  const replaced = await inTransaction(db, async (client) => {
    const sql = `update source set file = $3 where id = $1 and kind = 'file' and bot = $2`
    const { rowCount } = await client.query(sql, [source, bot, JSON.stringify(file)])
    if (rowCount === 0) return false
    await putChunks(client, { source }, pieces, newId, clock())
    await touch(client, source, clock())
    return true
  })
  return (replaced && (await readSource(db, source))) || { no: 'notFound' }
}

const nothingThere = (path: string): Refusal => ({ no: 'invalid', path, problem: 'is empty' })

function addPieces(deps: KnowledgeDeps, row: Omit<NewRow, 'id'>, pieces: Piece[]): Promise<SourceItem | Refusal> {
  return add(deps, row, async (client, source) => void (await putChunks(client, { source }, pieces, deps.newId, deps.clock())))
}

type Fill = (client: PoolClient, source: string) => Promise<void>

async function add({ db, newId, clock }: KnowledgeDeps, row: Omit<NewRow, 'id'>, fill: Fill): Promise<SourceItem | Refusal> {
  const id = newId()
  const made = await inTransaction(db, async (client) => {
    if (!(await insertSource(client, { ...row, id }, clock()))) return false
    await fill(client, id)
    return true
  })
  return (made && (await readSource(db, id))) || { no: 'notFound' }
}

async function get({ db }: KnowledgeDeps, id: string, wanted?: ChunksWanted): Promise<{ source: SourceItem; chunks: ChunkItem[] } | null> {
  const source = await readSource(db, id)
  if (!source) return null
  const { rows } = source.kind === 'text' ? await db.query<{ body: string }>('select body from source where id = $1', [id]) : { rows: [] }
  return { source: rows[0] ? { ...source, text: rows[0].body } : source, chunks: await chunksOf(db, id, wanted) }
}

async function counts(db: Db, bot: string): Promise<{ sources: number; chunks: number }> {
  const sql = `select (select count(*)::int from source where bot = $1 or id in (select source from source_share where bot = $1)) as sources,
    (select count(*)::int from known_chunk where bot = $1) as chunks`
  const { rows } = await db.query<{ sources: number; chunks: number }>(sql, [bot])
  return rows[0] ?? { sources: 0, chunks: 0 }
}
