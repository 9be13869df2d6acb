import type { Conversation } from '@baton/contracts/conversation.ts'
import type { FactOf, Numbered } from '@baton/contracts/facts.ts'
import type { Refusal } from '@baton/contracts/refusal.ts'
import type { SeenLine } from '@baton/contracts/rules.ts'
import { apply, opened } from '@baton/core/apply.ts'
import type { Draft } from '@baton/core/decide.ts'
import { checksOf, type Looked } from '@baton/core/explain.ts'
import { imagined } from '@baton/core/imagined.ts'
import { outcomeOf } from '@baton/core/outcome.ts'
import type { Pool } from 'pg'
import { readFacts, readState } from '../conversations/store.ts'
import { versionOf } from './versions.ts'

type Answer = FactOf<'botSaid' | 'botHeldBack' | 'botAsked'>
export type Why = SeenLine & { answer: number; policyVersion: number }

/** Why an answer of the bot's did or did not bring a person in, by what was recorded and the policy of then. */
export async function whyOf(db: Pool, conversation: string, n: number): Promise<Why | Refusal> {
  const state = await readState(db, conversation)
  if (!state) return { no: 'notFound' }
  const facts = await readFacts(db, conversation, 0)
  const answer = facts[n - 1]?.fact
  if (!answer || !isAnswer(answer)) return { no: 'invalid', path: 'n', problem: 'there is no answer of the bot’s at that number' }
  const version = await versionOf(db, state.bot, answer.policyVersion)
  if (!version) return { no: 'notFound' }
  const looked = lookedAt(facts, n, answer, state)
  const checks = checksOf(looked, imagined(version.policy, facts[n - 1]?.at ?? 0))
  const came = facts.slice(answer.answers, endOf(facts, n)).map(({ fact }) => fact)
  return { n: looked.n, text: looked.text, checks, outcome: outcomeOf(came), answer: n, policyVersion: answer.policyVersion }
}

function isAnswer(fact: Numbered['fact']): fact is Answer {
  return fact.type === 'botSaid' || fact.type === 'botHeldBack' || fact.type === 'botAsked'
}

/** How many facts there are to the visitor's next line. */
function endOf(facts: readonly Numbered[], n: number): number {
  const next = facts.findIndex((one) => one.n > n && (one.fact.type.startsWith('visitor') || one.fact.type === 'episodeBegan'))
  return next < 0 ? facts.length : next
}

function lookedAt(facts: readonly Numbered[], n: number, answer: Answer, { bot, visitor }: Conversation): Looked {
  const at = (k: number) => facts.slice(0, k).reduce(apply, opened(bot, visitor))
  const line = answer.answers
  const said = facts[line - 1]?.fact
  const read = facts.find(({ fact }) => fact.type === 'lineRead' && fact.line === line)
  const decided = facts.slice(line, endOf(facts, n)).find(({ fact }) => fact.type === 'escalated' || fact.type === 'offered')?.fact
  const textOf = (k: number) => {
    const fact = facts[k - 1]?.fact
    return fact && 'text' in fact ? fact.text : null
  }
  return {
    n: line,
    text: textOf(line) ?? '',
    written: said?.type === 'visitorSaid' ? writing(at(line - 1), said) : at(line - 1),
    read: read?.fact.type === 'lineRead' ? { state: at(read.n - 1), signals: read.fact.signals } : null,
    answered: { state: at(n - 1), draft: draftOf(answer) },
    decided: decided && 'evidence' in decided ? decided : null,
    textOf,
  }
}

/** A line comes with its page and the language of its browser. */
function writing(before: Conversation, { page, language }: FactOf<'visitorSaid'>): Conversation {
  return { ...before, page: page ?? before.page, language: language ?? before.language }
}

function draftOf(answer: Answer): Draft {
  const { confidence, mode, sources, tried } = answer
  const draft = { confidence, mode, sources, tried }
  return answer.type === 'botAsked' ? { ...draft, text: answer.held, choices: answer.choices } : { ...draft, text: answer.text }
}
