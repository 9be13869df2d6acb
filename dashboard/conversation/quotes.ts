import type { Evidence, Numbered } from '@baton/contracts/facts.ts'
import type { Mark } from '../ui/Said.tsx'
import { w } from './why-text.ts'

/** Something that was said, shown as evidence. */
export type Quote = { label: string | null; text: string; marks: readonly Mark[] }

/** What was said that an escalation goes by: the line with its words marked, the two that ask the same, the answer that did not help. */
export function quotesOf(facts: readonly Numbered[], evidence: Evidence): Quote[] {
  const textOf = (n: number) => {
    const fact = facts.find((one) => one.n === n)?.fact
    return fact && 'text' in fact ? fact.text : null
  }
  const quote = (n: number, label: string | null = null, marks: readonly Mark[] = []): Quote[] => {
    const text = textOf(n)
    return text === null ? [] : [{ label, text, marks }]
  }
  switch (evidence.kind) {
    case 'repeat':
      return [...quote(evidence.earlier, w('first')), ...quote(evidence.line, w('second'))]
    case 'rating':
      return quote(evidence.answer)
    case 'count':
      return evidence.same === null ? [] : quote(evidence.same)
    case 'noneOfThese': {
      const asked = facts.find(({ n }) => n === evidence.asked)?.fact
      return asked?.type === 'botAsked' ? asked.choices.map(({ label }) => ({ label: null, text: label, marks: [] })) : []
    }
    case 'handedOn':
      return evidence.note === null ? [] : [{ label: null, text: evidence.note, marks: [] }]
    default:
      return 'line' in evidence && evidence.line !== null ? quote(evidence.line, null, 'marks' in evidence ? evidence.marks : []) : []
  }
}
