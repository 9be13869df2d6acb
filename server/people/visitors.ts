import { randomUUID } from 'node:crypto'
import type { Kysely } from 'kysely'
import type { Database } from '../db/tables.ts'
import { digest, mintToken } from './token.ts'

/** Somebody on a site of ours. `conversation` is the only one that their token opens, for life. */
export type Visitor = { id: string; bot: string; conversation: string }

type Db = Kysely<Database>

/** A new visitor of a bot that exists. The token is told once and kept only as a hash. */
export async function newVisitor(db: Db, bot: string, now: number): Promise<{ token: string; conversation: string }> {
  const token = mintToken()
  const conversation = randomUUID()
  await db
    .insertInto('visitor')
    .values({ id: randomUUID(), bot, token_hash: digest(token), conversation, created_at: new Date(now) })
    .execute()
  return { token, conversation }
}

/** Whose token this is, or null. */
export async function visitorOf(db: Db, token: string): Promise<Visitor | null> {
  if (!/^[\w-]{43}$/.test(token)) return null
  const row = await db
    .selectFrom('visitor')
    .select(['id', 'bot', 'conversation'])
    .where('token_hash', '=', digest(token))
    .executeTakeFirst()
  return row ?? null
}
