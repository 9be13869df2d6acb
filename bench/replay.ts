import { randomUUID } from 'node:crypto'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import type { Fact } from '@baton/contracts/facts.ts'
import { policy } from '@baton/contracts/policy.ts'
import { apply, opened } from '@baton/core/apply.ts'
import { migrate } from '@baton/server/db/migrate.ts'
import { type OpenDatabase, openDatabase } from '@baton/server/db/open.ts'
import { silence } from '@baton/server/log.ts'
import { replayJob } from '@baton/server/rules/replay-job.ts'
import { addReplay, readReplay } from '@baton/server/rules/replays.ts'
import { emptyFolder } from './house.ts'
import { atMost, type Bench, type Figure, type Size } from './report.ts'
import { found, type Place } from './seed.ts'

const conversations = 10_000

export const replaying: Bench = {
  says: 'a draft over 10,000 recorded conversations of three questions each',
  async run(size) {
    const folder = emptyFolder()
    const database = await openDatabase({ dataDir: join(folder, 'data') }, silence)
    try {
      await migrate(database.connection)
      return await measured(database, size)
    } finally {
      await database.close()
      rmSync(folder, { recursive: true, force: true })
    }
  },
}

async function measured(database: OpenDatabase, size: Size): Promise<Figure[]> {
  const place = await found(database)
  const count = size.of(conversations)
  await record(database, place, count)
  const id = randomUUID()
  const draft = policy.parse({ team: place.team, minConfidence: 0.6 })
  const { pool } = database
  await pool.query("insert into agent (id, name, email, role, created_at) values ($1, 'Ada', 'ada@bench.example', 'owner', now())", [id])
  await addReplay(pool, { id, bot: place.bot, by: id, policy: draft, days: 30, now: Date.now() })
  const delay = monitorEventLoopDelay({ resolution: 1 })
  const [began, worked] = [performance.now(), process.cpuUsage()]
  delay.enable()
  const job = replayJob({ db: pool, clock: Date.now, meaning: null })
  await job.run({ id: '1', key: '', kind: 'replay', conversation: null, attempts: 1, payload: { replay: id } })
  delay.disable()
  const seconds = (performance.now() - began) / 1_000
  const { user, system } = process.cpuUsage(worked)
  const done = await readReplay(pool, id)
  return [
    atMost(`${done?.done} conversations`, seconds, 's', 10),
    atMost('event loop held up, p99', delay.percentile(99) / 1e6, 'ms', 50),
    { what: 'of these, time of this processor', value: (user + system) / 1e6, unit: 's' },
    { what: 'would have gone another way', value: (done?.result.fewer ?? 0) + (done?.result.other ?? 0), unit: '' },
  ]
}

async function record({ pool }: OpenDatabase, { bot, team }: Place, count: number): Promise<void> {
  const batch = 500
  for (let from = 0; from < count; from += batch) {
    const all = Array.from({ length: Math.min(batch, count - from) }, (_, k) => conversationOf(bot, team, from + k))
    await pool.query(
      `insert into conversation (id, bot, visitor, version, state)
       select id, $1, id, version, state::jsonb from unnest($2::uuid[], $3::int[], $4::text[]) i (id, version, state)`,
      [bot, all.map(({ id }) => id), all.map(({ state }) => state.n), all.map(({ state }) => JSON.stringify(state))],
    )
    const facts = all.flatMap(({ id, facts }) => facts.map((one) => ({ id, ...one })))
    await pool.query(
      `insert into fact (conversation, n, at, cause, fact)
       select id, n, at, 'bench:cause', fact::jsonb from unnest($1::uuid[], $2::int[], $3::bigint[], $4::text[]) i (id, n, at, fact)`,
      [facts.map((f) => f.id), facts.map((f) => f.n), facts.map((f) => f.at), facts.map((f) => JSON.stringify(f.fact))],
    )
  }
}

function conversationOf(bot: string, team: string, k: number) {
  const at = Date.now() - (k % 30) * 86_400_000 - 3_600_000
  const facts = factsOf(team, k).map((fact, i) => ({ n: i + 1, at: at + i * 1_000, cause: 'bench:cause', fact }))
  return { id: randomUUID(), facts, state: facts.reduce(apply, opened(bot, team)) }
}

/** Three questions with what was read from them, the last one held back in every fourth. */
function factsOf(team: string, k: number): Fact[] {
  const vector = 'A'.repeat(512)
  const facts: Fact[] = [{ type: 'episodeBegan', episode: 1, page: null }]
  for (let q = 0; q < 3; q++) {
    const line = facts.length + 1
    facts.push({ type: 'visitorSaid', text: `How long does delivery number ${q} of order ${k} take to the islands?`, page: null })
    const signals = { lines: [line], encoder: 'e5', vector, language: 'en', smallTalk: null, asks: 0, mood: 0.1, moodMarks: [] }
    facts.push({ type: 'lineRead', line, topic: null, team: null, signals: { ...signals, topics: [], repeat: null, found: [], sure: 0.8 } })
    const held = q === 2 && k % 4 === 0
    const answer = {
      ...{ text: `It takes ${q + 2} days.`, confidence: held ? 0.5 + (k % 20) / 100 : 0.9, threshold: 0.7, mode: 'quote' as const },
      ...{ sources: [], tried: [], answers: line, policyVersion: 1 },
    }
    if (!held) facts.push({ type: 'botSaid', ...answer })
    else {
      const evidence = { kind: 'score' as const, line, score: answer.confidence, threshold: 0.7, tried: [] }
      facts.push({ type: 'botHeldBack', ...answer }, { type: 'escalated', reason: 'unsure', evidence, team, policyVersion: 1 })
    }
  }
  return facts
}
