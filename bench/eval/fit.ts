import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { groundCount, groundsOfNone, type Logit, type Weights } from '@baton/server/bot/confidence.ts'
import { elsewhere } from '@baton/server/bot/elsewhere.ts'
import { type Context, contextOf } from '@baton/server/bot/follow.ts'
import { richness, signalCount } from '@baton/server/bot/rank.ts'
import { measured } from '@baton/server/bot/search.ts'
import { madeUpCompanies } from './companies.ts'
import { type House, teach } from './database.ts'
import { type DocPassage, type DocQuery, type FaqQuery, halfOf, type KbEntry, namesIn, readLines } from './gold.ts'
import { type Case, chancesOf, learn } from './learn.ts'

type Company = { name: string; cases: Case[] }
type Asked = Omit<Case, 'weight'>

const outOfScope = 0.25

/**
 * Learns the weights of the confidence formula, with meaning and by words alone, and writes them to server/bot/weights.ts. Prints how each company
 * does with weights that never saw it, and writes those to bench/eval/left-out.ts, so that what is reported of a company was learned on others.
 * What goes into the product are the numbers alone.
 */
export async function learnWeights(house: House, gold: string, root: string): Promise<void> {
  const companies: Company[] = []
  for (const name of namesIn(gold, 'faq')) companies.push({ name, cases: await faqCases(house, gold, name) })
  for (const name of namesIn(gold, 'docs')) companies.push({ name, cases: await docCases(house, gold, name) })
  const reported = companies.map(({ name }) => name)
  for (const { name, kb, queries } of madeUpCompanies()) companies.push({ name, cases: weigh(await askAll(house, kb, queries), 1) })
  const names = companies.map(({ name }) => name)
  const meaning = learnFrom('by words and meaning', companies, reported)
  const words = learn(companies.map(withoutMeaning).flatMap(({ cases }) => cases))
  writeFileSync(join(root, 'server', 'bot', 'weights.ts'), weightsFile(names, words, meaning.all))
  writeFileSync(join(root, 'bench', 'eval', 'left-out.ts'), leftOutFile(meaning.without))
}

/** `reported`: the names of those that are reported, each with weights that never saw it. */
function learnFrom(kind: string, companies: Company[], reported: string[]): { all: Weights; without: Record<string, Weights> } {
  console.log(kind)
  const without: Record<string, Weights> = {}
  for (const left of companies.filter(({ name }) => reported.includes(name))) {
    const others = companies.filter((company) => company !== left).flatMap(({ cases }) => cases)
    for (const { name, cases, rest } of partsOf(left)) {
      const weights = learn([...others, ...rest])
      console.log(`  left out ${name.padEnd(12)}`, report(cases, weights))
      without[name] = weights
    }
  }
  const cases = companies.flatMap(({ cases }) => cases)
  const all = learn(cases)
  console.log('  all together       ', report(cases, all))
  return { all, without }
}

/**
 * Companies are left out whole. Of documents there is one collection, and nothing about texts can be learned from pairs: there one half of the
 * conversations is left out after the other.
 */
function partsOf({ name, cases }: Company): { name: string; cases: Case[]; rest: Case[] }[] {
  if (cases.every(({ half }) => half === undefined)) return [{ name, cases, rest: [] }]
  return [0, 1].map((half) => ({
    name: `${name}_${half}`,
    cases: cases.filter((one) => one.half === half),
    // They stand for the whole collection.
    rest: cases.filter((one) => one.half !== half).map((one) => ({ ...one, weight: one.weight * 2 })),
  }))
}

/** The same questions as they look while nothing is encoded yet. */
function withoutMeaning({ name, cases }: Company): Company {
  const short = cases.map((one) => ({
    ...one,
    signals: one.signals.map((signals) => signals.slice(0, signalCount.words)),
    none: one.none.slice(0, groundCount.words),
  }))
  return { name, cases: short }
}

/**
 * Each collection four times: as it is, with one phrasing an entry, with phrasings moved into the answer, as small shops have them, and as texts.
 * Where entries have one phrasing and an answer: as it is, and as texts under headings.
 */
