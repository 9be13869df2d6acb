import type { AlikeGap, GapItem, GapQuestion, GapState, NearestPair, QuestionWhy, Retried } from '@baton/contracts/gaps.ts'
import type { PairItem } from '@baton/contracts/knowledge.ts'
import type { Pool } from 'pg'
import { inTransaction, type Queries } from '../db/transaction.ts'
import type { LearningDeps } from './deps.ts'
import { countAgain, gapsLike } from './gap-store.ts'
import { type Page, pageOf } from './paging.ts'
import { standingOf } from './settings.ts'

type Row = Omit<GapItem, 'firstAt' | 'lastAt' | 'settled' | 'test' | 'why'> & {
  first_at: Date
  last_at: Date
  settled_at: Date | null
  settled_by: string | null
  tried_at: Date | null
  tried: number
  tried_well: number
  why: Partial<Record<QuestionWhy, number>> | null
}

const columns = `gap.id, gap.bot, gap.title, gap.state, gap.questions, gap.visitors, gap.pair, first_at, last_at, settled_at, tried_at, tried, tried_well,
  (select name from agent where agent.id = settled_by) as settled_by,
  (select json_object_agg(one, n) from (select one, count(*)::int as n from question, unnest(why) as one where question.gap = gap.id group by one) counted) as why,
  array(select text from question where question.gap = gap.id and text <> gap.title group by text order by max(at) desc limit 3) as examples`

function item({ first_at, last_at, settled_at, settled_by, tried_at, tried, tried_well, why, ...same }: Row): GapItem {
  return {
    ...same,
    why: why ?? {},
    firstAt: first_at.getTime(),
    lastAt: last_at.getTime(),
    settled: settled_at ? { by: settled_by ?? '', at: settled_at.getTime() } : null,
    test: tried_at ? { at: tried_at.getTime(), questions: tried, answered: tried_well } : null,
  }
}

export type GapsWanted = { state: GapState; why?: QuestionWhy | undefined; text?: string | undefined; order: 'count' | 'recent' } & Page

export async function listGaps(db: Pool, bot: string, wanted: GapsWanted) {
  const order = wanted.order === 'count' ? 'questions desc, last_at desc, id' : 'last_at desc, id'
  const { offset, limit, next } = pageOf(wanted)
  const [found, counted] = await Promise.all([
    db.query<Row>(
      `select ${columns} from gap where bot = $1 and state = $2
         and ($3::text is null or exists (select from question where question.gap = gap.id and $3 = any(why)))
         and ($4::text is null or exists (select from question where question.gap = gap.id and strpos(lower(text), lower($4)) > 0))
       order by ${order} offset $5 limit $6`,
      [bot, wanted.state, wanted.why ?? null, wanted.text || null, offset, limit + 1],
    ),
    db.query<{ state: GapState; n: number }>('select state, count(*)::int as n from gap where bot = $1 group by state', [bot]),
  ])
  const counts = { open: 0, answered: 0, dismissed: 0, ...Object.fromEntries(counted.rows.map(({ state, n }) => [state, n])) }
  return { gaps: found.rows.slice(0, limit).map(item), next: next(found.rows.length), counts }
}

export async function readGap(db: Queries, id: string): Promise<GapItem | null> {
  const { rows } = await db.query<Row>(`select ${columns} from gap where id = $1`, [id])
  return rows[0] ? item(rows[0]) : null
}

const mostQuestions = 100

export async function questionsOf(db: Pool, gap: string): Promise<GapQuestion[]> {
  const { rows } = await db.query<Omit<GapQuestion, 'at'> & { at: Date }>(
    `select id, conversation, line, text, at, why, confidence from question where gap = $1 order by at desc, id limit ${mostQuestions}`,
    [gap],
  )
  return rows.map(({ at, ...question }) => ({ ...question, at: at.getTime() }))
}

/** The pair that the bot comes nearest to with a question. The search alone knows: no model is asked for looking at a page. */
export async function nearestPair(
  { db, answer }: Pick<LearningDeps, 'db' | 'answer'>,
  bot: string,
  question: string,
): Promise<NearestPair | null> {
  const said = await answer({ bot, question, history: [], draft: { quotes: true } })
  if ('failed' in said) return null
  const ids = said.tried.map(({ chunk }) => chunk)
  const { rows } = await db.query<PairItem & { source: string; chunk: string }>(
    `select pair.id, pair.question, pair.answer, pair.category, pair.language, pair.source, chunk.id as chunk
     from chunk join pair on pair.id = chunk.pair where chunk.id = any($1)`,
    [ids],
  )
  for (const { chunk, score } of said.tried) {
    const found = rows.find((row) => row.chunk === chunk)
    if (!found) continue
    const { chunk: _chunk, source, ...pair } = found
    return { pair, source, confidence: score }
  }
  return null
}

