import { randomUUID } from 'node:crypto'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { search } from '@baton/server/bot/search.ts'
import { openLocalEncoder } from '@baton/server/encoder/local.ts'
import type pg from 'pg'
import { openHouse } from './database.ts'
import { type DocPassage, type DocQuery, readLines } from './gold.ts'

const chunks = 10_000
const dimensions = 512
const questions = 100
const pause = 200

/**
 * How long a question takes in a knowledge of 10,000 chunks, at five questions a second: words, the encoder and the comparing with every vector,
 * as in production. The chunks are made of sentences of the collection; their vectors are made up, since only how many there are matters here.
 */
export async function measureSpeed(gold: string): Promise<void> {
  const encoder = openLocalEncoder()
  const house = await openHouse(encoder, { age: 2_000 })
  try {
    const bot = await fill(house.pool, gold, encoder.name)
    const asked = readLines<DocQuery>(gold, 'docs', 'ibmcloud', 'queries.jsonl').map(({ text }) => text)
    // The first question loads the encoder, the words and the vectors.
    for (const text of asked.slice(0, 3)) await search(house.pool, bot, text, { meaning: house.meaning })
    const loop = monitorEventLoopDelay({ resolution: 1 })
    loop.enable()
    const times: number[] = []
    for (let i = 0; i < questions; i++) {
      const start = performance.now()
      await search(house.pool, bot, asked[i % asked.length] ?? '', { meaning: house.meaning })
      times.push(performance.now() - start)
      await new Promise((resolve) => setTimeout(resolve, Math.max(0, pause - (performance.now() - start))))
    }
    times.sort((a, b) => a - b)
    const at = (share: number) => (times[Math.floor(times.length * share)] ?? 0).toFixed(0)
    console.log(`${chunks} chunks, ${1000 / pause} questions a second: p50 ${at(0.5)} ms, p95 ${at(0.95)} ms, longest ${at(0.999)} ms`)
    const ms = (nanoseconds: number) => (nanoseconds / 1e6).toFixed(0)
    console.log(`event loop behind by: p99 ${ms(loop.percentile(99))} ms, longest ${ms(loop.max)} ms`)
    console.log(`memory of this process: ${(process.memoryUsage().rss / 1e6).toFixed(0)} MB`)
  } finally {
    await house.close()
  }
}

async function fill(pool: pg.Pool, gold: string, encoder: string): Promise<string> {
  const sentences = readLines<DocPassage>(gold, 'docs', 'ibmcloud', 'passages.jsonl').flatMap(({ text }) => text.split(/(?<=[.!?])\s+/))
  const [bot, source] = [randomUUID(), randomUUID()]
  await pool.query("insert into bot (id, name, brand, created_at) values ($1, 'Eval', '#3b5bdb', now())", [bot])
  await pool.query(
    "insert into source (id, bot, kind, title, status, created_at, updated_at) values ($1, $2, 'text', 'Big', 'ready', now(), now())",
    [source, bot],
  )
  const body = (i: number) => Array.from({ length: 5 }, (_, k) => sentences[(i * 7 + k * 131) % sentences.length]).join(' ')
  await pool.query(
    `insert into chunk (id, source, bot, position, title, body) select gen_random_uuid(), $1, $2, n, 'Big', body from unnest($3::text[]) with ordinality as b (body, n)`,
    [source, bot, Array.from({ length: chunks }, (_, i) => body(i))],
  )
  await pool.query(
    `insert into vector (chunk, encoder, phrasings, parts, bytes)
     select id, $1, 0, 1, decode(substr(string_agg(md5(id::text || k), ''), 1, $2 * 2), 'hex') from chunk, generate_series(1, $2 / 16) k where source = $3 group by id`,
    [encoder, dimensions, source],
  )
  await pool.query('insert into encoding (source, encoder, step) values ($1, $2, 1)', [source, encoder])
  await pool.query('analyze')
  return bot
}
