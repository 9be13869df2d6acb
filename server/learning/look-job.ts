import type { Pool } from 'pg'
import { inTransaction } from '../db/transaction.ts'
import type { Handler } from '../jobs/worker.ts'
import type { Encoding, LearningDeps } from './deps.ts'
import { assignQuestions, bytesOf, countAgain } from './gap-store.ts'
import { lookThrough } from './look.ts'

const every = 10_000
const atOnce = 100
/** A turn is committed a moment after its time: what is as old as this has been. In minutes. */
const slack = 3

/**
 * Looks through what has happened since the last time, and plans the next. It follows the facts rather than being told of them: whatever a
 * server forgot when it ended, the next one finds.
 */
export function lookJob(deps: Omit<LearningDeps, 'answer' | 'keepPair'>): Handler {
  const { db, clock, newId, encoding } = deps
  return {
    atOnce: 1,
    async run() {
      await planLook(db, clock() + every)
      const bots = await lookAtAll(db, clock(), newId)
      await encodeQuestions(db, encoding)
      const { rows } = await db.query<{ bot: string }>('select distinct bot from question where gap is null')
      for (const bot of new Set([...bots, ...rows.map((row) => row.bot)])) await assignQuestions(db, bot, newId)
    },
  }
}

/** Has the look happen at `at` (ms), unless it is planned for sooner. */
export async function planLook(db: Pick<Pool, 'query'>, at: number): Promise<void> {
  await db.query(
    `insert into job (key, kind, payload, run_at) values ('look', 'look', '{}', $1)
     on conflict (key) where started_at is null do update set run_at = least(job.run_at, excluded.run_at)`,
    [at],
  )
}

/** All conversations with facts that nobody has looked at, the oldest first, so that whatever ends it goes on from there. */
async function lookAtAll(db: Pool, now: number, newId: () => string): Promise<Set<string>> {
  const bots = new Set<string>()
  for (;;) {
    const { rows } = await db.query<{ id: string; minute: number }>(behind, [atOnce, slack])
    for (const { id } of rows) {
      const bot = await lookThrough(db, id, newId)
      if (bot) bots.add(bot)
    }
    const minute = rows.length < atOnce ? Math.floor(now / 60_000) : (rows.at(-1)?.minute ?? 0)
    await db.query(
      'insert into looked_until (minute) values ($1) on conflict (one) do update set minute = greatest(looked_until.minute, excluded.minute)',
      [minute],
    )
    if (rows.length < atOnce) return bots
  }
}

/** Both halves are a range of an index of their own. */
const half = (kind: string) => `(
  select c.id, c.minute from conversation c left join looked_through l on l.conversation = c.id
  where c.kind ${kind} 'closed' and c.minute >= coalesce((select minute from looked_until), 0) - $2 and c.version > coalesce(l.n, 0)
  order by c.minute limit $1)`
const behind = `${half('<>')} union all ${half('=')} order by minute limit $1`

const encodedAtOnce = 40

/** Gives questions their meaning where it is missing, or comes from an encoder that is no longer used. What can't be encoded now is done by words. */
async function encodeQuestions(db: Pool, encoding: Encoding | null): Promise<void> {
  if (!encoding) return
  for (;;) {
    const { rows } = await db.query<{ id: string; text: string; gap: string | null }>(
      'select id, text, gap from question where encoder is distinct from $1 order by at desc limit $2',
      [encoding.name, encodedAtOnce],
    )
    if (rows.length === 0) return
    const vectors = await encoding.encode(rows.map(({ text }) => text))
    if (!vectors) return
    const [ids, gaps] = [rows.map(({ id }) => id), rows.flatMap(({ gap }) => gap ?? [])]
    await inTransaction(db, async (client) => {
      await client.query(
        'update question set encoder = $1, vector = one.vector from unnest($2::uuid[], $3::bytea[]) as one (id, vector) where question.id = one.id',
        [encoding.name, ids, vectors.map(bytesOf)],
      )
      await countAgain(client, gaps)
    })
  }
}
