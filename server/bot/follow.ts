import { wordsOf } from './words.ts'

/** Words that point at something said before. English: other languages are answered line by line. */
const pointing = new Set('it its that this these those they them their one ones there then also too same he she him her'.split(' '))
const opening = /^\s*(and|but|so|or|what about|how about|what if|also|then|for)\b/i
/** Words that ask, but about nothing. */
const empty = new Set(
  'a an the to in of on at by from with is are was do does did can could will would i you we my your our how what when where why who which much many long please no not yes any more other'.split(
    ' ',
  ),
)
const fewWords = 3

/** The visitor's line before. `leans`: the question can't be understood without it ("and for Austria?"). */
export type Context = { line: string; leans: boolean }

/** What was said before a question; null where nothing was. */
export function contextOf(question: string, history: readonly { by: 'visitor' | 'bot'; text: string }[]): Context | null {
  const line = history.findLast(({ by }) => by === 'visitor')?.text
  if (!line) return null
  const words = wordsOf(question)
  const bare = words.length <= fewWords && words.filter((word) => !empty.has(word)).length <= 1
  return { line, leans: opening.test(question) || bare || words.some((word) => pointing.has(word)) }
}
