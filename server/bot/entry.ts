import type { Concepts } from './concepts.ts'
import { type Letters, lettersOf } from './letters.ts'
import { gramsOf, type Stems, wordsOf } from './words.ts'

/** A chunk as it lies in the database. */
export type ChunkRow = {
  id: string
  source: string
  position: number
  title: string
  question: string | null
  body: string
  url: string | null
}

/** The words of a text as a bag: stems and the concepts that they belong to, with counts. */
export type Bag = { stems: Map<string, number>; size: number; grams: Map<string, number>; plain: string }

/** A chunk with its words read, field by field; `letters` are those of its body, and of what heads a text. */
export type Entry = { chunk: ChunkRow; phrasings: Bag[]; title: Bag; body: Bag; letters: Letters }

/** Reads texts into bags. */
export class Reader {
  readonly stems: Stems
  readonly concepts: Concepts

  constructor(stems: Stems, concepts: Concepts) {
    this.stems = stems
    this.concepts = concepts
  }

  /** Learn the stems of the words of these chunks first (`stems.learn`). */
  entry(chunk: ChunkRow): Entry {
    const phrasings = (chunk.question ?? '').split('\n').filter(Boolean)
    const body = withoutAddresses(chunk.body)
    return {
      chunk,
      phrasings: phrasings.map((text) => this.bag(text)),
      title: this.bag(chunk.title),
      body: this.bag(body, false),
      letters: lettersOf(this.meaningful(phrasings.length > 0 ? body : `${chunk.title} ${body}`)),
    }
  }

  /** The words that have a meaning of their own. */
  meaningful(text: string): string[] {
    return wordsOf(text).filter((word) => this.stems.of(word) !== null)
  }

  bag(text: string, withGrams = true): Bag {
    const words = wordsOf(text)
    const found = words.map((word) => this.stems.of(word))
    const stems = new Map<string, number>()
    const count = (stem: string, times = 1) => stems.set(stem, (stems.get(stem) ?? 0) + times)
    for (const stem of found) if (stem !== null) count(stem)
    const keys = found.map((stem, i) => stem ?? (words[i] as string))
    for (const { length, concepts } of this.#spans(keys)) for (const concept of concepts) count(concept, length)
    const meaningful = words.filter((_, i) => found[i] !== null)
    return { stems, size: meaningful.length, grams: withGrams ? gramsOf(meaningful) : noGrams, plain: words.join(' ') }
  }

  /** For each word of a text, the concepts that it, or a phrase it stands in, belongs to. */
  conceptsAt(words: string[]): string[][] {
    const found: string[][] = words.map(() => [])
    for (const { at, length, concepts } of this.#spans(words.map((word) => this.stems.of(word) ?? word)))
      for (let i = at; i < at + length; i++) found[i]?.push(...concepts)
    return found
  }

  /** The words and phrases of a text that belong to concepts. */
  #spans(keys: string[]): Span[] {
    const spans: Span[] = []
    for (const [at, key] of keys.entries()) {
      const concepts = this.concepts.words.get(key)
      if (concepts) spans.push({ at, length: 1, concepts })
    }
    for (const [at, key] of keys.entries()) {
      const longest = this.concepts.longest.get(key) ?? 1
      for (let length = 2; length <= longest && at + length <= keys.length; length++) {
        const concepts = this.concepts.phrases.get(keys.slice(at, at + length).join(' '))
        if (concepts) spans.push({ at, length, concepts })
      }
    }
    return spans
  }
}

type Span = { at: number; length: number; concepts: readonly string[] }

/** The entry as it would be without one of its phrasings, which may head it too. */
export function without(entry: Entry, phrasing: number): Entry {
  const left = entry.phrasings.filter((_, i) => i !== phrasing)
  const heads = entry.title.plain === entry.phrasings[phrasing]?.plain
  return { ...entry, phrasings: left, title: heads ? (left[0] ?? noWords) : entry.title }
}

/** What an address is made of says nothing that a visitor would ask. */
function withoutAddresses(text: string): string {
  return text.replace(/https?:\/\/[^\s)\]>]+/g, ' ')
}

const noGrams = new Map<string, number>()

const noWords: Bag = { stems: new Map(), size: 0, grams: noGrams, plain: '' }

/** Every word of a chunk. */
export function wordsOfChunk(chunk: ChunkRow): string[] {
  return wordsOf(`${chunk.title} ${chunk.question ?? ''} ${chunk.body}`)
}
