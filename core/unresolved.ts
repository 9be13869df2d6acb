import type { Marks } from '@baton/contracts/facts.ts'
import { lexicon } from './lexicon.ts'
import { type Token, tokenize } from './tokens.ts'
import { offerWords, unresolvedWords } from './unresolved-words.ts'

/**
 * Does this line say that the answer did not help ("that's not what I meant", "still not working")? `marks` are offsets into the line.
 * A bare "no" is not enough: what it answers only the conversation knows.
 */
export function saysUnresolved(text: string): { marks: Marks } | null {
  const tokens = tokenize(text)
  const { bits, length } = help.tag(tokens)
  const marks: Marks = []
  for (let i = 0; i < tokens.length; i++) {
    if (!((bits[i] ?? 0) & help.role.unresolved) || somethingElse(tokens, i)) continue
    const last = i + (length[i] ?? 1) - 1
    marks.push(span(tokens, i, last))
    i = last
  }
  if (marks.length > 0) return { marks }
  return onlyWrong(tokens, bits) ? { marks: [span(tokens, 0, tokens.length - 1)] } : null
}

/** Does this line say that the matter is settled: thanks, "that worked", a goodbye? Not: thanks in advance, or after a further request. */
export function saysResolved(text: string): boolean {
  const tokens = tokenize(text)
  const { bits, length } = help.tag(tokens)
  const at = bits.findIndex((found) => (found & help.role.resolved) !== 0)
  if (at < 0 || bits.some((found) => (found & (help.role.notThanks | help.role.unresolved)) !== 0)) return false
  if (negated(tokens, bits, at)) return false
  const clause = tokens[at]?.clause ?? 0
  const before = tokens.slice(0, at).filter(({ clause: other }) => other < clause).length
  const after = tokens.slice(at + (length[at] ?? 1))
  return before <= mostBefore && !after.some(({ word }) => buts.has(word))
}

/** What a line answers to "Would you like me to connect you with a member of our team?". Null: neither, or something else as well that wants an answer. */
export function answersOffer(text: string): 'yes' | 'no' | null {
  const tokens = tokenize(text)
  if (tokens.length === 0 || tokens.length > longestAnswer) return null
  const { said, first, others, asks } = readAnswer(tokens)
  if (!said || asks || text.includes('?')) return null
  if (others === 0) return said
  if (first > 2) return null
  return said === 'yes' || others <= fewOthers ? said : null
}

const help = lexicon(unresolvedWords)
const offers = lexicon(offerWords)
const longestAnswer = 16
const fewOthers = 2
const mostBefore = 4
const buts = new Set('but however aber mais pero ma mas maar ale ama men sed'.split(' '))

/** "My heater doesn't work" is a question of its own; "it doesn't work" is about the answer. Where a subject of its own stands before, it is the former. */
function somethingElse(tokens: readonly Token[], at: number): boolean {
  const word = tokens[at]?.word ?? ''
  if (!machineVerbs.has(word)) return false
  const before = tokens.slice(Math.max(0, at - 4), at).filter(({ clause }) => clause === tokens[at]?.clause)
  return before.some(({ word: own }) => own.length > 3 && !aboutAnswers.has(own))
}

const machineVerbs = new Set(
  'didnt doesnt funktioniert klappt geht marche fonctionne ne no non nao nie werkt helpt calismiyor fungerar funkar isnt did does'.split(
    ' ',
  ),
)
const aboutAnswers = new Set(
  'that this your answer link your still also again sorry really unfortunately antwort leider auch immer noch reponse toujours respuesta esto todavia sigue risposta ancora questo quello resposta isso ainda antwoord nog steeds odpowiedz nadal cevap hala svaret fortfarande tried what just none those these'.split(
    ' ',
  ),
)

function onlyWrong(tokens: readonly Token[], bits: Int32Array): boolean {
  const known = help.role.bare | help.role.no | help.role.small
  return tokens.length <= 8 && bits.some((found) => (found & help.role.bare) !== 0) && bits.every((found) => (found & known) !== 0)
}

function negated(tokens: readonly Token[], bits: Int32Array, at: number): boolean {
  return [1, 2].some((back) => tokens[at - back]?.clause === tokens[at]?.clause && ((bits[at - back] ?? 0) & help.role.no) !== 0)
}

type Answer = { said: 'yes' | 'no' | null; first: number; others: number; asks: boolean }

/** Word by word, the longest phrase first; a refusal outweighs a yes. */
function readAnswer(tokens: readonly Token[]): Answer {
  const { bits, length } = offers.tag(tokens)
  const { yes, no, small, question } = offers.role
  const answer: Answer = { said: null, first: tokens.length, others: 0, asks: false }
  for (let i = 0; i < tokens.length; i += length[i] ?? 1) {
    const found = bits[i] ?? 0
    if (found & (yes | no)) {
      answer.first = Math.min(answer.first, i)
      if (answer.said !== 'no') answer.said = found & no && !longer(tokens, i, length[i] ?? 1) ? 'no' : 'yes'
    } else if (found & question) answer.asks = true
    else if (!(found & small)) answer.others++
  }
  return answer
}

/** "no problem" agrees: the whole phrase counts, not the word that it begins with. */
function longer(tokens: readonly Token[], at: number, length: number): boolean {
  const phrase = tokens.slice(at, at + length).map(({ word }) => word)
  return agreeing.has(phrase.join(' '))
}

const agreeing = new Set(['no problem', 'dont mind', 'why not', 'pourquoi pas'])

function span(tokens: readonly Token[], from: number, to: number): [number, number] {
  return [tokens[from]?.start ?? 0, tokens[to]?.end ?? 0]
}
