import { setImmediate } from 'node:timers/promises'
import type { Numbered } from '@baton/contracts/facts.ts'
import { policy as policySchema } from '@baton/contracts/policy.ts'
import { replay } from '@baton/core/replay.ts'
import type { Pool } from 'pg'
import type { Meaning } from '../encoder/meaning.ts'
import type { Handler } from '../jobs/worker.ts'
import { topicScorer } from './replay-topics.ts'
import { addChanges, day, endReplay, type Found, forgetChanges, noteProgress, readReplay } from './replays.ts'
import { Tally } from './tally.ts'
import { currentOf } from './versions.ts'

/** Conversations that are read together, and how often what was found is stored. */
const atOnce = 25
const between = 500
/** How long the topics of a draft may take to encode, in ms. */
const encoding = 30_000

type Deps = { db: Pool; clock: () => number; meaning: Meaning | null }

/** Runs a draft over the recorded conversations of its bot, the newest first. Whoever else asks is served after each conversation. */
export function replayJob({ db, clock, meaning }: Deps): Handler {
  return {
    atOnce: 1,
    async run({ payload }) {
      const id = String(payload.replay)
      const one = await readReplay(db, id)
      if (one?.state !== 'running') return
      await forgetChanges(db, id)
      const since = one.started_at - one.days * day
      const current = await currentOf(db, one.bot)
      if (!current) return endReplay(db, id, 'failed', clock())
      const [today, draft] = [current.policy, policySchema.parse(one.policy)]
      const topics = await topicScorer(meaning, today, draft, AbortSignal.timeout(encoding))
      const policies = { today, draft, askFrom: await askFromOf(db, one.bot), topics }
      const conversations = await conversationsSince(db, one.bot, since)
      const tally = new Tally(await zoneOf(db, today.team))
      let found: Found[] = []
      for await (const { done, read } of inBatches(db, conversations)) {
        for (const [conversation, facts] of read) {
          for (const episode of replay(facts, one.bot, policies, since))
            if (tally.add(episode)) found.push({ ...episode, conversation, place: tally.changes })
          await setImmediate()
        }
        if (done % between > 0 && done < conversations.length) continue
        await addChanges(db, id, found)
        found = []
        if (!(await noteProgress(db, id, { done, total: conversations.length, result: tally.result() }))) return
      }
      await endReplay(db, id, 'done', clock())
    },
    async dead({ payload }) {
      await endReplay(db, String(payload.replay), 'failed', clock())
    },
  }
}

type Batch = { done: number; read: Map<string, Numbered[]> }

/** The next are read while these are decided. */
async function* inBatches(db: Pool, conversations: string[]): AsyncGenerator<Batch> {
  const readFrom = (at: number) => {
    const next = factsOf(db, conversations.slice(at, at + atOnce))
    // It is waited for later; until then nobody minds that it failed.
    next.catch(() => {})
    return next
  }
  let next = readFrom(0)
  for (let at = 0; at < conversations.length; at += atOnce) {
    const read = await next
    next = readFrom(at + atOnce)
    yield { done: Math.min(at + atOnce, conversations.length), read }
  }
}

/** Days are told by the clock of the bot's team. */
async function zoneOf(db: Pool, team: string): Promise<string> {
  const { rows } = await db.query<{ zone: string | null }>(`select settings #>> '{hours,zone}' as zone from team where id = $1`, [team])
  return rows[0]?.zone ?? 'UTC'
}

async function conversationsSince(db: Pool, bot: string, since: number): Promise<string[]> {
  const { rows } = await db.query<{ id: string }>('select id from conversation where bot = $1 and minute >= $2 order by minute desc, id', [
    bot,
    Math.floor(since / 60_000),
  ])
  return rows.map(({ id }) => id)
}

async function factsOf(db: Pool, conversations: string[]): Promise<Map<string, Numbered[]>> {
  if (conversations.length === 0) return new Map()
  const { rows } = await db.query<Numbered & { conversation: string }>({
    name: 'replayed_facts',
    text: `select conversation, n, at, '' as cause, fact from fact where conversation = any($1::uuid[]) order by conversation, n`,
    values: [conversations],
  })
  const all = new Map<string, Numbered[]>(conversations.map((id) => [id, []]))
  for (const { conversation, ...numbered } of rows) all.get(conversation)?.push(numbered)
  return all
}

/** From which confidence on each version asked back; those of an earlier release did not. */
async function askFromOf(db: Pool, bot: string): Promise<(version: number) => number | undefined> {
  const { rows } = await db.query<{ version: number; from: number | null }>(
    `select version, (body #>> '{triggers,unsure,askFrom}')::float8 as from from policy where bot = $1`,
    [bot],
  )
  const known = new Map(rows.map(({ version, from }) => [version, from ?? undefined]))
  return (version) => known.get(version)
}
