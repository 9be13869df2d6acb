import type { Pool } from 'pg'
import { inTransaction, type Queries } from '../db/transaction.ts'
import { normed, toBytes } from '../encoder/vectors.ts'
import { pause } from '../pause.ts'
import {
  type Group,
  groupFor,
  groupLikeness,
  likeness,
  type Meant,
  unusual,
  usualOf,
  type Weigh,
  weighing,
  withTellingChunks,
  wordsIn,
} from './likeness.ts'

/** Of a gap so many questions, the newest, say what it is about; and so many gaps, those asked last, are looked at for a new question. */
const tellingQuestions = 8
const mostGaps = 1_000
/** Of a gap so many questions, the newest, are looked at for the one that stands for all. */
const mostMembers = 40
/** What is usual to ask here, so many texts of the knowledge say. */
const usualTexts = 200
const atOnce = 100
const gapsAtOnce = 100

type Told = { text: string; encoder: string | null; vector: Buffer | null; chunk: string | null }
type New = Told & { id: string; at: Date }
type Known = Group & { id: string }

/** Puts the questions of a bot that have no gap yet into the likest one, or into a new one. */
export async function assignQuestions(db: Pool, bot: string, newId: () => string): Promise<void> {
  for (;;) {
    const { rows } = await db.query<New>(
      'select id, text, at, encoder, vector, chunk from question where bot = $1 and gap is null order by at, id limit $2',
      [bot, atOnce],
    )
    if (rows.length === 0) return
    await inTransaction(db, async (client) => {
      // Two servers that find the same new question make one gap of it.
      await client.query('select from bot where id = $1 for no key update', [bot])
      await assign(client, bot, rows, newId)
    })
  }
}

async function assign(client: Queries, bot: string, news: readonly New[], newId: () => string): Promise<void> {
  const { gaps, meant, weigh } = await readGroups(client, bot, news)
  const chosen = new Map<string, string>()
  for (const [i, question] of news.entries()) {
    const one = meant[i] as Meant
    let gap = await likest(one, gaps, weigh)
    if (!gap) {
      gap = { id: newId(), members: [] }
      gaps.push(gap)
      await client.query('insert into gap (id, bot, title, questions, visitors, first_at, last_at) values ($1, $2, $3, 0, 0, $4, $4)', [
        gap.id,
        bot,
        question.text.slice(0, 300),
        question.at,
      ])
    }
    gap.members = [one, ...gap.members].slice(0, tellingQuestions)
    chosen.set(question.id, gap.id)
  }
  await client.query(
    'update question set gap = one.gap from unnest($1::uuid[], $2::uuid[]) as one (id, gap) where question.id = one.id and question.gap is null',
    [[...chosen.keys()], [...chosen.values()]],
  )
  await countAgain(client, [...chosen.values()])
}

/** The likest gap, if one is alike at all. Each question is compared with thousands, so visitors go first in between. */
async function likest(one: Meant, gaps: readonly Known[], weigh: Weigh): Promise<Known | null> {
  let best: Known | null = null
  for (let from = 0; from < gaps.length; from += gapsAtOnce) {
    await pause()
    best = groupFor(one, [...(best ? [best] : []), ...gaps.slice(from, from + gapsAtOnce)], weigh)
  }
  return best
}

/** Below what puts a question into a gap: whether two gaps are one is a person's to say. */
const perhapsTogether = 0.1
const mostAlike = 3

/** The ids of gaps that may ask for the same as this one, the likest first. */
export async function gapsLike(db: Queries, bot: string, gap: string): Promise<string[]> {
  const { gaps, weigh } = await readGroups(db, bot, [])
  const one = gaps.find(({ id }) => id === gap)
  if (!one) return []
  const found: { id: string; how: number }[] = []
  for (const [i, other] of gaps.entries()) {
    if (i % gapsAtOnce === 0) await pause()
    const how = other === one ? 0 : groupLikeness(one, other, weigh)
    if (how >= perhapsTogether) found.push({ id: other.id, how })
  }
  return found
    .sort((a, b) => b.how - a.how)
    .slice(0, mostAlike)
    .map(({ id }) => id)
}

