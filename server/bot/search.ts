import type { Compared, Comparing, HeldOut, Meaning } from '../encoder/meaning.ts'
import { pause } from '../pause.ts'
import { type Line, through } from './calibration.ts'
import { conceptWords, readConcepts } from './concepts.ts'
import { byMeaning, probabilities, sureOfText, type Weights, weightsFor } from './confidence.ts'
import { type ChunkRow, type Entry, Reader, without, wordsOfChunk } from './entry.ts'
import { type Query, readQuery } from './query.ts'
import { measure, type Ranked } from './rank.ts'
import { inItsLanguage } from './spoken.ts'
import { readVocabulary, stampSql, type Vocabulary } from './vocabulary.ts'
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

/** Knowledge up to this size is compared chunk by chunk: misspelt words then cost nothing. Above, the full-text index names the candidates. */
const mostCandidates = 50
const mostMatches = 1000
const mostRemembered = 4000
/** A long text takes about a millisecond to be read. */
const entriesAtOnce = 5

/**
 * `context` is the visitor's line before, where the question leans on it; without `meaning`, words alone find. `weights` other than the product's are
 * for measuring.
 */
export type Aids = { context?: string | null; meaning?: Meaning | null; weights?: Weights | undefined }

/** Finds what may answer a question in one bot's knowledge. */
export async function search(db: Db, bot: string, question: string, aids: Aids = {}): Promise<Found> {
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
  { context = null, meaning = null, patient = false, heldOut = null }: Omit<Aids, 'weights'> & Comparing,
): Promise<{ query: Query | null; ranked: Ranked[]; lines: Lines }> {
  const state = await stateOf(db)
  const { vocabulary, lines } = await knownOf(db, bot, state)
  if (vocabulary.chunks === 0) return { query: null, ranked: [], lines }
  // Never fails: words are looked up meanwhile.
  const comparing = meaning?.compare(bot, question, context, { patient, heldOut }) ?? null
  const query = await readAgainst(question, context, state, vocabulary)
  const rows = await candidates(db, bot, query, state, vocabulary, comparing)
  const compared = await comparing
  const entries = await entriesOf(rows, state)
  return { query, ranked: measure(query, heldOut ? leaveOut(entries, heldOut) : entries, vocabulary, compared), lines }
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

type SearchState = { reader: Reader; vocabularies: Map<string, Promise<Vocabulary>>; entries: Map<string, Entry> }

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
  return { reader, vocabularies: new Map(), entries: new Map() }
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
  state.entries.clear()
  const reading = readVocabulary(db, bot, stamp)
  state.vocabularies.set(bot, reading)
  return { vocabulary: await reading, lines }
}

async function understand(question: string, context: string | null, state: SearchState, vocabulary: Vocabulary): Promise<Query> {
  const near = wordsOf(question).flatMap((word) => vocabulary.near(word).map((other) => other.word))
  await state.reader.stems.learn(near)
  return readQuery(question, context, state.reader, vocabulary)
}

// ——— candidates

const columns = 'id, source, position, title, question, body, url'

/** Small knowledge is taken whole; of more, what words find and what meaning finds. */
async function candidates(
  db: Db,
  bot: string,
  query: Query,
  state: SearchState,
  vocabulary: Vocabulary,
  comparing: Promise<Compared | null> | null,
): Promise<ChunkRow[]> {
  if (vocabulary.chunks <= mostCandidates) {
    const { rows } = await db.query<ChunkRow>(`select ${columns} from known_chunk where bot = $1`, [bot])
    return rows
  }
  const byMeaningLater = async () => chunksOf(db, bot, (await comparing)?.near ?? [])
  const [byWords, byMeaning] = await Promise.all([candidatesByWords(db, bot, query, state, vocabulary), byMeaningLater()])
  const seen = new Set(byWords.map(({ id }) => id))
  return [...byWords, ...byMeaning.filter(({ id }) => !seen.has(id))]
}

async function chunksOf(db: Db, bot: string, ids: string[]): Promise<ChunkRow[]> {
  if (ids.length === 0) return []
  const { rows } = await db.query<ChunkRow>(`select ${columns} from known_chunk where bot = $1 and id = any($2)`, [bot, ids])
  return rows
}

async function candidatesByWords(db: Db, bot: string, query: Query, state: SearchState, vocabulary: Vocabulary): Promise<ChunkRow[]> {
  const groups = telling(query, vocabulary)
    .map((term) => formsFor(term.forms, state))
    .filter(Boolean)
  if (groups.length === 0) return []
  const sql = `select ${columns} from chunk join (
      select id as best, ts_rank_cd(tsv, $2::tsquery, 1) as rank
      from (select id, tsv from known_chunk where bot = $1 and tsv @@ $2::tsquery limit $3) matched
      order by rank desc, id limit $4
    ) ranked on id = best order by rank desc, id`
  const find = async (joint: string) => {
    const { rows } = await db.query<ChunkRow>(sql, [bot, groups.map((group) => `(${group})`).join(joint), mostMatches, mostCandidates])
    return rows
  }
  const all = groups.length > 1 ? await find(' & ') : []
  if (all.length >= 10) return all
  const seen = new Set(all.map(({ id }) => id))
  return [...all, ...(await find(' | ')).filter(({ id }) => !seen.has(id))].slice(0, mostCandidates)
}

/** In a big knowledge base a word that stands in a quarter of it finds nothing: left out while rarer ones remain. */
function telling(query: Query, vocabulary: Vocabulary) {
  const rare = query.terms.filter(({ word }) => vocabulary.count(word) < vocabulary.chunks / 4)
  return rare.length > 0 ? rare : query.terms
}

function formsFor(forms: Map<string, number>, state: SearchState): string {
  const words = [...forms.keys()].flatMap((form) => (form.startsWith('§') ? (state.reader.concepts.members.get(form) ?? []) : [form]))
  return [...new Set(words)].map(lexeme).join(' | ')
}

function lexeme(word: string): string {
  return `'${word.replaceAll('\\', '').replaceAll("'", "''")}'`
}

/** Reads chunks into words, remembering them until the knowledge changes. */
async function entriesOf(rows: ChunkRow[], state: SearchState): Promise<Entry[]> {
  const news = rows.filter(({ id }) => !state.entries.has(id))
  if (news.length > 0) {
    await state.reader.stems.learn(news.flatMap(wordsOfChunk))
    if (state.entries.size + news.length > mostRemembered) state.entries.clear()
    for (const [i, row] of news.entries()) {
      state.entries.set(row.id, state.reader.entry(row))
      if (i % entriesAtOnce === entriesAtOnce - 1) await pause()
    }
  }
  return rows.map((row) => state.entries.get(row.id) ?? state.reader.entry(row))
}
