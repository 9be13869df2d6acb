import type { DraftSettings } from '@baton/contracts/drafts.ts'
import { type Policy, policy } from '@baton/contracts/policy.ts'
import type { Pool } from 'pg'

export type Standing = { bot: string; name: string; version: number; policy: Policy; teams: ReadonlyMap<string, string> }

/** How a bot decides today; null when there is no such bot. */
export async function standingOf(db: Pick<Pool, 'query'>, bot: string): Promise<Standing | null> {
  const { rows } = await db.query<{ name: string; version: number; body: unknown; teams: Record<string, string> }>(
    `select b.name, p.version, p.body, (select coalesce(json_object_agg(id, name), '{}') from team) as teams
     from bot b join policy p on p.bot = b.id and p.version = b.policy_version where b.id = $1`,
    [bot],
  )
  const [found] = rows
  if (!found) return null
  // An earlier release stored less: what is new has its defaults.
  const { name, version, body, teams } = found
  return { bot, name, version, policy: policy.parse(body), teams: new Map(Object.entries(teams)) }
}

/** The same with other thresholds. */
export function withDraft(standing: Standing, draft: DraftSettings | null): Standing {
  const { minConfidence, askFrom } = draft ?? {}
  const { triggers, ...rest } = standing.policy
  const unsure = { ...triggers.unsure, askFrom: askFrom ?? triggers.unsure.askFrom }
  return { ...standing, policy: { ...rest, minConfidence: minConfidence ?? rest.minConfidence, triggers: { ...triggers, unsure } } }
}
