import type { Pool } from 'pg'
import type { Handler } from '../jobs/worker.ts'
import type { Door } from './turn.ts'

/** [H7] An account has ended: whoever it held goes back into the queue, and others are rung. */
export function releaseJob(db: Pool, door: Door): Handler {
  return {
    async run({ id, payload }) {
      const agent = String(payload.agent)
      const held = await db.query<{ id: string; name: string }>(
        `select c.id, a.name from conversation c join agent a on a.id = c.agent where c.kind = 'agent' and c.agent = $1`,
        [agent],
      )
      for (const { id: conversation, name } of held.rows) {
        await door.mustTakeTurn(conversation, `job/${id}`, { type: 'agentLeaves', by: { agent, name } })
      }
    },
  }
}
