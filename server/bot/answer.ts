import type { Language, Persona } from '@baton/contracts/answering.ts'
import type { BotError, Choice, Grounds, Source } from '@baton/contracts/facts.ts'
import type { Meaning } from '../encoder/meaning.ts'
import type { Weights } from './confidence.ts'
import { contextOf } from './follow.ts'
import type { Line } from './grounded.ts'
import { languageOf } from './language.ts'
import type { ChatModel } from './model.ts'
import { quote } from './quote.ts'
import { type Found, readerOf, search } from './search.ts'
import { smallTalkLanguage, smallTalkLine, smallTalkOf } from './smalltalk.ts'
import { choicesOf, sourceOf, triedOf } from './sources.ts'
import type { Db } from './words.ts'
import { write } from './write.ts'

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
  grounds?: Grounds
  /** What else may have been meant, for asking back. */
  choices?: Choice[]
}

/** No answer; or no more of it after sentences that were heard already: `held` is then what was not. */
export type NoAnswer = { failed: BotError } | { cut: 'unsupported' | 'cutOff' | 'overtaken'; held: Answer | null }

/** Hears each sentence of an answer that will be said, as soon as it is written and checked; false ends it. */
export type Listening = {
  /** What an answer must reach to be said: below it nothing is heard. */
  threshold: number
  sentence(text: string): Promise<boolean>
}

export type Question = {
  db: Db
  /** Null: the bot quotes its knowledge. */
  model: ChatModel | null
  /** Without it the search goes by words alone. */
  meaning?: Meaning | null
  /** For measuring: other weights than the product's. */
  weights?: Weights | undefined
  bot: { id: string; name: string; company?: string | undefined; persona?: Persona }
  question: string
  /** Earlier lines of this episode, oldest first, without the question itself. */
  history: readonly Line[]
  /** The chunk whose question the visitor tapped. */
  chosen?: string | null
  /** A pair that surely matches is given word for word, also where there is a model. */
  exactPairs?: boolean
  listening?: Listening | undefined
  /** This bot's own calibration of a confidence. */
  calibrate?: (raw: number, mode: Answer['mode']) => number
  signal?: AbortSignal | undefined
  /** Stands for this one question: what was found when its line was read is not searched for again. */
  asking?: object | undefined
}

/**
 * Answers a visitor's line from the bot's knowledge. Changes nothing. What a model or its network does wrong comes back as a value;
 * what throws is the database or a bug.
 */
export async function answerQuestion(asked: Question): Promise<Answer | NoAnswer> {
  const { db, bot, question, history, meaning = null, weights, model, asking } = asked
  const smallTalk = smallTalkOf(question)
  if (smallTalk) {
    const text = smallTalkLine(smallTalk, { ...bot, bio: bot.persona?.bio }, languageFor(asked))
    return { text, confidence: 1, sources: [], tried: [], mode: 'smalltalk' }
  }
  const context = asked.chosen ? null : contextOf(question, history)
  const found = chosenFirst(await search(db, bot.id, question, { context, meaning, weights, asking }), asked.chosen)
  if (!model || found.passages.length === 0) return answerByQuoting(asked, found)
  const pair = asked.exactPairs ? exactPair(asked, found) : null
  return pair ?? write({ ...asked, model }, found)
}

const sureOfChoice = 0.95

/** Who taps what they meant has said so. */
function chosenFirst(found: Found, chosen: string | null = null): Found {
  const passage = found.passages.find(({ chunk }) => chunk === chosen)
  if (!passage) return found
  return { passages: [passage, ...found.passages.filter((one) => one !== passage)], sure: Math.max(found.sure, sureOfChoice) }
}

async function answerByQuoting(asked: Question, { passages, sure }: Found): Promise<Answer> {
  const best = passages[0]
  if (!best) return { text: '', confidence: 0, sources: [], tried: [], mode: 'quote' }
  const mode = best.question === null ? 'quote' : 'pair'
  const text =
    mode === 'pair' ? best.text : quote(best.text, asked.question, await readerOf(asked.db), contextOf(asked.question, asked.history)?.line)
  const confidence = asked.calibrate?.(sure, mode) ?? sure
  return {
    text,
    confidence,
    sources: [sourceOf(best)],
    tried: triedOf(passages),
    mode,
    grounds: quoted(sure),
    choices: choicesOf(passages),
  }
}

/** What is quoted is carried by its source as a whole. */
const quoted = (sure: number): Grounds => ({ found: sure, supported: 1, said: null, raw: sure, caps: [] })

const leastExact = 0.7

/** The answer of a pair that matches as surely as the policy asks for, in the language that is spoken; else null. */
function exactPair(asked: Question, { passages, sure }: Found): Answer | null {
  const best = passages[0]
  if (!best || best.question === null) return null
  const confidence = asked.calibrate?.(sure, 'pair') ?? sure
  if (confidence < (asked.listening?.threshold ?? leastExact)) return null
  const [written, wanted] = [languageOf(`${best.question} ${best.text}`), spokenBy(asked) ?? languageOf(asked.question)]
  if (written !== null && wanted !== null && written !== wanted) return null
  return { text: best.text, confidence, sources: [sourceOf(best)], tried: triedOf(passages), mode: 'pair', grounds: quoted(sure) }
}

/** A greeting says little about the language; what was said before says more. */
function languageFor(asked: Question): Language {
  const line = smallTalkLanguage(asked.question)
  const before = languageOf(
    asked.history
      .filter(({ by }) => by === 'visitor')
      .map(({ text }) => text)
      .join(' '),
  )
  return spokenBy(asked) ?? (line === 'en' ? before : line) ?? before ?? 'en'
}

/** The language that the owner has chosen for this bot, if any. */
function spokenBy({ bot }: Question): Language | null {
  const language = bot.persona?.language ?? 'visitor'
  return language === 'visitor' ? null : language
}
