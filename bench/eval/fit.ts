import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { dot, groundsOfNone, groundsOfText, type Weights } from '@baton/server/bot/confidence.ts'
import { contextOf } from '@baton/server/bot/follow.ts'
import { signalCount } from '@baton/server/bot/rank.ts'
import { measured } from '@baton/server/bot/search.ts'
import type pg from 'pg'
import { teach } from './database.ts'
import { type DocPassage, type DocQuery, type FaqQuery, type KbEntry, readLines } from './gold.ts'

/** One question: the signals of its candidates, which of them are right, and how much it counts. */
type Case = { signals: number[][]; none: number[]; right: boolean[]; weight: number; inScope: boolean }
type Company = { name: string; cases: Case[] }
type Logit = Pick<Weights, 'entry' | 'none'>

const trainedOn = ['banking55', 'clinc_a', 'curekart']
const outOfScope = 0.25
const elsewhere = 40

/**
 * Learns the weights of the confidence formula on the collections that are not the one we report on, prints how each does when it is left out,
 * and writes server/bot/weights.ts. The collections hold no shop's own words: what goes into the product are the numbers alone.
 */
export async function learnWeights(pool: pg.Pool, gold: string, root: string): Promise<void> {
  const companies: Company[] = []
  for (const name of trainedOn) companies.push({ name, cases: await faqCases(pool, gold, name) })
  const docs = await docCases(pool, gold, 'ibmcloud')
  companies.push({ name: 'ibmcloud', cases: docs })
  for (const left of companies) {
    const others = companies.filter((company) => company !== left).flatMap(({ cases }) => cases)
    console.log(`left out ${left.name.padEnd(10)}`, report(left.cases, learn(others)))
  }
  const weights = learn(companies.flatMap(({ cases }) => cases))
  console.log(
    'all together       ',
    report(
      companies.flatMap(({ cases }) => cases),
      weights,
    ),
  )
  writeFileSync(join(root, 'server', 'bot', 'weights.ts'), file({ ...weights, text: learnText(docs, weights) }))
}

/** Each collection three times: as it is, with one phrasing an entry, and with phrasings moved into the answer, as small shops have them. */
async function faqCases(pool: pg.Pool, gold: string, name: string): Promise<Case[]> {
  const kb = readLines<KbEntry>(gold, 'faq', name, 'kb.jsonl')
  const queries = readLines<FaqQuery>(gold, 'faq', name, 'queries.jsonl')
  const one = kb.map((entry) => ({ ...entry, questions: entry.questions.slice(0, 1), title: entry.questions[0] ?? entry.title }))
  const split = one.map((entry, i) => ({ ...entry, answer: kb[i]?.questions.slice(1, 4).join('. ') ?? '' }))
  const variants = [kb, one, split]
  const cases: Case[] = []
  for (const variant of variants) {
    const { bot, names } = await teach(pool, 'pairs', variant)
    const asked = []
    for (const query of queries)
      asked.push(await caseOf(pool, bot, query.text, null, (chunk) => names.get(chunk) === query.gold, query.gold !== null))
    cases.push(...weigh(asked, 1 / variants.length))
  }
  return cases
}

async function docCases(pool: pg.Pool, gold: string, name: string): Promise<Case[]> {
  const { bot, names } = await teach(pool, 'text', readLines<DocPassage>(gold, 'docs', name, 'passages.jsonl'))
  const asked = []
  for (const query of readLines<DocQuery>(gold, 'docs', name, 'queries.jsonl')) {
    if (query.answerability === 'underspecified') continue
    const history = query.history.map(({ role, text }) => ({ by: role === 'bot' ? ('bot' as const) : ('visitor' as const), text }))
    const relevant = new Set(query.relevant)
    const right = (chunk: string) => relevant.has(names.get(chunk) ?? '')
    asked.push(
      await caseOf(
        pool,
        bot,
        query.text,
        contextOf(query.text, history),
        right,
        query.answerability !== 'unanswerable' && relevant.size > 0,
      ),
    )
  }
  // The collection's own unanswerable questions are all about its subject: visitors also ask about other things.
  const others = readLines<FaqQuery>(gold, 'faq', 'clinc_a', 'queries.jsonl').filter(({ oos }) => oos === 'ood')
  for (const { text } of others.slice(0, elsewhere)) asked.push(await caseOf(pool, bot, text, null, () => false, false))
  return weigh(asked, 0.5)
}

async function caseOf(
  pool: pg.Pool,
  bot: string,
  text: string,
  context: string | null,
  right: (chunk: string) => boolean,
  inScope: boolean,
): Promise<Omit<Case, 'weight'>> {
  const { query, ranked } = await measured(pool, bot, text, context)
  const none = query ? groundsOfNone(query, ranked) : [1, 1, 1, 1, 1]
  return {
    signals: ranked.map(({ signals }) => signals),
    none,
    right: ranked.map(({ entry }) => inScope && right(entry.chunk.id)),
    inScope,
  }
}

