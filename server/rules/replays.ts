import type { Policy } from '@baton/contracts/policy.ts'
import type { Refusal } from '@baton/contracts/refusal.ts'
import type { ChangeKind, ReplayChange, ReplayState } from '@baton/contracts/rules.ts'
import type { Replayed } from '@baton/core/replay.ts'
import type { Pool } from 'pg'
import { inTransaction } from '../db/transaction.ts'

export const day = 86_400_000
/** As it is stored, with the zone that its days are of. */
export type Result = ReplayState['result'] & { zone?: string }

type Row = {
  id: string
  bot: string
  state: ReplayState['state']
  days: number
  started_at: number
  ended_at: number | null
  done: number
  total: number
  result: Result
  policy: Policy
}

const columns = 'id, bot, state, days, started_at, ended_at, done, total, result, policy'

export const noResult: Result = { more: 0, fewer: 0, other: 0, episodes: 0, notReplayable: 0, before: 0, after: 0, perDay: [], perTeam: [] }

/** Notes a replay that is to be run, in place of one of this bot that still runs. What nobody will look at any more goes. */
export async function addReplay(db: Pool, one: { id: string; bot: string; by: string; policy: Policy; days: number; now: number }) {
  await inTransaction(db, async (client) => {
    // Two that begin at once follow one another.
    await client.query('select from bot where id = $1 for no key update', [one.bot])
    await client.query(`update replay set state = 'cancelled', ended_at = $2 where bot = $1 and state = 'running'`, [one.bot, one.now])
    await client.query('delete from replay where bot = $1 and started_at < $2', [one.bot, one.now - day])
    await client.query('insert into replay (id, bot, by, policy, days, started_at, result) values ($1, $2, $3, $4, $5, $6, $7)', [
      ...[one.id, one.bot, one.by, JSON.stringify(one.policy), one.days, one.now, JSON.stringify(noResult)],
    ])
    await client.query(`insert into job (key, kind, payload, run_at) values ($1, 'replay', $2, $3)`, [
      `replay:${one.id}`,
      JSON.stringify({ replay: one.id }),
      one.now,
    ])
  })
}

/** A replay with the draft that it runs, or null. */
export async function readReplay(db: Pool, id: string): Promise<Row | null> {
  const { rows } = await db.query<Row>(`select ${columns} from replay where id = $1`, [id])
  return rows[0] ?? null
}

export function shownReplay({ id, bot, state, days, started_at, ended_at, done, total, result: found }: Row, now: number): ReplayState {
  const { zone = 'UTC', ...result } = found
  return { id, bot, state, days, zone, startedAt: started_at, ms: (ended_at ?? now) - started_at, done, total, result }
}

/** False where it was cancelled, or is gone. */
export async function noteProgress(
  db: Pool,
  id: string,
  { done, total, result }: Pick<Row, 'done' | 'total' | 'result'>,
): Promise<boolean> {
  const { rowCount } = await db.query(`update replay set done = $2, total = $3, result = $4 where id = $1 and state = 'running'`, [
    ...[id, done, total, JSON.stringify(result)],
  ])
  return rowCount === 1
}

export async function endReplay(db: Pool, id: string, state: 'done' | 'cancelled' | 'failed', now: number): Promise<void> {
  await db.query(`update replay set state = $2, ended_at = $3 where id = $1 and state = 'running'`, [id, state, now])
}

export type Found = Replayed & { conversation: string; place: number }

export async function addChanges(db: Pool, replay: string, found: readonly Found[]): Promise<void> {
  if (found.length === 0) return
  await db.query(
    `insert into replay_change (replay, place, conversation, line, at, kind, before, after)
     select $1, * from unnest($2::int[], $3::uuid[], $4::int[], $5::bigint[], $6::text[], $7::jsonb[], $8::jsonb[])`,
    [
      replay,
      found.map((one) => one.place),
      found.map((one) => one.conversation),
      found.map((one) => one.line),
      found.map((one) => one.at),
      found.map((one) => one.kind),
      found.map((one) => one.before && JSON.stringify(one.before)),
      found.map((one) => one.after && JSON.stringify(one.after)),
    ],
  )
}

/** Begun anew after its server was gone, it finds everything again. */
export async function forgetChanges(db: Pool, replay: string): Promise<void> {
  await db.query('delete from replay_change where replay = $1', [replay])
}

type Wanted = { kind?: ChangeKind | undefined; team?: string | undefined; after?: string | undefined; limit: number }

/** A page of the conversations that go another way, with the visitor's lines as they are now. */
export async function listChanges(
  db: Pool,
  replay: string,
  { kind, team, after = '-1', limit }: Wanted,
): Promise<{ changes: ReplayChange[]; next: string | null } | Refusal> {
  if (!/^-?\d{1,9}$/.test(after)) return { no: 'invalid', path: 'after', problem: 'give the `next` of the page before' }
  const { rows } = await db.query<ReplayChange & { place: number }>(
    `select r.place, r.conversation, r.line, r.at, f.fact ->> 'text' as text, r.kind, r.before, r.after
     from replay_change r left join fact f on f.conversation = r.conversation and f.n = r.line
     where r.replay = $1 and r.place > $2 and ($3::text is null or r.kind = $3)
     and ($4::text is null or r.before ->> 'team' = $4 or r.after ->> 'team' = $4)
     order by r.place limit $5`,
    [replay, after, kind ?? null, team ?? null, limit + 1],
  )
  const shown = rows.slice(0, limit)
  const changes = shown.map(({ place: _, ...change }) => change)
  return { changes, next: rows.length > limit ? String(shown.at(-1)?.place) : null }
}
