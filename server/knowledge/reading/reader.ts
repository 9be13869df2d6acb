import { Worker } from 'node:worker_threads'
import type { Block } from '../split.ts'
import type { Html } from './html.ts'

/** Something that can't be read, in a sentence for whoever gave it to us. */
export type ReadProblem = { problem: string }
/** What a file says; `type` is what it was taken for. Of a PDF each block stands under its page. */
export type FileRead = { type: FileType; title: string; blocks: Block[] }
export type FileType = 'pdf' | 'docx' | 'html' | 'markdown' | 'csv' | 'text'

export type PageTask = { bytes: Uint8Array; type: string; url: string; as: 'html' | 'text' | 'markdown' }
export type FileTask = { bytes: Uint8Array; name: string }
export type Task = { kind: 'page'; task: PageTask } | { kind: 'file'; task: FileTask }

/**
 * Reads documents in a thread of their own: parsing a page takes up to a tenth of a second, and what strangers wrote may hang a parser or eat
 * its memory. A task that takes too long, or too much, ends with its thread; the next one gets a new thread.
 */
export type Reader = {
  page(task: PageTask): Promise<Html | ReadProblem>
  file(task: FileTask): Promise<FileRead | ReadProblem>
  close(): Promise<void>
}

type Waiting = { task: Task; done: (answer: unknown) => void }
export type ReaderLimits = { time: Record<Task['kind'], number>; megabytes: number; idle: number }

const usual: ReaderLimits = { time: { page: 15_000, file: 120_000 }, megabytes: 512, idle: 30_000 }

const tooMuch: Record<Task['kind'], ReadProblem> = {
  page: { problem: 'The page could not be read: its HTML is too tangled. Paste its text instead.' },
  file: { problem: 'The file could not be read: it is too large or too tangled inside. Split it, or paste its text instead.' },
}

/** Pages and files have a thread each, so that no book holds up a website. It starts with the first task, and ends after half a minute without one. */
export function openReader(limits: ReaderLimits = usual): Reader {
  const [pages, files] = [new Desk(limits), new Desk(limits)]
  return {
    page: (task) => pages.ask({ kind: 'page', task }),
    file: (task) => files.ask({ kind: 'file', task }),
    async close() {
      await Promise.all([pages.close(), files.close()])
    },
  }
}

/** One thread and what waits for it. */
class Desk {
  readonly #limits: ReaderLimits
  readonly #queue: Waiting[] = []
  #thread: Worker | null = null
  #busy: Waiting | null = null
  #timer: NodeJS.Timeout | undefined

  constructor(limits: ReaderLimits) {
    this.#limits = limits
  }

  ask<T>(task: Task): Promise<T> {
    return new Promise((done) => {
      this.#queue.push({ task, done: done as (answer: unknown) => void })
      this.#next()
    })
  }

  async close(): Promise<void> {
    clearTimeout(this.#timer)
    await this.#drop()
  }

  #next(): void {
    if (this.#busy) return
    clearTimeout(this.#timer)
    this.#busy = this.#queue.shift() ?? null
    if (!this.#busy) {
      this.#thread?.unref()
      this.#timer = setTimeout(() => void this.#drop(), this.#limits.idle).unref()
      return
    }
    this.#thread ??= this.#start()
    this.#thread.ref()
    this.#thread.postMessage(this.#busy.task)
    this.#timer = setTimeout(() => this.#fail(), this.#limits.time[this.#busy.task.kind])
  }

  #start(): Worker {
    const started = startThread(this.#limits.megabytes)
    started.on('message', (answer) => started === this.#thread && this.#finish(answer))
    // Out of memory, or a parser that threw where nobody waits.
    started.on('error', () => started === this.#thread && this.#fail())
    started.on('exit', () => started === this.#thread && this.#fail())
    return started
  }

  #finish(answer: unknown): void {
    const done = this.#busy?.done
    this.#busy = null
    done?.(answer)
    this.#next()
  }

  #fail(): void {
    const kind = this.#busy?.task.kind
    void this.#drop()
    if (kind) this.#finish(tooMuch[kind])
  }

  async #drop(): Promise<void> {
    const ended = this.#thread
    this.#thread = null
    await ended?.terminate()
  }
}

function startThread(megabytes: number): Worker {
  const options = { resourceLimits: { maxOldGenerationSizeMb: megabytes }, stdin: false }
  // In the bundle the thread's file lies beside; in development it is TypeScript, which a thread learns to read by itself.
  return import.meta.url.endsWith('.ts')
    ? new Worker(developed(new URL('./read.worker.ts', import.meta.url).href), { ...options, eval: true })
    : new Worker(new URL('./read.worker.js', import.meta.url), options)
}

function developed(file: string): string {
  return `import('tsx/esm/api').then(({ tsImport }) => tsImport(${JSON.stringify(file)}, ${JSON.stringify(file)}))`
}