/** A collection counts `share` in all, a quarter of it out of scope, however many questions it has. */
function weigh(cases: Omit<Case, 'weight'>[], share: number): Case[] {
  const inside = cases.filter(({ inScope }) => inScope).length
  const outside = cases.length - inside
  return cases.map((one) => ({ ...one, weight: (share * (one.inScope ? 1 - outOfScope : outOfScope)) / (one.inScope ? inside : outside) }))
}

const grounds = 5
const size = signalCount + grounds
const steps = 600
const rate = 0.05
const calm = 0.0005

/** Maximum likelihood with a little shrinkage, by Adam from zero: deterministic. */
function learn(cases: Case[]): Logit {
  const w = descend(size, (at) => slope(cases, split(at)))
  return split(w)
}

function descend(size: number, gradientAt: (w: number[]) => number[]): number[] {
  const w = new Array<number>(size).fill(0)
  const m = new Array<number>(size).fill(0)
  const v = new Array<number>(size).fill(0)
  for (let step = 1; step <= steps; step++) {
    const gradient = gradientAt(w).map((g, i) => g + calm * (w[i] ?? 0))
    for (let i = 0; i < size; i++) {
      const g = gradient[i] ?? 0
      m[i] = 0.9 * (m[i] ?? 0) + 0.1 * g
      v[i] = 0.999 * (v[i] ?? 0) + 0.001 * g * g
      w[i] = (w[i] ?? 0) - (rate * ((m[i] ?? 0) / (1 - 0.9 ** step))) / (Math.sqrt((v[i] ?? 0) / (1 - 0.999 ** step)) + 1e-9)
    }
  }
  return w.map((x) => Math.round(x * 1000) / 1000)
}

/** How sure a text is: a logistic over the two chances of its best passage. */
function learnText(cases: Case[], weights: Logit): number[] {
  const rows = cases.map((one) => {
    const { chances, none } = chancesOf(one, weights)
    const first = chances.indexOf(Math.max(...chances))
    return {
      grounds: groundsOfText(chances[first] ?? 0, none),
      right: one.right[first] ? 1 : 0,
      weight: one.weight,
    }
  })
  return descend(3, (w) => {
    const gradient = [0, 0, 0]
    for (const { grounds, right, weight } of rows) {
      const pull = weight * (1 / (1 + Math.exp(-dot(w, grounds))) - right)
      for (const [k, ground] of grounds.entries()) gradient[k] = (gradient[k] ?? 0) + pull * ground
    }
    return gradient
  })
}

const split = (w: number[]): Logit => ({ entry: w.slice(0, signalCount), none: w.slice(signalCount) })

function slope(cases: Case[], weights: Logit): number[] {
  const gradient = new Array<number>(size).fill(0)
  for (const one of cases) {
    const { chances, none } = chancesOf(one, weights)
    const reached = one.right.some(Boolean)
    const mass = one.right.reduce((sum, right, i) => sum + (right ? (chances[i] ?? 0) : 0), 0)
    for (const [i, signals] of one.signals.entries()) {
      const p = chances[i] ?? 0
      const pull = one.weight * (p - (one.right[i] ? p / mass : 0))
      for (let k = 0; k < signalCount; k++) gradient[k] = (gradient[k] ?? 0) + pull * (signals[k] ?? 0)
    }
    const pull = one.weight * (none - (reached ? 0 : 1))
    for (const [k, ground] of one.none.entries()) gradient[signalCount + k] = (gradient[signalCount + k] ?? 0) + pull * ground
  }
  return gradient
}

function chancesOf(one: Case, weights: Logit): { chances: number[]; none: number } {
  const utilities = one.signals.map((signals) => dot(weights.entry, signals))
  const none = dot(weights.none, one.none)
  const top = Math.max(none, ...utilities)
  const raised = utilities.map((u) => Math.exp(u - top))
  const total = raised.reduce((sum, x) => sum + x, Math.exp(none - top))
  return { chances: raised.map((x) => x / total), none: Math.exp(none - top) / total }
}

function report(cases: Case[], weights: Logit): string {
  let [inside, first, answered, right, kept] = [0, 0, 0, 0, 0]
  for (const one of cases) {
    const { chances } = chancesOf(one, weights)
    const best = chances.indexOf(Math.max(...chances))
    const ok = one.right[best] ?? false
    if (one.inScope) inside += one.weight
    if (ok) first += one.weight
    if ((chances[best] ?? 0) < 0.7) continue
    answered += one.weight
    if (ok) right += one.weight
    if (ok && one.inScope) kept += one.weight
  }
  const percent = (x: number) => `${(100 * x).toFixed(1)} %`
  return `right first ${percent(first / inside)} · at 70 %: answered rightly ${percent(kept / inside)}, precision ${percent(right / (answered || 1))}`
}

function file({ entry, none, text }: Weights): string {
  return `import type { Weights } from './confidence.ts'

// Made by \`npm run eval -- --fit\`: learned on the collections ${trainedOn.join(', ')} and ibmcloud. Don't edit by hand.
export const weights: Weights = {
  // biome-ignore lint/suspicious/noApproximativeNumericConstant: any likeness to a constant of nature is chance.
  entry: [${entry.join(', ')}],
  none: [${none.join(', ')}],
  text: [${text.join(', ')}],
}
`
}
