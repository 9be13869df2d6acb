import type { Conversation } from '@baton/contracts/conversation.ts'
import type { BotError, Numbered } from '@baton/contracts/facts.ts'
import type { Draft } from '@baton/core/decide.ts'
import type { Pool } from 'pg'
import type { Handler } from '../jobs/worker.ts'
import { readFacts, readState } from './store.ts'
import type { Door } from './turn.ts'

export type Said = { by: 'visitor' | 'bot'; text: string }
/** The bot itself: what it would say, how sure it is of that, or why it can't. */
export type Ask = (asked: { bot: string; question: string; history: Said[]; signal: AbortSignal }) => Promise<Draft | { failed: BotError }>

/** A model's own time limit and its one retry fit in. */
const longest = 55_000
/** Lines before the question that the bot gets to read. */
const historyLines = 12
const atOnce = 8

/**
 * Asks the bot what the visitor wants to know, outside any transaction, and brings its answer in through the door. Lines that came
 * quickly after each other are one question. An answer is worth nothing once a person holds the conversation: the tenure tells.
 */
export function botJob({ db, door, ask }: { db: Pool; door: Door; ask: Ask }): Handler {
  return {
    atOnce,
    async run(job) {
      const conversation = job.conversation ?? ''
      const asked = await readQuestion(db, conversation)
      if (!asked) return
      const { tenure, answers, bot, question, history } = asked
      const draft = await ask({ bot, question, history, signal: AbortSignal.timeout(longest) })
      const input =
        'failed' in draft
          ? ({ type: 'botFails', tenure, answers, error: draft.failed } as const)
          : ({ type: 'botAnswers', tenure, answers, draft } as const)
      await door.mustTakeTurn(conversation, `job/${job.id}`, input)
    },
    /** [H7] Whatever it was that failed each time, the visitor gets a person. */
    async dead(job) {
      const asked = await readQuestion(db, job.conversation ?? '')
      if (asked)
        await door.mustTakeTurn(job.conversation ?? '', `job/${job.id}/dead`, {
          type: 'botFails',
          tenure: asked.tenure,
          answers: asked.answers,
          error: 'down',
        })
    },
  }
}

async function readQuestion(db: Pool, conversation: string) {
  const state = await readState(db, conversation)
  if (state?.holder.kind !== 'bot') return null
  return questionOf(state, await readFacts(db, conversation, Math.max(state.context, state.n - 200)))
}

/** [H9] What was said before the context began is not read. Null when nothing is left to answer. */
export function questionOf({ bot, tenure, answered }: Conversation, facts: readonly Numbered[]) {
  const lines = facts.flatMap(({ n, fact }): (Said & { n: number })[] => {
    if (fact.type === 'visitorSaid') return [{ n, by: 'visitor', text: fact.text }]
    return fact.type === 'botSaid' ? [{ n, by: 'bot', text: fact.text }] : []
  })
  const open = lines.filter((line) => line.by === 'visitor' && line.n > answered)
  const answers = open.at(-1)?.n
  if (answers === undefined) return null
  const history = lines.filter((line) => !open.includes(line)).slice(-historyLines)
  return {
    bot,
    tenure,
    answers,
    question: open.map((line) => line.text).join('\n'),
    history: history.map(({ by, text }) => ({ by, text })),
  }
}
