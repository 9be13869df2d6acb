import type { Worker } from 'node:worker_threads'
import { startThread } from './thread.ts'

/** `values`: rows of as many bytes as the query has numbers; `lengths`: of each row. Both lie in shared memory. */
export type ScanTask = { values: Int8Array; lengths: Float32Array; query: Float32Array; most: number }
type Waiting = { task: ScanTask; done: (rows: number[]) => void; fail: (why: Error) => void }

/** Compares a question with every vector, in a thread: 10,000 take about 10 ms. */
export type Scanner = { nearest(task: ScanTask): Promise<number[]>; close(): Promise<void> }

/** The thread starts with the first task. One that dies fails what it was at, and is replaced. */
export function openScanner(start: () => Worker = () => startThread('scan.worker')): Scanner {
  const queue: Waiting[] = []
  let thread: Worker | null = null
  let running: Waiting | null = null

  function next(): void {
    if (running) return
    running = queue.shift() ?? null
    if (!running) return void thread?.unref()
    thread ??= begin()
    thread.ref()
    thread.postMessage(running.task)
  }

  function begin(): Worker {
    const started = start()
    started.on('message', (rows: number[]) => {
      if (started !== thread) return
      running?.done(rows)
      running = null
      next()
    })
    started.on('error', (why) => started === thread && lost(why))
    started.on('exit', () => started === thread && lost(new Error('The search thread ended.')))
    return started
  }

  function lost(why: Error): void {
    const ended = thread
    thread = null
    void ended?.terminate()
    running?.fail(why)
    running = null
    next()
  }

  return {
    nearest: (task) =>
      new Promise((done, fail) => {
        queue.push({ task, done, fail })
        next()
      }),
    async close() {
      const ended = thread
      thread = null
      for (const { fail } of [...queue.splice(0), ...(running ? [running] : [])]) fail(new Error('The search is closed.'))
      running = null
      await ended?.terminate()
    },
  }
}
