import type { FactOf, Numbered } from '@baton/contracts/facts.ts'
import type { ReviewItem, ReviewQuery, ReviewState } from '@baton/contracts/reviews.ts'
import type { Pool } from 'pg'
import type { Queries } from '../db/transaction.ts'
import { pageOf } from './paging.ts'

type Row = Omit<ReviewItem, 'at' | 'text' | 'said' | 'confidence' | 'threshold' | 'mode' | 'sources' | 'judged' | 'approval'> & {
  at: Date
  said: FactOf<'botSaid' | 'botHeldBack' | 'botAsked'>
  judged_by: string | null
  judged_at: Date | null
  approved: boolean | null
  approver: string | null
  approved_at: Date | null
  pair: string | null
}

const columns = `id, bot, conversation, answer, at, question, said, why, note, state, judged_by, judged_at, correction, approved,
  (select name from agent where agent.id = approved_by) as approver, approved_at, pair`

function item({ at, said, judged_by, judged_at, approved, approver, approved_at, pair, ...same }: Row): ReviewItem {
  const { text, confidence, threshold, mode, sources } = said
  return {
    ...same,
    at: at.getTime(),
    text: said.type === 'botAsked' ? said.held : text,
    said: said.type === 'botSaid',
    ...{ confidence, threshold, mode, sources },
    judged: judged_by !== null && judged_at ? { by: judged_by, at: judged_at.getTime() } : null,
    approval: approved !== null && approved_at ? { approved, by: approver ?? '', at: approved_at.getTime(), pair } : null,
  }
}

type Counted = ReviewState | 'toApprove'
const toApprove = `state = 'corrected' and approved is null`
const whereOf = (state: Counted) => (state === 'toApprove' ? toApprove : `state = '${state}'`)

export async function listReviews(db: Pool, bot: string, wanted: ReviewQuery) {
  const { offset, limit, next } = pageOf(wanted)
  const [found, counted] = await Promise.all([
    db.query<Row>(
      `select ${columns} from review where bot = $1 and ${whereOf(wanted.state)} and ($2::text is null or $2 = any(why))
         and ($3::text is null or strpos(lower(question || ' ' || (said ->> 'text') || ' ' || coalesce(correction, '')), lower($3)) > 0)
       order by at desc, id offset $4 limit $5`,
      [bot, wanted.why ?? null, wanted.text || null, offset, limit + 1],
    ),
    db.query<{ state: Counted; n: number }>(
      `select state, count(*)::int as n from review where bot = $1 group by state
       union all select 'toApprove', count(*)::int from review where bot = $1 and ${toApprove}`,
      [bot],
    ),
  ])
  const none: Record<Counted, number> = { open: 0, right: 0, wrong: 0, corrected: 0, toApprove: 0 }
  const counts = { ...none, ...Object.fromEntries(counted.rows.map(({ state, n }) => [state, n])) }
  return { reviews: found.rows.slice(0, limit).map(item), next: next(found.rows.length), counts }
}

export async function readReview(db: Queries, id: string): Promise<ReviewItem | null> {
  const { rows } = await db.query<Row>(`select ${columns} from review where id = $1`, [id])
  return rows[0] ? item(rows[0]) : null
}

export async function reviewOf(db: Queries, conversation: string, answer: number): Promise<ReviewItem | null> {
  const { rows } = await db.query<Row>(`select ${columns} from review where conversation = $1 and answer = $2`, [conversation, answer])
  return rows[0] ? item(rows[0]) : null
}

const mostAround = 12

/** What was said before and after an answer, as its readers could read it. */
export async function linesAround(db: Pool, { conversation, answer }: ReviewItem) {
  const { rows } = await db.query<Numbered>(
    `(select n, at, cause, fact from fact where conversation = $1 and n <= $2 order by n desc limit 40)
     union all (select n, at, cause, fact from fact where conversation = $1 and n > $2 order by n limit 20) order by n`,
    [conversation, answer],
  )
  const lines = rows.flatMap(({ n, fact }) => lineOf(n, fact) ?? [])
  const place = lines.findIndex((line) => line.n >= answer)
  const first = Math.max(0, (place < 0 ? lines.length : place) - mostAround / 2)
  return lines.slice(first, first + mostAround)
}

function lineOf(n: number, fact: Numbered['fact']): { n: number; by: 'visitor' | 'bot' | 'agent'; text: string } | null {
  switch (fact.type) {
    case 'visitorSaid':
    case 'visitorChose':
      return { n, by: 'visitor', text: fact.text }
    case 'botSaid':
    case 'botAsked':
    case 'answerCut':
    case 'offered':
      return { n, by: 'bot', text: fact.text }
    case 'agentSaid':
      return { n, by: 'agent', text: fact.text }
    default:
      return null
  }
}

export type Marked = { conversation: string; answer: number; note: string | null; by: string }

/** Marks an answer for review; false where there is no such answer. What was found of it already stays. */
export async function markAnswer(db: Pool, { conversation, answer, note, by }: Marked, newId: () => string): Promise<boolean> {
  const { rowCount } = await db.query(
    `insert into review (id, bot, conversation, answer, at, question, said, why, note, marked_by)
     select $1, c.bot, c.id, f.n, to_timestamp(f.at / 1000.0), coalesce((select q.fact ->> 'text' from fact q where q.conversation = c.id and q.n = (f.fact ->> 'answers')::int), ''),
       f.fact, array['agent'], $4, $5
     from fact f join conversation c on c.id = f.conversation
     where f.conversation = $2 and f.n = $3 and f.fact ->> 'type' in ('botSaid', 'botHeldBack', 'botAsked')
     on conflict (conversation, answer) do update set why = array(select distinct unnest(review.why || array['agent'])),
       note = coalesce(excluded.note, review.note), marked_by = excluded.marked_by`,
    [newId(), conversation, Math.min(answer, 2_147_483_647), note, by],
  )
  return rowCount === 1
}

export async function decideOn(db: Pool, id: string, approved: boolean, by: string, at: number, pair: string | null): Promise<void> {
  await db.query(`update review set approved = $2, approved_by = $3, approved_at = to_timestamp($4), pair = $5 where id = $1`, [
    id,
    approved,
    by,
    at / 1000,
    pair,
  ])
}
