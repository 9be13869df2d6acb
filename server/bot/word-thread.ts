import type { Worker } from 'node:worker_threads'
import { startThread } from '../encoder/thread.ts'
import type { Group } from './postings.ts'

/**
 * What is asked of the thread, each for one bot's shelf. `keep`: forget all but these chunks, and say which of them are not there; `add`: chunks with
 * their `tsvector` as text, answered by the bytes that the shelf takes then; `find`: as `Postings`; `drop`: forget it. Null where there is no such shelf.
 */
export type WordTask =
  | { to: 'keep'; shelf: number; chunks: string[] }
  | { to: 'add'; shelf: number; rows: { id: string; words: string }[] }
  | { to: 'find'; shelf: number; groups: readonly Group[]; joint: 'each' | 'any'; most: number }
  | { to: 'drop'; shelf: number }
export type Called = { call: number; task: WordTask }
type Answers = { keep: string[]; add: number; find: string[]; drop: boolean }
type Waiting = { done: (answer: unknown) => void; fail: (why: Error) => void }

/** The thread of `postings.worker.ts`. It starts with the first task; one that dies fails what it was asked, and the next has empty shelves. */
export class WordThread {
  readonly #start: () => Worker
  readonly #waiting = new Map<number, Waiting>()
  #thread: Worker | null = null
  #calls = 0

  constructor(start: () => Worker = () => startThread('../bot/postings.worker')) {
    this.#start = start
  }

  /** Rejects where the thread has no such shelf, or dies. */
  async ask<T extends WordTask>(task: T): Promise<Answers[T['to']]> {
    const answer = await new Promise<unknown>((done, fail) => {
      const call = ++this.#calls
      this.#waiting.set(call, { done, fail })
      this.#thread ??= this.#begin()
      this.#thread.ref()
      this.#thread.postMessage({ call, task } satisfies Called)
    })
    if (answer === null) throw new Error('The thread has no such shelf.')
    return answer as Answers[T['to']] // as `postings.worker.ts` answers
  }

  #begin(): Worker {
    const started = this.#start()
    started.on('message', ({ call, answer }: { call: number; answer: unknown }) => {
      this.#waiting.get(call)?.done(answer)
      this.#waiting.delete(call)
      if (this.#waiting.size === 0) started.unref()
    })
    started.on('error', (why) => started === this.#thread && this.#lost(why))
    started.on('exit', () => started === this.#thread && this.#lost(new Error('The thread of words ended.')))
    return started
  }

  #lost(why: Error): void {
    const ended = this.#thread
    this.#thread = null
    void ended?.terminate()
    for (const { fail } of this.#waiting.values()) fail(why)
    this.#waiting.clear()
  }
}
