import type { Comparing, HeldOut, Meaning } from '../encoder/meaning.ts'
import { pause } from '../pause.ts'
import { type Line, through } from './calibration.ts'
import { candidates, type Known } from './candidates.ts'
import { conceptWords, readConcepts } from './concepts.ts'
import { byMeaning, probabilities, sureOfText, type Weights, weightsFor } from './confidence.ts'
import { type Entry, Reader, without } from './entry.ts'
import type { Context } from './follow.ts'
import { type Query, readQuery } from './query.ts'
import { measure, type Ranked } from './rank.ts'
import { inItsLanguage } from './spoken.ts'
import { readVocabulary, stampSql, type Vocabulary } from './vocabulary.ts'
import { WordShelf } from './word-shelf.ts'
import { type Db, Stems, wordsOf } from './words.ts'

/** A piece of knowledge that was found. `score` is its share of the probability (0–1) that something answers the question; `text` is the chunk's own. */
export type Passage = {
  chunk: string
  source: string
  position: number
  title: string
  url: string | null
  question: string | null
  text: string
  score: number
}

/** What a search found, the likest first. `sure` is the probability that the first is right. */
export type Found = { passages: Passage[]; sure: number }

/** Each takes about 8 kB in many small pieces, which the garbage collector looks through while everything waits. */
const mostRemembered = 1500

/**
 * `context` is the visitor's line before; without `meaning`, words alone find. `weights` other than the product's are
 * for measuring.
 */
export type Aids = { context?: Context | null; meaning?: Meaning | null; weights?: Weights | undefined; asking?: object | undefined }

/** Finds what may answer a question in one bot's knowledge. Asked once more with the same `asking`, it gives what it found: a line is read, then answered. */
export function search(db: Db, bot: string, question: string, aids: Aids = {}): Promise<Found> {
  const { asking, context = null } = aids
  if (!asking) return find(db, bot, question, aids)
  const key = JSON.stringify([bot, question, context])
  const known = askings.get(asking)
  if (known?.key === key) return known.found
  const found = find(db, bot, question, aids)
  askings.set(asking, { key, found })
  return found
}

const askings = new WeakMap<object, { key: string; found: Promise<Found> }>()

async function find(db: Db, bot: string, question: string, aids: Aids): Promise<Found> {
  const { query, ranked: all, lines } = await measured(db, bot, question, aids)
  if (!query) return { passages: [], sure: 0 }
  const ranked = await inItsLanguage(db, question, all)
  const found = rank(query, ranked, aids.weights ?? weightsFor(ranked))
  return { ...found, sure: calibrated(found, query, ranked, lines, aids.meaning?.name) }
}

const unknownCosts = 0.35

/** What this knowledge has taught about how sure one may be of a pair. A phrasing word for word needs no teaching. */
function calibrated({ passages, sure }: Found, query: Query, ranked: Ranked[], lines: Lines, encoder = ''): number {
  const [first] = passages
  if (!first || first.question === null) return sure
  const line = byMeaning(ranked)
    ? lines.find(({ mode, encoder: of }) => mode === 'meaning' && of === encoder)
    : lines.find(({ mode }) => mode === 'words')
  // What nobody has written about may be what is asked: "can I pay in bitcoin?"
  const learned = Math.min(line ? through(line, sure) : sure, 1 - unknownCosts * query.unknownShare)
  return first.question.split('\n').some((phrasing) => wordsOf(phrasing).join(' ') === query.plain) ? Math.max(sure, learned) : learned
}

/** The candidates with what speaks for each, before anything is weighed: what `search` ranks and what the weights are learned from. */
export async function measured(
  db: Db,
  bot: string,
  question: string,
  { context = null, meaning = null, patient = false, heldOut = null }: Pick<Aids, 'context' | 'meaning'> & Comparing,
): Promise<{ query: Query | null; ranked: Ranked[]; lines: Lines }> {
  const state = await stateOf(db)
  const { vocabulary, lines } = await knownOf(db, bot, state)
  if (vocabulary.chunks === 0) return { query: null, ranked: [], lines }
  // Never fails: words are looked up meanwhile.
  const comparing = meaning?.compare(bot, question, context, { patient, heldOut }) ?? null
  const query = await readAgainst(question, context?.leans ? context.line : null, state, vocabulary)
  // Many texts are about one subject: which one, the line before says.
  const ofTexts = context && !context.leans ? await readAgainst(question, context.line, state, vocabulary) : query
  const entries = await candidates(db, bot, ofTexts, remembered(state), vocabulary, comparing)
  const compared = await comparing
  await pause()
  return { query, ranked: measure({ query, ofTexts }, heldOut ? leaveOut(entries, heldOut) : entries, vocabulary, compared), lines }
}

