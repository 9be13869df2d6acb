import { lexicon } from './lexicon.ts'

import { frequent, repeatWords } from './repeats-words.ts'
import { stemOf } from './stem.ts'
import { type Token, tokenize } from './tokens.ts'

/**
 * A question with what is known of it: its normed vector (null where no encoder knows the language), the entries that were found for it, the likest
 * first, and, where it is known, the share of the probability (0–1) that each of them answers it.
 */
export type Asked = { text: string; vector: Float32Array | null; found: readonly string[]; scores?: readonly number[] }

/**
 * Does the later line ask again what the earlier asked, in the same words or others? 0–1, from 0.5 on it does. Never where either only confirms, or
 * the later quotes or goes on from the answer. Numbers, countries and the like that differ make it another question.
 */
export function sameQuestion(earlier: Asked, later: Asked): number {
  if (isConfirmation(earlier.text) || isConfirmation(later.text) || isFollowUp(later.text)) return 0
  const [a, b] = [read(earlier.text), read(later.text)]
  if (a.key === b.key) return a.key === '' ? 0 : 1
  const alike = likeness(earlier, later) ?? wordsAlike(a.content, b.content)
  const insisting = b.again ? weights.again : 0
  const logit =
    Math.max(byEntries(earlier, later, overlap(a.content, b.content), alike), weights.steep * (alike - weights.alone)) + insisting
  return (differs(a, b) ? weights.differs : 1) / (1 + Math.exp(-logit))
}

/** The first seven were learned on pairs of questions to companies; `npm run eval` measures them. The others say how plain it must be without entries. */
const weights = {
  all: -2,
  meaning: 2.96,
  shared: 2.18,
  first: 1.44,
  probable: 2.08,
  sure: -0.99,
  words: -0.82,
  differs: 0.45,
  again: 0.5,
  steep: 14,
  alone: 0.82,
}

/** Log-odds from the entries that were found for both; the same words with other entries speak against it. */
function byEntries(earlier: Asked, later: Asked, words: number, alike: number): number {
  if (earlier.found.length === 0 || later.found.length === 0) return Number.NEGATIVE_INFINITY
  const shared = together(earlier.found, later.found, places, places)
  const [p, q] = [earlier.scores ?? places, later.scores ?? places]
  const sure = Math.min(earlier.scores?.[0] ?? unknown, later.scores?.[0] ?? unknown)
  const rank = later.found.indexOf(earlier.found[0] ?? '')
  const first = rank < 0 ? 0 : (places[rank] ?? 0)
  const probable = together(earlier.found, later.found, p, q)
  return (
    weights.all +
    weights.meaning * alike +
    weights.shared * shared +
    weights.first * first +
    weights.probable * probable +
    weights.sure * sure +
    weights.words * words
  )
}

const unknown = 0.5
const places = [1, 0.6, 0.4, 0.3, 0.2]

/** Cosine of two lists of entries, each entry with its weight. */
function together(a: readonly string[], b: readonly string[], weightsOfA: readonly number[], weightsOfB: readonly number[]): number {
  const [p, q] = [weightsOfA.slice(0, Math.min(a.length, places.length)), weightsOfB.slice(0, Math.min(b.length, places.length))]
  let dot = 0
  for (const [i, weight] of p.entries()) {
    const j = b.indexOf(a[i] ?? '')
    if (j >= 0) dot += weight * (q[j] ?? 0)
  }
  const norm = Math.hypot(...p) * Math.hypot(...q)
  return norm > 0 ? dot / norm : 0
}

const words = lexicon(repeatWords)
const role = words.role

/** Only confirms: "ok", "yes, thanks", "great". */
export function isConfirmation(text: string): boolean {
  const tokens = tokenize(text)
  const { bits } = words.tag(tokens)
  return tokens.length <= 8 && bits.every((found) => (found & (role.confirm | role.small)) !== 0)
}

/** Goes on from what was answered, or quotes it: "and for Austria?", "you said 30 days, is that …". */
export function isFollowUp(text: string): boolean {
  const tokens = tokenize(text)
  const { bits } = words.tag(tokens)
  if (/^\s*>/.test(text) || bits.some((found) => (found & role.quote) !== 0)) return true
  let first = 0
  while (first < tokens.length - 1 && first < 3 && (bits[first] ?? 0) & role.small) first++
  return ((bits[first] ?? 0) & role.follow) !== 0 || ((bits[0] ?? 0) & role.follow) !== 0
}

// ——— what a line says

type Read = { key: string; content: Set<string>; numbers: Set<string>; names: Set<string>; again: boolean }

function read(text: string): Read {
  const tokens = tokenize(text)
  const { bits } = words.tag(tokens)
  const any = (mask: number) => bits.some((found) => (found & mask) !== 0)
  const where = (mask: number) => new Set(tokens.flatMap(({ word }, i) => ((bits[i] ?? 0) & mask ? [stemOf(word)] : [])))
  return {
    key: tokens.map(({ word }) => word).join(' '),
    content: new Set(tokens.filter(telling).map(({ word }) => stemOf(word))),
    numbers: new Set(tokens.filter(({ word }) => /\d/.test(word)).map(({ word }) => word)),
    names: where(role.place | role.opposite),
    again: any(role.again),
  }
}

function telling({ word }: Token): boolean {
  return word.length > 1 && !frequent.has(word)
}

// ——— how two lines compare

/** Cosine of two normed vectors; null where one is missing or of another encoder. */
function likeness({ vector: a }: Asked, { vector: b }: Asked): number | null {
  if (!a || !b || a.length !== b.length) return null
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += (a[i] ?? 0) * (b[i] ?? 0)
  return Number.isFinite(sum) ? Math.max(0, Math.min(1, sum)) : null
}

function overlap(a: Set<string>, b: Set<string>): number {
  if (a.size === 0 || b.size === 0) return 0
  let both = 0
  for (const word of a) if (b.has(word)) both++
  return both / Math.min(a.size, b.size)
}

/** Stands in for a cosine where there are no vectors. */
function wordsAlike(a: Set<string>, b: Set<string>): number {
  let both = 0
  for (const word of a) if (b.has(word)) both++
  const all = a.size + b.size - both
  return all > 0 ? both / all : 0
}

/** Much the same words, but other numbers, places or kinds: "do you ship to Norway", "do you ship to Austria". */
function differs(a: Read, b: Read): boolean {
  if (!apart(a.numbers, b.numbers) && !apart(a.names, b.names)) return false
  const rest = ({ content, numbers, names }: Read) => new Set([...content].filter((word) => !numbers.has(word) && !names.has(word)))
  const [restOfA, restOfB] = [rest(a), rest(b)]
  return restOfA.size === 0 || wordsAlike(restOfA, restOfB) >= 0.5
}

function apart(a: Set<string>, b: Set<string>): boolean {
  if (a.size === 0 || b.size === 0) return false
  for (const one of a) if (b.has(one)) return false
  return true
}
