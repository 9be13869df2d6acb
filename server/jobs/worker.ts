import type { Pool } from 'pg'
import { codeOf } from '../fail.ts'
import type { Log } from '../log.ts'

export type RunningJob = {
  id: string
  key: string
  kind: string
  conversation: string | null
  payload: Record<string, unknown>
  attempts: number
}
/**
 * `run` may throw: the job comes back, later each time. After the last attempt `dead` says through the door that it never will; a job
 * without it (a timer, the router) is never given up, as nobody else would do what it is for. `atOnce`: how many of the kind run here
 * at a time. These places are the kind's own, so that a slow bot or a large website never keeps a handover waiting.
 */
export type Handler = { run: (job: RunningJob) => Promise<void>; dead?: (job: RunningJob) => Promise<void>; atOnce?: number }

const leaseMs = 15_000
const renewMs = 5_000
const maxAttempts = 5
const usuallyAtOnce = 16

const claim = `
  with due as (
    select d.id from unnest($2::text[], $3::int[]) k (kind, room) cross join lateral (
      select j.id from job j where j.kind = k.kind and j.started_at is null and j.run_at <= $1
      and not exists (select from job r where r.key = j.key and r.started_at is not null)
      order by j.run_at limit k.room for update skip locked) d)
  update job set started_at = $1, lease_until = $1 + ${leaseMs}, attempts = attempts + 1 from due where job.id = due.id
  returning job.id, key, kind, conversation, payload, attempts`

const nextDue = `
  select min(d.run_at) as at from unnest($1::text[]) k (kind)
  cross join lateral (select run_at from job j where j.kind = k.kind and j.started_at is null order by run_at limit 1) d`

// Where another of its key waits already, that one stands for both.
const putBack = `
  with back as (select id, key from job where id = any($1::bigint[]) for update),
  covered as (delete from job where id in (select b.id from back b where exists (select from job w where w.key = b.key and w.started_at is null)) returning id)
  update job set started_at = null, lease_until = null, run_at = $2 where id in (select id from back except select id from covered)`

// Whoever ran these is gone: those with a lease that ran out, or all that seem to run where no other server can.
const abandoned = 'started_at is not null and ($2 or lease_until < $1)'
const lapsed = `select id from job where ${abandoned}`
const adopt = `
  update job set started_at = $1, lease_until = $1 + ${leaseMs}
  where ${abandoned} and attempts >= ${maxAttempts} and kind = any($3::text[])
  returning id, key, kind, conversation, payload, attempts`
const renew = 'update job set lease_until = $2 where id = any($1::bigint[])'
const done = 'delete from job where id = $1'

/** Runs what turns have left to do, at least once. A job is claimed with a lease; of one key only one runs at a time. */
export class Worker {
  readonly #db: Pool
  readonly #log: Log
  readonly #now: () => number
  readonly #handlers: ReadonlyMap<string, Handler>
  readonly #running = new Map<string, RunningJob>()
  #timer: NodeJS.Timeout | undefined
  #timerAt = Number.POSITIVE_INFINITY
  #renewal: NodeJS.Timeout | undefined
  #claiming = false
  #claimed: Promise<void> = Promise.resolve()
  #again = false
  #stopped = true
  #idle: (() => void) | undefined

  constructor(deps: { db: Pool; log: Log; now: () => number; handlers: Record<string, Handler> }) {
    this.#db = deps.db
    this.#log = deps.log
    this.#now = deps.now
    this.#handlers = new Map(Object.entries(deps.handlers))
  }

  /** `alone`: no other server shares this database, so whatever counts as running is a dead one's. */
  async start({ alone }: { alone: boolean }): Promise<void> {
    await this.#takeBack(alone)
    this.#stopped = false
    this.#renewal = setInterval(() => void this.#renew(), renewMs)
    this.poke()
  }

