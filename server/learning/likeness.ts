import { normed, product } from '../encoder/vectors.ts'
import { type LikenessWeights, weights } from './likeness-weights.ts'

/**
 * What is known of a question: what it means, where an encoder knows, by how it differs from what is usual here (`unusual`); which words it has;
 * and the chunk that the bot came nearest to with it.
 */
export type Meant = { encoder: string | null; vector: Float32Array | null; words: ReadonlySet<string>; chunk: string | null }
/** Questions about the same: some of them. */
export type Group = { members: readonly Meant[] }
/** How telling a word is. */
export type Weigh = (word: string) => number

/**
 * From this mean chance of being one question with those of a group, a question belongs to it. Two that are one question are few among all
 * pairs, so that the chance is a careful one; the border is where most is put together rightly, see `npm run eval -- --gaps`.
 */
const together = 0.25

/** The group that a question is likest to, if it is alike at all. */
export function groupFor<G extends Group>(one: Meant, groups: Iterable<G>, weigh: Weigh, by: LikenessWeights = weights): G | null {
  let best: G | null = null
  let most = together
  for (const group of groups) {
    const how = likeness(one, group, weigh, by)
    if (how >= most) {
      best = group
      most = how
    }
  }
  return best
}

/** The mean chance that a question and each of a group's are one. */
export function likeness(one: Meant, { members }: Group, weigh: Weigh, by: LikenessWeights = weights): number {
  if (members.length === 0) return 0
  let sum = 0
  for (const member of members) sum += chanceOf(one, member, weigh, by)
  return sum / members.length
}

/** The mean chance that a question of one group and one of another are one. */
export function groupLikeness(one: Group, other: Group, weigh: Weigh): number {
  return one.members.length === 0 ? 0 : one.members.reduce((sum, member) => sum + likeness(member, other, weigh), 0) / one.members.length
}

function chanceOf(a: Meant, b: Meant, weigh: Weigh, { meaning, words }: LikenessWeights): number {
  const grounds = groundsOf(a, b, weigh)
  const w = grounds.length === meaning.length ? meaning : words
  const odds = grounds.reduce((total, ground, i) => total + ground * (w[i] ?? 0), 0)
  return 1 / (1 + Math.exp(-odds))
}

/** What speaks for two questions being one: 1, their meaning where it can be compared, their words, the chunk nearest to both. */
export function groundsOf(a: Meant, b: Meant, weigh: Weigh): number[] {
  const rest = [overlap(a.words, b.words, weigh), a.chunk !== null && a.chunk === b.chunk ? 1 : 0]
  if (!a.vector || !b.vector || a.encoder !== b.encoder || a.vector.length !== b.vector.length) return [1, ...rest]
  return [1, product(a.vector, b.vector), ...rest]
}

/** Where knowledge is small, the same few chunks are nearest to everything, and say nothing of what is asked. */
export function withTellingChunks<M extends Meant>(all: readonly M[]): M[] {
  const different = new Set(all.flatMap(({ chunk }) => chunk ?? []))
  return different.size >= fewestChunks ? [...all] : all.map((one) => ({ ...one, chunk: null }))
}
const fewestChunks = 4

/** How a text differs in meaning from what is usual: all of one company's questions are alike, and what they share says nothing. */
export function unusual(vector: Float32Array, usual: Float32Array): Float32Array {
  return normed(vector.map((x, i) => x - (usual[i] ?? 0)))
}

/** Words weigh the more the fewer questions have them. */
export function weighing(questions: readonly ReadonlySet<string>[]): Weigh {
  const counts = new Map<string, number>()
  for (const words of questions) for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1)
  const weights = new Map([...counts].map(([word, n]) => [word, weightOf(n, questions.length)]))
  return (word) => weights.get(word) ?? weightOf(0, questions.length)
}

const weightOf = (having: number, all: number) => Math.log((all + 2) / (having + 0.5))

/** How much of two sets of words is in both: Dice, weighed. */
export function overlap(a: ReadonlySet<string>, b: ReadonlySet<string>, weigh: Weigh): number {
  let all = 0
  let shared = 0
  for (const word of a) {
    const weight = weigh(word)
    all += weight
    if (b.has(word)) shared += weight
  }
  for (const word of b) all += weigh(word)
  return all === 0 ? 0 : (2 * shared) / all
}

/** The mean of some vectors, not normed; null where there are too few to say what is usual. */
export function usualOf(vectors: readonly Float32Array[]): Float32Array | null {
  const [first] = vectors
  if (!first || vectors.length < fewest) return null
  const sum = new Float32Array(first.length)
  for (const vector of vectors) for (let i = 0; i < sum.length; i++) sum[i] = (sum[i] as number) + (vector[i] ?? 0) / vectors.length
  return sum
}
const fewest = 8

/** The words that a question is about, cut to their roots in a rough way that serves any language. */
export function wordsIn(text: string): Set<string> {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []
  const telling = words.filter((word) => word.length > 2 && !common.has(word))
  return new Set((telling.length > 0 ? telling : words).map((word) => word.slice(0, 6)))
}

const common = new Set(
  `the and you for are can how what when where which who why does did with from that this have has had not but your our its was were will would could should may
   there then they them their any some just also please hello hey want need like get got about into much many out off der die das und ist ich wie was wann kann
   mein ein eine einen den dem mit für auf les des une est que qui pour dans los las una por para como con del`.split(/\s+/),
)
