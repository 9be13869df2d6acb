import type { Kysely } from 'kysely'
import type { Database } from '../db/tables.ts'
import { digest, mintToken } from './token.ts'

type Db = Kysely<Database>
type Purpose = Database['link']['purpose']

/** How long each kind of link may be used, in milliseconds. */
const lives: Record<Purpose, number> = { setup: 86_400_000, recovery: 3_600_000, invitation: 7 * 86_400_000 }
const pages: Record<Purpose, string> = { setup: '/setup', recovery: '/recover', invitation: '/invitation' }

/** Mints a one-time link. Its secret stands in the fragment, which no browser sends to a server or a log. */
export async function mintLink(db: Db, purpose: Purpose, agent: string | null, baseUrl: string, now: number): Promise<string> {
  const token = mintToken()
  await db
    .insertInto('link')
    .values({ token_hash: digest(token), purpose, agent, created_at: new Date(now), expires_at: new Date(now + lives[purpose]) })
    .execute()
  return `${baseUrl}${pages[purpose]}#${token}`
}

/** Whether a link could be used now; cheap, before a password is hashed for it. */
export async function isUsable(db: Db, purpose: Purpose, token: string, now: number): Promise<boolean> {
  const link = await db
    .selectFrom('link')
    .select('purpose')
    .where('token_hash', '=', digest(token))
    .where('purpose', '=', purpose)
    .where('used_at', 'is', null)
    .where('expires_at', '>', new Date(now))
    .executeTakeFirst()
  return link !== undefined
}

/** Uses a link up: of several who try at once one gets it, the others null. */
export async function claimLink(db: Db, purpose: Purpose, token: string, now: number): Promise<{ agent: string | null } | null> {
  const claimed = await db
    .updateTable('link')
    .set({ used_at: new Date(now) })
    .where('token_hash', '=', digest(token))
    .where('purpose', '=', purpose)
    .where('used_at', 'is', null)
    .where('expires_at', '>', new Date(now))
    .returning('agent')
    .executeTakeFirst()
  return claimed ?? null
}
