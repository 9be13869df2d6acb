import type { ListName } from '@baton/contracts/api.ts'
import type { Conversation } from '@baton/contracts/conversation.ts'
import type { Row } from '@baton/contracts/down.ts'
import type { Pool } from 'pg'

type Asked = { list: ListName; limit: number; cursor?: string | undefined; text?: string | undefined }
type Found = { id: string; state: Conversation; minute: number }

/** Where each list begins, how it is ordered, and what stands after a place in it. `$1` is who asks, `$2`/`$3` the place. */
const lists: Record<ListName, { where: string; order: string; after: 'count' | 'minute' }> = {
  // [A3] Promises first, by when they are due; then whoever waits longest.
  needs: { where: "(kind = 'queue' or (kind = 'bot' and due is not null))", order: 'due nulls last, since, id', after: 'count' },
  mine: { where: "kind = 'agent' and agent = $1", order: 'minute desc, id', after: 'count' },
  all: { where: "kind <> 'closed'", order: 'minute desc, id', after: 'minute' },
  closed: { where: "kind = 'closed'", order: 'minute desc, id', after: 'minute' },
}

const matches = `(state -> 'contact' ->> 'name' ilike $4 or state -> 'contact' ->> 'email' ilike $4 or state -> 'preview' ->> 'text' ilike $4)`

/** One page of a list of the inbox. `next` is the place after it, or null at its end. */
export async function listConversations(db: Pool, agent: string, asked: Asked): Promise<{ rows: Row[]; next: string | null }> {
  const { where, order, after } = lists[asked.list]
  const [first = '', second = ''] = (asked.cursor ?? '').split('_')
  const place =
    after === 'minute'
      ? [Number(first) || 9e15, /^[0-9a-f-]{36}$/.test(second) ? second : '00000000-0000-0000-0000-000000000000']
      : [0, null]
  const offset = after === 'count' ? Math.min(Math.max(Number.parseInt(first, 10) || 0, 0), 1_000_000) : 0
  const { rows } = await db.query<Found>({
    text: `select id, state, minute from conversation
      where episode > 0 and ($1::uuid is not null) and ${where} and ${asked.text ? matches : '$4::text is null'}
      and ($3::uuid is null or minute < $2::bigint or (minute = $2::bigint and id > $3::uuid))
      order by ${order} limit $5 offset $6`,
    values: [agent, ...place, asked.text ? `%${asked.text.replace(/[\\%_]/g, '\\$&')}%` : null, asked.limit, offset],
  })
  const last = rows.at(-1)
  const next = rows.length < asked.limit || !last ? null : after === 'count' ? String(offset + rows.length) : `${last.minute}_${last.id}`
  return { rows: rows.map(({ id, state }) => ({ ...state, id })), next }
}
