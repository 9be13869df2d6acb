import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startEmbedded } from '@baton/server/db/embedded.ts'
import { migrate } from '@baton/server/db/migrate.ts'
import { encodeJob } from '@baton/server/encoder/encode-job.ts'
import type { Encoder } from '@baton/server/encoder/encoder.ts'
import { type Meaning, openMeaning } from '@baton/server/encoder/meaning.ts'
import { openScanner } from '@baton/server/encoder/scanner.ts'
import { silence } from '@baton/server/log.ts'
import pg from 'pg'
import type { DocPassage, KbEntry } from './gold.ts'

/** Where the bot's knowledge lies, and what knows its meaning. */
export type House = { pool: pg.Pool; encoder: Encoder; meaning: Meaning }

/** A built-in PostgreSQL of its own in a temporary folder, migrated; `close` removes both. */
export async function openHouse(encoder: Encoder, { age = 0 } = {}): Promise<House & { close(): Promise<void> }> {
  const dataDir = mkdtempSync(join(tmpdir(), 'baton-eval-'))
  const embedded = await startEmbedded({ dataDir, log: silence, settings: { fsync: 'off', synchronous_commit: 'off' } })
  const connection = embedded.endpoint as pg.ClientConfig
  await migrate(connection)
  const pool = new pg.Pool({ ...connection, max: 4 })
  pool.on('error', () => {})
  // Nobody waits at a measurement, and usually what was taught a moment ago counts.
  const meaning = openMeaning({ db: pool, encoder, scanner: openScanner(), clock: () => performance.now(), patience: 600_000, age })
  const close = async () => {
    await meaning.close()
    await pool.end()
    await embedded.stop()
    rmSync(dataDir, { recursive: true, force: true })
  }
  return { pool, encoder, meaning, close }
}

/** A new bot that knows these entries, by word and by meaning. The result maps the chunks' ids to the entries' own. */
export async function teach(
  { pool, encoder }: House,
  kind: 'pairs' | 'text',
  entries: (KbEntry | DocPassage)[],
): Promise<{ bot: string; names: Map<string, string> }> {
  const idOf = (kind: number, i: number) => `${hex(taught, 8)}-${hex(kind, 4)}-4000-8000-${hex(i, 12)}`
  taught++
  const bot = randomUUID()
  await pool.query("insert into bot (id, name, brand, created_at) values ($1, 'Eval', '#3b5bdb', now())", [bot])
  const names = new Map<string, string>()
  const rows = entries.map((entry, i) => {
    const [id, source] = [idOf(0, i), idOf(1, i)]
    names.set(id, entry.id)
    const pair = 'questions' in entry
    return {
      id,
      source,
      title: entry.title,
      question: pair ? entry.questions.map(oneLine).join('\n') : null,
      body: pair ? (entry.answer ?? '') : entry.text,
    }
  })
  await pool.query(
    `insert into source (id, bot, kind, title, status, created_at, updated_at) select (r ->> 'source')::uuid, $1, $2, r ->> 'title', 'ready', now(), now() from jsonb_array_elements($3::jsonb) r`,
    [bot, kind, JSON.stringify(rows)],
  )
  await pool.query(
    `insert into chunk (id, source, bot, position, title, question, body)
      select (r ->> 'id')::uuid, (r ->> 'source')::uuid, $1, 0, r ->> 'title', r ->> 'question', r ->> 'body' from jsonb_array_elements($2::jsonb) r`,
    [bot, JSON.stringify(rows)],
  )
  const { run } = encodeJob({ db: pool, encoder })
  for (const { source } of rows) await run({ id: '', key: '', kind: 'encode', conversation: null, payload: { source }, attempts: 1 })
  return { bot, names }
}

/** In the order of the entries: what is equally likely comes in the order of its ids, and so the same in each run. */
let taught = 0
const hex = (n: number, digits: number) => n.toString(16).padStart(digits, '0')

const oneLine = (text: string) => text.replace(/\s+/g, ' ')
