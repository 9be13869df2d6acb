import type { Query } from './query.ts'
import { type Ranked, richness, signalCount } from './rank.ts'
import { weights } from './weights.ts'

/**
 * A conditional logit with a NONE option: each candidate gets u = w · signals, "none of these" gets v · grounds of the question alone, and
 *
 *   P(candidate) = exp(u) / (exp(none) + Σ exp(u))
 *
 * so a close runner-up, unknown words and a weak best match all lower the probability of the first. One formula ranks and says how sure it is.
 * The weights are learned on companies other than the ones it is measured on; `weights.ts` says by which command.
 */
export function probabilities(query: Query, ranked: Ranked[], by: Weights): { chances: number[]; none: number } {
  const weights = weightsAt(by, richness(ranked))
  const utilities = ranked.map(({ signals }) => dot(weights.entry, signals) + (signals[10] ?? 0) * wordForWord)
  const none = dot(weights.none, groundsOfNone(query, ranked))
  const top = Math.max(none, ...utilities)
  const raised = utilities.map((u) => Math.exp(u - top))
  const total = raised.reduce((sum, x) => sum + x, Math.exp(none - top))
  return { chances: raised.map((x) => x / total), none: Math.exp(none - top) / total }
}

/** Set by hand: nobody's test questions repeat a phrasing word for word, but visitors who tap a suggestion do. */
const wordForWord = 6

export type Logit = { entry: number[]; none: number[] }
/** `rich` is added as far as the knowledge is rich in phrasings: likeness then tells more. `text` weighs a text anew. */
export type Weights = Logit & { rich: Logit; text: number[] }

/** The weights for knowledge that is so rich in phrasings (0–1). */
export function weightsAt({ entry, none, rich }: Omit<Weights, 'text'>, richness: number): Logit {
  const added = (some: number[], more: number[]) => some.map((weight, k) => weight + richness * (more[k] ?? 0))
  return { entry: added(entry, rich.entry), none: added(none, rich.none) }
}

/** The weights for what was measured: with meaning, or by words alone. */
export function weightsFor(ranked: Ranked[]): Weights {
  return byMeaning(ranked) ? weights.meaning : weights.words
}

/** Whether meaning was measured too. */
export function byMeaning(ranked: Ranked[]): boolean {
  return ranked[0]?.signals.length === signalCount.meaning
}

const leastAllowed = 0.25

/**
 * How sure the first passage of a text is right. Several passages of a text may answer the same question and then share the probability, so the
 * first alone says too little: weighed anew from the chance that anything answers and the first one's share of that.
 * Never more than what the passage holds of the question allows: a text that knows boots but nothing of "vegan" does not answer "do you have vegan boots".
 */
export function sureOfText(first: number, none: number, held: number, by: Weights): number {
  const sure = 1 / (1 + Math.exp(-dot(by.text, groundsOfText(first, none))))
  return Math.min(sure, leastAllowed + (1 - leastAllowed) * held)
}

export function groundsOfText(first: number, none: number): number[] {
  return [1, logit(1 - none), logit(first / (1 - none || 1))]
}

function logit(p: number): number {
  const inside = Math.min(0.99, Math.max(0.01, p))
  return Math.log(inside / (1 - inside))
}

/**
 * What speaks for "none of these": a constant, the share of unknown words, how little of the question anything holds, how short it is, nothing to
 * go by; with meaning also how far the likest is from meaning the same, and whether words and meaning name different ones.
 */
export function groundsOfNone(query: Query, ranked: Ranked[]): number[] {
  const most = (signal: number) => Math.max(0, ...ranked.map(({ signals }) => signals[signal] ?? 0))
  const words = query.terms.length
  const grounds = [1, query.unknownShare, 1 - most(0), 1 / (1 + words), words === 0 ? 1 : 0]
  if (!byMeaning(ranked)) return grounds
  return [...grounds, 1 - Math.max(most(20), most(21), most(22)), 1 - most(25)]
}

export const groundCount = { words: 5, meaning: 7 }

export function dot(a: number[], b: number[]): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += (a[i] ?? 0) * (b[i] ?? 0)
  return sum
}
