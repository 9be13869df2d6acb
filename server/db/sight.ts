import type { Conversation } from '@baton/contracts/conversation.ts'
import type { Queries } from './transaction.ts'

/** Whose conversations an agent reads: those of these bots; null is all. */
export type Sight = { agent: string; bots: readonly string[] | null }

/** Owners and admins read all, and so does whoever takes the visitors of any bot. */
export function botsOf({ role, bots }: { role: string; bots: readonly string[] }): readonly string[] | null {
  return role === 'agent' && bots.length > 0 ? bots : null
}

/** Whether they read whatever a bot's visitors say. */
export function readsBot({ bots }: Pick<Sight, 'bots'>, bot: string): boolean {
  return bots === null || bots.includes(bot)
}

/** [V3] Whether its bot or its holder says that they read it. Who follows it, only the database knows. */
export function isTheirs(sight: Sight, { bot, holder }: Pick<Conversation, 'bot' | 'holder'>): boolean {
  if (readsBot(sight, bot)) return true
  if (holder.kind === 'agent') return holder.agent === sight.agent
  return holder.kind === 'queue' && holder.ringing?.agents.includes(sight.agent) === true
}

type Placeholder = `$${number}`

/** [V3] The same of a row `c`, and whether they follow it, as SQL. What is looked for comes as parameters, never in the text. */
export function readBy(agent: Placeholder, bots: Placeholder): string {
  return `(${bots}::uuid[] is null or c.bot = any(${bots}::uuid[]) or c.agent = ${agent}::uuid
    or (c.kind = 'queue' and c.state -> 'holder' -> 'ringing' -> 'agents' ? ${agent}::text)
    or exists (select from follow f where f.agent = ${agent}::uuid and f.conversation = c.id))`
}

const reads = { name: 'may_read', text: `select from conversation c where c.id = $1 and ${readBy('$2', '$3')}` }

/** Whether they may read a conversation now. */
export async function mayRead(db: Queries, { agent, bots }: Sight, conversation: string): Promise<boolean> {
  if (bots === null) return true
  return (await db.query({ ...reads, values: [conversation, agent, bots] })).rows.length > 0
}
