import { randomUUID } from 'node:crypto'
import type { Kysely } from 'kysely'
import type { Pool } from 'pg'
import { savePersona } from './answering/personas.ts'
import type { createAnswering } from './bot/ask.ts'
import { explainSearch } from './bot/explain.ts'
import { contextOf } from './bot/follow.ts'
import { changePolicy, policyOf } from './bots/store.ts'
import { takeAgentTurn } from './conversations/act-turn.ts'
import type { Ask, Read } from './conversations/bot-job.ts'
import type { Door } from './conversations/turn.ts'
import type { Database } from './db/tables.ts'
import type { Meaning } from './encoder/meaning.ts'
import { keepPair } from './knowledge/kept.ts'
import type { KnowledgeDeps } from './knowledge/store.ts'
import { type LearningApiDeps, learningHandlers } from './learning/api.ts'
import type { LearningDeps } from './learning/deps.ts'
import type { DraftDeps } from './learning/drafts.ts'
import { learningJobs } from './learning/jobs.ts'
import type { PlaygroundDeps } from './learning/playground.ts'

type Answer = ReturnType<typeof createAnswering>

export type LearnDeps = {
  db: Kysely<Database>
  reading: KnowledgeDeps & { db: Pool }
  answer: Answer
  meaning: Meaning | null
  read: Read | null
  door: () => Door
  botChanged: (bot: string) => void
  wake: () => void
}

/** What makes answers better, put together: its jobs, and its handlers. */
export function openLearning(deps: LearnDeps) {
  const { reading, meaning, answer } = deps
  const encoding = meaning && { name: meaning.name, encode: (texts: string[]) => meaning.encode(texts, {}) }
  const said = tried(answer)
  const learning: LearningDeps = {
    ...reading,
    encoding,
    answer: said,
    keepPair: (bot, wanted) => keepPair(reading, bot, wanted),
    wake: deps.wake,
  }
  const act: LearningApiDeps['act'] = async (conversation, does, by) => {
    const { refusal } = await takeAgentTurn(reading.db, deps.door(), conversation, `review/${randomUUID()}`, does, by)
    return refusal ?? null
  }
  const playground = playgroundOn(deps, said)
  return { jobs: learningJobs(learning), handlers: learningHandlers({ ...learning, act, publish: publisher(deps), playground }) }
}

/** An answer as it would be, all of it, heard by nobody. */
function tried(answer: Answer): PlaygroundDeps['answer'] & LearningDeps['answer'] {
  return async ({ bot, question, history, draft, ...rest }: Parameters<LearningDeps['answer']>[0]) => {
    const { persona, quotes } = draft ?? {}
    const said = await answer({ bot, question, history, draft: { persona, quotes }, ...rest })
    return 'cut' in said ? { failed: 'cutOff' } : said
  }
}

function playgroundOn({ reading, meaning, read }: LearnDeps, answer: PlaygroundDeps['answer']): Omit<PlaygroundDeps, 'db'> {
  return {
    stopwatch: () => performance.now(),
    answer,
    async search({ bot, question, history }) {
      const context = contextOf(question, history)
      return { context: context?.leans ? context.line : null, ...(await explainSearch(reading.db, bot, question, { context, meaning })) }
    },
    read:
      read &&
      (({ history, ...asked }) => {
        const numbered = history.map((line, i) => ({ ...line, n: i + 1 }))
        return read({ ...asked, history: numbered, lines: [numbered.length + 1], earlier: [], language: null, chosen: null })
      }),
  }
}

/** Lets settings stand that were tried out, by the functions of the settings pages. */
function publisher({ db, reading, botChanged }: LearnDeps): DraftDeps['publish'] {
  return async (bot, { minConfidence, askFrom, persona, quotes }, by) => {
    if (quotes) return { no: 'invalid', path: 'quotes', problem: 'which bots use the model is chosen with the model' }
    const standing = await policyOf(db, bot)
    if (!standing) return { no: 'notFound' }
    if (minConfidence !== undefined || askFrom !== undefined) {
      const { policy } = standing
      const unsure = { ...policy.triggers.unsure, askFrom: askFrom ?? policy.triggers.unsure.askFrom }
      const changed = { ...policy, minConfidence: minConfidence ?? policy.minConfidence, triggers: { ...policy.triggers, unsure } }
      const saved = await changePolicy(db, bot, changed, by, reading.clock())
      if ('no' in saved) return saved
    }
    if (persona) await savePersona(reading.db, bot, persona, reading.clock())
    botChanged(bot)
    return null
  }
}

/** A stand-in for the bot, asked as the bot is. */
export function standIn(ask: Ask): Answer {
  return async ({ bot, question, history, signal = new AbortController().signal }) => {
    const numbered = history.map((line, i) => ({ ...line, n: i + 1 }))
    const listening = { threshold: 1, sentence: async () => true }
    return ask({
      bot,
      question,
      history: numbered,
      lines: [],
      earlier: [],
      language: null,
      chosen: null,
      listening,
      signal,
    }) as ReturnType<Answer>
  }
}
