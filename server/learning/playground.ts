import type { Api } from '@baton/contracts/api.ts'
import type { DraftSettings } from '@baton/contracts/drafts.ts'
import type { BotError, Signals } from '@baton/contracts/facts.ts'
import type { PlaygroundAnswer } from '@baton/contracts/playground.ts'
import type { Draft } from '@baton/core/decide.ts'
import type { Pool } from 'pg'
import type { ByAgent, Handler } from '../http/context.ts'
import { deedOf } from './deed.ts'
import { standingOf, withDraft } from './settings.ts'

type Line = { by: 'visitor' | 'bot'; text: string }
type Asked = { bot: string; question: string; history: readonly Line[]; signal: AbortSignal }
type Prompt = { instructions: string; prompt: string }

export type PlaygroundDeps = {
  db: Pool
  /** Milliseconds, going forward, with their fractions. */
  stopwatch: () => number
  search: (asked: Asked) => Promise<Pick<PlaygroundAnswer, 'ranking' | 'none' | 'context'>>
  answer: (asked: Asked & { draft: DraftSettings | null; seePrompt: (prompt: Prompt) => void }) => Promise<Draft | { failed: BotError }>
  /** What softer triggers read from a line; null where they are not read. */
  read: ((asked: Asked) => Promise<Signals | null>) | null
}

/** Asks as a visitor and shows how it comes about, by the product's own functions. Nothing is stored, and nobody is told. */
export function playgroundHandler({ db, stopwatch, search, answer, read }: PlaygroundDeps): Handler<ByAgent, Api['playground']> {
  return async ({ gone }, { params: { id: bot }, body: { question, history, draft } }) => {
    const live = await standingOf(db, bot)
    if (!live) return { no: 'notFound' }
    const standing = withDraft(live, draft)
    const asked = { bot, question, history, signal: gone }
    const timing: PlaygroundAnswer['timing'] = []
    const timed = async <T>(stage: PlaygroundAnswer['timing'][number]['stage'], work: () => Promise<T> | T): Promise<T> => {
      const began = stopwatch()
      const result = await work()
      timing.push({ stage, ms: stopwatch() - began })
      return result
    }
    let prompt: Prompt | null = null
    const found = await timed('search', () => search(asked))
    const said = await timed('answer', () => answer({ ...asked, draft, seePrompt: (seen) => (prompt = seen) }))
    const signals = read && (await read(asked))
    const deed = await timed('decide', () => deedOf(standing, { question, history, said, signals }))
    const failed = 'failed' in said
    return {
      ...found,
      smallTalk: !failed && said.mode === 'smalltalk',
      prompt,
      answer: failed ? null : shown(said),
      failed: failed ? said.failed : null,
      deed,
      timing,
    }
  }
}

function shown({ text, mode, confidence, grounds, sources }: Draft): PlaygroundAnswer['answer'] {
  return { text, mode, confidence, sure: inWords(confidence), grounds: grounds ?? null, sources }
}

const words = [
  [0.9, 'very sure'],
  [0.7, 'fairly sure'],
  [0.5, 'half sure'],
  [0.25, 'unsure'],
] as const

/** How sure a bot is, as people say it. */
function inWords(confidence: number): string {
  return words.find(([from]) => confidence >= from)?.[1] ?? 'guessing'
}