async function faqCases(house: House, gold: string, name: string): Promise<Case[]> {
  const kb = readLines<KbEntry>(gold, 'faq', name, 'kb.jsonl')
  const one = kb.map((entry) => ({ ...entry, questions: entry.questions.slice(0, 1), title: entry.questions[0] ?? entry.title }))
  const split = one.map((entry, i) => ({ ...entry, answer: kb[i]?.questions.slice(1, 4).join('. ') ?? '' }))
  const texts = kb.map(({ id, title, answer = '', questions }) => ({ id, title, text: answer || questions.slice(0, 6).join('. ') }))
  const several = kb.some(({ questions }) => questions.length > 1)
  // Answers are shorter than texts are, and each stands alone: they count little as texts.
  const variants: [(KbEntry | DocPassage)[], number][] = several
    ? [
        [kb, 0.33],
        [one, 0.33],
        [split, 0.33],
        [texts, 0.01],
      ]
    : [
        [kb, 0.95],
        [texts, 0.05],
      ]
  const queries = readLines<FaqQuery>(gold, 'faq', name, 'queries.jsonl')
  const cases: Case[] = []
  for (const [entries, share] of variants) cases.push(...weigh(await askAll(house, entries, queries), share))
  return cases
}

async function askAll(house: House, entries: (KbEntry | DocPassage)[], queries: FaqQuery[]): Promise<Asked[]> {
  const { bot, names } = await teach(house, entries.some((entry) => 'text' in entry) ? 'text' : 'pairs', entries)
  const asked: Asked[] = []
  for (const { text, gold: right } of queries)
    asked.push(await caseOf(house, bot, text, null, (chunk) => names.get(chunk) === right, right !== null))
  return asked
}

async function docCases(house: House, gold: string, name: string): Promise<Case[]> {
  const { bot, names } = await teach(house, 'text', readLines<DocPassage>(gold, 'docs', name, 'passages.jsonl'))
  const asked: Asked[] = []
  for (const query of readLines<DocQuery>(gold, 'docs', name, 'queries.jsonl')) {
    if (query.answerability === 'underspecified') continue
    const history = query.history.map(({ role, text }) => ({ by: role === 'bot' ? ('bot' as const) : ('visitor' as const), text }))
    const relevant = new Set(query.relevant)
    const right = (chunk: string) => relevant.has(names.get(chunk) ?? '')
    const inScope = query.answerability !== 'unanswerable' && relevant.size > 0
    asked.push({ ...(await caseOf(house, bot, query.text, contextOf(query.text, history), right, inScope)), half: halfOf(query) })
  }
  // The collection's own unanswerable questions are all about its subject: visitors also ask about other things.
  for (const [i, text] of elsewhere.entries()) asked.push({ ...(await caseOf(house, bot, text, null, () => false, false)), half: i % 2 })
  // There is one collection of texts beside many of pairs.
  return weigh(asked, 2)
}

async function caseOf(
  house: House,
  bot: string,
  text: string,
  context: Context | null,
  right: (chunk: string) => boolean,
  inScope: boolean,
): Promise<Asked> {
  const { query, ranked } = await measured(house.pool, bot, text, { context, meaning: house.meaning })
  return {
    signals: ranked.map(({ signals }) => signals),
    none: query ? groundsOfNone(query, ranked) : [],
    right: ranked.map(({ entry }) => inScope && right(entry.chunk.id)),
    rich: richness(ranked),
    inScope,
    text: ranked[0]?.entry.phrasings.length === 0,
  }
}

/** A collection counts `share` in all, a quarter of it out of scope, however many questions it has. */
function weigh(cases: Asked[], share: number): Case[] {
  const inside = cases.filter(({ inScope }) => inScope).length
  const outside = cases.length - inside
  return cases.map((one) => ({ ...one, weight: (share * (one.inScope ? 1 - outOfScope : outOfScope)) / (one.inScope ? inside : outside) }))
}

function report(cases: Case[], weights: Weights): string {
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

function weightsFile(names: string[], words: Weights, meaning: Weights): string {
  return `import type { Weights } from './confidence.ts'

// Made by \`npm run eval -- --fit\`: learned on the collections ${names.join(', ')}. Don't edit by hand.
const words: Weights = ${written(words)}

const meaning: Weights = ${written(meaning)}

export const weights = { words, meaning }
`
}

function leftOutFile(without: Record<string, Weights>): string {
  return `import type { Weights } from '@baton/server/bot/confidence.ts'

// Made by \`npm run eval -- --fit\`: for each collection, weights that were learned on the others. Don't edit by hand.
export const leftOut: Record<string, Weights> = {
${Object.entries(without)
  .map(([name, weights]) => `  ${name}: ${written(weights)},`)
  .join('\n')}
}
`
}

function written({ entry, none, rich, text }: Weights): string {
  const logit = (one: Logit) => `entry: [${one.entry.join(', ')}], none: [${one.none.join(', ')}]`
  return `{ ${logit({ entry, none })}, rich: { ${logit(rich)} }, text: [${text.join(', ')}] }`
}
