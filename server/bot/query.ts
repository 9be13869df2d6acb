import type { Reader } from './entry.ts'
import { piecesOf } from './letters.ts'
import type { Vocabulary } from './vocabulary.ts'
import { gramsOf, wordsOf } from './words.ts'

/** A word of the question: what may stand for it in a chunk and how well (1 the word itself, less a correction or a concept). */
export type Term = { word: string; weight: number; forms: Map<string, number>; unknown: boolean }

/** A question, read against one bot's vocabulary. `letters` are the pieces of its words and of the line before, with what each weighs. */
export type Query = {
  terms: Term[]
  total: number
  grams: Map<string, number>
  letters: Map<number, number>
  plain: string
  unknownShare: number
}

/** Words of courtesy and of asking, which say nothing about what is asked. */
const courtesy = new Set(
  'hi hello hey please pls plz thanks thank thx dear sir madam good morning afternoon evening kindly ok okay'.split(' '),
)
const asking = new Set(
  'want need would like could know tell help get got let say wanna wondering question info information give anyone someone'.split(' '),
)
const askingWeight = 0.4

/** The number of an order or a telephone: what it is about stands in the other words. */
const identifier = /^(?=(?:.*\d){4})[\p{L}\d]{4,}$/u

const throughConcept = 0.7
/** An earlier line of the visitor says what "it" is, but it is not the question. */
const contextWeight = 0.5

/** Reads a question; `context` is the visitor's previous line when the question leans on it. Learn the stems of both first. */
export function readQuery(text: string, context: string | null, reader: Reader, vocabulary: Vocabulary): Query {
  const terms = termsOf(text, 1, reader, vocabulary)
  if (context) {
    const said = new Map(terms.map((term) => [term.word, term]))
    for (const term of termsOf(context, contextWeight, reader, vocabulary)) {
      const again = said.get(term.word)
      if (again) again.weight += term.weight
      else if (!term.unknown) terms.push(term)
    }
  }
  const own = terms.filter(({ weight }) => weight > 0)
  const total = own.reduce((sum, { weight }) => sum + weight, 0)
  const unknown = own.filter((term) => term.unknown).reduce((sum, { weight }) => sum + weight, 0)
  return {
    terms: own,
    total,
    grams: gramsOf(reader.meaningful(text)),
    letters: lettersAsked(reader.meaningful(text), context ? reader.meaningful(context) : []),
    plain: wordsOf(text).join(' '),
    unknownShare: total > 0 ? unknown / total : 1,
  }
}

/** A piece of both lines counts like one of the question's alone: what was asked before says what it is about, not twice. */
function lettersAsked(question: string[], context: string[]): Map<number, number> {
  const pieces = (words: string[], weight: number) =>
    words
      .filter(telling)
      .slice(0, mostWords)
      .flatMap((word) => piecesOf(word).map((piece) => [piece, weight] as const))
  return new Map([...pieces(context, contextWeight), ...pieces(question, 1)])
}

/** Whether a word may say what is asked. */
const telling = (word: string) => !courtesy.has(word) && !identifier.test(word) && word.length <= longestWord

function termsOf(text: string, factor: number, reader: Reader, vocabulary: Vocabulary): Term[] {
  const words = wordsOf(text)
    .filter((word) => word.length <= longestWord)
    .slice(0, mostWords)
  const concepts = reader.conceptsAt(words)
  const terms = new Map<string, Term>()
  for (const [i, word] of words.entries()) {
    const stem = reader.stems.of(word)
    const about = concepts[i] ?? []
    if (terms.has(stem ?? word)) continue
    if (!telling(word)) continue
    // A word without meaning of its own counts where it has one together with others: "where is", "when".
    if (stem === null) {
      for (const concept of about) if (!terms.has(concept)) terms.set(concept, conceptTerm(concept, factor))
      continue
    }
    const weight = vocabulary.weight(stem) * factor * (asking.has(word) ? askingWeight : 1)
    const term: Term = { word: stem, weight, forms: new Map([[stem, 1]]), unknown: false }
    for (const concept of about) term.forms.set(concept, throughConcept)
    if (!vocabulary.has(stem) && !vocabulary.has(word)) correct(term, word, about.length > 0, reader, vocabulary)
    terms.set(stem, term)
  }
  return [...terms.values()]
}

const conceptWeight = 1.5

function conceptTerm(concept: string, factor: number): Term {
  return { word: concept, weight: conceptWeight * factor, forms: new Map([[concept, 1]]), unknown: false }
}

const mostWords = 60
/** PostgreSQL refuses a lexeme of 2 kB. */
const longestWord = 100

function correct(term: Term, word: string, known: boolean, reader: Reader, vocabulary: Vocabulary): void {
  const near = vocabulary.near(word)
  for (const { word: other, likeness } of near) {
    const stem = reader.stems.of(other) ?? other
    term.forms.set(stem, Math.max(term.forms.get(stem) ?? 0, likeness))
    for (const concept of reader.concepts.words.get(stem) ?? [])
      term.forms.set(concept, Math.max(term.forms.get(concept) ?? 0, likeness * throughConcept))
  }
  term.unknown = near.length === 0 && !known
}
