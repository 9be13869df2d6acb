import type { BotError, Source } from '@baton/contracts/facts.ts'
import type { Meaning } from '../encoder/meaning.ts'
import type { Weights } from './confidence.ts'
import { contextOf } from './follow.ts'
import { ask, judge, type Line, promises } from './grounded.ts'
import type { ChatModel } from './model.ts'
import { quote } from './quote.ts'
import { type Found, type Passage, readerOf, search } from './search.ts'
import { smallTalkLine, smallTalkOf } from './smalltalk.ts'
import type { Db } from './words.ts'

/**
 * What the bot would say. `confidence` is the probability (0–1) that a person would accept it as right; whether it is said or held back is the
 * policy's decision. `sources` are what the text rests on, `tried` the best that was found, at most five, the likest first.
 * `text` is empty where the knowledge holds nothing to say.
 */
export type Answer = {
  text: string
  confidence: number
  sources: Source[]
  tried: Source[]
  mode: 'pair' | 'quote' | 'model' | 'smalltalk'
}

export type Question = {
  db: Db
  /** Null: the bot quotes its knowledge. */
  model: ChatModel | null
  /** Without it the search goes by words alone. */
  meaning?: Meaning | null
  /** For measuring: other weights than the product's. */
  weights?: Weights | undefined
  bot: { id: string; name: string; company?: string | undefined }
  question: string
  /** Earlier lines of this episode, oldest first, without the question itself. */
  history: readonly Line[]
  signal?: AbortSignal | undefined
}

/**
 * Answers a visitor's line from the bot's knowledge. Changes nothing. What a model or its network does wrong comes back as a value;
 * what throws is the database or a bug.
 */
export async function answerQuestion(asked: Question): Promise<Answer | { failed: BotError }> {
  const smallTalk = smallTalkOf(asked.question)
  if (smallTalk) return { text: smallTalkLine(smallTalk, asked.bot), confidence: 1, sources: [], tried: [], mode: 'smalltalk' }
  const { db, bot, question, history, meaning = null, weights } = asked
  const found = await search(db, bot.id, question, { context: contextOf(question, history), meaning, weights })
  return asked.model && found.passages.length > 0 ? answerByModel(asked, asked.model, found) : answerByQuoting(asked, found)
}

const mostTried = 5

async function answerByQuoting({ db, question }: Question, { passages, sure }: Found): Promise<Answer> {
  const tried = passages.slice(0, mostTried).map(sourceOf)
  const best = passages[0]
  if (!best) return { text: '', confidence: 0, sources: [], tried, mode: 'quote' }
  if (best.question !== null) return { text: best.text, confidence: sure, sources: [sourceOf(best)], tried, mode: 'pair' }
  return { text: quote(best.text, question, await readerOf(db)), confidence: sure, sources: [sourceOf(best)], tried, mode: 'quote' }
}

async function answerByModel(asked: Question, model: ChatModel, { passages, sure }: Found): Promise<Answer | { failed: BotError }> {
  const mark = passages[0]?.chunk.slice(0, 8) ?? 'data'
  const result = await model.ask(ask(asked.question, asked.history, passages, asked.bot, mark), asked.signal)
  if (!result.ok) return { failed: result.failed }
  const { said } = result
  const text = said.answer.trim()
  if (text === '' && said.answerable !== 'no') return { failed: 'empty' }
  const { confidence, cited } = judge(said, passages, sure, [...asked.history, { by: 'visitor', text: asked.question }])
  if (promises(text, cited)) return { failed: 'promise' }
  return { text, confidence, sources: cited.map(sourceOf), tried: passages.slice(0, mostTried).map(sourceOf), mode: 'model' }
}

function sourceOf({ chunk, title, url, score }: Passage): Source {
  return { chunk, title, url, score }
}
