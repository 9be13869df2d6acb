import { normed, product } from '../encoder/vectors.ts'

/** What a question means, where an encoder knows, and which words it has. */
export type Meant = { encoder: string | null; vector: Float32Array | null; words: ReadonlySet<string> }
/** Questions about the same: what they mean together, and the words of some of them. */
export type Group = { encoder: string | null; centre: Float32Array | null; words: ReadonlySet<string>[] }
/** How telling a word is. */
export type Weigh = (word: string) => number

/**
 * From this likeness on a question belongs to a group, half by meaning and half by words. Chosen on the questions of four companies, where around this
 * border 30 to 60 % of the pairs that are put together belong together: a person may move a question.
 */
const alike = 0.52
/** By words alone. */
const alikeInWords = 0.6

/** The group that a question is likest to, if it is alike at all. */
export function groupFor<G extends Group>(one: Meant, groups: Iterable<G>, weigh: Weigh): G | null {
  let best: G | null = null
  let most = 1
  for (const group of groups) {
    const how = likeness(one, group, weigh)
    if (how >= most) {
      best = group
      most = how
    }
  }
  return best
}

/** How like a question is to a group; 1 is the border. */
export function likeness(one: Meant, { encoder, centre, words }: Group, weigh: Weigh): number {
  const inWords = Math.max(0, ...words.map((theirs) => overlap(one.words, theirs, weigh)))
  const comparable = one.vector && centre && one.encoder === encoder && one.vector.length === centre.length
  return comparable ? (product(one.vector as Float32Array, centre as Float32Array) + inWords) / 2 / alike : inWords / alikeInWords
}

/** Words weigh the more the fewer questions have them. */
export function weighing(questions: readonly ReadonlySet<string>[]): Weigh {
  const counts = new Map<string, number>()
  for (const words of questions) for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1)
  return (word) => Math.log((questions.length + 2) / ((counts.get(word) ?? 0) + 0.5))
}

/** How much of two sets of words is in both: Dice, weighed. */
export function overlap(a: ReadonlySet<string>, b: ReadonlySet<string>, weigh: Weigh): number {
  const sum = (words: Iterable<string>) => [...words].reduce((total, word) => total + weigh(word), 0)
  const all = sum(a) + sum(b)
  return all === 0 ? 0 : (2 * sum([...a].filter((word) => b.has(word)))) / all
}

/** The mean of what questions mean; null where no encoder knows it of all of them. */
export function centreOf(vectors: readonly Float32Array[]): Float32Array | null {
  const [first] = vectors
  if (!first) return null
  const sum = new Float32Array(first.length)
  for (const vector of vectors) for (let i = 0; i < sum.length; i++) sum[i] = (sum[i] as number) + (vector[i] ?? 0)
  return normed(sum)
}

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
