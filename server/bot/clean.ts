import { clean } from '@baton/contracts/text.ts'

/** Signs that nobody sees: zero-width and tag characters, marks of direction, variation selectors. What is written with them is not for people. */
const unseen = /(?![\t\n])[\p{Cc}\p{Cf}\p{DI}]/gu
const comments = /<!--[\s\S]*?(?:-->|$)/g
const hidden = /<(script|style|template|noscript)\b[\s\S]*?(?:<\/\1\s*>|$)/gi

/** A text as people see it, for a prompt: without what is only there for machines. */
export function visible(text: string): string {
  return clean(text).replace(unseen, '').replace(comments, ' ').replace(hidden, ' ')
}

/** What a model wrote, as it may be stored and shown: on one line, without signs that nobody sees. */
export function sayable(text: string): string {
  return clean(text).replace(/\s+/g, ' ').replace(unseen, '').trim()
}