  /** There is something to do at `at` (ms since 1970); at once when not said. */
  poke(at = 0): void {
    if (this.#stopped) return
    const delay = at - this.#now()
    if (delay <= 0) return this.#claim()
    if (at >= this.#timerAt) return
    clearTimeout(this.#timer)
    this.#timerAt = at
    this.#timer = setTimeout(() => this.#claim(), Math.min(delay, renewMs))
  }

  /** Takes nothing new and waits up to `patience` ms for what runs; the rest is put back for whoever comes next. */
  async stop(patience: number): Promise<void> {
    this.#stopped = true
    clearTimeout(this.#timer)
    clearInterval(this.#renewal)
    await this.#claimed // what has just been claimed runs as well
    if (this.#running.size > 0)
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, patience)
        this.#idle = () => {
          clearTimeout(timer)
          resolve()
        }
      })
    const left = [...this.#running.keys()]
    if (left.length === 0) return
    await this.#db.query(putBack, [left, this.#now()]).catch((error) => {
      this.#log.warn({ code: codeOf(error) }, 'jobs that were left could not be put back; they come back when their leases run out')
    })
  }

  /** Asked while a claim is under way, which may have looked too early, it claims again. */
  #claim(): void {
    this.#again = true
    if (this.#claiming) return
    this.#claiming = true
    this.#claimed = this.#claimDue()
  }

  async #claimDue(): Promise<void> {
    try {
      do {
        this.#again = false
        const rooms = this.#rooms()
        if (this.#stopped || rooms.size === 0) break
        const { rows } = await this.#db.query<RunningJob>(claim, [this.#now(), [...rooms.keys()], [...rooms.values()]])
        for (const job of rows) this.#start(job)
      } while (this.#again)
    } catch (error) {
      this.#log.warn({ code: codeOf(error) }, 'jobs could not be claimed')
    }
    this.#claiming = false
    await this.#sleep()
  }

  async #sleep(): Promise<void> {
    if (this.#stopped) return
    this.#timerAt = Number.POSITIVE_INFINITY
    const answer = await this.#db.query<{ at: number | null }>(nextDue, [[...this.#rooms().keys()]]).catch(() => null)
    const next = answer?.rows[0]?.at ?? this.#now() + renewMs
    // What is due but was not claimed waits for one of its key to end, which pokes.
    this.poke(Math.max(next, this.#now() + 200))
  }

  /** How many more of each kind may run; without those of which none may. */
  #rooms(): Map<string, number> {
    const rooms = [...this.#handlers].map(([kind, handler]) => [kind, (handler.atOnce ?? usuallyAtOnce) - this.#countOf(kind)] as const)
    return new Map(rooms.filter(([, room]) => room > 0))
  }

  #countOf(kind: string): number {
    let count = 0
    for (const job of this.#running.values()) if (job.kind === kind) count++
    return count
  }

  /** What a server left that is gone. A job that has had its last attempt may be what ended it: that one is not run again, but given up. */
  async #takeBack(alone: boolean): Promise<void> {
    const now = this.#now()
    const mortal = [...this.#handlers].filter(([, handler]) => handler.dead).map(([kind]) => kind)
    const spent = await this.#db.query<RunningJob>(adopt, [now, alone, mortal])
    for (const job of spent.rows) this.#hold(job, this.#giveUp(job))
    const { rows } = await this.#db.query<{ id: string }>(lapsed, [now, alone])
    const left = rows.map((row) => row.id).filter((id) => !this.#running.has(id))
    if (left.length > 0) await this.#db.query(putBack, [left, now])
  }

  async #giveUp(job: RunningJob): Promise<void> {
    this.#log.error({ job: job.kind, conversation: job.conversation }, 'a job was given up that never came to an end')
    await this.#failed(job, this.#handlers.get(job.kind)).catch(() => {}) // its lease lapses, and it is given up again
  }

  #start(job: RunningJob): void {
    this.#hold(job, this.#run(job))
  }

  #hold(job: RunningJob, ended: Promise<void>): void {
    this.#running.set(job.id, job)
    void ended.finally(() => {
      this.#running.delete(job.id)
      if (this.#running.size === 0) this.#idle?.()
      this.poke()
    })
  }

  async #run(job: RunningJob): Promise<void> {
    const handler = this.#handlers.get(job.kind)
    try {
      await handler?.run(job)
      await this.#db.query(done, [job.id])
    } catch (error) {
      this.#log.error(
        { job: job.kind, conversation: job.conversation, code: codeOf(error), error: error instanceof Error ? error.name : '' },
        'a job failed',
      )
      await this.#failed(job, handler).catch(() => {}) // its lease lapses, and it is put back
    }
  }

  async #failed(job: RunningJob, handler: Handler | undefined): Promise<void> {
    if (job.attempts < maxAttempts || !handler?.dead) {
      const pause = 250 * 4 ** Math.min(job.attempts, maxAttempts - 1)
      return void (await this.#db.query(putBack, [[job.id], this.#now() + pause]))
    }
    await handler.dead(job)
    await this.#db.query(done, [job.id])
  }

  async #renew(): Promise<void> {
    try {
      const now = this.#now()
      if (this.#running.size > 0) await this.#db.query(renew, [[...this.#running.keys()], now + leaseMs])
      await this.#takeBack(false)
    } catch (error) {
      this.#log.warn({ code: codeOf(error) }, 'leases could not be renewed')
    }
    this.poke()
  }
}
