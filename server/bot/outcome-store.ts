import type { Numbered } from '@baton/contracts/facts.ts'
import type { Pool } from 'pg'
import { inTransaction, type Queries } from '../db/transaction.ts'
import { fitLine, type Point, straight } from './calibration.ts'
import { keepLine } from './calibration-store.ts'
import { outcomesOf } from './outcomes.ts'
import type { Db } from './words.ts'

const conversationsAtOnce = 100
/** A conversation is for life: of a very long one the end is read. */
const mostFacts = 2_000

/** Reads what came of the bot's answers in every conversation with facts that nobody has weighed. Whatever ends it, the next run goes on. */
export async function weighConversations(db: Pool, now: () => number): Promise<void> {
  for (;;) {
    const { rows } = await db.query<{ conversation: string }>(
      `select conversation from looked_through where weighed < n limit ${conversationsAtOnce}`,
    )
    for (const { conversation } of rows) await inTransaction(db, (client) => weigh(client, conversation, now()))
    if (rows.length < conversationsAtOnce) return
  }
}

async function weigh(db: Queries, conversation: string, now: number): Promise<void> {
  const { rows: found } = await db.query<{ bot: string; n: number }>(
    `select c.bot, l.n from looked_through l left join conversation c on c.id = l.conversation where l.conversation = $1 for update of l`,
    [conversation],
  )
  const [origin] = found
  if (origin?.bot) {
    const from = origin.n - mostFacts
    const { rows: facts } = await db.query<Numbered>(
      'select n, at, cause, fact from fact where conversation = $1 and n > $2 and n <= $3 order by n',
      [conversation, from, origin.n],
    )
    await noteOutcomes(db, { bot: origin.bot, conversation, from }, facts, now)
  }
  await db.query('update looked_through set weighed = n where conversation = $1', [conversation])
}

/** Facts of one conversation from `from` on, up to its last. */
type Origin = { bot: string; conversation: string; from: number }

/** Brings what is stored of a conversation's answers in line with its facts. Whoever does it twice changes nothing. */
async function noteOutcomes(db: Queries, { bot, conversation, from }: Origin, facts: readonly Numbered[], now: number): Promise<void> {
  const outcomes = outcomesOf(facts)
  await db.query('delete from outcome where conversation = $1 and answer > $2 and answer <> all($3::int[])', [
    conversation,
    from,
    outcomes.map(({ answer }) => answer),
  ])
  await db.query(
    `insert into outcome (conversation, answer, bot, mode, raw, confidence, found_right, weight, source, at, noted_at)
     select $1, answer, $2, mode, raw, confidence, "right", weight, source, to_timestamp(at / 1000.0), to_timestamp($4 / 1000.0)
     from jsonb_to_recordset($3::jsonb) as one (answer int, mode text, raw real, confidence real, "right" boolean, weight real, source text, at float8)
     on conflict (conversation, answer) do update set found_right = excluded.found_right, weight = excluded.weight, source = excluded.source,
       noted_at = excluded.noted_at
       where (outcome.found_right, outcome.weight, outcome.source) is distinct from (excluded.found_right, excluded.weight, excluded.source)`,
    [conversation, bot, JSON.stringify(outcomes), now],
  )
}

/** What the knowledge's own calibration says counts like so many answers with an outcome. */
const prior = 50
/** The latest count; a bot is not what it was a thousand answers ago. */
const mostOutcomes = 2_000
const modes = ['pair', 'quote', 'model'] as const

/** Weighs what came of a bot's answers, each kind by itself: an answer by a model does not move what a quote means. */
export async function calibrateByOutcomes(db: Db, bot: string, at: number): Promise<void> {
  for (const mode of modes) {
    const { rows } = await db.query<Point>(
      `select raw as confidence, found_right as "right", weight from outcome
       where bot = $1 and mode = $2 and found_right is not null order by at desc limit ${mostOutcomes}`,
      [bot, mode],
    )
    const line = rows.length > 0 ? fitLine(rows, straight, prior) : null
    await keepLine(db, bot, mode, { line, counted: rows.length, encoder: null, at })
  }
}
