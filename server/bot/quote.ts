import { sentencesOf } from '@baton/core/sentences.ts'
import type { Reader } from './entry.ts'
import { wordsOf } from './words.ts'

const mostSentences = 6
const mostWords = 120
/** A word of the line before. */
const before = 0.5

/**
 * The run of neighbouring sentences of a text that says most about the question: quoted as it stands, never put together from several places.
 * A short text is quoted whole. `context` is the visitor's line before.
 */
export function quote(text: string, question: string, reader: Pick<Reader, 'stems'>, context = ''): string {
  const sentences = sentencesOf(text)
  const sizes = sentences.map((sentence) => wordsOf(sentence.text).length)
  if (sum(sizes) <= mostWords && sentences.length <= mostSentences) return text.trim()
  const stemsOf = (line: string) => wordsOf(line).flatMap((word) => reader.stems.of(word) ?? [])
  const asked = new Map([
    ...stemsOf(context).map((stem) => [stem, before] as const),
    ...stemsOf(question).map((stem) => [stem, 1] as const),
  ])
  const hits = sentences.map(({ text: one }) => new Set(stemsOf(one).filter((stem) => asked.has(stem))))
  // Nothing said about it: the beginning is as good as anything.
  let best = { from: 0, to: 1, score: 0 }
  for (let from = 0; from < sentences.length; from++) {
    if (hits[from]?.size === 0) continue
    for (let to = from + 1; to <= Math.min(sentences.length, from + mostSentences); to++) {
      if (to > from + 1 && sum(sizes.slice(from, to)) > mostWords) break
      const found = new Set(hits.slice(from, to).flatMap((hit) => [...hit]))
      // Two sentences say more than one with the same words; among equals the shorter and earlier run wins.
      const score =
        sum([...found].map((stem) => asked.get(stem) ?? 0)) +
        0.3 * hits.slice(from, to).filter(({ size }) => size > 0).length -
        (0.02 * sum(sizes.slice(from, to))) / mostSentences
      if (score > best.score) best = { from, to, score }
    }
  }
  return text.slice(sentences[best.from]?.start ?? 0, sentences[best.to - 1]?.end ?? text.length).trim()
}

const sum = (numbers: number[]) => numbers.reduce((total, n) => total + n, 0)
