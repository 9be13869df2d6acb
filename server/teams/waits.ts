import type { WaitRange } from '@baton/contracts/team.ts'
import { offsetAt } from '@baton/core/availability-zone.ts'
import type { Pool } from 'pg'

const lastDays = 14
const sample = 50
const leastSample = 10
const soonMs = 60_000
const dayMs = 86_400_000

const ranges = `
  select t.id as team, w.from, w.to from unnest($1::uuid[]) t (id)
  cross join lateral (
    select percentile_cont(0.25) within group (order by waited) as from, percentile_cont(0.75) within group (order by waited) as to
    from (select ended_at - escalated_at as waited from handover
      where team = t.id and accepted and ended_at > $2 order by ended_at desc limit ${sample}) last
    having count(*) >= ${leastSample}) w`
const figures = `
  select t.id as team, count(*)::int as handovers, (count(*) filter (where accepted))::int as accepted,
    (count(*) filter (where accepted and ended_at - escalated_at <= ${soonMs}))::int as soon,
    (count(*) filter (where ended_at is not null and accepted is null))::int as promised,
    (count(*) filter (where accepted = false))::int as abandoned,
    percentile_cont(0.5) within group (order by ended_at - escalated_at) filter (where accepted) as "medianWait"
  from unnest($1::uuid[], $2::bigint[]) t (id, since)
  join handover h on h.team = t.id and h.escalated_at >= t.since group by t.id`

type Figures = { handovers: number; accepted: number; soon: number; promised: number; abandoned: number; medianWait: number | null }
const none: Figures = { handovers: 0, accepted: 0, soon: 0, promised: 0, abandoned: 0, medianWait: null }

/**
 * How long visitors of these teams waited for a person lately, in ms: between the first and the third quarter of the last 50 handovers
 * that were accepted within 14 days. A team with fewer than 10 of them has none, as nothing honest can be said.
 */
export async function rangesOf(db: Pick<Pool, 'query'>, teams: readonly string[], now: number): Promise<Map<string, WaitRange>> {
  const values = [teams, now - lastDays * dayMs]
  const { rows } = await db.query<{ team: string; from: number; to: number }>({ name: 'wait_ranges', text: ranges, values })
  return new Map(rows.map(({ team, from, to }) => [team, { from, to }]))
}

/** What today has brought these teams; their day begins at midnight in the zone of their hours. */
export async function figuresOf(db: Pick<Pool, 'query'>, teams: readonly { id: string; zone: string }[], now: number) {
  const values = [teams.map(({ id }) => id), teams.map(({ zone }) => midnight(now, zone))]
  const { rows } = await db.query<Figures & { team: string }>({ name: 'figures_of_today', text: figures, values })
  const found = new Map(rows.map(({ team, ...rest }) => [team, rest]))
  return (team: string): Figures => found.get(team) ?? none
}

/** The last midnight of a zone's clock. */
function midnight(now: number, zone: string): number {
  const offset = offsetAt(zone, now)
  const wall = Math.floor((now + offset) / dayMs) * dayMs
  return wall - offsetAt(zone, wall - offset)
}
