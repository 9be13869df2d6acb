import { setTimeout as wait } from 'node:timers/promises'
import type { Taken, Turn } from './turn.ts'

type Waiting = Turn & { done: (taken: Taken) => void; fail: (error: unknown) => void; over: boolean }
type Limits = {
  batch: number
  perConversation: number
  inFlight: number
  /** A batch came back without an answer: it may have been stored all the same. */
  doubt?: (() => void) | undefined
}

/** How long a turn waits, in line or for a database that is away or hangs, before it is refused, unacknowledged. */
const patience = 5_000

/** Gone or full for now: nothing was acknowledged, and trying again is right, since the cause returns a first result that was stored. */
const away = /^(ECONN|EPIPE|ENOENT|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|EAI_AGAIN|08|57P|53)/
const crossed = new Set(['40P01', '40001', '55P03', '23505'])

/**
 * Gathers turns into batches. A conversation with a turn in flight is not ready, so its turns are taken in order and two batches of
 * one lane never wait for each other. A batch that fails for its content is split until the culprit fails alone.
 */
export class Lane {
  readonly #queues = new Map<string, Waiting[]>()
  readonly #ready: string[] = []
  readonly #run: (batch: Turn[]) => Promise<(Taken | Error)[]>
  readonly #limits: Limits
  #running = 0

  constructor(run: (batch: Turn[]) => Promise<(Taken | Error)[]>, limits: Limits) {
    this.#run = run
    this.#limits = limits
  }

  take(turn: Turn): Promise<Taken> {
    return new Promise((resolve, reject) => {
      const waiting = { ...turn, over: false, done: resolve, fail: reject }
      const timer = setTimeout(() => this.#refuse(waiting), patience)
      const end =
        <T>(tell: (outcome: T) => void) =>
        (outcome: T) => {
          clearTimeout(timer)
          waiting.over = true
          tell(outcome)
        }
      waiting.done = end(resolve)
      waiting.fail = end(reject)
      this.#join(waiting)
    })
  }

  #join(waiting: Waiting): void {
    const queue = this.#queues.get(waiting.id)
    if (queue) queue.push(waiting)
    else {
      this.#queues.set(waiting.id, [waiting])
      this.#ready.push(waiting.id)
    }
    this.#start()
  }

  /** One that is under way may be stored all the same: its cause tells when it comes again. */
  #refuse(waiting: Waiting): void {
    const queue = this.#queues.get(waiting.id)
    const place = queue?.indexOf(waiting) ?? -1
    if (place >= 0) queue?.splice(place, 1)
    waiting.done(refused(waiting))
  }

  #start(): void {
    while (this.#running < this.#limits.inFlight && this.#ready.length > 0) void this.#runOne()
  }

  /** Also those of whom all turns were refused in line leave it, so that their next turn joins anew. */
  async #runOne(): Promise<void> {
    this.#running++
    const ids = this.#ready.splice(0, this.#limits.batch)
    const batch = ids.flatMap((id) => this.#queues.get(id)?.splice(0, this.#limits.perConversation) ?? [])
    if (batch.length > 0) await this.#settle(batch, 0)
    for (const id of ids) this.#putBack(id)
    this.#running--
    this.#start()
  }

  #putBack(id: string): void {
    if (this.#queues.get(id)?.length) this.#ready.push(id)
    else this.#queues.delete(id)
  }

  async #settle(batch: Waiting[], tries: number): Promise<void> {
    try {
      const results = await this.#run(batch)
      results.forEach((result, i) => {
        if (result instanceof Error) batch[i]?.fail(result)
        else batch[i]?.done(result)
      })
    } catch (error) {
      await this.#failed(batch, tries, error)
    }
  }

  async #failed(batch: Waiting[], tries: number, error: unknown): Promise<void> {
    const code = codeOf(error)
    if (isAway(code, error)) {
      this.#limits.doubt?.()
      const early = batch.filter((turn) => !turn.over)
      if (early.length === 0) return
      await wait(Math.min(50 * 2 ** tries, 1_000))
      return this.#settle(early, tries + 1)
    }
    if (crossed.has(code) && tries < 8) return this.#settle(batch, tries + 1)
    const half = batch.length >> 1
    if (half === 0) return batch[0]?.fail(error)
    await this.#settle(batch.slice(0, half), 0)
    await this.#settle(batch.slice(half), 0)
  }
}

function isAway(code: string, error: unknown): boolean {
  return away.test(code) || (code === '' && error instanceof Error && /terminated|timeout|ended|not queryable/i.test(error.message))
}

function refused({ id, cause }: Turn): Taken {
  return { id, cause, first: 1, last: 0, facts: [], refusal: { no: 'tryAgain' }, repeated: false, state: null }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : ''
}
