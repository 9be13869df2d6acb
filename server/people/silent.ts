import type { Pool } from 'pg'
import type { Handler } from '../jobs/worker.ts'

const hour = 3_600_000
const day = 24 * hour
/** Whoever opened the widget and never wrote is forgotten after this, in ms; coming back they are a new visitor, and notice nothing. */
const silentFor = 30 * day
const atOnce = 5_000

/** Once a day, visitors are deleted who never said a word: of them there is only a key that opens nothing. */
export function silentJob(db: Pool, clock: () => number): Handler {
  return {
    atOnce: 1,
    async run() {
      await planAt(db, clock() + day)
      const before = (clock() - silentFor) / 1000
      for (;;) {
        const { rowCount } = await db.query(
          `delete from visitor where id in (
             select id from visitor v where created_at < to_timestamp($1) and not exists (select from conversation c where c.id = v.conversation)
             limit ${atOnce})`,
          [before],
        )
        if ((rowCount ?? 0) < atOnce) return
      }
    },
  }
}

/** Has it run once a server has been up for an hour, unless it is planned for sooner: at its start others wait. */
export function planSilent(db: Pick<Pool, 'query'>, now: number): Promise<void> {
  return planAt(db, now + hour)
}

async function planAt(db: Pick<Pool, 'query'>, at: number): Promise<void> {
  await db.query(
    `insert into job (key, kind, payload, run_at) values ('forgetSilent', 'forgetSilent', '{}', $1)
     on conflict (key) where started_at is null do update set run_at = least(job.run_at, excluded.run_at)`,
    [at],
  )
}
