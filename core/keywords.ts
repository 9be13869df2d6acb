import { glob } from './glob.ts'
import { readSense, type Sense, senseReader } from './keyword-sense.ts'
import { shortest, slipOf } from './slips.ts'
import { stemOf } from './stem.ts'
import { plain, type Token, tokenize, withoutOne } from './tokens.ts'

/** A word or phrase of the owner's, `*` for any middle or ending of a word. `exact`: in this very form, whatever the sentence says. */
export type Term = { id: string; text: string; exact?: boolean }
/** Where a term occurs, whether it is meant, and why (not). Marks are offsets into the text. */
export type TermHit = { id: string; marks: [number, number][] } & Sense
/** Terms made ready to be found: compile them once. */
export type Terms = { byFirst: Map<string, Pattern[]>; wild: Pattern[]; slips: Map<string, string[]> }

/** Makes terms ready. A term without a letter or digit is never found. */
export function compileTerms(terms: readonly Term[]): Terms {
  const compiled: Terms = { byFirst: new Map(), wild: [], slips: new Map() }
  for (const term of terms) {
    const pattern = patternOf(term)
    const [first] = pattern.pieces
    if (!first) continue
    if (first.glob) compiled.wild.push(pattern)
    else for (const key of keysOf(pattern, first)) push(compiled.byFirst, key, pattern)
    if (first.word.length >= shortest && !pattern.exact) {
      for (const shorter of [first.word, ...withoutOne(first.word)]) push(compiled.slips, shorter, first.stem)
    }
  }
  return compiled
}

/**
 * The terms that occur in a text: whole words with their English inflections, through one slip of the keyboard, one hit for each term. `meant` is
 * false where the sentence asks how things work, denies it, tells of something settled, of somebody else, or of another thing of that name.
 * Reads the first 4,000 characters; linear in them.
 */
export function findTerms(text: string, terms: Terms): TermHit[] {
  const tokens = wordsOf(text)
  const places = new Map<Pattern, [number, number][]>()
  for (let i = 0; i < tokens.length; i++) {
    for (const pattern of candidates(tokens, i, terms)) {
      const to = matchAt(tokens, i, pattern)
      if (to === null || (places.get(pattern)?.at(-1)?.[1] ?? -1) >= i) continue
      push(places, pattern, [i, to])
    }
  }
  if (places.size === 0) return []
  const read = senseReader(text, tokens)
  return [...places].map(([pattern, found]) => hitOf(pattern, found, tokens, (place) => readSense(read, place, pattern)))
}

// ——— terms

type Piece = { word: string; stem: string; glob: boolean }
export type Pattern = { id: string; exact: boolean; pieces: Piece[]; joined: string }

function patternOf({ id, text, exact = false }: Term): Pattern {
  const words = text
    .slice(0, longestTerm)
    .split(/[\s\-–/]+/)
    .map((word) => plain(word.replace(/[^\p{L}\p{M}\p{N}*_]/gu, '')))
    .filter((word) => word.replaceAll('*', '') !== '')
  const kept = exact ? words : words.filter((word) => !leftOut.has(word))
  const pieces = (kept.length > 0 ? kept : words).map((word) => ({ word, stem: stemOf(word), glob: word.includes('*') }))
  return { id, exact, pieces, joined: stemOf(words.join('')) }
}

const longestTerm = 80

/** May be left out of a phrase, and others may stand between its words: "speak to a human" is found in "speak with a real human". */
const leftOut = new Set('a an the to with my your our'.split(' '))
const small = new Set([...leftOut, ...'of this that any some real actual live other another proper from for on in it me us'.split(' ')])
const mostBetween = 3

/** A phrase is also looked for written as one word, the other way round ("breach of data"), a long word in two ("law suit"). */
function keysOf(pattern: Pattern, first: Piece): Set<string> {
  if (pattern.exact) return new Set([first.word])
  const last = pattern.pieces.at(-1) ?? first
  const keys = new Set([first.stem, first.word, pattern.joined, last.stem])
  if (pattern.pieces.length === 1 && first.word.length >= longEnough) {
    for (let at = 3; at <= first.word.length - 3; at++) keys.add(first.word.slice(0, at))
  }
  return keys
}

const longEnough = 7

function push<K, V>(lists: Map<K, V[]>, key: K, value: V): void {
  const list = lists.get(key)
  if (list) list.push(value)
  else lists.set(key, [value])
}

// ——— places

/** A word with what it is compared by. */
type Word = Token & { stem: string; related: string; near: readonly string[] }

/** The last line is remembered: its rules look for words one list after the other. */
function wordsOf(text: string): readonly Word[] {
  const tokens = tokenize(text)
  if (last?.tokens !== tokens)
    last = {
      tokens,
      words: tokens.map((token) => ({ ...token, stem: stemOf(token.word), related: related(token.word), near: nearTo(token.word) })),
    }
  return last.words
}

