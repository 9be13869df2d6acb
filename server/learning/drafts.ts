import type { Api } from '@baton/contracts/api.ts'
import { type DraftSettings, draftSettings, type KeptDraft } from '@baton/contracts/drafts.ts'
import type { Refusal } from '@baton/contracts/refusal.ts'
import type { Pool } from 'pg'
import type { ByAgent, Handler } from '../http/context.ts'
import { standingOf } from './settings.ts'

type As<K extends keyof Api> = Handler<ByAgent, Api[K]>

export type DraftDeps = {
  db: Pool
  clock: () => number
  /** Lets settings stand, as the settings pages do. */
  publish: (bot: string, settings: DraftSettings, by: string) => Promise<Refusal | null>
}

/** The handlers of settings that are tried out before they stand. */
export function draftHandlers({ db, clock, publish }: DraftDeps) {
  const draft: As<'draft'> = async (_context, { params }) => ({ draft: await readDraft(db, params.id) })
  const keep: As<'keepDraft'> = async ({ me }, { params: { id: bot }, body }) => {
    if (!(await standingOf(db, bot))) return { no: 'notFound' }
    await db.query(
      `insert into draft (bot, settings, by, at) values ($1, $2, $3, to_timestamp($4))
       on conflict (bot) do update set settings = excluded.settings, by = excluded.by, at = excluded.at`,
      [bot, JSON.stringify(body), me.name, clock() / 1000],
    )
    return { draft: await readDraft(db, bot) }
  }
  const drop: As<'dropDraft'> = async (_context, { params }) => {
    await db.query('delete from draft where bot = $1', [params.id])
    return { ok: true }
  }
  const publishIt: As<'publishDraft'> = async ({ me }, { params: { id: bot }, body: { run } }) => {
    const kept = await readDraft(db, bot)
    if (!kept) return { no: 'nothingThere' }
    if (!kept.ran || kept.run !== run)
      return { no: 'invalid', path: 'run', problem: 'run the tests with these settings first, and look at what comes of it' }
    const refusal = await publish(bot, kept.settings, me.agent)
    if (refusal) return refusal
    await db.query('delete from draft where bot = $1', [bot])
    return { ok: true }
  }
  return { draft, keepDraft: keep, dropDraft: drop, publishDraft: publishIt }
}

/** What is tried out, with the last run of these very settings. */
async function readDraft(db: Pool, bot: string): Promise<KeptDraft | null> {
  const { rows } = await db.query<{ settings: unknown; by: string; at: Date; run: string | null; ran: boolean | null }>(
    `select d.settings, d.by, d.at, r.id as run, r.state = 'done' and r.shown as ran from draft d
     left join lateral (select id, state, shown from test_run where bot = d.bot and draft = d.settings and policy_version = (select policy_version from bot where id = d.bot)
       order by started_at desc limit 1) r on true
     where d.bot = $1`,
    [bot],
  )
  const [found] = rows
  if (!found) return null
  const { settings, by, at, run, ran } = found
  return { settings: draftSettings.parse(settings), by, at: at.getTime(), run, ran: ran ?? false }
}
