import type { Signals } from '@baton/contracts/facts.ts'
import type { Topic } from '@baton/contracts/policy.ts'
import { frustration } from '@baton/core/frustration.ts'
import { type Asked as AskedLine, isConfirmation, isFollowUp, sameQuestion } from '@baton/core/repeats.ts'
import type { Question, Read } from '../conversations/bot-job.ts'
import type { Meaning } from '../encoder/meaning.ts'
import { fromText, normed, product, toText } from '../encoder/vectors.ts'
import { contextOf } from './follow.ts'
import { languageOf } from './language.ts'
import { asksExamples } from './person-examples.ts'
import { type Found, search } from './search.ts'
import { smallTalkOf } from './smalltalk.ts'
import type { Db } from './words.ts'

type Deps = {
  db: Db
  meaning: Meaning | null
  /** The owner's topics for a bot. */
  topicsOf: (bot: string) => Promise<readonly Topic[]>
}

const mostFound = 5
const linesOfMood = 5

/** Reads from a visitor's line all that the softer triggers are decided by. What the encoder can't say in time is left out: words decide then. */
export function createRead({ db, meaning, topicsOf }: Deps): Read {
  return async (asked) => {
    const { bot, question, history, lines } = asked
    const smallTalk = smallTalkOf(question)
    const context = contextOf(question, history)
    const [vector, found, topics] = await Promise.all([
      vectorOf(meaning, question, asked.signal),
      smallTalk ? nothingFound : search(db, bot, question, { context, meaning, asking: asked.asking }),
      asked.topics ?? topicsOf(bot),
    ])
    const named = worthNaming(found)
    const own: AskedLine = { text: question, vector, found: named.map(({ chunk }) => chunk), scores: named.map(({ score }) => score) }
    const mood = frustration([...history.filter((said) => said.by === 'visitor').map((said) => said.text), question].slice(-linesOfMood))
    return {
      lines,
      encoder: vector && meaning ? meaning.name : null,
      vector: vector && toText(vector),
      language: languageOf(question) ?? asked.language,
      smallTalk,
      asks: smallTalk ? 0 : await asksByMeaning(meaning, vector, asked.signal),
      mood: mood.score,
      // Marks of several lines read as one are of no line's own.
      moodMarks: lines.length === 1 ? mood.marks : [],
      topics: await topicsIn(meaning, own, topics, asked.signal),
      // What was found by the line before too is no sign that this one asks the same.
      repeat: smallTalk ? null : repeatIn(context?.leans ? { ...own, found: [] } : own, asked),
      found: named.map(({ chunk }) => chunk),
      scores: named.map(({ score }) => score),
      sure: found.sure,
    }
  }
}

/** What is hardly likely says nothing: in little knowledge everything is found for everything. */
const leastLikely = 0.02

/** What was found for a line, as far as it tells lines apart: the likest first. */
export function worthNaming({ passages }: Found): Found['passages'] {
  return passages.filter(({ score }) => score >= leastLikely).slice(0, mostFound)
}

const nothingFound: Found = { passages: [], sure: 0 }

async function vectorOf(meaning: Meaning | null, text: string, signal: AbortSignal): Promise<Float32Array | null> {
  return (await meaning?.encode([text], { urgent: true, signal }))?.[0] ?? null
}

const alike = 0.5

/** The likest of the questions that this context has read before, and how many asked the same. */
function repeatIn(own: AskedLine, { earlier }: Question): Signals['repeat'] {
  if (isFollowUp(own.text) || isConfirmation(own.text)) return null
  const scored = earlier
    .filter(({ signals }) => !signals.smallTalk)
    .map(({ line, text, signals }) => ({ line, score: sameQuestion(asLine(text, signals), own) }))
    .filter(({ score }) => score >= alike)
  const best = scored.toSorted((a, b) => b.score - a.score)[0]
  return best ? { ...best, times: scored.length + 1 } : null
}

/** A line as it was read when it was written. */
export function asLine(text: string, { vector, found, scores }: Signals): AskedLine {
  return { text, vector: vector === null ? null : normed(fromText(vector)), found, ...(scores && { scores }) }
}

/** Far above any two lines of customers: then it means what asking for a person means. */
const plainly = 0.86
const likely = 0.74

async function asksByMeaning(meaning: Meaning | null, vector: Float32Array | null, signal: AbortSignal): Promise<number> {
  const examples = vector && (await meaning?.encode(asksExamples, { signal }))
  if (!vector || !examples) return 0
  return between(Math.max(...examples.map((one) => product(vector, one))), likely, plainly)
}

async function topicsIn(
  meaning: Meaning | null,
  own: AskedLine,
  topics: readonly Topic[],
  signal: AbortSignal,
): Promise<Signals['topics']> {
  const all = await encodeTopics(meaning, topics, own.vector ? signal : null)
  return all.map(({ topic, examples }) => ({ topic, score: fits(own, examples) }))
}

/** What a topic is told by, each with its vector where the encoder has given one. */
export type Examples = { topic: string; examples: { text: string; vector: Float32Array | null }[] }

/** The names and examples of topics, with their vectors; without where there is no signal, or the encoder can't say in time. */
export async function encodeTopics(meaning: Meaning | null, topics: readonly Topic[], signal: AbortSignal | null): Promise<Examples[]> {
  const texts = topics.flatMap(({ name, examples }) => [name, ...examples])
  const vectors = signal && texts.length > 0 ? await meaning?.encode(texts, { signal }) : null
  let next = 0
  return topics.map(({ id, name, examples }) => ({
    topic: id,
    examples: [name, ...examples].map((text) => ({ text, vector: vectors?.[next++] ?? null })),
  }))
}

/** How well a line fits a topic, 0–1: the best of its examples counts; half way between two lines of any kind and the very same it fits. */
export function fits(own: AskedLine, examples: Examples['examples']): number {
  const scores = examples.map(({ text, vector }) =>
    vector && own.vector ? between(product(own.vector, vector), 0.35, 0.85) : sameQuestion({ text, vector: null, found: [] }, own),
  )
  return Math.max(...scores)
}

function between(value: number, from: number, to: number): number {
  return Math.min(1, Math.max(0, (value - from) / (to - from)))
}
