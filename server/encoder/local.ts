import type { Worker } from 'node:worker_threads'
import type { Encoder } from './encoder.ts'
import { startThread } from './thread.ts'

type Task = { texts: string[]; vectors: Float32Array[]; tries: number; done: (vectors: Float32Array[]) => void; fail: (why: Error) => void }

/** Of a longer text the beginning is read: the encoder was made for sentences, and its time grows with the square of the length. */
const mostCharacters = 800
/** At once go so many characters at most: a visitor's question waits for what is running, about a tenth of a second. */
const batchCharacters = 600
const tries = 2
const longestBatch = 30_000

/**
 * The encoder that needs no key and no network: Universal Sentence Encoder Lite, English, 512 numbers a text, its weights inside a package
 * (Apache-2.0). It fills its thread with about 200 MB once the first text comes, and blocks nobody else. A thread that dies or hangs is
 * replaced; its texts are tried once more.
 */
export function openLocalEncoder(start: () => Worker = () => startThread('encoder.worker')): Encoder {
  const urgent: Task[] = []
  const patient: Task[] = []
  let thread: Worker | null = null
  let running: { task: Task; count: number } | null = null
  let timer: NodeJS.Timeout | undefined
  let closed = false

  function next(): void {
    if (running) return
    const task = urgent[0] ?? patient[0]
    if (!task) return void thread?.unref()
    const batch = batchOf(task)
    running = { task, count: batch.length }
    thread ??= begin()
    thread.ref()
    thread.postMessage(batch)
    timer = setTimeout(() => lost(new Error('The encoder took too long.')), longestBatch)
  }

  function begin(): Worker {
    const started = start()
    started.on('message', (vectors: Float32Array) => started === thread && finish(vectors))
    started.on('error', (why) => started === thread && lost(why))
    started.on('exit', () => started === thread && lost(new Error('The encoder ended.')))
    return started
  }

  function finish(vectors: Float32Array): void {
    clearTimeout(timer)
    if (!running) return
    const { task, count } = running
    running = null
    const size = vectors.length / count
    for (let i = 0; i < count; i++) task.vectors.push(vectors.slice(i * size, (i + 1) * size))
    if (task.vectors.length === task.texts.length) {
      leave(task)
      task.done(task.vectors)
    }
    next()
  }

  function lost(why: Error): void {
    clearTimeout(timer)
    const ended = thread
    const task = running?.task
    thread = null
    running = null
    void ended?.terminate()
    if (task && (++task.tries >= tries || closed)) {
      leave(task)
      task.fail(why)
    }
    if (!closed) next()
  }

  function leave(task: Task): void {
    for (const lane of [urgent, patient]) if (lane.includes(task)) lane.splice(lane.indexOf(task), 1)
  }

  return {
    name: 'use-lite-en-1',
    encode(texts, how = {}) {
      how.signal?.throwIfAborted()
      if (closed) return Promise.reject(new Error('The encoder is closed.'))
      if (texts.length === 0) return Promise.resolve([])
      return new Promise((done, fail) => {
        const task: Task = { texts: texts.map(readable), vectors: [], tries: 0, done, fail }
        ;(how.urgent ? urgent : patient).push(task)
        how.signal?.addEventListener('abort', () => {
          // What runs at this moment comes back to nobody.
          if (running?.task !== task) leave(task)
          else task.texts.length = Math.min(task.texts.length, task.vectors.length + running.count)
          fail(new Error('Nobody waits for these vectors any more.'))
        })
        next()
      })
    },
    ready() {
      // The weights are read with the first text. Where that fails, it fails once more for whoever waits.
      this.encode(['.']).catch(() => {})
    },
    async close() {
      closed = true
      clearTimeout(timer)
      const left = [...urgent.splice(0), ...patient.splice(0)]
      for (const { fail } of left) fail(new Error('The encoder is closed.'))
      running = null
      const ended = thread
      thread = null
      await ended?.terminate()
    },
  }
}

/** The next texts of a task: at least one, and no more than a visitor may wait for. */
function batchOf({ texts, vectors }: Task): string[] {
  const batch: string[] = []
  let characters = 0
  for (const text of texts.slice(vectors.length)) {
    characters += text.length
    if (batch.length > 0 && characters > batchCharacters) break
    batch.push(text)
  }
  return batch
}

/** A text without anything in it would stop the encoder: a full stop means as little. */
function readable(text: string): string {
  return text.slice(0, mostCharacters).replace(/\s+/g, ' ').trim() || '.'
}
