import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { search } from '@baton/server/bot/search.ts'
import { normed } from '@baton/server/encoder/vectors.ts'
import {
  type Group,
  groundsOf,
  groupFor,
  type Meant,
  unusual,
  usualOf,
  weighing,
  withTellingChunks,
  wordsIn,
} from '@baton/server/learning/likeness.ts'
import { type LikenessWeights, weights } from '@baton/server/learning/likeness-weights.ts'
import { type House, teach } from './database.ts'
import { type FaqQuery, type KbEntry, namesIn, readLines } from './gold.ts'

type Asked = Meant & { intent: string }
type Company = { name: string; rounds: Asked[][] }
type Score = { precision: number; recall: number; f1: number }

/** So many questions in each of so many rounds: some hundred questions that went wrong are much for one company. */
const questions = 150
const rounds = 3
const telling = 8

/**
 * How well questions that are one come together: each company's questions, in a random order, are put into gaps by the product's own function. The
 * bot knows half of what they are about. A pair of questions is right together when both ask for the same entry. With `fit` the weights are
 * learned anew, into server/learning/likeness-weights.ts; what is printed of a company comes from weights that never saw it.
 */
export async function measureGaps(house: House, gold: string, root: string, fit: boolean): Promise<void> {
  const companies: Company[] = []
  for (const name of namesIn(gold, 'faq')) companies.push({ name, rounds: await roundsOf(house, gold, name) })
  console.log('questions that are one, in gaps (pairs):   right together   found   F1')
  for (const left of companies) {
    const learned = learn(companies.filter((company) => company !== left))
    const scores = left.rounds.map((round) => score(round, gapsOf(round, learned)))
    const mean = (part: keyof Score) =>
      `${((100 * scores.reduce((sum, one) => sum + one[part], 0)) / scores.length).toFixed(0)} %`.padStart(8)
    console.log(`  ${left.name.padEnd(40)} ${mean('precision')} ${mean('recall')} ${mean('f1')}`)
  }
  if (fit) writeFileSync(join(root, 'server', 'learning', 'likeness-weights.ts'), fileOf(companies))
  else console.log('  the product’s weights:', JSON.stringify(weights))
}

async function roundsOf(house: House, gold: string, name: string): Promise<Asked[][]> {
  const all = readLines<FaqQuery>(gold, 'faq', name, 'queries.jsonl').filter((one) => one.gold !== null)
  const entries = readLines<KbEntry>(gold, 'faq', name, 'kb.jsonl')
  const made: Asked[][] = []
  for (let round = 1; round <= rounds; round++) {
    const random = dice(round)
    const asked = shuffled(all, random).slice(0, questions)
    const known = entries.filter(() => random() < 0.5)
    made.push(await asMeant(house, asked, known))
  }
  return made
}

async function asMeant(house: House, asked: FaqQuery[], known: KbEntry[]): Promise<Asked[]> {
  const { bot } = await teach(house, 'pairs', known)
  const encode = async (texts: string[]) => (await house.encoder.encode(texts, { urgent: false })).map(normed)
  const usual = usualOf(await encode(known.map((entry) => entry.questions[0] ?? entry.title)))
  const vectors = await encode(asked.map(({ text }) => text))
  const meant: Asked[] = []
  for (const [i, { text, gold }] of asked.entries()) {
    const { passages } = await search(house.pool, bot, text, { meaning: house.meaning })
    const vector = usual && unusual(vectors[i] as Float32Array, usual)
    meant.push({ encoder: house.encoder.name, vector, words: wordsIn(text), chunk: passages[0]?.chunk ?? null, intent: gold ?? '' })
  }
  return withTellingChunks(meant)
}

/** The number of the gap of each question. */
function gapsOf(round: readonly Asked[], by: LikenessWeights): number[] {
  const weigh = weighing(round.map(({ words }) => words))
  const gaps: (Group & { n: number })[] = []
  return round.map((one) => {
    let gap = groupFor(one, gaps, weigh, by)
    if (!gap) {
      gap = { n: gaps.length, members: [] }
      gaps.push(gap)
    }
    gap.members = [one, ...gap.members].slice(0, telling)
    return gap.n
  })
}

function score(round: readonly Asked[], gaps: readonly number[]): Score {
  let [right, together, wanted] = [0, 0, 0]
  for (const [i, a] of round.entries())
    for (let j = 0; j < i; j++) {
      const same = a.intent === round[j]?.intent
      const put = gaps[i] === gaps[j]
      if (put) together++
      if (same) wanted++
      if (put && same) right++
    }
  return { precision: right / Math.max(1, together), recall: right / Math.max(1, wanted), f1: (2 * right) / Math.max(1, together + wanted) }
}

/** Of the pairs of a round those that are one count a twentieth together, however many there are: so careful is the chance. */
const share = 0.05

function learn(companies: readonly Company[]): LikenessWeights {
  const pairs = companies.flatMap(({ rounds: all }) => all.flatMap(pairsOf))
  const withoutMeaning = pairs.map(({ grounds: [one = 1, , ...rest], ...pair }) => ({ ...pair, grounds: [one, ...rest] }))
  return { meaning: logistic(pairs), words: logistic(withoutMeaning) }
}

type Pair = { grounds: number[]; same: number; weight: number }

function pairsOf(round: readonly Asked[]): Pair[] {
  const weigh = weighing(round.map(({ words }) => words))
  const pairs = round.flatMap((a, i) =>
    round.slice(0, i).map((b) => ({ grounds: groundsOf(a, b, weigh), same: a.intent === b.intent ? 1 : 0, weight: 0 })),
  )
  const same = pairs.filter((pair) => pair.same).length
  return pairs.map((pair) => ({ ...pair, weight: pair.same ? share / same : (1 - share) / (pairs.length - same) }))
}

/** Maximum likelihood by gradient ascent with momentum: deterministic. */
function logistic(pairs: readonly Pair[]): number[] {
  const size = pairs[0]?.grounds.length ?? 0
  const w = new Array<number>(size).fill(0)
  const pace = new Array<number>(size).fill(0)
  const total = pairs.reduce((sum, { weight }) => sum + weight, 0)
  for (let step = 0; step < 600; step++) {
    const slope = new Array<number>(size).fill(0)
    for (const { grounds, same, weight } of pairs) {
      const odds = grounds.reduce((sum, x, k) => sum + x * (w[k] ?? 0), 0)
      const pull = (weight / total) * (same - 1 / (1 + Math.exp(-odds)))
      for (let k = 0; k < size; k++) slope[k] = (slope[k] ?? 0) + pull * (grounds[k] ?? 0)
    }
    for (let k = 0; k < size; k++) {
      pace[k] = 0.95 * (pace[k] ?? 0) + 2 * (slope[k] ?? 0)
      w[k] = (w[k] ?? 0) + (pace[k] ?? 0)
    }
  }
  return w.map((x) => Math.round(x * 10) / 10)
}

function fileOf(companies: readonly Company[]): string {
  const { meaning, words } = learn(companies)
  return `/** Of 1, meaning, words and the same chunk; of 1, words and the same chunk. */
export type LikenessWeights = { meaning: number[]; words: number[] }

// Made by \`npm run eval -- --gaps --fit\`: learned on the questions of ${companies.map(({ name }) => name).join(', ')}. Don't edit by hand.
export const weights: LikenessWeights = {
  meaning: [${meaning.join(', ')}],
  words: [${words.join(', ')}],
}
`
}

function dice(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32
    return state / 2 ** 32
  }
}

function shuffled<T>(all: readonly T[], random: () => number): T[] {
  return all
    .map((one) => ({ one, at: random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ one }) => one)
}
