import type { Api } from '@baton/contracts/api.ts'
import type { Policy } from '@baton/contracts/policy.ts'
import type { Refusal } from '@baton/contracts/refusal.ts'
import type { Kysely } from 'kysely'
import type { Pool } from 'pg'
import { changePolicy } from '../bots/store.ts'
import type { Ask, Read } from '../conversations/bot-job.ts'
import { mayRead } from '../db/sight.ts'
import type { Database } from '../db/tables.ts'
import { type ByAgent, type Handler, isRefusal } from '../http/context.ts'
import { addReplay, endReplay, listChanges, readReplay, shownReplay } from './replays.ts'
import { dismissTerm, suggestTerms, termId } from './suggestions.ts'
import { tryDialogue } from './tester.ts'
import { useOf } from './use.ts'
import { problemOf } from './validity.ts'
import { currentOf, listVersions, versionOf } from './versions.ts'
import { whyOf } from './why.ts'

export type RulesDeps = {
  pool: Pool
  db: Kysely<Database>
  clock: () => number
  newId: () => string
  ask: Ask
  read: Read | null
  /** A bot's policy changed. */
  botChanged(bot: string): void
  /** There is a new job. */
  wake: () => void
}

type As<K extends keyof Api> = Handler<ByAgent, Api[K]>

/** How long the bot may think about one dialogue, in ms. */
const longest = 40_000

/** The handlers of escalation rules. */
export function rulesHandlers(deps: RulesDeps) {
  return { ...versionHandlers(deps), ...replayHandlers(deps), ...termHandlers(deps), ...lookHandlers(deps) }
}

function versionHandlers({ pool, db, clock, botChanged }: RulesDeps) {
  const policies: As<'policies'> = (_context, { params, query }) => listVersions(pool, params.id, query)
  const policyVersion: As<'policyVersion'> = async (_context, { params }) =>
    (await versionOf(pool, params.id, params.version)) ?? { no: 'notFound' }
  const restorePolicy: As<'restorePolicy'> = async ({ me }, { params }) => {
    const version = await versionOf(pool, params.id, params.version)
    if (!version) return { no: 'notFound' }
    const renewed = await changePolicy(db, params.id, version.policy, me.agent, clock())
    if (!isRefusal(renewed)) botChanged(params.id)
    return renewed
  }
  return { policies, policyVersion, restorePolicy }
}

function replayHandlers({ pool, clock, newId, wake }: RulesDeps) {
  const startReplay: As<'startReplay'> = async ({ me }, { params: { id: bot }, body: { policy, days } }) => {
    const refusal = await refusalOf(pool, bot, policy)
    if (refusal) return refusal
    const id = newId()
    await addReplay(pool, { id, bot, by: me.agent, policy, days, now: clock() })
    wake()
    return shown(id)
  }
  const shown = async (id: string) => {
    const one = await readReplay(pool, id)
    return one ? shownReplay(one, clock()) : { no: 'notFound' as const }
  }
  const replay: As<'replay'> = (_context, { params }) => shown(params.id)
  const replayChanges: As<'replayChanges'> = (_context, { params, query }) => listChanges(pool, params.id, query)
  const cancelReplay: As<'cancelReplay'> = async (_context, { params }) => {
    await endReplay(pool, params.id, 'cancelled', clock())
    return { ok: true }
  }
  return { startReplay, replay, replayChanges, cancelReplay }
}

function termHandlers({ pool, db, clock, botChanged }: RulesDeps) {
  const termSuggestions: As<'termSuggestions'> = async (_context, { params }) => {
    const current = await currentOf(pool, params.id)
    return current ? suggestTerms(pool, params.id, current.policy.triggers.keywords.terms, clock()) : { no: 'notFound' }
  }
  const settleTerm: As<'settleTerm'> = async ({ me }, { params: { id: bot }, body }) => {
    const current = await currentOf(pool, bot)
    if (!current) return { no: 'notFound' }
    const { version, policy } = current
    if (body.do === 'dismiss') {
      await dismissTerm(pool, { bot, term: body.term, by: me.agent, now: clock() })
      return { version, policy }
    }
    const { keywords } = policy.triggers
    const id = termId(body.term.text, new Set(keywords.terms.map((one) => one.id)))
    const terms = [...keywords.terms, { ...body.term, id }]
    if (terms.length > mostTerms) return { no: 'invalid', path: 'term', problem: `a bot has at most ${mostTerms} keywords` }
    const renewed = await changePolicy(
      db,
      bot,
      { ...policy, triggers: { ...policy.triggers, keywords: { ...keywords, terms } } },
      me.agent,
      clock(),
    )
    if (!isRefusal(renewed)) botChanged(bot)
    return renewed
  }
  return { termSuggestions, settleTerm }
}

const mostTerms = 200

function lookHandlers({ pool, clock, ask, read }: RulesDeps) {
  const policyUse: As<'policyUse'> = (_context, { params, query }) => useOf(pool, params.id, query.days, clock())
  const why: As<'why'> = async ({ me }, { params: { id, n } }) => ((await mayRead(pool, me, id)) ? whyOf(pool, id, n) : { no: 'notFound' })
  const testPolicy: As<'testPolicy'> = async ({ gone }, { params: { id: bot }, body: { dialogue, policy: draft } }) => {
    const current = await currentOf(pool, bot)
    if (!current) return { no: 'notFound' }
    const refusal = draft ? await refusalOf(pool, bot, draft) : null
    if (refusal) return refusal
    const names = await namesFor(pool, bot)
    const signal = AbortSignal.any([gone, AbortSignal.timeout(longest)])
    const tried = { bot, policy: draft ?? current.policy, names }
    return { lines: await tryDialogue(tried, dialogue, { ask, read, clock, signal }) }
  }
  return { policyUse, why, testPolicy }
}

async function refusalOf(db: Pool, bot: string, policy: Policy): Promise<Refusal | null> {
  const { rows } = await db.query<{ id: string }>('select id from team')
  const { rowCount } = await db.query('select from bot where id = $1', [bot])
  return rowCount === 0 ? { no: 'notFound' } : problemOf(policy, new Set(rows.map(({ id }) => id)))
}

async function namesFor(db: Pool, bot: string) {
  const [named, teams] = await Promise.all([
    db.query<{ name: string }>('select name from bot where id = $1', [bot]),
    db.query<{ id: string; name: string }>('select id, name from team'),
  ])
  return { bot: named.rows[0]?.name ?? '', teams: new Map(teams.rows.map(({ id, name }) => [id, name])) }
}
