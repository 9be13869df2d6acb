import type { Schedule } from '@baton/contracts/knowledge.ts'
import type { Queries } from '../../db/transaction.ts'
import { nextSync } from './schedule.ts'

/** Has a website read, or read on. One may wait while one runs. */
export async function enqueueCrawl(db: Queries, source: string, now: number): Promise<void> {
  await db.query(
    `insert into job (key, kind, payload, run_at) values ('crawl:' || $1::text, 'crawl', jsonb_build_object('source', $1::text), $2)
     on conflict (key) where started_at is null do update set run_at = least(job.run_at, excluded.run_at)`,
    [source, now],
  )
}

/** Plans the next sync by the schedule, in place of one that was planned; none when it is off. Returns when, in ms. */
export async function planSync(db: Queries, source: string, schedule: Schedule, now: number): Promise<number | null> {
  const at = nextSync(schedule, now)
  await db.query('update source set next_at = to_timestamp($2::float8) where id = $1', [source, at === null ? null : at / 1000])
  if (at === null) {
    await db.query(`delete from job where key = 'sync:' || $1::text and started_at is null`, [source])
    return null
  }
  await db.query(
    `insert into job (key, kind, payload, run_at) values ('sync:' || $1::text, 'sync', jsonb_build_object('source', $1::text), $2)
     on conflict (key) where started_at is null do update set run_at = excluded.run_at`,
    [source, at],
  )
  return at
}