function leaveOut(entries: Entry[], { chunk, phrasing }: HeldOut): Entry[] {
  if (phrasing === null) return entries.filter((entry) => entry.chunk.id !== chunk)
  return entries.map((entry) => (entry.chunk.id === chunk ? without(entry, phrasing) : entry))
}

async function readAgainst(question: string, context: string | null, state: SearchState, vocabulary: Vocabulary): Promise<Query> {
  await state.reader.stems.learn([...wordsOf(question), ...wordsOf(context ?? '')])
  return understand(question, context, state, vocabulary)
}

/** Orders what was measured by probability, as these weights have it. */
export function rank(query: Query, ranked: Ranked[], weights: Weights): Found {
  const { chances, none } = probabilities(query, ranked, weights)
  const ordered = ranked
    .map(({ entry, signals }, i) => ({ passage: passageOf(entry, chances[i] ?? 0), held: signals[0] ?? 0 }))
    .sort((a, b) => b.passage.score - a.passage.score || (a.passage.chunk < b.passage.chunk ? -1 : 1))
  const [first] = ordered
  if (!first) return { passages: [], sure: 0 }
  const { passage, held } = first
  const sure = passage.question === null ? sureOfText(passage.score, none, held, weights) : passage.score
  return { passages: ordered.map((one) => one.passage), sure }
}

function passageOf({ chunk }: Entry, score: number): Passage {
  const { id, source, position, title, url, question, body } = chunk
  return { chunk: id, source, position, title, url, question, text: body, score }
}

// ——— what is remembered between questions, per database

type SearchState = Known & { vocabularies: Map<string, Promise<Vocabulary>> }

const states = new WeakMap<object, Promise<SearchState>>()

/** The words that this database's knowledge is read with. */
export async function readerOf(db: Db): Promise<Reader> {
  return (await stateOf(db)).reader
}

function stateOf(db: Db): Promise<SearchState> {
  let state = states.get(db)
  if (!state) {
    state = newState(db)
    states.set(db, state)
    state.catch(() => states.delete(db))
  }
  return state
}

async function newState(db: Db): Promise<SearchState> {
  const stems = new Stems(db)
  await stems.learn(conceptWords())
  const reader = new Reader(
    stems,
    readConcepts((word) => stems.of(word) ?? word),
  )
  return { reader, words: new WordShelf(db), vocabularies: new Map(), entries: new Map() }
}

/** As it is now: whoever searches keeps the entries that it began with. Of too many the older half is forgotten. */
function remembered(state: SearchState): Known {
  if (state.entries.size > mostRemembered) state.entries = new Map([...state.entries].slice(-mostRemembered / 2))
  const { reader, words, entries } = state
  return { reader, words, entries }
}

/** What the bot's own knowledge has taught about its confidence (`calibration-job.ts`). */
type Lines = (Line & { mode: 'words' | 'meaning'; encoder: string | null })[]

const knowing = `select ${stampSql('$1')} as stamp,
  (select coalesce(jsonb_agg(c), '[]') from calibration c where c.bot = $1 and c.mode in ('words', 'meaning')) as lines`

async function knownOf(db: Db, bot: string, state: SearchState): Promise<{ vocabulary: Vocabulary; lines: Lines }> {
  const { rows } = await db.query<{ stamp: string; lines: Lines }>(knowing, [bot])
  const { stamp, lines } = rows[0] ?? { stamp: '', lines: [] }
  const known = await state.vocabularies.get(bot)?.catch(() => null)
  if (known?.stamp === stamp) return { vocabulary: known, lines }
  // A source may have been edited in place.
  state.entries = new Map()
  const reading = readVocabulary(db, bot, stamp)
  state.vocabularies.set(bot, reading)
  return { vocabulary: await reading, lines }
}

async function understand(question: string, context: string | null, state: SearchState, vocabulary: Vocabulary): Promise<Query> {
  const near = wordsOf(question).flatMap((word) => vocabulary.near(word).map((other) => other.word))
  await state.reader.stems.learn(near)
  return readQuery(question, context, state.reader, vocabulary)
}
