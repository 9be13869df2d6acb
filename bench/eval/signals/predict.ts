import { startingTerms } from '@baton/contracts/starting-terms.ts'
import { frustration } from '@baton/core/frustration.ts'
import { compileTerms, findTerms } from '@baton/core/keywords.ts'
import { type Asked, sameQuestion } from '@baton/core/repeats.ts'
import { search } from '@baton/server/bot/search.ts'
import { worthNaming } from '@baton/server/bot/signals.ts'
import { type House, teach } from '../database.ts'
import { type KbEntry, type Labelled, readLines } from '../gold.ts'
import { leftOut } from '../left-out.ts'

/** The signals of escalation rules by name, each with how it scores the rows of its file: `qid` and a score of 0–1. */
export const signalTasks: [name: string, score: (house: House, gold: string) => Promise<object[]>][] = [
  ['keywords', async (_house, gold) => keywords(gold)],
  ['frustration', async (_house, gold) => lines(gold, 'frustration').map(({ qid, text }) => ({ qid, score: frustration([text]).score }))],
  ['repeat', repeats],
]

const lines = (gold: string, name: string) => readLines<Labelled>(gold, 'signals', `${name}.jsonl`)

/** With the terms that a new bot begins with. */
function keywords(gold: string): object[] {
  const terms = compileTerms(startingTerms.map(({ id, text }) => ({ id, text })))
  return lines(gold, 'keywords').map(({ qid, text }) => ({ qid, score: findTerms(text, terms).some(({ meant }) => meant) ? 1 : 0 }))
}

type Pair = { qid: string; kb: string; a: string; b: string }

async function repeats(house: House, gold: string): Promise<object[]> {
  const pairs = readLines<Pair>(gold, 'signals', 'repeat.jsonl')
  const rows: object[] = []
  for (const kb of new Set(pairs.map((pair) => pair.kb))) {
    const { bot } = await teach(house, 'pairs', readLines<KbEntry>(gold, 'faq', kb, 'kb.jsonl'))
    for (const { qid, a, b } of pairs.filter((pair) => pair.kb === kb)) {
      rows.push({ qid, score: sameQuestion(await read(house, bot, kb, a), await read(house, bot, kb, b)) })
    }
  }
  return rows
}

/** As the bot's job reads a line. */
async function read(house: House, bot: string, kb: string, text: string): Promise<Asked> {
  const found = await search(house.pool, bot, text, { meaning: house.meaning, weights: leftOut[kb] })
  const [vector = null] = await house.encoder.encode([text])
  const best = worthNaming(found)
  return { text, vector, found: best.map(({ chunk }) => chunk), scores: best.map(({ score }) => score) }
}
