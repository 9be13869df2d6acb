import type { Meaning } from '../encoder/meaning.ts'
import { pause } from '../pause.ts'
import type { Point } from './calibration.ts'
import type { Weights } from './confidence.ts'
import { elsewhere } from './elsewhere.ts'
import type { Query } from './query.ts'
import { type Ranked, signalCount } from './rank.ts'
import { measured, rank } from './search.ts'
import { weights as product } from './weights.ts'
import type { Db } from './words.ts'

/** What was asked of a knowledge base, in parts that have no pair in common. */
export type Rehearsed = { words: Point[][]; meaning: Point[][]; questions: number }

type Options = {
  meaning: Meaning | null
  /** For measuring: other weights than the product's. */
  weights?: Weights | undefined
}

/** A question to rehearse: `part` is its pair's, `share` how much of all it stands for. */
type Rehearsal = { text: string; part: number; chunk: string | null; phrasing: number | null; kind: Kind }
type Kind = 'inside' | 'without' | 'elsewhere'

const parts = 5
const mostInside = 240
const mostWithout = 60
const fewest = 20
/** Visitors' questions that a knowledge base does not answer, as a share of all: some of its own subject, most of another. */
const outside = { without: 0.0625, elsewhere: 0.1875 }
/** A generic question that is found this surely is one that this knowledge answers. */
const surelyInside = 0.4

/**
 * Asks a bot's pairs their own phrasings, each time as if that phrasing were not there, and a few as if the pair were not; then what no company is
 * asked. Tells how sure the search was and whether it was right. Nothing is stored. Pairs with one phrasing have nothing to spare.
 */
export async function rehearse(db: Db, bot: string, { meaning, weights }: Options): Promise<Rehearsed> {
  const asked = await rehearsals(db, bot)
  const points: Record<'words' | 'meaning', (Point & Pick<Rehearsal, 'part' | 'kind'>)[]> = { words: [], meaning: [] }
  for (const { text, part, chunk, phrasing, kind } of asked) {
    const heldOut = chunk === null ? null : { chunk, phrasing: kind === 'inside' ? phrasing : null }
    const { query, ranked } = await measured(db, bot, text, { meaning, patient: true, heldOut })
    if (!query) continue
    const right = kind === 'inside' ? chunk : null
    if (ranked[0]?.signals.length === signalCount.meaning)
      points.meaning.push({ ...judged(query, ranked, weights ?? product.meaning, right), part, kind })
    points.words.push({ ...judged(query, ranked.map(byWords), product.words, right), part, kind })
    await pause()
  }
  return { words: weighed(points.words), meaning: weighed(points.meaning), questions: asked.length }
}

async function rehearsals(db: Db, bot: string): Promise<Rehearsal[]> {
  const { rows } = await db.query<{ id: string; question: string }>(
    `select id, question from known_chunk where bot = $1 and question like E'%\\n%' order by md5(id::text) limit ${mostInside}`,
    [bot],
  )
  const pairs = rows.map(({ id, question }, i) => ({ id, part: i % parts, phrasings: question.split('\n').filter(Boolean) }))
  // One phrasing of each pair after the other, until there are enough.
  const inside: Rehearsal[] = []
  const longest = Math.max(0, ...pairs.map(({ phrasings }) => phrasings.length))
  for (let k = 0; k < longest && inside.length < mostInside; k++)
    for (const { id, part, phrasings } of pairs) {
      const text = phrasings[k]
      if (text) inside.push({ text, part, chunk: id, phrasing: k, kind: 'inside' })
    }
  if (inside.length < fewest) return []
  const without = inside.slice(0, mostWithout).map((one): Rehearsal => ({ ...one, kind: 'without' }))
  const generic = elsewhere.map((text, i): Rehearsal => ({ text, part: i % parts, chunk: null, phrasing: null, kind: 'elsewhere' }))
  return [...inside.slice(0, mostInside), ...without, ...generic]
}

function judged(query: Query, ranked: Ranked[], weights: Weights, right: string | null): Pick<Point, 'confidence' | 'right' | 'weight'> {
  const { passages, sure } = rank(query, ranked, weights)
  return { confidence: sure, right: right !== null && passages[0]?.chunk === right, weight: 1 }
}

const byWords = (one: Ranked): Ranked => ({ ...one, signals: one.signals.slice(0, signalCount.words) })

/** Each kind counts for its share, whatever its number. */
function weighed(points: (Point & Pick<Rehearsal, 'part' | 'kind'>)[]): Point[][] {
  const kept = points.filter(({ kind, confidence }) => kind !== 'elsewhere' || confidence < surelyInside)
  const count = (kind: Kind) => kept.filter((one) => one.kind === kind).length || 1
  const inside = count('inside')
  const each: Record<Kind, number> = {
    inside: 1 - outside.without - outside.elsewhere,
    without: (outside.without * inside) / count('without'),
    elsewhere: (outside.elsewhere * inside) / count('elsewhere'),
  }
  return Array.from({ length: parts }, (_, k) =>
    kept.filter(({ part }) => part === k).map(({ confidence, right, kind }) => ({ confidence, right, weight: each[kind] })),
  )
}
