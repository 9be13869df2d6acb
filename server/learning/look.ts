import type { Numbered } from '@baton/contracts/facts.ts'
import type { Pool } from 'pg'
import { inTransaction, type Queries } from '../db/transaction.ts'
import { type FoundQuestion, type FoundReview, findingsOf } from './findings.ts'
import { countAgain } from './gap-store.ts'

/** A conversation is for life: of a very long one the end is read. */
const mostFacts = 2_000

/**
 * Brings what is stored of a conversation in line with its facts. Whoever looks at the same facts twice changes nothing. Returns the bot whose
 * questions are new.
 */
export async function lookThrough(db: Pool, conversation: string, newId: () => string): Promise<string | null> {
  return inTransaction(db, async (client) => {
    await client.query('insert into looked_through (conversation, n) values ($1, 0) on conflict do nothing', [conversation])
    // Two that look at the same conversation follow one another.
    const { rows: before } = await client.query<{ n: number }>('select n from looked_through where conversation = $1 for update', [
      conversation,
    ])
    const { rows } = await client.query<{ bot: string; visitor: string; version: number }>(
      'select bot, visitor, version from conversation where id = $1',
      [conversation],
    )
    const [found] = rows
    if (!found || found.version <= (before[0]?.n ?? 0)) return null
    const from = found.version - mostFacts
    const { rows: facts } = await client.query<Numbered>(
      'select n, at, cause, fact from fact where conversation = $1 and n > $2 and n <= $3 order by n',
      [conversation, from, found.version],
    )
    const { questions, reviews } = findingsOf(facts)
    const origin = { bot: found.bot, visitor: found.visitor, conversation, from }
    const isNew = await storeQuestions(client, origin, questions, newId)
    await storeReviews(client, origin, reviews, newId)
    await client.query('update looked_through set n = $2 where conversation = $1', [conversation, found.version])
    return isNew ? found.bot : null
  })
}

type Origin = { bot: string; visitor: string; conversation: string; from: number }

/** Returns whether there are questions now that have no gap. */
async function storeQuestions(client: Queries, origin: Origin, questions: readonly FoundQuestion[], newId: () => string): Promise<boolean> {
  const { bot, visitor, conversation, from } = origin
  const gone = await client.query<{ gap: string | null }>(
    'delete from question where conversation = $1 and line > $2 and line <> all($3::int[]) returning gap',
    [conversation, from, questions.map(({ line }) => line)],
  )
  const packed = questions.map(({ signals, at, ...question }) => ({
    ...question,
    id: newId(),
    at: at / 1000,
    encoder: signals?.vector ? signals.encoder : null,
    vector: signals?.encoder ? signals.vector : null,
  }))
  const kept = await client.query<{ gap: string | null }>(
    `insert into question (id, bot, conversation, visitor, line, text, at, why, confidence, chunk, encoder, vector)
     select id, $1, $2, $3, line, text, to_timestamp(at), array(select jsonb_array_elements_text(why) order by 1), confidence, chunk, encoder, decode(vector, 'base64')
     from jsonb_to_recordset($4::jsonb) as one (id uuid, line int, text text, at float8, why jsonb, confidence real, chunk uuid, encoder text, vector text)
     on conflict (conversation, line) do update set text = excluded.text, why = excluded.why, confidence = excluded.confidence, chunk = excluded.chunk
       where (question.text, question.why, question.confidence, question.chunk) is distinct from (excluded.text, excluded.why, excluded.confidence, excluded.chunk)
     returning gap`,
    [bot, conversation, visitor, JSON.stringify(packed)],
  )
  const touched = [...gone.rows, ...kept.rows].flatMap(({ gap }) => gap ?? [])
  await countAgain(client, touched)
  return kept.rows.some(({ gap }) => gap === null)
}

async function storeReviews(client: Queries, origin: Origin, reviews: readonly FoundReview[], newId: () => string): Promise<void> {
  const { bot, conversation, from } = origin
  await client.query(
    `delete from review where conversation = $1 and answer > $2 and answer <> all($3::int[]) and marked_by is null and state = 'open'`,
    [conversation, from, reviews.map(({ answer }) => answer)],
  )
  // What somebody marked stays for that alone.
  await client.query(
    `update review set why = array['agent'] where conversation = $1 and answer > $2 and answer <> all($3::int[]) and state = 'open' and why <> array['agent']`,
    [conversation, from, reviews.map(({ answer }) => answer)],
  )
  const packed = reviews.map(({ judged, at, ...review }) => ({
    ...review,
    id: newId(),
    at: at / 1000,
    state: judged?.verdict ?? 'open',
    judged_by: judged?.by ?? null,
    judged_at: judged ? judged.at / 1000 : null,
    correction: judged?.verdict === 'corrected' ? judged.text : null,
  }))
  // A new word on an answer whose correction was decided on is decided on anew.
  await client.query(
    `insert into review (id, bot, conversation, answer, at, question, said, why, note, state, judged_by, judged_at, correction)
     select id, $1, $2, answer, to_timestamp(at), question, said, array(select jsonb_array_elements_text(why)), note, state, judged_by, to_timestamp(judged_at), correction
     from jsonb_to_recordset($3::jsonb) as one (id uuid, answer int, at float8, question text, said jsonb, why jsonb, note text, state text, judged_by text, judged_at float8, correction text)
     on conflict (conversation, answer) do update set
       why = case when review.marked_by is null then excluded.why else array(select distinct unnest(excluded.why || array['agent'])) end,
       note = coalesce(case when review.marked_by is null then null else review.note end, excluded.note),
       state = excluded.state, judged_by = excluded.judged_by, judged_at = excluded.judged_at, correction = excluded.correction,
       approved = case when review.judged_at is distinct from excluded.judged_at then null else review.approved end,
       approved_by = case when review.judged_at is distinct from excluded.judged_at then null else review.approved_by end,
       approved_at = case when review.judged_at is distinct from excluded.judged_at then null else review.approved_at end,
       pair = case when review.judged_at is distinct from excluded.judged_at then null else review.pair end`,
    [bot, conversation, JSON.stringify(packed)],
  )
}
