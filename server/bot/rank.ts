import type { Alike, Compared } from '../encoder/meaning.ts'
import type { Bag, Entry } from './entry.ts'
import { likenessByLetters } from './letters.ts'
import type { Query, Term } from './query.ts'
import type { Vocabulary } from './vocabulary.ts'
import { likeness } from './words.ts'

/**
 * What speaks for one chunk, each 0–1:
 * 0 share of the question's weight found anywhere · 1 found in the likest phrasing · 2 overlap with it, both ways (Dice) ·
 * 3 the same over the three likest phrasings · 4 overlap with the title · 5 share found in the body · 6 BM25 over all fields, of what the
 * question could reach · 7 BM25 of the best candidate's · 8 letters alike (likest phrasing or title) · 9 letters of the best candidate's ·
 * 10 a phrasing word for word · 11 first by words and by letters · 12 a pair rather than a text · 13 (12) × (0) ·
 * 14–16 of a text only, since a text has no phrasings to be found by: (5), (6), (7) · 17 BM25 over the body by letters ·
 * 18–19 of a text only: (17), and beside the best text's
 *
 * With meaning also:
 * 20 meaning like the likest phrasing's · 21 like that of all phrasings together · 22 like the body's likest stretch · 23 the likest of these, of
 * the best candidate's · 24 first by meaning · 25 first by meaning and by words · 26 how far before the best other by meaning (behind: below 0) ·
 * 27 the same by words (6) · 28 (22) of a text only · 29–31 its share among all candidates, by meaning, by words (6), by letters (8) ·
 * 32–34 of a text only: (29), (30), (23)
 */
export type Signals = number[]
export const signalCount = { words: 20, meaning: 35 }

export type Ranked = { entry: Entry; signals: Signals }

/** The question as it is read for pairs, and for texts. */
type Queries = { query: Query; ofTexts: Query }

/** Measures every candidate against the question, by meaning too where every candidate's is known. */
export function measure({ query, ofTexts }: Queries, entries: Entry[], vocabulary: Vocabulary, compared: Compared | null): Ranked[] {
  const average = entries.reduce((sum, { body, title }) => sum + body.size + title.size, 0) / (entries.length || 1) || 1
  const ranked = entries.map((entry) => ({
    entry,
    signals: signalsOf(entry.phrasings.length > 0 ? query : ofTexts, entry, average, vocabulary),
  }))
  relate(ranked)
  addLetters(ranked, { query, ofTexts })
  const alike = compared ? entries.flatMap(({ chunk }) => compared.of(chunk.id) ?? []) : []
  if (alike.length === entries.length) addMeaning(ranked, alike)
  return ranked
}

function signalsOf(query: Query, entry: Entry, average: number, vocabulary: Vocabulary): Signals {
  const total = query.total || 1
  const phrasings = entry.phrasings.map((bag) => overlap(query, bag, vocabulary)).sort((a, b) => b.dice - a.dice)
  const best = phrasings[0] ?? { share: 0, dice: 0 }
  const some = phrasings.slice(0, 3)
  const mean = some.reduce((sum, { dice }) => sum + dice, 0) / (some.length || 1)
  const title = overlap(query, entry.title, vocabulary)
  const letters = Math.max(likeness(query.grams, entry.title.grams), ...entry.phrasings.map(({ grams }) => likeness(query.grams, grams)))
  const anywhere =
    query.terms.reduce((sum, term) => sum + term.weight * Math.max(...fieldsOf(entry).map((bag) => hit(term, bag))), 0) / total
  const same = entry.phrasings.some(({ plain }) => plain === query.plain) ? 1 : 0
  const pair = entry.phrasings.length > 0 ? 1 : 0
  const body = shareHeld(query, entry.body)
  return [
    anywhere,
    best.share,
    best.dice,
    mean,
    title.dice,
    body,
    okapi(query, entry, average),
    0,
    letters,
    0,
    same,
    0,
    pair,
    pair * anywhere,
  ]
}

/** Signals that only mean something beside the other candidates. */
function relate(ranked: Ranked[]): void {
  const bestWords = Math.max(1e-9, ...ranked.map(({ signals }) => signals[6] ?? 0))
  const bestLetters = Math.max(1e-9, ...ranked.map(({ signals }) => signals[8] ?? 0))
  for (const { signals } of ranked) {
    signals[7] = (signals[6] ?? 0) / bestWords
    signals[9] = (signals[8] ?? 0) / bestLetters
    signals[11] = signals[7] === 1 && signals[9] === 1 ? 1 : 0
    signals.push(...(signals[12] === 0 ? [signals[5] ?? 0, signals[6] ?? 0, signals[7]] : [0, 0, 0]))
  }
}

