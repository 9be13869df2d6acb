import { pause } from '../pause.ts'
import type { Db } from './words.ts'

type Near = { word: string; likeness: number }

/** What one bot's knowledge is made of: how many chunks, and in how many of them each word stands. */
export type Vocabulary = {
  stamp: string
  chunks: number
  /** How telling a word is: the rarer, the more. An unknown word counts as the rarest. */
  weight(word: string): number
  has(word: string): boolean
  /** How many chunks hold the word. */
  count(word: string): number
  /** Known words that an unknown one may be a slip of, likest first, at most three. */
  near(word: string): Near[]
}

/** Changes whenever the knowledge of `bot` (SQL of its id) does. */
export const stampSql = (bot: string) =>
  `coalesce((select md5(string_agg(s.id::text || s.updated_at, ',' order by s.id)) from source s
    where s.bot = ${bot} or s.id in (select source from source_share where bot = ${bot})), '')`

/** Reads the words of a bot's knowledge from the index (10 k chunks: about 250 ms, in pieces; kept until the stamp changes). */
export async function readVocabulary(db: Db, bot: string, stamp: string): Promise<Vocabulary> {
  const words = `select word, ndoc from ts_stat(format('select tsv from known_chunk where bot = %L', $1::uuid))`
  const [counted, total] = await Promise.all([
    db.query<{ word: string; ndoc: number }>(words, [bot]),
    db.query<{ n: number }>('select count(*)::int as n from known_chunk where bot = $1', [bot]),
  ])
  const [counts, pieces] = [new Map<string, number>(), new Map() as Pieces]
  for (const [i, { word, ndoc }] of counted.rows.entries()) {
    counts.set(word, ndoc)
    addPieces(pieces, word)
    if (i % wordsAtOnce === wordsAtOnce - 1) await pause()
  }
  return vocabularyOf(counts, total.rows[0]?.n ?? 0, stamp, pieces)
}

/** The words that hold a piece of three letters. */
type Pieces = Map<string, string[]>
/** In a big knowledge base all of them take a tenth of a second. */
const wordsAtOnce = 500

export function vocabularyOf(counts: Map<string, number>, chunks: number, stamp: string, pieces = piecesOf(counts.keys())): Vocabulary {
  // Okapi's inverse document frequency.
  const weight = (word: string) => Math.log(1 + (chunks - (counts.get(word) ?? 0) + 0.5) / ((counts.get(word) ?? 0) + 0.5))
  const slips = new Map<string, Near[]>()
  const near = (word: string) => {
    if (word.length < 4 || counts.has(word)) return []
    const known = slips.get(word) ?? nearest(word, pieces)
    if (slips.size >= mostSlips) slips.clear()
    slips.set(word, known)
    return known
  }
  return { stamp, chunks, weight, has: (word) => counts.has(word), count: (word) => counts.get(word) ?? 0, near }
}

function piecesOf(words: Iterable<string>): Pieces {
  const pieces: Pieces = new Map()
  for (const word of words) addPieces(pieces, word)
  return pieces
}

function addPieces(pieces: Pieces, word: string): void {
  if (word.length < 3 || word.length > 30) return
  for (const piece of trigrams(word)) {
    const list = pieces.get(piece)
    if (list) list.push(word)
    else pieces.set(piece, [word])
  }
}

const enoughAlike = 0.5
const mostNear = 3
/** Remembered, since a question looks each up twice. */
const mostSlips = 500

function nearest(word: string, pieces: Map<string, string[]>): { word: string; likeness: number }[] {
  const own = trigrams(word)
  const shared = new Map<string, number>()
  for (const piece of own) for (const other of pieces.get(piece) ?? []) shared.set(other, (shared.get(other) ?? 0) + 1)
  const found: Near[] = []
  for (const [other, count] of shared) {
    // Most share a piece or two: too few, however short they are.
    const dice = 3 * count < own.size ? 0 : (2 * count) / (own.size + trigrams(other).size)
    // A letter lost or swapped in a short word breaks most of its pieces: then count the slips.
    const likeness = dice >= enoughAlike ? dice : oneSlip(word, other) ? 0.7 : 0
    if (likeness > 0) found.push({ word: other, likeness })
  }
  return found.sort((a, b) => b.likeness - a.likeness || (a.word < b.word ? -1 : 1)).slice(0, mostNear)
}

function trigrams(word: string): Set<string> {
  const padded = `  ${word} `
  const found = new Set<string>()
  for (let i = 0; i + 3 <= padded.length; i++) found.add(padded.slice(i, i + 3))
  return found
}

/** One letter added, lost, changed, or two neighbours swapped. */
export function oneSlip(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false
  let i = 0
  while (i < a.length && a[i] === b[i]) i++
  const restA = a.slice(i)
  const restB = b.slice(i)
  if (restA.slice(1) === restB.slice(1) || restA.slice(1) === restB || restA === restB.slice(1)) return true
  return restA.length > 1 && restA[0] === restB[1] && restA[1] === restB[0] && restA.slice(2) === restB.slice(2)
}
