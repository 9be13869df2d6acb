import type { NewPair, PairItem } from '@baton/contracts/knowledge.ts'
import { clean } from '@baton/contracts/text.ts'
import { inTransaction, type Queries } from '../db/transaction.ts'
import { type Piece, putChunks, retireAllOf, touch } from './chunks.ts'
import type { KnowledgeDeps } from './store.ts'

const columns = 'id, question, answer, category, language'

/** A pair as it is kept: phrasings trimmed, one a line, each once. Null when nothing is left of question or answer. */
export function tidyPair({
  question,
  answer,
  category,
  language,
}: Partial<NewPair> & Pick<NewPair, 'question' | 'answer'>): NewPair | null {
  const phrasings = new Set(
    clean(question)
      .split(/\r?\n/)
      .map((phrasing) => phrasing.trim())
      .filter(Boolean),
  )
  const body = clean(answer).trim()
  if (phrasings.size === 0 || !body) return null
  return { question: [...phrasings].join('\n'), answer: body, category: category?.trim() || null, language: language ?? null }
}

/** The one chunk of a pair: the answer is what a visitor gets, word for word. */
function pieceOf({ question, answer }: NewPair): Piece {
  return { title: (question.split('\n')[0] ?? '').slice(0, 300), heading: [], question, body: answer, url: null }
}

/** Adds pairs at the end of a source; call it in a transaction. */
export async function insertPairs(client: Queries, source: string, pairs: readonly NewPair[], newId: () => string): Promise<string[]> {
  const rows = pairs.map((pair) => ({ ...pair, ...pieceOf(pair), id: newId(), chunk: newId() }))
  const packed = JSON.stringify(rows)
  await client.query(
    `insert into pair (id, source, position, question, answer, category, language)
     select news.id, $1, n + coalesce((select max(position) from pair where source = $1), -1), news.question, news.answer, news.category, news.language
     from jsonb_array_elements($2::jsonb) with ordinality as listed (one, n),
       jsonb_to_record(one) as news (id uuid, question text, answer text, category text, language text)`,
    [source, packed],
  )
  await client.query(
    `insert into chunk (id, source, bot, pair, position, title, question, body)
     select news.chunk, source.id, source.bot, news.id, 0, news.title, news.question, news.body
     from source, jsonb_to_recordset($2::jsonb) as news (id uuid, chunk uuid, title text, question text, body text) where source.id = $1`,
    [source, packed],
  )
  return rows.map(({ id }) => id)
}

/** A source's pairs in their order, and the categories there are. */
export async function listPairs(db: Queries, source: string, wanted: { category?: string | undefined; text?: string | undefined }) {
  const [found, categories] = await Promise.all([
    db.query<PairItem>(
      `select ${columns} from pair where source = $1 and ($2::text is null or category = $2)
         and ($3::text is null or strpos(lower(question || ' ' || answer), lower($3)) > 0)
       order by position, id limit 5000`,
      [source, wanted.category || null, wanted.text || null],
    ),
    db.query<{ category: string }>('select distinct category from pair where source = $1 and category is not null order by category', [
      source,
    ]),
  ])
  return { pairs: found.rows, categories: categories.rows.map(({ category }) => category) }
}

/** Adds one pair to a source of pairs; null when there is no such source. */
export async function addPair(deps: KnowledgeDeps, source: string, pair: NewPair): Promise<PairItem | null> {
  return inTransaction(deps.db, async (client) => {
    const { rowCount } = await client.query(`select from source where id = $1 and kind = 'pairs' for no key update`, [source])
    if (rowCount === 0) return null
    const [id = ''] = await insertPairs(client, source, [pair], deps.newId)
    await touch(client, source, deps.clock())
    return { id, ...pair }
  })
}

/** Rewrites a pair; null when it is not there. */
export async function changePair(deps: KnowledgeDeps, id: string, pair: NewPair): Promise<PairItem | null> {
  return inTransaction(deps.db, (client) => rewritePair(deps, client, id, pair))
}

export async function rewritePair({ newId, clock }: KnowledgeDeps, client: Queries, id: string, pair: NewPair): Promise<PairItem | null> {
  const { question, answer, category, language } = pair
  const { rows } = await client.query<{ source: string }>(
    'update pair set question = $2, answer = $3, category = $4, language = $5 where id = $1 returning source',
    [id, question, answer, category, language],
  )
  const source = rows[0]?.source
  if (!source) return null
  await putChunks(client, { source, pair: id }, [pieceOf(pair)], newId, clock())
  await touch(client, source, clock())
  return { id, ...pair }
}

/** Forgets pairs, keeping what was cited; only those of `source` where it is given. Returns how many there were. */
export async function removePairs({ db, clock }: KnowledgeDeps, ids: readonly string[], source: string | null): Promise<number> {
  return inTransaction(db, async (client) => {
    const { rows } = await client.query<{ id: string; source: string }>(
      'select id, source from pair where id = any($1) and ($2::uuid is null or source = $2) for update',
      [ids, source],
    )
    const gone = rows.map((row) => row.id)
    await retireAllOf(client, 'pair', gone, clock())
    await client.query('delete from pair where id = any($1)', [gone])
    for (const one of new Set(rows.map((row) => row.source))) await touch(client, one, clock())
    return gone.length
  })
}

/** Gives pairs of a source a category, or takes it from them. Returns how many there were. */
export async function categorise({ db }: KnowledgeDeps, source: string, ids: readonly string[], category: string | null): Promise<number> {
  const { rowCount } = await db.query('update pair set category = $3 where source = $1 and id = any($2)', [source, ids, category || null])
  return rowCount ?? 0
}
