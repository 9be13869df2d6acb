import type { Pool } from 'pg'

/** Milliseconds since 1970 as the database counts them: nodes whose clocks differ still agree about what came before what. */
export type Clock = { now: () => number; stop: () => void }

const everyMinute = 60_000
/** Below this, a difference is the way to the database rather than a wrong clock. */
const tolerance = 250

/** This machine's time plus an offset, measured at start and each minute. */
export async function openClock(db: Pool): Promise<Clock> {
  let offset = await measure(db)
  const timer = setInterval(() => {
    measure(db).then(
      (measured) => (offset = measured),
      () => {}, // the last one stays good
    )
  }, everyMinute)
  timer.unref()
  return { now: () => Date.now() + offset, stop: () => clearInterval(timer) }
}

async function measure(db: Pool): Promise<number> {
  const before = Date.now()
  const { rows } = await db.query<{ at: number }>('select (extract(epoch from clock_timestamp()) * 1000)::float8 as at')
  const after = Date.now()
  const offset = Math.round((rows[0]?.at ?? before) - (before + after) / 2)
  return Math.abs(offset) < tolerance + (after - before) ? 0 : offset
}
