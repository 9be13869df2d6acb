import type { Pool } from 'pg'
import { expect, test } from 'vitest'
import { silence } from '../log.ts'
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
