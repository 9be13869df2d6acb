import type { Conversation } from '@baton/contracts/conversation.ts'
import type { Numbered } from '@baton/contracts/facts.ts'
import { frustration } from '@baton/core/frustration.ts'
import { type KnownFact, knownFacts, type Line } from '@baton/core/known-facts.ts'
import { linesOf, type Summary, summaryOf } from '@baton/core/summary.ts'

/** What an agent should know before the first line. `mood` is 0 (calm) to 1; `by` is the model that wrote the summary, or null where it is drawn from the lines. */
export type Gist = Summary & { known: readonly KnownFact[]; mood: number; by: string | null }

/** Drawn from the facts of the running episode. */
export function gistOf(facts: readonly Numbered[], { contact }: Pick<Conversation, 'contact'>): Gist {
  const lines = linesOf(facts)
  const extract = summaryOf(lines)
  const missing = extract.missing.filter((kind) => kind !== 'email' || contact.email === null)
  return { ...extract, ...written(facts), missing, known: knownFacts(lines), mood: moodOf(facts, lines) }
}

/** What a model made of the running episode, where one did. */
function written(facts: readonly Numbered[]): Pick<Gist, 'by'> & Partial<Pick<Gist, 'summary'>> {
  const last = facts.findLast(({ fact }) => fact.type === 'summarized' || fact.type === 'episodeBegan')?.fact
  return last?.type === 'summarized' ? { summary: last.text, by: last.model } : { by: null }
}

/** As it was read when the last line came; lines that were never read are read here. */
function moodOf(facts: readonly Numbered[], lines: readonly Line[]): number {
  const said = lines.filter(({ by }) => by === 'visitor')
  const read = facts.findLast(({ fact }) => fact.type === 'lineRead')?.fact
  if (read?.type === 'lineRead' && read.line >= (said.at(-1)?.n ?? 0)) return read.signals.mood
  return frustration(said.slice(-5).map(({ text }) => text)).score
}
