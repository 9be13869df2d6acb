import { moodWords } from './frustration-words.ts'
import { lexicon, type Tagged } from './lexicon.ts'
import { longestLine, type Token, tokenize } from './tokens.ts'

/** How angry somebody writes, 0–1, from 0.5 on plainly so; `marks` are offsets into the newest line. */
export type Mood = { score: number; marks: [number, number][] }

/**
 * The mood of a visitor's last lines, oldest first, at most the last five: each earlier line counts half of the next. Anger, insults, swearing,
 * giving up, capitals, "??!!". By words alone: microseconds. Ten languages for the commonest.
 */
export function frustration(lines: readonly string[]): Mood {
  const moods = lines.slice(-mostLines).map(moodOf).reverse()
  const calm = moods.reduce((rest, { score }, age) => rest * (1 - score * fade ** age), 1)
  return { score: Math.min(1, 1 - calm), marks: moods[0]?.marks ?? [] }
}

const mostLines = 5
const fade = 0.5
const words = lexicon(moodWords)
const role = words.role

function moodOf(text: string): Mood {
  const tokens = tokenize(text)
  const line = words.tag(tokens)
  const marks: [number, number][] = []
  let score = 0
  for (let i = 0; i < tokens.length; i++) {
    const weight = weigh(tokens, line, i)
    if (weight <= 0) continue
    score += weight
    const last = i + (line.length[i] ?? 1) - 1
    marks.push([tokens[i]?.start ?? 0, tokens[last]?.end ?? 0])
    i = last
  }
  const loud = loudness(text, tokens, line)
  if (loud > 0 && marks.length === 0 && tokens.length > 0) marks.push([tokens[0]?.start ?? 0, tokens.at(-1)?.end ?? 0])
  const kind = line.bits.some((bits) => bits & role.thanks) && !line.bits.some((bits) => bits & (role.strong | role.swear)) ? kindness : 0
  return { score: Math.max(0, Math.min(1, score + loud - kind)), marks }
}

const kindness = 0.3

/** How much the word or phrase that begins here says. */
function weigh(tokens: readonly Token[], line: Tagged, at: number): number {
  const bits = line.bits[at] ?? 0
  if (bits & role.calm || denied(tokens, line, at)) return 0
  if (bits & (role.strong | role.foreign)) return 0.7
  if (bits & (role.swear | role.insult)) return calmed(line, at) ? 0 : 0.55
  if (bits & role.bare && alone(tokens, line, at)) return 0.6
  if (bits & role.aimed) return aimedAt(tokens, line, at) ? 0.6 : 0.15
  if (bits & (role.waiting | role.mild)) return 0.3
  return 0
}

/** The word belongs to a phrase that is harmless. */
function calmed(line: Tagged, at: number): boolean {
  return [1, 2].some((back) => ((line.bits[at - back] ?? 0) & role.calm) !== 0 && (line.length[at - back] ?? 1) > back)
}

/** "not bad", "it isn't stupid". */
function denied(tokens: readonly Token[], line: Tagged, at: number): boolean {
  const clause = tokens[at]?.clause
  return [1, 2].some((back) => tokens[at - back]?.clause === clause && ((line.bits[at - back] ?? 0) & role.not) !== 0 && single(line, at))
}

const single = (line: Tagged, at: number): boolean => (line.length[at] ?? 1) === 1

const nearby = 5
const small = new Set(
  'is are was were be just so really very absolutely totally completely utterly such a an the pretty quite truly simply getting of all what how total complete utter pure its thats it that still and or too'.split(
    ' ',
  ),
)
const copulas = new Set('is are was were be youre thats its getting'.split(' '))
const verbs = new Set(['sucks', 'suck', 'hate'])

/** Nothing else is said in the sentence. */
function alone(tokens: readonly Token[], line: Tagged, at: number): boolean {
  const last = at + (line.length[at] ?? 1)
  const known = role.target | role.mild | role.aimed | role.insult | role.bare | role.doubt
  return tokens.every(({ word, sentence }, i) => {
    return sentence !== tokens[at]?.sentence || (i >= at && i < last) || small.has(word) || ((line.bits[i] ?? 0) & known) !== 0
  })
}

/** Said of those who are spoken to ("this is terrible", "useless service"), or of nothing at all. */
function aimedAt(tokens: readonly Token[], line: Tagged, at: number): boolean {
  const is = (i: number, mask: number) => tokens[i]?.clause === tokens[at]?.clause && ((line.bits[i] ?? 0) & mask) !== 0
  if (is(at + 1, role.target) || alone(tokens, line, at)) return true
  let copula = verbs.has(tokens[at]?.word ?? '')
  for (let i = at - 1; i >= at - nearby; i--) {
    const word = tokens[i]?.word ?? ''
    copula ||= copulas.has(word)
    if (is(i, role.target) && copula) return true
    if (!small.has(word) && !copulas.has(word)) return false
  }
  return false
}

/** Capitals, and signs said again and again. */
function loudness(text: string, tokens: readonly Token[], line: Tagged): number {
  const written = text.slice(0, longestLine)
  const letters = written.match(/\p{L}/gu)?.length ?? 0
  const capitals = written.match(/\p{Lu}/gu)?.length ?? 0
  const shouted = letters >= 10 && tokens.length >= 3 && capitals / letters > 0.7 ? 0.35 : 0
  const stressed = shouted === 0 && capitals < letters / 2 && /(?:^|\s)\p{Lu}{5,}(?=\s|[.!?]|$)/u.test(written) ? 0.2 : 0
  const signs = /[?!]{3}/.test(written) || /\?!|!\?/.test(written) ? 0.3 : /\?\?|!!/.test(written) ? 0.25 : 0
  const doubted = signs > 0 && tokens.length <= mostDoubted && line.bits.some((bits) => bits & role.doubt) ? 0.3 : 0
  return shouted + stressed + signs + doubted
}

const mostDoubted = 6
