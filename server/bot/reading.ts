import { sentencesOf } from '@baton/core/sentences.ts'
import { z } from 'zod'

const begins = {
  answerable: z.enum(['yes', 'partly', 'no']),
  confidence: z.number().min(0).max(1),
  citations: z.array(z.number().int()),
}
const frustration = z.number().min(0).max(1)
/**
 * What a model says first: whether the passages answer the question, how sure it is, the numbers of those it will use, from 1, and how annoyed
 * the visitor is, 0–1, if it says so.
 */
export const header = z.object({ ...begins, frustration: frustration.nullish().catch(null) })
export const sentence = z.object({ text: z.string(), citations: z.array(z.number().int()) })
export const grounded = header.extend({ sentences: z.array(sentence) })
/** The shape that is asked for, in this order, so that an answer can be decided upon before it is written. */
export const wanted = z.object({ ...begins, frustration, sentences: z.array(sentence) })

export type Header = z.infer<typeof header>
export type Sentence = z.infer<typeof sentence>
export type Grounded = z.infer<typeof grounded>
export type Part = { header: Header } | { sentence: Sentence }

/** Some models write one text in place of sentences. */
const inOneText = header.extend({ answer: z.string() })
const longest = 60_000

/**
 * Reads an answer while it is written: the header when it is complete, then each sentence. What stands around the object (prose, a code fence) is
 * passed over. One pass, whatever is written.
 */
export class Reading {
  #text = ''
  #at = 0
  #start = -1
  #depth = 0
  #inString = false
  #escaped = false
  #stringFrom = 0
  #key = ''
  #keyAt = 0
  #list = false
  #itemFrom = 0
  /** The object has been closed. */
  whole = false

  get text(): string {
    return this.#text
  }

  push(more: string): Part[] {
    if (this.whole || this.#text.length > longest) return []
    this.#text += more
    const parts: Part[] = []
    for (; this.#at < this.#text.length && !this.whole; this.#at++) {
      const part = this.#step(this.#text[this.#at] ?? '')
      if (part) parts.push(part)
    }
    return parts
  }

  /** Everything that was said, or null where it is not of this shape. `rest` is what `push` has not yet given. */
  end(): { said: Grounded; rest: Part[] } | null {
    if (!this.whole) return null
    const value = parse(this.#text.slice(this.#start, this.#at))
    const read = grounded.safeParse(value)
    const said = read.success ? read.data : split(value)
    if (!said) return null
    if (this.#list) return { said, rest: [] }
    const { sentences, ...head } = said
    return { said, rest: [{ header: head }, ...sentences.map((one) => ({ sentence: one }))] }
  }

  #step(sign: string): Part | null {
    if (this.#start < 0) return sign === '{' ? this.#open() : null
    if (this.#inString) return this.#inside(sign)
    switch (sign) {
      case '"':
        this.#inString = true
        this.#stringFrom = this.#at
        return null
      case '{':
        if (this.#depth === 2 && this.#list) this.#itemFrom = this.#at
        this.#depth++
        return null
      case '[':
        this.#depth++
        return this.#depth === 2 && this.#key === 'sentences' ? this.#begin() : null
      case ']':
      case '}':
        return this.#close()
      default:
        return null
    }
  }

  #open(): null {
    this.#start = this.#at
    this.#depth = 1
    return null
  }

  #inside(sign: string): null {
    if (this.#escaped) this.#escaped = false
    else if (sign === '\\') this.#escaped = true
    else if (sign === '"') {
      this.#inString = false
      if (this.#depth === 1) {
        this.#key = this.#text.slice(this.#stringFrom + 1, this.#at)
        this.#keyAt = this.#stringFrom
      }
    }
    return null
  }

  /** The list of sentences begins: what stood before it is the header. Where it comes later, everything waits for the end. */
  #begin(): Part | null {
    const before = `${this.#text.slice(this.#start, this.#keyAt).trimEnd().replace(/,$/, '')}}`
    const head = header.safeParse(parse(before))
    if (!head.success) return null
    this.#list = true
    return { header: head.data }
  }

  #close(): Part | null {
    this.#depth--
    if (this.#depth === 0) {
      this.whole = true
      return null
    }
    if (this.#depth !== 2 || !this.#list || this.#itemFrom === 0) return null
    const one = sentence.safeParse(parse(this.#text.slice(this.#itemFrom, this.#at + 1)))
    this.#itemFrom = 0
    return one.success ? { sentence: one.data } : null
  }
}

function split(value: unknown): Grounded | null {
  const read = inOneText.safeParse(value)
  if (!read.success) return null
  const { answer, ...head } = read.data
  const sentences = sentencesOf(answer).map(({ text }) => ({ text, citations: head.citations }))
  return { ...head, sentences }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
