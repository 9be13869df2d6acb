import { fits, type Glob, globOf } from './glob.ts'
import { readSense, type Sense, senseReader } from './keyword-sense.ts'
import { shortest, slipOf } from './slips.ts'
import { stemOf } from './stem.ts'
import { plain, type Token, tokenize, withoutOne } from './tokens.ts'

/** A word or phrase of the owner's, `*` for any middle or ending of a word. `exact`: in this very form, whatever the sentence says. */
export type Term = { id: string; text: string; exact?: boolean }
/** Where a term occurs, whether it is meant, and why (not). Marks are offsets into the text. */
export type TermHit = { id: string; marks: [number, number][] } & Sense
/** Terms made ready to be found: compile them once. */
export type Terms = { byFirst: Map<string, Pattern[]>; bySlip: Map<string, Pattern[]>; shapes: Set<number>; wild: Map<string, Pattern[]> }

/** Makes terms ready. A term without a letter or digit is never found. */
export function compileTerms(terms: readonly Term[]): Terms {
  const patterns = terms.map(patternOf)
  const compiled: Terms = { byFirst: new Map(), bySlip: new Map(), shapes: new Set(), wild: byLetter(patterns) }
  for (const pattern of patterns) {
    const [first] = pattern.pieces
    if (first && !first.glob) enter(compiled, pattern, first)
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
  const places = placesOf(tokens, terms)
  if (places.size === 0) return []
  const read = senseReader(text, tokens)
  return [...places].map(([pattern, found]) => hitOf(pattern, found, tokens, (place) => readSense(read, place, pattern)))
}

/** The ids of the terms that occur, whatever the sentence around them means. */
export function occurring(text: string, terms: Terms): string[] {
  return [...placesOf(wordsOf(text), terms).keys()].map(({ id }) => id)
}

// ——— terms

type Piece = { word: string; stem: string; glob: Glob | null }
export type Pattern = { id: string; exact: boolean; pieces: Piece[]; joined: string; wild: boolean }

function patternOf({ id, text, exact = false }: Term): Pattern {
  const words = text
    .slice(0, longestTerm)
    .split(/[\s\-–/]+/)
    .map((word) => plain(word.replace(/[^\p{L}\p{M}\p{N}*_]/gu, '')))
    .filter((word) => word.replaceAll('*', '') !== '')
  const kept = exact ? words : words.filter((word) => !leftOut.has(word))
  const pieces = (kept.length > 0 ? kept : words).map((word) => ({
    word,
    stem: stemOf(word),
    glob: word.includes('*') ? globOf(word) : null,
  }))
  return { id, exact, pieces, joined: stemOf(words.join('')), wild: pieces.some((piece) => piece.glob !== null) }
}

const longestTerm = 80

/** May be left out of a phrase, and others may stand between its words: "speak to a human" is found in "speak with a real human". */
const leftOut = new Set('a an the to with my your our'.split(' '))
const small = new Set([...leftOut, ...'of this that any some real actual live other another proper from for on in it me us'.split(' ')])
const mostBetween = 3

/** Patterns that begin with a wild word, by its first letter; one that begins with the star stands under every letter. */
function byLetter(patterns: readonly Pattern[]): Map<string, Pattern[]> {
  const wild = patterns.flatMap((pattern) => (pattern.pieces[0]?.glob ? [{ pattern, letter: pattern.pieces[0].word[0] ?? '' }] : []))
  const under = (letter: string) => wild.filter((one) => one.letter === letter || one.letter === '*').map(({ pattern }) => pattern)
  return new Map([...new Set(wild.map(({ letter }) => letter))].map((letter) => [letter, under(letter)]))
}

function enter({ byFirst, bySlip, shapes }: Terms, pattern: Pattern, first: Piece): void {
  for (const key of keysOf(pattern, first)) push(byFirst, key, pattern)
  if (pattern.exact || first.word.length < shortest) return
  for (const shorter of new Set([first.word, ...withoutOne(first.word)])) push(bySlip, shorter, pattern)
  for (const more of [-1, 0, 1]) shapes.add(shapeOf(first.word, more))
}

/** A slip of the keyboard leaves the first letter as it is, and the length but for one: most words need no closer look. */
function shapeOf(word: string, more = 0): number {
  return word.charCodeAt(0) * 2 * longestTerm + word.length + more
}

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
type Word = Token & { stem: string; related: string; near: readonly string[] | null }

/** The last line is remembered: its rules look for words one list after the other. */
function wordsOf(text: string): readonly Word[] {
  const tokens = tokenize(text)
  if (last?.tokens !== tokens) last = { tokens, words: tokens.map(wordOf) }
  return last.words
}

let last: { tokens: readonly Token[]; words: readonly Word[] } | null = null

function placesOf(tokens: readonly Word[], terms: Terms): Map<Pattern, Place[]> {
  const places = new Map<Pattern, Place[]>()
  for (const [i, token] of tokens.entries()) {
    for (const pattern of candidates(token, terms)) {
      const found = places.get(pattern)
      if ((found?.at(-1)?.[1] ?? -1) >= i) continue
      const to = matchAt(tokens, i, pattern)
      if (to !== null) push(places, pattern, [i, to])
    }
  }
  return places
}

/** The patterns that may begin with this word. */
function candidates(token: Word, { byFirst, bySlip, shapes, wild }: Terms): ReadonlySet<Pattern> {
  const { word, stem, related: kin } = token
  let found = joined(null, byFirst.get(word))
  if (stem !== word) found = joined(found, byFirst.get(stem))
  if (kin !== stem) found = joined(found, byFirst.get(kin))
  if (word.length <= longestTerm && shapes.has(shapeOf(word))) for (const slip of nearTo(token)) found = joined(found, bySlip.get(slip))
  if (wild.size > 0) found = joined(found, wild.get(word[0] ?? '') ?? wild.get('*'))
  return found ?? nothing
}

const nothing: ReadonlySet<Pattern> = new Set()

/** Most words begin no pattern, and cost no set. */
function joined(found: Set<Pattern> | null, more: readonly Pattern[] | undefined): Set<Pattern> | null {
  if (!more) return found
  const all = found ?? new Set()
  for (const pattern of more) all.add(pattern)
  return all
}

/** What a word is looked up by where a key may have slipped. */
function nearTo(token: Word): readonly string[] {
  const { word } = token
  token.near ??= [word, ...withoutOne(word), ...(word.length >= shortest ? vowelSlips(word) : [])]
  return token.near
}

/** Two vowels in place of two others share what is left without either. */
function vowelSlips(word: string): string[] {
  return [...word.matchAll(/[aeiouy]{2}/g)].flatMap(({ index }) =>
    [...'aeiou'].map((other) => word.slice(0, index) + other + word.slice(index + 2)),
  )
}

function wordOf({ word, start, end, clause, sentence }: Token): Word {
  const stem = stemOf(word)
  const related = word.length >= longEnough && /[nsy]$/.test(word) ? stemOf(bare(word)) : stem
  return { word, start, end, clause, sentence, stem, related, near: null }
}

/** Without the ending of a noun or an adverb: "cancellation" is of cancel, "unacceptably" of unacceptable. */
function bare(word: string): string {
  return word
    .replace(/l?lations?$/, 'l')
    .replace(/(?<=[^aeiou])ations?$/, '')
    .replace(/bly$/, 'ble')
    .replace(/(?<=[a-z]{4})ly$/, '')
}

/** The last word of the term, if it stands here. */
function matchAt(tokens: readonly Word[], at: number, pattern: Pattern): number | null {
  const { pieces, exact } = pattern
  const [first] = pieces
  const token = tokens[at]
  if (!first || !token) return null
  if (!exact && !first.glob) {
    const other = joinedAt(tokens, at, pattern) ?? reversedAt(tokens, at, pattern)
    if (other !== null) return other
  }
  if (!same(token, first, exact)) return null
  let last: number | null = at
  for (let k = 1; k < pieces.length && last !== null; k++) last = nextPiece(tokens, last, pieces[k] ?? first, exact)
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
  if (piece.glob) return fits(word, piece.glob)
  if (word === piece.word) return true
  if (exact) return false
  return stem === piece.stem || kin === piece.stem || slipOf(word, piece.word) || slipOf(stem, piece.stem)
}

function joinedAt(tokens: readonly Word[], at: number, { pieces, joined, wild }: Pattern): number | null {
  const [token, next] = [tokens[at], tokens[at + 1]]
  if (!token || wild) return null
  if (pieces.length > 1) return token.stem === joined ? at : null
  if (!next || next.start - token.end !== 1 || token.clause !== next.clause || joined.length < longEnough - 1) return null
  if (token.word.length < 3 || next.word.length < 3 || token.stem === joined) return null
  return stemOf(token.word + next.word) === joined || stemOf(token.stem + next.word) === joined ? at + 1 : null
}

function reversedAt(tokens: readonly Word[], at: number, { pieces }: Pattern): number | null {
  const [first, second] = pieces
  const token = tokens[at]
  if (!first || !second || pieces.length > 2 || !token || tokens[at + 1]?.word !== 'of' || !same(token, second, false)) return null
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