const mostRetried = 30

/** Asks a gap's questions as visitors would, the newest first, and keeps what came of it. Broken off, it keeps what it found the last time. */
export async function tryGap({ db, clock, answer }: Pick<LearningDeps, 'db' | 'clock' | 'answer'>, gap: GapItem, signal?: AbortSignal) {
  const threshold = (await standingOf(db, gap.bot))?.policy.minConfidence ?? 1
  const { rows } = await db.query<{ text: string }>(
    `select text from question where gap = $1 group by text order by max(at) desc limit ${mostRetried}`,
    [gap.id],
  )
  const results: Retried[] = []
  for (const { text } of rows) {
    const result = await retry(db, answer, gap, text, threshold, signal)
    if (signal?.aborted) return { threshold, results }
    results.push(result)
  }
  const answered = results.filter((one) => one.answered).length
  await db.query('update gap set tried_at = to_timestamp($2), tried = $3, tried_well = $4 where id = $1', [
    gap.id,
    clock() / 1000,
    results.length,
    answered,
  ])
  return { threshold, results }
}

async function retry(
  db: Pool,
  answer: LearningDeps['answer'],
  { bot, pair }: GapItem,
  question: string,
  threshold: number,
  signal?: AbortSignal,
): Promise<Retried> {
  const said = await answer({ bot, question, history: [], ...(signal && { signal }) })
  if ('failed' in said) return { question, answer: '', confidence: 0, answered: false, byPair: false }
  const chunks = said.sources.map(({ chunk }) => chunk)
  const by = pair && (await db.query('select from chunk where id = any($1) and pair = $2', [chunks, pair]))
  const answered = said.text.trim() !== '' && said.confidence >= threshold
  return { question, answer: said.text, confidence: said.confidence, answered, byPair: by ? by.rowCount !== 0 : false }
}

export async function settleGap(db: Pool, id: string, state: GapState, by: string, at: number, pair: string | null = null): Promise<void> {
  const settled = state === 'open' ? [null, null] : [by, at / 1000]
  await db.query('update gap set state = $2, settled_by = $3, settled_at = to_timestamp($4), pair = coalesce($5, pair) where id = $1', [
    id,
    state,
    ...settled,
    pair,
  ])
}

/** Gaps that may ask for the same as this one, the likest first. What was dismissed is left alone. */
export async function alikeGaps(db: Pool, { id, bot }: GapItem): Promise<AlikeGap[]> {
  const ids = await gapsLike(db, bot, id)
  const { rows } = await db.query<AlikeGap>(
    `select id, title, state, questions from gap where id = any($1) and state <> 'dismissed' order by array_position($1::uuid[], id)`,
    [ids],
  )
  return rows
}

/** Puts all of a gap's questions into another of the same bot. Returns that one; null where there are no two such gaps. */
export async function joinGap(db: Pool, id: string, into: string): Promise<GapItem | null> {
  return inTransaction(db, async (client) => {
    const { rows } = await client.query<{ bot: string }>('select bot from gap where id = any($1) order by id for update', [[id, into]])
    const [one, other] = rows
    if (!one || one.bot !== other?.bot) return null
    await client.query('update question set gap = $2 where gap = $1', [id, into])
    await countAgain(client, [id, into])
    return readGap(client, into)
  })
}

/** Puts a question into another gap of the same bot, or into one of its own. Returns the gap; null where there is no such question or gap. */
export async function moveQuestion(db: Pool, id: string, to: string | null, newId: () => string): Promise<GapItem | null> {
  return inTransaction(db, async (client) => {
    const { rows } = await client.query<{ bot: string; gap: string | null; text: string; at: Date }>(
      'select bot, gap, text, at from question where id = $1 for update',
      [id],
    )
    const [question] = rows
    if (!question) return null
    const gap = to ?? newId()
    if (to) {
      const { rowCount } = await client.query('select from gap where id = $1 and bot = $2', [to, question.bot])
      if (rowCount === 0) return null
    } else {
      await client.query('insert into gap (id, bot, title, questions, visitors, first_at, last_at) values ($1, $2, $3, 1, 1, $4, $4)', [
        gap,
        question.bot,
        question.text.slice(0, 300),
        question.at,
      ])
    }
    await client.query('update question set gap = $2 where id = $1', [id, gap])
    await countAgain(client, [gap, ...(question.gap ? [question.gap] : [])])
    return readGap(client, gap)
  })
}
