import type { RankedPassage } from '@baton/contracts/playground.ts'
import { probabilities, weightsAt, weightsFor } from './confidence.ts'
import { richness } from './rank.ts'
import { type Aids, measured } from './search.ts'
import { signalNames } from './signal-names.ts'
import { inItsLanguage } from './spoken.ts'
import type { Db } from './words.ts'

const mostShown = 10

/**
 * How a search comes about: what was found, the likest first, with all that speaks for each, what weighs most first; and the probability that
 * none of it is the answer. Changes nothing.
 */
export async function explainSearch(
  db: Db,
  bot: string,
  question: string,
  aids: Pick<Aids, 'context' | 'meaning'>,
): Promise<{ ranking: RankedPassage[]; none: number }> {
  const { query, ranked: all } = await measured(db, bot, question, aids)
  if (!query || all.length === 0) return { ranking: [], none: 1 }
  const ranked = await inItsLanguage(db, question, all)
  const weights = weightsFor(ranked)
  const { chances, none } = probabilities(query, ranked, weights)
  const { entry: entryWeights } = weightsAt(weights, richness(ranked))
  const ranking = ranked.map(({ entry: { chunk }, signals }, i) => ({
    chunk: chunk.id,
    source: chunk.source,
    title: chunk.title,
    url: chunk.url,
    question: chunk.question,
    text: chunk.body,
    score: chances[i] ?? 0,
    signals: signals
      .map((value, k) => ({ name: signalNames[k] ?? `Signal ${k}`, value, weighs: value * (entryWeights[k] ?? 0) }))
      .filter(({ value }) => value !== 0)
      .sort((a, b) => Math.abs(b.weighs) - Math.abs(a.weighs)),
  }))
  ranking.sort((a, b) => b.score - a.score || (a.chunk < b.chunk ? -1 : 1))
  return { ranking: ranking.slice(0, mostShown), none }
}
