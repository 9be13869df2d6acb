import { randomUUID } from 'node:crypto'
import { api } from '@baton/contracts/api.ts'
import { type House, openHouse } from './house.ts'
import { atMost, type Bench, percentile, type Size } from './report.ts'
import { hire } from './seed.ts'
import { pause } from './sockets.ts'

const chunks = 10_000
const words = 90
const dimensions = 512
const encoder = 'use-lite-en-1'
const every = 200
const full = 300
const warming = 50

/** What a question costs in a big knowledge, by words and by meaning. Asked through a small source of the same bot, since the door counts and shows what it finds in that one. */
export const searching: Bench = {
  says: `a question among ${chunks.toLocaleString('en')} chunks, five a second, by words and by meaning, the encoder loaded`,
  async run(size) {
    const house = await openHouse()
    try {
      return await measure(house, size)
    } finally {
      await house.stop()
    }
  },
}

async function measure(house: House, size: Size) {
  const { database, place, url, pulse } = house
  const [admin] = await hire(database, place, 1, 5)
  await database.pool.query("update agent set role = 'admin'")
  const [big, small] = [await addText(house, 'Handbook'), await addText(house, 'Notes')]
  await fill(house, big)
  async function asked(source: string, i: number): Promise<unknown[]> {
    const path = `${api.askSource.path.replace(':id', source)}?question=${encodeURIComponent(questionOf(i))}`
    const answer = await fetch(url + path, { headers: { cookie: admin?.cookie ?? '', origin: url } })
    if (!answer.ok) throw new Error(await answer.text())
    return ((await answer.json()) as { passages: unknown[] }).passages
  }
  async function ask(i: number): Promise<number> {
    const began = performance.now()
    await asked(small, i)
    return performance.now() - began
  }
  await pulse()
  const first = await paced(warming, ask)
  const cold = await pulse()
  if ((await asked(big, 0)).length === 0) throw new Error(`nothing was found for “${questionOf(0)}”`)
  await pulse()
  await pause(5_000)
  const idle = await pulse()
  const times = await paced(size.of(full, 20), (i) => ask(warming + i))
  const warm = await pulse()
  return [
    { what: 'the first ten seconds, p95: words and vectors are read meanwhile', value: percentile(first, 0.95), unit: 'ms' },
    { what: '… longest block of the event loop', value: cold.longest, unit: 'ms' },
    { what: 'a question, p50', value: percentile(times, 0.5), unit: 'ms' },
    atMost('a question, p95', percentile(times, 0.95), 'ms', 60),
    atMost('longest block of the event loop', warm.longest, 'ms', 20, `${idle.longest.toFixed(1)} ms where nothing is asked`),
    { what: '… p99', value: warm.p99, unit: 'ms' },
    atMost('memory of the server (RSS)', warm.rss / 1e6, 'MB', 450),
  ]
}

/** At a steady rate, whether or not answers come. */
async function paced(count: number, ask: (i: number) => Promise<number>): Promise<number[]> {
  const all: Promise<number>[] = []
  for (let i = 0; i < count; i++) {
    const asked = ask(i)
    asked.catch(() => {}) // thrown when all are waited for
    all.push(asked)
    await pause(every)
  }
  return Promise.all(all)
}

async function addText({ database: { pool }, place: { bot } }: House, title: string): Promise<string> {
  const source = randomUUID()
  await pool.query(
    `insert into source (id, bot, kind, title, status, created_at, updated_at) values ($1, $2, 'text', $3, 'ready', now(), now())`,
    [source, bot, title],
  )
  return source
}

/** So many chunks; their vectors are made up, since only how many there are matters here. */
async function fill({ database: { pool }, place: { bot } }: House, source: string): Promise<void> {
  await pool.query('insert into encoding (source, encoder, step) values ($1, $2, 1)', [source, encoder])
  for (let from = 0; from < chunks; from += 1_000) {
    const bodies = Array.from({ length: 1_000 }, (_, i) => textOf(from + i, words))
    await pool.query(
      `with filled as (
         insert into chunk (id, source, bot, position, title, body)
         select gen_random_uuid(), $1, $2, $3 + n, 'Handbook', body from unnest($4::text[]) with ordinality as b (body, n) returning id)
       insert into vector (chunk, encoder, phrasings, parts, bytes)
       select id, $5, 0, 1, decode(string_agg(md5(id::text || k), ''), 'hex') from filled, generate_series(1, $6::int / 16) k group by id`,
      [source, bot, from, bodies, encoder, dimensions],
    )
  }
  await pool.query('analyze')
}

const known =
  'order delivery refund return tent jacket boots repair warranty invoice address parcel account password voucher size colour shop price card payment customs member booking insurance rope stove'.split(
    ' ',
  )
const small = 'the a of in to for with and you your we it is can on by at this that from'.split(' ')
const syllables = 'ba de fi go lu ma ne pi ro su ta ve wi zo ka le mi no pa ri'.split(' ')

/** The text numbered `i`: every second word says little, a few are what shops speak of, the rest is rarer the later it comes in an endless list. */
function textOf(i: number, length: number): string {
  const random = numbers(i + 1)
  const word = () => {
    const kind = random()
    if (kind < 0.5) return small[Math.floor(random() * small.length)]
    if (kind < 0.7) return known[Math.floor(random() ** 2 * known.length)]
    return rare(Math.floor(8_000 ** random()))
  }
  return Array.from({ length }, (_, k) => `${word()}${k % 15 === 14 ? '.' : ''}`).join(' ')
}

function rare(n: number): string {
  const at = (k: number) => syllables[Math.floor(n / 20 ** k) % 20]
  return `${at(0)}${at(1)}${at(2)}${at(0)}`
}

/** Words of one of the texts, with one that nothing holds now and then. */
function questionOf(i: number): string {
  const [some, slip] = [textOf((i * 37) % chunks, 7), i % 5 === 0 ? ' delivry' : '']
  return `how do I ${some.replaceAll('.', '')}${slip}`
}

/** Numbers from 0 to 1, the same for the same beginning (mulberry32). */
function numbers(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
