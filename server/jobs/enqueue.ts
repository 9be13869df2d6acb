import type { Pool } from 'pg'

/** Asks the router to look at the queue, outside any turn: somebody came online, or a capacity changed. */
export async function enqueueRoute(db: Pool, now: number): Promise<void> {
  await db.query({
    name: 'enqueue_route',
    text: `insert into job (key, kind, payload, run_at) values ('route', 'route', '{}', $1)
      on conflict (key) where started_at is null do update set run_at = least(job.run_at, excluded.run_at)`,
    values: [now],
  })
}
