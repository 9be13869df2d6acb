import { asksForPerson } from '@baton/core/asked.ts'
import { promisesAction } from '@baton/core/promises.ts'
import { answerQuestion } from '@baton/server/bot/answer.ts'
import { calibrateKnowledge } from '@baton/server/bot/calibration-store.ts'
import { contextOf } from '@baton/server/bot/follow.ts'
import { search } from '@baton/server/bot/search.ts'
import { converse } from './conversation.ts'
import { type House, teach } from './database.ts'
import {
  type DocPassage,
  type DocQuery,
  type FaqQuery,
  type GoldConversation,
  halfOf,
  type KbEntry,
  type Labelled,
  namesIn,
  readLines,
} from './gold.ts'
import { leftOut } from './left-out.ts'
import { signalTasks } from './signals/predict.ts'

/** A file of predictions: its path in the folder, and its rows. */
export type Prediction = { path: string; rows: object[]; queries: number; time: number }
type Task = [path: string, run: () => Promise<object[]>]
type Said = { by: 'visitor' | 'bot'; text: string }

const listed = 10

/** Runs the product over every task of the collection that it has an answer to, and whose path begins as `only` says. */
export async function* predict(house: House, gold: string, only = ''): AsyncGenerator<Prediction> {
  for (const [path, run] of tasksOf(house, gold)) if (path.startsWith(only)) yield await timed(path, run)
}

function tasksOf(house: House, gold: string): Task[] {
  const asks = (text: string) => asksForPerson(text)?.score ?? 0
  return [
    ...namesIn(gold, 'faq').map((name) => [`faq/${name}`, () => faq(house, gold, name)] as Task),
    ...namesIn(gold, 'docs').map((name) => [`docs/${name}`, () => docs(house, gold, name)] as Task),
    ...['human_request', 'human_request_multi'].map((name) => [`signals/${name}`, async () => signals(gold, name, asks)] as Task),
    ['signals/false_promises', async () => signals(gold, 'false_promises', (text) => (promisesAction(text) ? 1 : 0))],
    ...signalTasks.map(([name, score]) => [`signals/${name}`, () => score(house, gold)] as Task),
    ...namesIn(gold, 'conversations').map((name) => [`conversations/${name}`, () => conversations(house, gold, name)] as Task),
  ]
}

async function timed(path: string, run: () => Promise<object[]>): Promise<Prediction> {
  const start = performance.now()
  const rows = await run()
  return { path, rows, queries: rows.length, time: performance.now() - start }
}

async function faq(house: House, gold: string, name: string): Promise<object[]> {
  const { bot, names } = await teach(house, 'pairs', readLines<KbEntry>(gold, 'faq', name, 'kb.jsonl'))
  await calibrate(house, bot, name)
  const rows: object[] = []
  for (const { qid, text } of readLines<FaqQuery>(gold, 'faq', name, 'queries.jsonl')) {
    const { passages, sure } = await search(house.pool, bot, text, { meaning: house.meaning, weights: leftOut[name] })
    rows.push({ qid, ranked: passages.slice(0, listed).map(({ chunk }) => names.get(chunk)), confidence: sure })
  }
  return rows
}

/** As the product does whenever knowledge has changed. */
async function calibrate({ pool, meaning }: House, bot: string, name: string): Promise<void> {
  await calibrateKnowledge(pool, bot, { meaning, at: 0, weights: leftOut[name] })
}

async function docs(house: House, gold: string, name: string): Promise<object[]> {
  const { bot, names } = await teach(house, 'text', readLines<DocPassage>(gold, 'docs', name, 'passages.jsonl'))
  const rows: object[] = []
  for (const query of readLines<DocQuery>(gold, 'docs', name, 'queries.jsonl')) {
    const { qid, text, history } = query
    const weights = leftOut[`${name}_${halfOf(query)}`]
    const said: Said[] = history.map(({ role, text: line }) => ({ by: role === 'bot' ? 'bot' : 'visitor', text: line }))
    const { passages, sure } = await search(house.pool, bot, text, {
      context: contextOf(text, said),
      meaning: house.meaning,
      weights,
    })
    const answer = await answerQuestion({
      db: house.pool,
      model: null,
      meaning: house.meaning,
      bot: { id: bot, name: 'Bot' },
      question: text,
      history: said,
      weights,
    })
    rows.push({
      qid,
      ranked: passages.slice(0, listed).map(({ chunk }) => names.get(chunk)),
      confidence: sure,
      answer: 'text' in answer ? answer.text : '',
    })
  }
  return rows
}

function signals(gold: string, name: string, score: (text: string) => number): object[] {
  return readLines<Labelled>(gold, 'signals', `${name}.jsonl`).map(({ qid, text }) => ({ qid, score: score(text) }))
}

async function conversations(house: House, gold: string, name: string): Promise<object[]> {
  const { bot, names } = await teach(house, 'pairs', readLines<KbEntry>(gold, 'faq', name, 'kb.jsonl'))
  await calibrate(house, bot, name)
  const rows: object[] = []
  for (const { cid, turns } of readLines<GoldConversation>(gold, 'conversations', `${name}.jsonl`)) {
    const say = converse(house, { bot, weights: leftOut[name] })
    for (const [turn, { visitor }] of turns.entries()) {
      const { faq, ...action } = await say(visitor)
      rows.push({ cid, turn, ...action, ...(faq && { faq: names.get(faq) }) })
    }
  }
  return rows
}
