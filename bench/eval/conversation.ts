import { randomUUID } from 'node:crypto'
import type { Conversation } from '@baton/contracts/conversation.ts'
import type { EscalationReason, Fact, Numbered } from '@baton/contracts/facts.ts'
import { policy } from '@baton/contracts/policy.ts'
import { apply, opened } from '@baton/core/apply.ts'
import { decide, type Input } from '@baton/core/decide.ts'
import { imagined } from '@baton/core/imagined.ts'
import { answerQuestion } from '@baton/server/bot/answer.ts'
import type { Weights } from '@baton/server/bot/confidence.ts'
import { createRead } from '@baton/server/bot/signals.ts'
import { questionOf } from '@baton/server/conversations/bot-job.ts'
import type { House } from './database.ts'

/** What the product did with a line; `faq` is the chunk that it answered from, or asked back about first. */
export type Action = { action: 'answer' | 'handoff' | 'chat'; faq?: string | undefined; reason?: string }
export type Taught = { bot: string; weights: Weights | undefined }

/** As the collection calls them. */
const reasons: Partial<Record<EscalationReason, string>> = { asked: 'request', frustration: 'frustration', repeated: 'repeat' }
const minute = 60_000

/**
 * A conversation with a bot as a new install has it, line by line through what production goes through: what a line says is decided, then what it
 * means, then its answer. An offer of a person counts as a handover; asking back counts as an answer.
 */
export function converse({ pool, meaning }: House, { bot, weights }: Taught): (line: string) => Promise<Action> {
  const world = imagined(policy.parse({ team: randomUUID() }), minute, { bot: 'Bot', teams: new Map() })
  const read = createRead({ db: pool, meaning, topicsOf: async () => [] })
  const facts: Numbered[] = []
  let state: Conversation = opened(bot, randomUUID())

  function take(input: Input): Fact[] {
    const { facts: news } = decide(state, input, world)
    for (const fact of news) {
      const numbered = { n: state.n + 1, at: minute, cause: 'eval', fact }
      facts.push(numbered)
      state = apply(state, numbered)
    }
    return news
  }

  return async (text) => {
    const said = take({ type: 'visitorSays', text, page: null })
    const asked = state.holder.kind === 'bot' ? questionOf(state, facts) : null
    if (!asked || handover(said)) return actionOf(said)
    const { tenure, answers, question } = asked
    const signals = await read({ ...question, signal: new AbortController().signal })
    const meant = signals ? take({ type: 'lineRead', tenure, line: answers, signals }) : []
    if (handover(meant)) return actionOf(meant)
    const { history, question: line } = question
    const answer = await answerQuestion({ db: pool, model: null, meaning, weights, bot: { id: bot, name: 'Bot' }, question: line, history })
    if (!('text' in answer)) throw new Error('a bot without a model failed')
    const same = answer.mode === 'smalltalk' ? null : (history.findLast((one) => one.by === 'bot' && one.text === answer.text)?.n ?? null)
    return actionOf(take({ type: 'botAnswers', tenure, answers, draft: { ...answer, same } }))
  }
}

const handover = (facts: readonly Fact[]) => facts.find((fact) => fact.type === 'escalated' || fact.type === 'offered')

function actionOf(facts: readonly Fact[]): Action {
  const passed = handover(facts)
  if (passed && 'reason' in passed) return { action: 'handoff', reason: reasons[passed.reason] ?? 'low_confidence' }
  const answer = facts.find((fact) => fact.type === 'botSaid' || fact.type === 'botAsked')
  if (!answer || !('mode' in answer)) return { action: 'chat' }
  if (answer.mode === 'smalltalk') return { action: 'chat' }
  return { action: 'answer', faq: answer.type === 'botAsked' ? answer.choices[0]?.chunk : answer.sources[0]?.chunk }
}
