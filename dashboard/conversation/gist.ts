import type { Conversation } from '@baton/contracts/conversation.ts'
import type { Numbered } from '@baton/contracts/facts.ts'
import { frustration } from '@baton/core/frustration.ts'
import { type KnownFact, knownFacts, type Line } from '@baton/core/known-facts.ts'
import { type Summary, summaryOf } from '@baton/core/summary.ts'

/** What an agent should know before the first line. `mood` is 0 (calm) to 1. */
export type Gist = Summary & { known: readonly KnownFact[]; mood: number }

/** Drawn from the facts of the running episode: nothing in it that was not said. */
export function gistOf(facts: readonly Numbered[], { contact }: Pick<Conversation, 'contact'>): Gist {
  const current = facts.slice(
    Math.max(
      0,
      facts.findLastIndex(({ fact }) => fact.type === 'episodeBegan'),
    ),
  )
  const lines = current.flatMap(lineOf)
  const summary = summaryOf(lines)
  const missing = summary.missing.filter((kind) => kind !== 'email' || contact.email === null)
  return { ...summary, missing, known: knownFacts(lines), mood: moodOf(current, lines) }
}

function lineOf({ n, fact }: Numbered): Line[] {
  if (fact.type === 'visitorSaid' || (fact.type === 'visitorChose' && fact.choice !== null)) return [{ n, by: 'visitor', text: fact.text }]
  if (fact.type === 'botSaid' && fact.mode !== 'smalltalk') return [{ n, by: 'bot', text: fact.text }]
  return fact.type === 'agentSaid' ? [{ n, by: 'agent', text: fact.text }] : []
}

/** As it was read when the last line came; lines that were never read are read here. */
function moodOf(facts: readonly Numbered[], lines: readonly Line[]): number {
  const said = lines.filter(({ by }) => by === 'visitor')
  const read = facts.findLast(({ fact }) => fact.type === 'lineRead')?.fact
  if (read?.type === 'lineRead' && read.line >= (said.at(-1)?.n ?? 0)) return read.signals.mood
  return frustration(said.slice(-5).map(({ text }) => text)).score
}
