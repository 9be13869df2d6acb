import { EventEmitter, once } from 'node:events'
import type { Pool } from 'pg'
import { afterEach, expect, test } from 'vitest'
import type { OpenDatabase } from '../db/open.ts'
import { silence } from '../log.ts'
import { freshDatabase } from '../testing/database.ts'
import { type RunningJob, Worker } from './worker.ts'

const now = 1_000

/** A database whose claims answer when the test says so, and that has nothing else to tell. */
function slowDatabase() {
  const claims: ((rows: RunningJob[]) => void)[] = []
  const query = (text: string) =>
    text.includes('skip locked') ? new Promise((resolve) => claims.push((rows) => resolve({ rows }))) : Promise.resolve({ rows: [] })
  return { db: { query } as unknown as Pool, claims }
}

const soon = () => new Promise((later) => setImmediate(later))
const job: RunningJob = { id: '1', key: 'route', kind: 'route', conversation: null, payload: {}, attempts: 1 }

test('[J1] a job that is stored while a claim is under way is claimed right after it, not at the next look', async () => {
  const { db, claims } = slowDatabase()
  const worker = new Worker({ db, log: silence, now: () => now, handlers: { route: { run: async () => {} } } })
  await worker.start({ alone: true })
  expect(claims).toHaveLength(1)
  worker.poke(now)
  claims[0]?.([])
  await soon()
  expect(claims).toHaveLength(2)
  claims[1]?.([])
  await worker.stop(0)
})

test('[J1] what a claim brings while the worker is being stopped is run before it is', async () => {
  const { db, claims } = slowDatabase()
  let ran = 0
  const worker = new Worker({ db, log: silence, now: () => now, handlers: { route: { run: async () => void ran++ } } })
  await worker.start({ alone: true })
  const stopped = worker.stop(1_000)
  claims[0]?.([job])
  await stopped
  expect(ran).toBe(1)
})

test('[J1] a stop goes on where the database is away: what was left comes back when its lease runs out', async () => {
  const query = async (text: string) => {
    if (text.includes('with back')) throw new Error('the database is away')
    return { rows: text.includes('skip locked') ? [job] : [] }
  }
  const handlers = { route: { run: () => new Promise<void>(() => {}) } }
  const worker = new Worker({ db: { query } as unknown as Pool, log: silence, now: () => now, handlers })
  await worker.start({ alone: true })
  await expect(worker.stop(0)).resolves.toBeUndefined()
})

let database: OpenDatabase | undefined
afterEach(async () => {
  await database?.close()
  database = undefined
})

async function store(db: Pool, kind: string, count: number, runAt = 0): Promise<void> {
  await db.query(`insert into job (key, kind, payload, run_at) select $1 || i, $1, '{}', $2 + i from generate_series(1, $3::int) i`, [
    kind,
    runAt,
    count,
  ])
}

test('[H1] of a slow kind as many run as it has places, however many wait, and another kind need not wait for any of them', async () => {
  database = await freshDatabase()
  const { pool } = database
  await store(pool, 'slow', 40)
  await store(pool, 'quick', 1, 500)
  let running = 0
  let found: number | undefined
  const gate = new EventEmitter().setMaxListeners(50)
  const slow = {
    atOnce: 3,
    async run() {
      running++
      if (running <= 3) await once(gate, 'open')
    },
  }
  const quick = {
    async run() {
      found = running
    },
  }
  const worker = new Worker({ db: pool, log: silence, now: () => now, handlers: { slow, quick } })
  await worker.start({ alone: true })
  await expect.poll(() => found).toBeLessThanOrEqual(3)
  expect((await pool.query("select from job where kind = 'slow' and started_at is not null")).rowCount).toBe(3)
  gate.emit('open')
  await expect.poll(() => running, { timeout: 15_000 }).toBe(40)
  await worker.stop(5_000)
})

test('[J1] a job that ended its server at each attempt is given up; one that has attempts left comes back', async () => {
  database = await freshDatabase()
  const { pool } = database
  await store(pool, 'fatal', 2)
  await pool.query("update job set started_at = 1, lease_until = 2, attempts = case key when 'fatal1' then 5 else 4 end")
  const told: string[] = []
  const fatal = {
    run: async ({ key }: RunningJob) => void told.push(`ran ${key}`),
    dead: async ({ key }: RunningJob) => void told.push(`gave up ${key}`),
  }
  const worker = new Worker({ db: pool, log: silence, now: () => now, handlers: { fatal } })
  await worker.start({ alone: false })
  await expect.poll(() => told.toSorted()).toEqual(['gave up fatal1', 'ran fatal2'])
  await expect.poll(async () => (await pool.query('select from job')).rowCount).toBe(0)
  await worker.stop(5_000)
})
