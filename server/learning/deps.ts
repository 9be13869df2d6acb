import type { DraftSettings } from '@baton/contracts/drafts.ts'
import type { BotError } from '@baton/contracts/facts.ts'
import type { PairWanted } from '@baton/contracts/gaps.ts'
import type { PairItem } from '@baton/contracts/knowledge.ts'
import type { Refusal } from '@baton/contracts/refusal.ts'
import type { Draft } from '@baton/core/decide.ts'
import type { Pool } from 'pg'

/** What the bot says to a question, as it does to a visitor; with `draft` as it would with other settings. Changes nothing. */
export type Answering = (asked: {
  bot: string
  question: string
  history: readonly { by: 'visitor' | 'bot'; text: string }[]
  draft?: DraftSettings | null
  signal?: AbortSignal
}) => Promise<Draft | { failed: BotError }>

/** What texts mean; null where no encoder has time or knows. */
export type Encoding = { name: string; encode: (texts: string[]) => Promise<Float32Array[] | null> }

export type LearningDeps = {
  db: Pool
  clock: () => number
  newId: () => string
  answer: Answering
  encoding: Encoding | null
  /** Makes a pair, or gives one that is there more phrasings. */
  keepPair: (bot: string, wanted: PairWanted) => Promise<PairItem | Refusal>
  /** There is a new job. */
  wake: () => void
}
