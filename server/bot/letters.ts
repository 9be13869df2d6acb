/** A text's pieces of four letters, each within a word: their hashes in order, how often each stands there (at most 255), and how many there are in all. */
export type Letters = { hashes: Uint32Array; counts: Uint8Array; size: number }

const length = 4
const k1 = 1.5
const b = 0.75

/** Reads words into pieces. They lie side by side in little memory, since thousands of texts are held. */
export function lettersOf(words: readonly string[]): Letters {
  const all = Uint32Array.from(words.flatMap(piecesOf)).sort()
  const distinct = all.filter((hash, i) => i === 0 || hash !== all[i - 1])
  const counts = new Uint8Array(distinct.length)
  let at = 0
  for (const hash of all) {
    if (hash !== distinct[at]) at++
    counts[at] = Math.min(255, (counts[at] ?? 0) + 1)
  }
  return { hashes: distinct, counts, size: all.length }
}

/** The hashes of a word's pieces, its two ends included: "boot" and "boots" share two of three. */
export function piecesOf(word: string): number[] {
  const padded = ` ${word} `
  const pieces: number[] = []
  for (let i = 0; i < Math.max(1, padded.length - length + 1); i++) pieces.push(hashOf(padded, i, Math.min(padded.length, i + length)))
  return pieces
}

/**
 * BM25 of each text by pieces (with what each weighs in the question), as a share of the most that the question could reach. How rare a piece is, is
 * counted among these texts alone: they are the candidates.
 */
export function likenessByLetters(asked: ReadonlyMap<number, number>, texts: readonly Letters[]): number[] {
  const average = texts.reduce((sum, { size }) => sum + size, 0) / (texts.length || 1) || 1
  const scores = texts.map(() => 0)
  let reachable = 0
  for (const [piece, weight] of asked) {
    const counts = texts.map((text) => countOf(text, piece))
    const holding = counts.reduce((sum, count) => sum + (count > 0 ? 1 : 0), 0)
    const worth = weight * Math.log(1 + (texts.length - holding + 0.5) / (holding + 0.5)) * (k1 + 1)
    reachable += worth
    for (const [i, count] of counts.entries()) {
      if (count > 0) scores[i] = (scores[i] ?? 0) + (worth * count) / (count + k1 * (1 - b + (b * (texts[i]?.size ?? 0)) / average))
    }
  }
  return scores.map((score) => (reachable > 0 ? score / reachable : 0))
}

function countOf({ hashes, counts }: Letters, piece: number): number {
  let [from, to] = [0, hashes.length]
  while (from < to) {
    const middle = (from + to) >> 1
    if ((hashes[middle] ?? 0) < piece) from = middle + 1
    else to = middle
  }
  return hashes[from] === piece ? (counts[from] ?? 0) : 0
}

/** FNV-1a: two pieces of one bot's knowledge seldom share a number. */
function hashOf(text: string, from: number, to: number): number {
  let hash = 2_166_136_261
  for (let i = from; i < to; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 16_777_619)
  return hash >>> 0
}
