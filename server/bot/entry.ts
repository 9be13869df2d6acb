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
    const stems = new Map<string, number>()
    const meaningful: string[] = []
    for (const word of words) {
      const stem = this.stems.of(word)
      if (stem === null) continue
      meaningful.push(word)
      stems.set(stem, (stems.get(stem) ?? 0) + 1)
    }
    const size = meaningful.length
    for (const concept of this.conceptsAt(words).flat()) stems.set(concept, (stems.get(concept) ?? 0) + 1)
    return { stems, size, grams: withGrams ? gramsOf(meaningful) : noGrams, plain: words.join(' ') }
  }

  /** For each word of a text, the concepts that it, or a phrase it stands in, belongs to. */
  conceptsAt(words: string[]): string[][] {
    const keys = words.map((word) => this.stems.of(word) ?? word)
    const found = keys.map((key) => [...(this.concepts.words.get(key) ?? [])])
    for (const [i, key] of keys.entries()) {
      const longest = this.concepts.longest.get(key) ?? 1
      for (let length = 2; length <= longest && i + length <= keys.length; length++) {
        const concepts = this.concepts.phrases.get(keys.slice(i, i + length).join(' '))
        if (concepts) for (let k = i; k < i + length; k++) found[k]?.push(...concepts)
      }
    }
    return found
  }
}

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
