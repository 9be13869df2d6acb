import type { Choice, Source } from '@baton/contracts/facts.ts'
import type { Passage } from './search.ts'

const mostTried = 5
const mostChoices = 3
const longestLabel = 120

export function sourceOf({ chunk, title, url, score }: Passage): Source {
  return { chunk, title, url, score }
}

/** The best that was found, the likest first. */
export function triedOf(passages: readonly Passage[]): Source[] {
  return passages.slice(0, mostTried).map(sourceOf)
}

/** What the visitor may have meant, in the words of the knowledge: a pair's first phrasing, else where a passage stands. */
export function choicesOf(passages: readonly Passage[]): Choice[] {
  const choices = new Map<string, Choice>()
  for (const { chunk, question, title } of passages) {
    const label = (question?.split('\n', 1)[0] || title).trim().slice(0, longestLabel)
    if (label && !choices.has(label)) choices.set(label, { chunk, label })
  }
  return [...choices.values()].slice(0, mostChoices)
}