/** How alike the body is by letters: endings and slips that no stem explains. */
function addLetters(ranked: Ranked[], { query, ofTexts }: Queries): void {
  const bodies = ranked.map(({ entry }) => entry.letters)
  const own = likenessByLetters(ofTexts.letters, bodies)
  const ofPairs = query === ofTexts ? own : likenessByLetters(query.letters, bodies)
  const ofText = ranked.map(({ signals }, i) => (signals[12] === 0 ? (own[i] ?? 0) : 0))
  const likest = Math.max(1e-9, ...ofText)
  for (const [i, { signals }] of ranked.entries()) {
    const text = ofText[i] ?? 0
    signals.push(signals[12] === 0 ? text : (ofPairs[i] ?? 0), text, text / likest)
  }
}

function addMeaning(ranked: Ranked[], alike: Alike[]): void {
  const closest = alike.map(({ best, centre, body }) => Math.max(best, centre, body))
  const words = ranked.map(({ signals }) => signals[6] ?? 0)
  const letters = ranked.map(({ signals }) => signals[8] ?? 0)
  const shares = [sharesOf(closest, 12), sharesOf(words, 8), sharesOf(letters, 8)]
  const most = Math.max(1e-9, ...closest)
  for (const [i, { signals }] of ranked.entries()) {
    const { best, centre, body } = alike[i] ?? { best: 0, centre: 0, body: 0 }
    const own = closest[i] ?? 0
    const first = own >= most ? 1 : 0
    signals.push(best, centre, body, own / most, first, first * (signals[7] === 1 ? 1 : 0))
    signals.push(lead(closest, i), lead(words, i), signals[12] === 0 ? body : 0, ...shares.map((share) => share[i] ?? 0))
    signals.push(...[signals[29] ?? 0, signals[30] ?? 0, signals[23] ?? 0].map((signal) => (signals[12] === 0 ? signal : 0)))
  }
}

/** 0 where each entry has one phrasing or none, 1 where it has seven and more (in the middle of their logarithms). */
export function richness(ranked: Ranked[]): number {
  const sum = ranked.reduce((total, { entry }) => total + Math.log(Math.max(1, entry.phrasings.length)), 0)
  return Math.min(1, sum / (ranked.length || 1) / 2)
}

/** Each one's part of the whole when all are raised, the sharper the more (softmax). */
function sharesOf(numbers: number[], sharpness: number): number[] {
  const top = Math.max(0, ...numbers)
  const raised = numbers.map((x) => Math.exp((x - top) * sharpness))
  const total = raised.reduce((sum, x) => sum + x, 0)
  return raised.map((x) => x / total)
}

/** How far a number lies before the largest of the others. */
function lead(numbers: number[], i: number): number {
  let other = 0
  for (let k = 0; k < numbers.length; k++) if (k !== i && (numbers[k] ?? 0) > other) other = numbers[k] ?? 0
  return (numbers[i] ?? 0) - other
}

function fieldsOf(entry: Entry): Bag[] {
  return [...entry.phrasings, entry.title, entry.body]
}

/** How well the field holds the word, 0–1. */
function hit(term: Term, bag: Bag): number {
  let best = 0
  for (const [form, worth] of term.forms) if (worth > best && bag.stems.has(form)) best = worth
  return best
}

/** Which share of the question's weight the field holds. */
function shareHeld(query: Query, bag: Bag): number {
  return bag.size === 0 || query.total === 0 ? 0 : held(query, bag) / query.total
}

function held(query: Query, bag: Bag): number {
  let sum = 0
  for (const term of query.terms) sum += term.weight * hit(term, bag)
  return sum
}

/** That share, and how much the two overlap, both ways. */
function overlap(query: Query, bag: Bag, vocabulary: Vocabulary): { share: number; dice: number } {
  if (bag.size === 0 || query.total === 0) return { share: 0, dice: 0 }
  const own = held(query, bag)
  let all = 0
  for (const stem of bag.stems.keys()) if (!stem.startsWith('§')) all += vocabulary.weight(stem)
  return { share: own / query.total, dice: (2 * own) / (query.total + Math.max(all, own)) }
}

const k1 = 1.5
const b = 0.75

/** BM25 over the whole entry (a word in a phrasing or title counts double), as a share of the most that this question could score. */
function okapi(query: Query, entry: Entry, average: number): number {
  if (query.total === 0) return 0
  const size = entry.body.size + entry.title.size
  let score = 0
  for (const term of query.terms) {
    let count = 0
    for (const [form, worth] of term.forms) {
      if (entry.phrasings.length === 0 && form.startsWith('§') && form !== term.word) continue
      const asked = Math.max(entry.title.stems.get(form) ?? 0, ...entry.phrasings.map(({ stems }) => stems.get(form) ?? 0))
      count = Math.max(count, worth * ((entry.body.stems.get(form) ?? 0) + 2 * asked))
    }
    score += (term.weight * count * (k1 + 1)) / (count + k1 * (1 - b + (b * size) / average))
  }
  return score / (query.total * (k1 + 1))
}
