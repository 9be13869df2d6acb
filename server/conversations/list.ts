import type { ListName } from '@baton/contracts/api.ts'
import type { Conversation } from '@baton/contracts/conversation.ts'
import type { Row } from '@baton/contracts/down.ts'
import type { Pool } from 'pg'
import { readBy, type Sight } from '../db/sight.ts'

type Asked = { list: ListName; limit: number; cursor?: string | undefined; text?: string | undefined }
type Found = { id: string; state: Conversation; minute: number }

/** Where each list begins, how it is ordered, and whether a place in it is a count or a minute. */
const lists: Record<ListName, { where: string; order: string; after: 'count' | 'minute' }> = {
  // [A3] Promises first, by when they are due; then whoever waits longest.
  needs: { where: "(kind = 'queue' or (kind = 'bot' and due is not null))", order: 'due nulls last, since, id', after: 'count' },
  mine: { where: "kind = 'agent' and agent = $1", order: 'minute desc, id', after: 'count' },
  all: { where: "kind <> 'closed'", order: 'minute desc, id', after: 'minute' },
  closed: { where: "kind = 'closed'", order: 'minute desc, id', after: 'minute' },
}

/** How far back a search looks: it reads every row that it passes. */
const searched = 5_000

const matches = (pattern: string) =>
  `(state -> 'contact' ->> 'name' ilike ${pattern} or state -> 'contact' ->> 'email' ilike ${pattern} or state -> 'preview' ->> 'text' ilike ${pattern})`

/** One page of a list of the inbox. `next` is the place after it, or null at its end. */
export async function listConversations(db: Pool, sight: Sight, asked: Asked): Promise<{ rows: Row[]; next: string | null }> {
  const { after } = lists[asked.list]
  const [first = '', second = ''] = (asked.cursor ?? '').split('_')
  const offset = after === 'count' ? Math.min(Math.max(Number.parseInt(first, 10) || 0, 0), 1_000_000) : 0
  const place = after === 'minute' && isPlace(first, second) ? ([Number(first), second] as const) : null
  const { rows } = await db.query<Found>(pageOf(sight, asked, offset, place))
  const last = rows.at(-1)
  const next = rows.length < asked.limit || !last ? null : after === 'count' ? String(offset + rows.length) : `${last.minute}_${last.id}`
  return { rows: rows.map(({ id, state }) => ({ ...state, id })), next }
}

function isPlace(minute: string, id: string): boolean {
  return /^\d{1,15}$/.test(minute) && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)
}

/** Asked with a place, a page is a range of the list's index: `minute <= …` finds it, and the rest of the minute is passed over. */
function pageOf({ agent, bots }: Sight, { list, limit, text }: Asked, offset: number, place: readonly [number, string] | null) {
  const { where, order } = lists[list]
  const values: unknown[] = [agent, limit, offset]
  const given = (value: unknown) => `$${values.push(value)}` as const
  const own = bots === null ? '' : `and ${readBy('$1', given(bots))}`
  const whole = `from conversation c where episode > 0 and $1::uuid is not null and ${where} ${own}`
  const from = text ? `from (select * ${whole} order by ${order} limit ${searched}) latest where true` : whole
  const found = text ? `and ${matches(given(`%${text.replace(/[\\%_]/g, '\\$&')}%`))}` : ''
  const beyond = place ? `and minute <= ${given(place[0])}::bigint and (minute < $${values.length} or id > ${given(place[1])}::uuid)` : ''
  return { text: `select id, state, minute ${from} ${found} ${beyond} order by ${order} limit $2 offset $3`, values }
}
