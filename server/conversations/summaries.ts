import type { Line } from '@baton/core/known-facts.ts'
import { linesOf } from '@baton/core/summary.ts'
import type { Pool } from 'pg'
import { codeOf } from '../fail.ts'
import type { Log } from '../log.ts'
import { readFacts, readState } from './store.ts'
import type { Door, Taken } from './turn.ts'

/** Two or three sentences, and the model that wrote them; null where none could. */
export type Summarize = (bot: string, lines: readonly Line[], signal: AbortSignal) => Promise<{ text: string; model: string } | null>

const atOnce = 2
const mostWaiting = 200
const longest = 30_000
const mostFacts = 400
/** One line is its own summary. */
const fewestLines = 2

export type SummariesDeps = { db: Pool; door: () => Door; log: Log; summarize: Summarize }

/**
 * Has what escalates summed up for whoever takes it over. Nobody waits for it: until it comes, and where it never does (no model, a crash, too
 * many at once), agents read an extract of the lines.
 */
export class Summaries {
  readonly #deps: SummariesDeps
  readonly #waiting = new Map<string, number>()
  readonly #running = new Set<Promise<void>>()
  readonly #stopping = new AbortController()

  constructor(deps: SummariesDeps) {
    this.#deps = deps
  }

  published(taken: readonly Taken[]): void {
    for (const { id, facts } of taken) {
      const escalation = facts.findLast(({ fact }) => fact.type === 'escalated')
      if (escalation && this.#waiting.size < mostWaiting) this.#waiting.set(id, escalation.n)
    }
    this.#next()
  }

  async stop(): Promise<void> {
    this.#waiting.clear()
    this.#stopping.abort()
    await Promise.all(this.#running)
  }

  #next(): void {
    for (const [id, escalation] of this.#waiting) {
      if (this.#running.size >= atOnce) return
      this.#waiting.delete(id)
      const run = this.#sumUp(id, escalation)
        .catch((error) => this.#deps.log.warn({ conversation: id, code: codeOf(error) }, 'a conversation could not be summed up'))
        .finally(() => {
          this.#running.delete(run)
          this.#next()
        })
      this.#running.add(run)
    }
  }

  async #sumUp(id: string, escalation: number): Promise<void> {
    const { db, door, summarize } = this.#deps
    const state = await readState(db, id)
    if (!state) return
    const lines = linesOf(await readFacts(db, id, Math.max(0, state.n - mostFacts)))
    const upTo = lines.at(-1)?.n
    if (upTo === undefined || lines.length < fewestLines) return
    const signal = AbortSignal.any([this.#stopping.signal, AbortSignal.timeout(longest)])
    const written = await summarize(state.bot, lines, signal)
    if (written) await door().takeTurn(id, `summary/${escalation}`, { type: 'summarized', episode: state.episode, upTo, ...written })
  }
}
