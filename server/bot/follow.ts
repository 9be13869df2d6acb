import { wordsOf } from './words.ts'

/** Words that point at something said before. English: other languages are answered line by line. */
const pointing = new Set('it its that this these those they them their one ones there then also too same he she him her'.split(' '))
const opening = /^\s*(and|but|so|or|what about|how about|what if|also|then|for)\b/i
const fewWords = 3

/** The visitor's line before, when the question can't be understood without it ("and for Austria?"); else null. */
export function contextOf(question: string, history: readonly { by: 'visitor' | 'bot'; text: string }[]): string | null {
  const before = history.findLast(({ by }) => by === 'visitor')?.text ?? null
  if (!before) return null
  const words = wordsOf(question)
  return opening.test(question) || words.length <= fewWords || words.some((word) => pointing.has(word)) ? before : null
}
