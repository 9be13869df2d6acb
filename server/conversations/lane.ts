import { setTimeout as wait } from 'node:timers/promises'
import type { Taken, Turn } from './turn.ts'

type Waiting = Turn & { done: (taken: Taken) => void; fail: (error: unknown) => void; since: number }
type Limits = {
  batch: number
  perConversation: number
  inFlight: number
  /** A batch came back without an answer: it may have been stored all the same. */
  doubt?: (() => void) | undefined
}

/** How long a turn waits for a database that is away before it is refused, unacknowledged. */
const patience = 5_000

/** Gone or full for now: nothing was acknowledged, and trying again is right, since the cause returns a first result that was stored. */
const away = /^(ECONN|EPIPE|ENOENT|ETIMEDOUT|08|57P|53)/
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
    return new Promise((done, fail) => {
      const waiting = { ...turn, done, fail, since: performance.now() }
      const queue = this.#queues.get(turn.id)
      if (queue) queue.push(waiting)
      else {
        this.#queues.set(turn.id, [waiting])
        this.#ready.push(turn.id)
      }
      this.#start()
    })
  }

  #start(): void {
    while (this.#running < this.#limits.inFlight && this.#ready.length > 0) void this.#runOne(this.#gather())
  }

  #gather(): Waiting[] {
    const ids = this.#ready.splice(0, this.#limits.batch)
    return ids.flatMap((id) => this.#queues.get(id)?.splice(0, this.#limits.perConversation) ?? [])
  }

  async #runOne(batch: Waiting[]): Promise<void> {
    this.#running++
    await this.#settle(batch, 0)
    for (const id of new Set(batch.map((turn) => turn.id))) this.#putBack(id)
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
      const [late, early] = part(batch, (turn) => performance.now() - turn.since > patience)
      for (const turn of late) turn.done(refused(turn))
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

function part<T>(all: T[], test: (one: T) => boolean): [T[], T[]] {
  return [all.filter(test), all.filter((one) => !test(one))]
}
