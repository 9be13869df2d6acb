import type { EscalationReason } from '@baton/contracts/facts.ts'
import type { Pool } from 'pg'
import { day } from './replays.ts'

export const steps = 40
export type Use = { triggers: Partial<Record<EscalationReason, number>>; scores: number[] }

/** How often each reason brought a person in or had one offered, and the confidences of all answers in `steps` steps. */
export async function useOf(db: Pool, bot: string, days: number, now: number): Promise<Use> {
  const { rows } = await db.query<{ reason: EscalationReason | null; step: number | null; count: number }>(
    `select f.fact ->> 'reason' as reason, case when f.fact ? 'confidence' then least(floor((f.fact ->> 'confidence')::float8 * ${steps})::int, ${steps - 1}) end as step, count(*)::int as count
     from conversation c cross join lateral (
       select fact from fact where conversation = c.id and at >= $2 and fact ->> 'type' in ('escalated', 'offered', 'botSaid', 'botHeldBack', 'botAsked')
       and fact ->> 'mode' is distinct from 'smalltalk' and coalesce((fact ->> 'offer')::int, 0) = 0) f
     where c.bot = $1 and c.minute >= $3 group by 1, 2`,
    [bot, now - days * day, Math.floor((now - days * day) / 60_000)],
  )
  const use: Use = { triggers: {}, scores: Array.from({ length: steps }, () => 0) }
  for (const { reason, step, count } of rows) {
    if (reason) use.triggers[reason] = (use.triggers[reason] ?? 0) + count
    if (step !== null) use.scores[step] = (use.scores[step] ?? 0) + count
  }
  return use
}