/** The gaps of a bot, and the new questions as they are compared with them. */
async function readGroups(client: Queries, bot: string, news: readonly New[]) {
  const { rows } = await client.query<Told & { gap: string }>(
    `select gap.id as gap, one.text, one.encoder, one.vector, one.chunk from (select id from gap where bot = $1 order by last_at desc limit ${mostGaps}) gap
     cross join lateral (select text, encoder, vector, chunk from question where question.gap = gap.id order by at desc, id limit ${tellingQuestions}) one`,
    [bot],
  )
  const all = withTellingChunks([...rows, ...news].map(meantBy))
  const encoder = [...news, ...rows].find((one) => one.encoder)?.encoder ?? null
  const usual = encoder && (usualOf(await readUsual(client, bot, encoder)) ?? usualOf(vectorsOf(all, encoder)))
  const meant = all.map((one) => ({ ...one, vector: usual && one.vector && one.encoder === encoder ? unusual(one.vector, usual) : null }))
  const gaps = new Map<string, Known & { members: Meant[] }>()
  for (const [i, { gap }] of rows.entries()) {
    const known = gaps.get(gap) ?? { id: gap, members: [] }
    gaps.set(gap, known)
    known.members.push(meant[i] as Meant)
  }
  const found: Known[] = [...gaps.values()]
  return { gaps: found, meant: meant.slice(rows.length), weigh: weighing(all.map(({ words }) => words)) }
}

const vectorsOf = (all: readonly Meant[], encoder: string) =>
  all.flatMap((one) => (one.encoder === encoder && one.vector ? [one.vector] : []))

/** What some chunks of the knowledge mean, by their first phrasing. */
async function readUsual(client: Queries, bot: string, encoder: string): Promise<Float32Array[]> {
  const { rows } = await client.query<{ bytes: Buffer }>(
    `select substring(v.bytes from 1 for length(v.bytes) / v.parts) as bytes from known_chunk c join vector v on v.chunk = c.id
     where c.bot = $1 and v.encoder = $2 and v.parts > 0 order by c.id limit ${usualTexts}`,
    [bot, encoder],
  )
  return rows.flatMap(({ bytes }) => vectorOf(bytes) ?? [])
}

/** Counts gaps anew from their questions: how often, since when, what they mean together, and which is most like all. One without any goes. */
export async function countAgain(client: Queries, gaps: readonly string[]): Promise<void> {
  const unique = [...new Set(gaps)]
  if (unique.length === 0) return
  await client.query('select from gap where id = any($1) order by id for update', [unique])
  // What is settled stays for the record, even when what made it is gone. A question that comes after the answer opens it again.
  await client.query(`delete from gap where id = any($1) and state = 'open' and not exists (select from question where gap = gap.id)`, [
    unique,
  ])
  await client.query(
    `update gap set questions = one.questions, visitors = one.visitors, first_at = one.first_at, last_at = one.last_at,
       state = case when state = 'answered' and one.last_at > settled_at then 'open' else state end
     from (select gap, count(*)::int as questions, count(distinct visitor)::int as visitors, min(at) as first_at, max(at) as last_at
       from question where gap = any($1) group by gap) one where gap.id = one.gap`,
    [unique],
  )
  for (const gap of unique) await describe(client, gap)
}

async function describe(client: Queries, gap: string): Promise<void> {
  const { rows } = await client.query<Told>(
    `select text, encoder, vector, chunk from question where gap = $1 order by at desc, id limit ${mostMembers}`,
    [gap],
  )
  if (rows.length === 0) return
  const members = rows.map(meantBy)
  const weigh = weighing(members.map(({ words }) => words))
  const central = rows
    .map(({ text }, i) => ({ text, how: likeness(members[i] as Meant, { members }, weigh) }))
    .reduce((best, one) => (one.how > best.how ? one : best))
  await client.query('update gap set title = $2 where id = $1', [gap, central.text.replace(/\s+/g, ' ').slice(0, 300)])
}

function meantBy({ text, encoder, vector, chunk }: Told): Meant {
  return { encoder, vector: vectorOf(vector), words: wordsIn(text), chunk }
}

function vectorOf(bytes: Buffer | null): Float32Array | null {
  if (!bytes) return null
  const vector = Float32Array.from(new Int8Array(bytes.buffer, bytes.byteOffset, bytes.length))
  // A text that an encoder makes nothing of.
  return vector.some((x) => x !== 0) ? normed(vector) : null
}

export function bytesOf(vector: Float32Array): Buffer {
  return Buffer.from(toBytes(vector).buffer)
}
