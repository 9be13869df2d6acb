import type { Pool } from 'pg'
import { readState } from './store.ts'

/** More of an answer that is still being written, to the line of number `answers`: told to whoever looks, and never stored. */
export type Piece = { draft: string; answers: number; offset: number; text: string }

/** One answer while it is written. `shown` is what a visitor may have read by now: it will be a fact, however the answer ends. */
export class Writing {
  shown = ''
  readonly draft: string
  readonly #answers: number
  readonly #tell: (piece: Piece) => void
  readonly #stillAsked: () => Promise<boolean>

  constructor(draft: string, answers: number, tell: (piece: Piece) => void, stillAsked: () => Promise<boolean>) {
    this.draft = draft
    this.#answers = answers
    this.#tell = tell
    this.#stillAsked = stillAsked
  }

  /** False when nobody waits for the rest. */
  async add(text: string): Promise<boolean> {
    if (!(await this.#stillAsked())) return false
    this.#tell({ draft: this.draft, answers: this.#answers, offset: this.shown.length, text })
    this.shown += text
    return true
  }
}

/** Whether the bot still has the conversation as it had when it was asked, and nothing was written since. */
export async function isStillAsked(
  db: Pool,
  conversation: string,
  { tenure, answers }: { tenure: number; answers: number },
): Promise<boolean> {
  const state = await readState(db, conversation)
  if (state?.holder.kind !== 'bot' || state.tenure !== tenure || state.offer) return false
  return answers > state.answered && (state.visitorLine <= answers || state.superseded)
}
