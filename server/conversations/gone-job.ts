import type { Pool } from 'pg'
import { isConnected } from '../db/online.ts'
import type { Handler } from '../jobs/worker.ts'
import type { Door } from './turn.ts'

/** How long whoever lost their connection may take to come back before others are asked, in ms. */
const graceMs = 60_000

/** Plans a look at whoever lost their connection; whoever was back meanwhile has the whole time again. */
export async function planGone(db: Pool, agents: readonly string[], now: number): Promise<void> {
  await db.query({
    name: 'plan_gone',
    text: `insert into job (key, kind, payload, run_at)
      select 'gone:' || id, 'gone', jsonb_build_object('agent', id), $2 from unnest($1::uuid[]) id
      on conflict (key) where started_at is null do update set run_at = excluded.run_at`,
    values: [agents, now + graceMs],
  })
}

/** [H7] They did not come back: what they have not answered goes back to the queue. */
export function goneJob(db: Pool, door: Door): Handler {
  return {
    async run({ id, payload }) {
      const { rows } = await db.query<{ conversation: string; name: string }>({
        name: 'held_by_gone',
        text: `select c.id as conversation, a.name from agent a join conversation c on c.kind = 'agent' and c.agent = a.id
          where a.id = $1 and not ${isConnected}`,
        values: [payload.agent],
      })
      const agent = String(payload.agent)
      for (const { conversation, name } of rows)
        await door.mustTakeTurn(conversation, `job/${id}`, { type: 'agentGone', by: { agent, name } })
    },
  }
}