let last: { tokens: readonly Token[]; words: readonly Word[] } | null = null

function candidates(tokens: readonly Word[], at: number, { byFirst, wild, slips }: Terms): Pattern[] {
  const { word = '', stem = '', related: kin = '', near = [] } = tokens[at] ?? {}
  const found: Pattern[] = []
  const add = (key: string) => {
    for (const pattern of byFirst.get(key) ?? []) if (!found.includes(pattern)) found.push(pattern)
  }
  for (const key of [word, stem, kin]) add(key)
  if (slips.size > 0) for (const slip of near) for (const key of slips.get(slip) ?? []) add(key)
  return wild.length > 0 ? [...found, ...wild] : found
}

/** Two vowels in place of two others share what is left without either. */
function vowelSlips(word: string): string[] {
  return [...word.matchAll(/[aeiouy]{2}/g)].flatMap(({ index }) =>
    [...'aeiou'].map((other) => word.slice(0, index) + other + word.slice(index + 2)),
  )
}

/** What a word is looked up by where a key may have slipped. */
function nearTo(word: string): string[] {
  if (word.length < shortest - 1 || word.length > longestTerm) return []
  return [word, ...withoutOne(word), ...(word.length >= shortest ? vowelSlips(word) : [])]
}

/** The noun and the adverb of a word: "cancellation" for cancel, "unacceptably" for unacceptable. */
function related(word: string): string {
  return word.length < 7
    ? word
    : stemOf(
        word
          .replace(/l?lations?$/, 'l')
          .replace(/(?<=[^aeiou])ations?$/, '')
          .replace(/bly$/, 'ble')
          .replace(/(?<=[a-z]{4})ly$/, ''),
      )
}

/** The last word of the term, if it stands here. */
function matchAt(tokens: readonly Word[], at: number, pattern: Pattern): number | null {
  const [first, ...rest] = pattern.pieces
  const token = tokens[at]
  if (!first || !token) return null
  if (!pattern.exact && !first.glob) {
    const other = joinedAt(tokens, at, pattern) ?? reversedAt(tokens, at, pattern)
    if (other !== null) return other
  }
  if (!same(token, first, pattern.exact)) return null
  let last = at
  for (const piece of rest) {
    const next = nextPiece(tokens, last, piece, pattern.exact)
    if (next === null) return null
    last = next
  }
  return last
}

function nextPiece(tokens: readonly Word[], after: number, piece: Piece, exact: boolean): number | null {
  for (let i = after + 1; i <= after + 1 + (exact ? 0 : mostBetween); i++) {
    const token = tokens[i]
    if (!token || token.sentence !== tokens[after]?.sentence) return null
    if (same(token, piece, exact)) return i
    if (!small.has(token.word)) return null
  }
  return null
}

function same({ word, stem, related: kin }: Word, piece: Piece, exact: boolean): boolean {
  if (piece.glob) return (piece.word[0] === '*' || piece.word[0] === word[0]) && glob(piece.word, word)
  if (word === piece.word) return true
  if (exact) return false
  return stem === piece.stem || kin === piece.stem || slipOf(word, piece.word) || slipOf(stem, piece.stem)
}

function joinedAt(tokens: readonly Word[], at: number, { pieces, joined }: Pattern): number | null {
  const [token, next] = [tokens[at], tokens[at + 1]]
  if (!token || pieces.some((piece) => piece.glob)) return null
  if (pieces.length > 1) return token.stem === joined ? at : null
  if (!next || next.start - token.end !== 1 || token.clause !== next.clause || joined.length < longEnough - 1) return null
  if (token.word.length < 3 || next.word.length < 3 || token.stem === joined) return null
  return stemOf(token.word + next.word) === joined || stemOf(token.stem + next.word) === joined ? at + 1 : null
}

function reversedAt(tokens: readonly Word[], at: number, { pieces }: Pattern): number | null {
  const [first, second, more] = pieces
  const token = tokens[at]
  if (!first || !second || more || !token || tokens[at + 1]?.word !== 'of' || !same(token, second, false)) return null
  return nextPiece(tokens, at + 1, first, false)
}

// ——— hits

type Place = [from: number, to: number]

/** A word said again and again is read so often. */
const mostRead = 8

/** Of several places the first that is meant; where none is, the first. */
function hitOf(pattern: Pattern, places: Place[], tokens: readonly Token[], sense: (place: Place) => Sense): TermHit {
  const marks = places.map(([from, to]): [number, number] => [tokens[from]?.start ?? 0, tokens[to]?.end ?? 0])
  if (pattern.exact) return { id: pattern.id, marks, meant: true, why: 'plain' }
  const senses = places.slice(0, mostRead).map(sense)
  const best = senses.find(({ meant }) => meant) ?? senses[0] ?? { meant: true, why: 'plain' }
  return { id: pattern.id, marks, ...best }
}
