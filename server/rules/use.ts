import type { EscalationReason } from '@baton/contracts/facts.ts'
import type { Pool } from 'pg'
import { day } from './replays.ts'

export const steps = 40
export type Use = { triggers: Partial<Record<EscalationReason, number>>; scores: number[]; wrong: number[] }

/**
 * How often each reason brought a person in or had one offered, the confidences of all answers in `steps` steps, and how many of these were likely wrong:
 * what came of an answer counts as much as it tells, the rest is its confidence.
 */
export async function useOf(db: Pool, bot: string, days: number, now: number): Promise<Use> {
  const { rows } = await db.query<{ reason: EscalationReason | null; step: number | null; count: number; wrong: number | null }>(
    `select reason, step, count(*)::int as count, sum(told * (not coalesce(found_right, true))::int + (1 - told) * (1 - confidence)) as wrong
     from (
       select f.fact ->> 'reason' as reason, f.confidence, o.found_right,
         case when f.confidence is not null then least(floor(f.confidence * ${steps})::int, ${steps - 1}) end as step,
         case when o.found_right is null then 0 else o.weight::float8 end as told
       from conversation c cross join lateral (
         select n, fact, (fact ->> 'confidence')::float8 as confidence from fact where conversation = c.id and at >= $2
         and fact ->> 'type' in ('escalated', 'offered', 'botSaid', 'botHeldBack', 'botAsked')
         and fact ->> 'mode' is distinct from 'smalltalk' and coalesce((fact ->> 'offer')::int, 0) = 0) f
       left join outcome o on o.conversation = c.id and o.answer = f.n and f.confidence is not null
       where c.bot = $1 and c.minute >= $3) one group by 1, 2`,
    [bot, now - days * day, Math.floor((now - days * day) / 60_000)],
  )
  const use: Use = { triggers: {}, scores: noSteps(), wrong: noSteps() }
  for (const { reason, step, count, wrong } of rows) {
    if (reason) use.triggers[reason] = (use.triggers[reason] ?? 0) + count
    if (step === null) continue
    use.scores[step] = (use.scores[step] ?? 0) + count
    use.wrong[step] = (use.wrong[step] ?? 0) + (wrong ?? 0)
  }
  return use
}

function noSteps(): number[] {
  return Array.from({ length: steps }, () => 0)
}
