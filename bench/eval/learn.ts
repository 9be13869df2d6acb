import { dot, groundsOfText, type Weights, weightsAt } from '@baton/server/bot/confidence.ts'

/**
 * One question: the signals of its candidates, which of them are right, how rich in phrasings the knowledge is, how much it counts, whether the candidates are
 * texts rather than pairs, and of documents the half.
 */
export type Case = {
  signals: number[][]
  none: number[]
  right: boolean[]
  rich: number
  weight: number
  inScope: boolean
  text: boolean
  half?: number
}

const steps = 250
const rate = 0.08
const calm = 0.0005
/** Candidates that nothing speaks for teach nothing, and cost most of the time. */
const mostCandidates = 12

/** Maximum likelihood with a little shrinkage, by Adam from zero: deterministic. */
export function learn(cases: Case[]): Weights {
  const shape = shapeOf(cases)
  const flat = cases.filter(({ signals }) => signals.length > 0).map((one) => flatten(one, shape))
  const w = descend(shape.entry + shape.none, (at) => slope(flat, Float64Array.from(at), shape))
  const [entry, none] = [w.slice(0, shape.entry), w.slice(shape.entry)]
  const half = (numbers: number[], k: 0 | 1) => numbers.slice((k * numbers.length) / 2, ((k + 1) * numbers.length) / 2)
  const logit = { entry: half(entry, 0), none: half(none, 0), rich: { entry: half(entry, 1), none: half(none, 1) } }
  const texts = cases.filter(({ text, signals }) => text && signals.length > 0)
  return { ...logit, text: learnText(texts, logit) }
}

/** How sure a text is: a logistic over the two chances of its best passage. */
function learnText(cases: Case[], weights: Logits): number[] {
  const rows = cases.map((one) => {
    const { chances, none } = chancesOf(one, weights)
    const first = chances.indexOf(Math.max(...chances))
    return { grounds: groundsOfText(chances[first] ?? 0, none), right: one.right[first] ? 1 : 0, weight: one.weight }
  })
  return descend(3, (w) => {
    const gradient = [0, 0, 0]
    for (const { grounds, right, weight } of rows) {
      const pull = weight * (1 / (1 + Math.exp(-dot(w, grounds))) - right)
      for (const [k, ground] of grounds.entries()) gradient[k] = (gradient[k] ?? 0) + pull * ground
    }
    return gradient
  })
}

/** What these weights make of a question: the chance of each candidate, and of none. */
export function chancesOf(one: Case, by: Logits): { chances: number[]; none: number } {
  const weights = weightsAt(by, one.rich)
  const utilities = one.signals.map((signals) => dot(weights.entry, signals))
  const none = dot(weights.none, one.none)
  const top = Math.max(none, ...utilities)
  const raised = utilities.map((u) => Math.exp(u - top))
  const total = raised.reduce((sum, x) => sum + x, Math.exp(none - top))
  return { chances: raised.map((x) => x / total), none: Math.exp(none - top) / total }
}

type Logits = Omit<Weights, 'text'>
type Shape = { entry: number; none: number }
type Flat = { signals: Float64Array; none: Float64Array; right: boolean[]; weight: number; chances: Float64Array }

function shapeOf(cases: Case[]): Shape {
  const whole = cases.find(({ signals }) => signals.length > 0)
  return { entry: 2 * (whole?.signals[0]?.length ?? 0), none: 2 * (whole?.none.length ?? 0) }
}

/** Each number twice: as it is, and as far as the knowledge is rich in phrasings. */
function flatten({ signals, none, right, rich, weight }: Case, { entry }: Shape): Flat {
  const twice = (numbers: number[]) => [...numbers, ...numbers.map((x) => x * rich)]
  const worth = (one: number[]) => (one[6] ?? 0) + (one[8] ?? 0) + (one[18] ?? 0) + Math.max(0, ...one.slice(20, 23))
  const order = signals.map((one, i) => ({ i, worth: worth(one) + (right[i] ? 10 : 0) })).sort((a, b) => b.worth - a.worth)
  const kept = order.slice(0, mostCandidates)
  const flat = new Float64Array(kept.length * entry)
  for (const [k, { i }] of kept.entries()) flat.set(twice(signals[i] ?? []), k * entry)
  return {
    signals: flat,
    none: Float64Array.from(twice(none)),
    right: kept.map(({ i }) => right[i] ?? false),
    weight,
    chances: new Float64Array(kept.length),
  }
}

function descend(size: number, gradientAt: (w: number[]) => ArrayLike<number>): number[] {
  const w = new Array<number>(size).fill(0)
  const m = new Array<number>(size).fill(0)
  const v = new Array<number>(size).fill(0)
  for (let step = 1; step <= steps; step++) {
    const gradient = gradientAt(w)
    for (let i = 0; i < size; i++) {
      const g = (gradient[i] ?? 0) + calm * (w[i] ?? 0)
      m[i] = 0.9 * (m[i] ?? 0) + 0.1 * g
      v[i] = 0.999 * (v[i] ?? 0) + 0.001 * g * g
      w[i] = (w[i] ?? 0) - (rate * ((m[i] ?? 0) / (1 - 0.9 ** step))) / (Math.sqrt((v[i] ?? 0) / (1 - 0.999 ** step)) + 1e-9)
    }
  }
  // Two decimals change no answer, and keep chance likenesses to constants of nature out of the file.
  return w.map((x) => Math.round(x * 100) / 100)
}

function slope(cases: Flat[], w: Float64Array, { entry, none }: Shape): Float64Array {
  const gradient = new Float64Array(entry + none)
  for (const one of cases) {
    const nobody = raise(one, w, entry)
    const mass = one.right.reduce((sum, right, i) => sum + (right ? (one.chances[i] ?? 0) : 0), 0)
    for (let i = 0; i < one.chances.length; i++) {
      const p = one.chances[i] ?? 0
      const pull = one.weight * (p - (one.right[i] ? p / mass : 0))
      for (let k = 0; k < entry; k++) gradient[k] = (gradient[k] as number) + pull * (one.signals[i * entry + k] as number)
    }
    const pull = one.weight * (nobody - (mass > 0 ? 0 : 1))
    for (let k = 0; k < none; k++) gradient[entry + k] = (gradient[entry + k] as number) + pull * (one.none[k] as number)
  }
  return gradient
}

/** Fills in the chances of a case's candidates; the result is the chance of none. */
function raise({ signals, none, chances }: Flat, w: Float64Array, entry: number): number {
  let nobody = 0
  for (let k = 0; k < none.length; k++) nobody += (w[entry + k] as number) * (none[k] as number)
  let top = nobody
  for (let i = 0; i < chances.length; i++) {
    let utility = 0
    for (let k = 0; k < entry; k++) utility += (w[k] as number) * (signals[i * entry + k] as number)
    chances[i] = utility
    top = Math.max(top, utility)
  }
  nobody = Math.exp(nobody - top)
  let total = nobody
  for (let i = 0; i < chances.length; i++) {
    chances[i] = Math.exp((chances[i] as number) - top)
    total += chances[i] as number
  }
  for (let i = 0; i < chances.length; i++) chances[i] = (chances[i] as number) / total
  return nobody / total
}
