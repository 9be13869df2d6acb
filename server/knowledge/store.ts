import type { ChunkItem, SourceItem } from '@baton/contracts/api.ts'
import { clean } from '@baton/contracts/text.ts'
import { codeOf } from '../fail.ts'
import type { Outbound } from '../outbound.ts'
import { fetchPage, type PageRefusal } from './page.ts'
import { type Block, blocksOfText, splitBlocks } from './split.ts'

type Db = { query<R extends object>(sql: string, values?: unknown[]): Promise<{ rows: R[] }> }

/** What the store needs of the world: a connection, the way out to pages, the time in ms, and new ids. */
export type KnowledgeDeps = { db: Db; outbound: Outbound; clock: () => number; newId: () => string }

export type Pair = { question: string; answer: string }
type Refused = { no: 'notFound' } | PageRefusal | { no: 'invalid'; path: string; problem: string }
type Piece = { title: string; heading: string[]; question: string | null; body: string; url: string | null }

/** What bots know: question/answer pairs, pasted texts and pages, each a source made of chunks. */
export type Knowledge = ReturnType<typeof openKnowledge>

/**
 * The knowledge of all bots. Everything is written at once or not at all; what a person did wrong comes back as a refusal.
 * A page that can't be read leaves nothing behind.
 */
export function openKnowledge(deps: KnowledgeDeps) {
  return {
    /** Question/answer pairs; a question may hold several phrasings, one a line. The answer is what a visitor gets, word for word. */
    addPairs: (bot: string, title: string, pairs: readonly Pair[]) => addPairs(deps, bot, title, pairs),
    /** A pasted text, cut by its headings and paragraphs. */
    addText: (bot: string, title: string, text: string) => addText(deps, bot, title, text),
    /** One page, fetched now (up to 10 s). */
    addPage: (bot: string, url: string, signal?: AbortSignal) => addPage(deps, bot, url, signal),
    /** The sources of a bot, in the order they were added. */
    list: (bot: string) => list(deps.db, bot),
    /** One source and its chunks as the bot sees them, or null. */
    get: (source: string) => get(deps.db, source),
    /** Forgets a source and its chunks; false when there was none. */
    remove: (source: string) => remove(deps.db, source),
    counts: (bot: string) => counts(deps.db, bot),
  }
}

async function addPairs(deps: KnowledgeDeps, bot: string, title: string, pairs: readonly Pair[]): Promise<SourceItem | Refused> {
  const pieces = pairs.flatMap(({ question, answer }) => {
    const phrasings = clean(question)
      .split('\n')
      .map((phrasing) => phrasing.trim())
      .filter(Boolean)
    const body = clean(answer).trim()
    return phrasings[0] && body ? [{ title: phrasings[0], heading: [], question: phrasings.join('\n'), body, url: null }] : []
  })
  return pieces.length > 0 ? await add(deps, bot, 'pairs', title, null, pieces) : nothingThere('pairs')
}

async function addText(deps: KnowledgeDeps, bot: string, title: string, text: string): Promise<SourceItem | Refused> {
  const pieces = piecesOf(title, null, blocksOfText(clean(text)))
  return pieces.length > 0 ? await add(deps, bot, 'text', title, null, pieces) : nothingThere('text')
}

async function addPage(deps: KnowledgeDeps, bot: string, url: string, signal?: AbortSignal): Promise<SourceItem | Refused> {
  const page = await fetchPage(deps.outbound, url, signal)
  if ('no' in page) return page
  return await add(deps, bot, 'page', page.title, page.url, piecesOf(page.title, page.url, page.blocks))
}

const nothingThere = (path: string): Refused => ({ no: 'invalid', path, problem: 'is empty' })

function piecesOf(title: string, url: string | null, blocks: readonly Block[]): Piece[] {
  return splitBlocks(blocks).map(({ heading, text }) => {
    // A page's first heading is mostly its title again.
    const path = [title, ...heading.filter((part) => part !== title)].join(' › ')
    return { title: clean(path).slice(0, 300), heading: heading.map(clean), question: null, body: text, url }
  })
}

async function add(
  deps: KnowledgeDeps,
  bot: string,
  kind: SourceItem['kind'],
  title: string,
  url: string | null,
  pieces: Piece[],
): Promise<SourceItem | Refused> {
  const id = deps.newId()
  const now = deps.clock()
  const rows = pieces.map((piece, position) => ({ ...piece, id: deps.newId(), position }))
  const named = clean(title).trim().slice(0, 300) || 'Untitled'
  try {
    await deps.db.query(
      `with made as (
        insert into source (id, bot, kind, title, url, status, created_at, updated_at) values ($1, $2, $3, $4, $5, 'ready', to_timestamp($6), to_timestamp($6))
      )
      insert into chunk (id, source, bot, position, title, heading, question, body, url)
      select id, $1, $2, position, title, array(select jsonb_array_elements_text(heading)), question, body, url
      from jsonb_to_recordset($7::jsonb) as piece (id uuid, position int, title text, heading jsonb, question text, body text, url text)`,
      [id, bot, kind, named, url, now / 1000, JSON.stringify(rows)],
    )
  } catch (error) {
    if (codeOf(error) === noSuchBot) return { no: 'notFound' }
    throw error
  }
  return { id, kind, title: named, url, status: 'ready', error: null, chunks: rows.length, updatedAt: now }
}

/** A foreign key that points nowhere. */
const noSuchBot = '23503'

type SourceRow = Omit<SourceItem, 'updatedAt'> & { updated_at: Date }

const sourceColumns = `id, kind, title, url, status, error, updated_at, (select count(*)::int from chunk where chunk.source = source.id) as chunks`

function item({ updated_at, ...row }: SourceRow): SourceItem {
  return { ...row, updatedAt: updated_at.getTime() }
}

async function list(db: Db, bot: string): Promise<SourceItem[]> {
  const { rows } = await db.query<SourceRow>(`select ${sourceColumns} from source where bot = $1 order by created_at, id`, [bot])
  return rows.map(item)
}

async function get(db: Db, source: string): Promise<{ source: SourceItem; chunks: ChunkItem[] } | null> {
  const found = await db.query<SourceRow>(`select ${sourceColumns} from source where id = $1`, [source])
  const row = found.rows[0]
  if (!row) return null
  const { rows } = await db.query<ChunkItem>(
    'select id, title, heading, question, body as text, url from chunk where source = $1 order by position',
    [source],
  )
  return { source: item(row), chunks: rows }
}

async function remove(db: Db, source: string): Promise<boolean> {
  const { rows } = await db.query('delete from source where id = $1 returning id', [source])
  return rows.length > 0
}

async function counts(db: Db, bot: string): Promise<{ sources: number; chunks: number }> {
  const sql =
    'select (select count(*)::int from source where bot = $1) as sources, (select count(*)::int from chunk where bot = $1) as chunks'
  const { rows } = await db.query<{ sources: number; chunks: number }>(sql, [bot])
  return rows[0] ?? { sources: 0, chunks: 0 }
}
