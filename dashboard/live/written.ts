import type { AgentDown } from '@baton/contracts/down.ts'
import type { Numbered } from '@baton/contracts/facts.ts'

/** An answer that the bot is writing, to the line of number `answers`, as far as it is known here. */
export type Written = { draft: string; answers: number; text: string }

/** Takes in more of an answer. What is missing in the middle can't be shown, and one whose fact is here is over. */
export function hear(
  known: Written | null,
  { draft, answers = 0, offset, text }: Extract<AgentDown, { t: 'draft' }>,
  facts: readonly Numbered[],
): Written | null {
  const before = known?.draft === draft ? known.text : ''
  if (offset > before.length || isOver(answers, facts)) return null
  return { draft, answers, text: before.slice(0, offset) + text }
}

/** Whether an answer to this line is among the facts. */
export function isOver(answers: number, facts: readonly Numbered[]): boolean {
  return facts.some(({ fact }) => (fact.type === 'botSaid' || fact.type === 'answerCut') && fact.answers >= answers)
}
