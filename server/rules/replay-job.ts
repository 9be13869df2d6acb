import { setImmediate } from 'node:timers/promises'
import type { Numbered } from '@baton/contracts/facts.ts'
import { policy as policySchema } from '@baton/contracts/policy.ts'
import { replay } from '@baton/core/replay.ts'
import type { Pool } from 'pg'
import type { Handler } from '../jobs/worker.ts'
import { addChanges, day, endReplay, type Found, forgetChanges, noteProgress, readReplay } from './replays.ts'
import { Tally } from './tally.ts'
import { currentOf } from './versions.ts'

/** Conversations that are read together, and how often what was found is stored: small enough that whoever else asks waits for nothing. */
const atOnce = 25
const between = 500

/** Runs a draft over the recorded conversations of its bot, a few at a time, the newest first. */
export function replayJob({ db, clock }: { db: Pool; clock: () => number }): Handler {
  return {
    atOnce: 1,
    async run({ payload }) {
      const id = String(payload.replay)
      const one = await readReplay(db, id)
      if (one?.state !== 'running') return
      await forgetChanges(db, id)
      const since = one.started_at - one.days * day
      const today = await currentOf(db, one.bot)
      if (!today) return endReplay(db, id, 'failed', clock())
      const policies = { today: today.policy, draft: policySchema.parse(one.policy), askFrom: await askFromOf(db, one.bot) }
      const conversations = await conversationsSince(db, one.bot, since)
      const tally = new Tally()
      let found: Found[] = []
      for (let i = 0; i < conversations.length; i += atOnce) {
        const batch = conversations.slice(i, i + atOnce)
        for (const [conversation, facts] of await factsOf(db, batch))
          for (const episode of replay(facts, one.bot, policies, since))
            if (tally.add(episode)) found.push({ ...episode, conversation, place: tally.changes })
        const done = i + batch.length
        if (done % between === 0 || done === conversations.length) {
          await addChanges(db, id, found)
          found = []
          if (!(await noteProgress(db, id, { done, total: conversations.length, result: tally.result() }))) return
        }
        await setImmediate()
      }
      await endReplay(db, id, 'done', clock())
    },
    async dead({ payload }) {
      await endReplay(db, String(payload.replay), 'failed', clock())
    },
  }
}

async function conversationsSince(db: Pool, bot: string, since: number): Promise<string[]> {
  const { rows } = await db.query<{ id: string }>('select id from conversation where bot = $1 and minute >= $2 order by minute desc, id', [
    bot,
    Math.floor(since / 60_000),
  ])
  return rows.map(({ id }) => id)
}

async function factsOf(db: Pool, conversations: string[]): Promise<Map<string, Numbered[]>> {
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
