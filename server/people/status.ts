import type { Status } from '@baton/contracts/team.ts'
import type { Pool } from 'pg'
import { isConnected } from '../db/online.ts'

/** Declares a status, in somebody's own name or another's (`by`); a change is recorded. Returns whether there is such an agent. */
export async function declareStatus(db: Pool, agent: string, status: Status, by: string | null, now: number): Promise<boolean> {
  const { rows } = await db.query({
    name: 'declare_status',
    text: `with before as (select id, online, absence, status_at from agent where id = $1 and ended_at is null for update),
      changed as (
        update agent a set online = $2 = 'online', absence = case when $2 in ('busy', 'away') then $2 end, automatic = false, sign_at = $3,
          status_at = case when b.online = ($2 = 'online') and coalesce(b.absence, '') = coalesce(case when $2 in ('busy', 'away') then $2 end, '')
            then a.status_at else $3 end
        from before b where a.id = b.id returning a.id, a.status_at is distinct from b.status_at as other),
      noted as (insert into status_change (agent, at, status, by) select id, $3, $2, $4 from changed where other)
      select id from changed`,
    values: [agent, status, now, by],
  })
  return rows.length > 0
}

/** Somebody is at the screen: whoever was away by itself is back. */
export async function noteSign(db: Pool, agent: string, now: number): Promise<void> {
  await db.query({
    name: 'note_sign',
    text: `with back as (
        update agent set sign_at = $2, online = online or automatic, absence = case when automatic then null else absence end,
          status_at = case when automatic then $2 else status_at end, automatic = false
        from (select automatic as was from agent where id = $1) b where id = $1 returning id, b.was)
      insert into status_change (agent, at, status, by) select id, $2, 'online', null from back where was`,
    values: [agent, now],
  })
}

/** Whoever gave no sign for so long is away. Returns whether anybody was. */
export async function sendAway(db: Pool, afterMinutes: number, now: number): Promise<boolean> {
  const { rows } = await db.query({
    name: 'send_away',
    text: `with gone as (
        update agent a set online = false, absence = 'away', automatic = true, status_at = $2
        where a.online and a.ended_at is null and a.sign_at < $1 and ${isConnected} returning id),
      noted as (insert into status_change (agent, at, status, by) select id, $2, 'away', null from gone)
      select id from gone`,
    values: [now - afterMinutes * 60_000, now],
  })
  return rows.length > 0
}

/** Their hours have begun, and they want to be back by themselves. */
export async function bringBack(db: Pool, agents: readonly string[], now: number): Promise<boolean> {
  const { rows } = await db.query({
    name: 'bring_back',
    text: `with back as (
        update agent set online = true, absence = null, automatic = false, status_at = $2, sign_at = $2
        where id = any($1::uuid[]) and not online and back_at_hours and ended_at is null returning id),
      noted as (insert into status_change (agent, at, status, by) select id, $2, 'online', null from back)
      select id from back`,
    values: [agents, now],
  })
  return rows.length > 0
}

/** The last changes of a status, newest first. `by` is null where it came by itself. */
export async function statusChanges(db: Pool, agent: string): Promise<{ at: number; status: Status; by: string | null }[]> {
  const { rows } = await db.query('select at, status, by from status_change where agent = $1 order by at desc limit 50', [agent])
  return rows
}
