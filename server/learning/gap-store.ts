import type { Pool } from 'pg'
import { inTransaction, type Queries } from '../db/transaction.ts'
import { normed, toBytes } from '../encoder/vectors.ts'
import { centreOf, type Group, groupFor, likeness, type Meant, weighing, wordsIn } from './likeness.ts'

/** Of a gap so many questions, the newest, say what it is about; and so many gaps, those asked last, are looked at for a new question. */
const tellingWords = 8
const mostMembers = 200
const mostGaps = 3_000
const atOnce = 100

type New = { id: string; text: string; at: Date; encoder: string | null; vector: Buffer | null }
type Known = Group & { id: string }

/** Puts the questions of a bot that have no gap yet into the likest one, or into a new one. */
export async function assignQuestions(db: Pool, bot: string, newId: () => string): Promise<void> {
  for (;;) {
    const { rows } = await db.query<New>(
      'select id, text, at, encoder, vector from question where bot = $1 and gap is null order by at, id limit $2',
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
  const gaps = await readGroups(client, bot)
  const weigh = weighing(gaps.flatMap(({ words }) => words))
  const chosen = new Map<string, string>()
  for (const question of news) {
    const meant = meantBy(question)
    let gap = groupFor(meant, gaps, weigh)
    if (!gap) {
      gap = { id: newId(), encoder: meant.encoder, centre: meant.vector, words: [] }
      gaps.push(gap)
      await client.query('insert into gap (id, bot, title, questions, visitors, first_at, last_at) values ($1, $2, $3, 0, 0, $4, $4)', [
        gap.id,
        bot,
        question.text.slice(0, 300),
        question.at,
      ])
    }
    gap.words = [meant.words, ...gap.words].slice(0, tellingWords)
    chosen.set(question.id, gap.id)
  }
  await client.query(
    'update question set gap = one.gap from unnest($1::uuid[], $2::uuid[]) as one (id, gap) where question.id = one.id and question.gap is null',
    [[...chosen.keys()], [...chosen.values()]],
  )
  await countAgain(client, [...chosen.values()])
}

async function readGroups(client: Queries, bot: string): Promise<Known[]> {
  const { rows } = await client.query<{ id: string; encoder: string | null; centre: Buffer | null; texts: string[] }>(
    `select id, encoder, centre, array(select text from question where question.gap = gap.id order by at desc, question.id limit ${tellingWords}) as texts
     from gap where bot = $1 order by last_at desc limit ${mostGaps}`,
    [bot],
  )
  return rows.map(({ id, encoder, centre, texts }) => ({ id, encoder, centre: vectorOf(centre), words: texts.map(wordsIn) }))
}

type Member = New & { state: string; settled_at: Date | null; bot: string }

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
  const { rows } = await client.query<Member>(
    `select id, text, at, encoder, vector from question where gap = $1 order by at desc, id limit ${mostMembers}`,
    [gap],
  )
  if (rows.length === 0) return
  const members = rows.map(meantBy)
  const encoder = members.find((one) => one.encoder)?.encoder ?? null
  const centre = centreOf(members.flatMap((one) => (one.encoder === encoder && one.vector ? [one.vector] : [])))
  const weigh = weighing(members.map(({ words }) => words))
  const all: Group = { encoder, centre, words: [new Set(members.flatMap(({ words }) => [...words]))] }
  const central = rows
    .map(({ text }, i) => ({ text, how: likeness(members[i] as Meant, all, weigh) }))
    .reduce((best, one) => (one.how > best.how ? one : best))
  await client.query('update gap set title = $2, encoder = $3, centre = $4 where id = $1', [
    gap,
    central.text.replace(/\s+/g, ' ').slice(0, 300),
    centre ? encoder : null,
    centre ? bytesOf(centre) : null,
  ])
}

function meantBy({ text, encoder, vector }: New): Meant {
  return { encoder, vector: vectorOf(vector), words: wordsIn(text) }
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
