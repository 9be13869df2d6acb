import type { Role } from '@baton/contracts/api.ts'
import type { Kysely } from 'kysely'
import { botsOf, type Sight } from '../db/sight.ts'
import type { Database } from '../db/tables.ts'
import { sessionMs, tokenIn } from './cookie.ts'
import { digest, mintToken } from './token.ts'

/** An agent behind a session, and what they read. `session` names it, for closing its sockets, and is not the token. */
export type SignedIn = Sight & { name: string; role: Role; session: string }

type Db = Kysely<Database>

/** A use that is this much later than the last one noted moves the session's end; noting each would be a write per request. */
const noteAfter = 3_600_000

/** Begins a session and returns its token, which is kept nowhere but with the browser. */
export async function beginSession(db: Db, agent: string, now: number): Promise<string> {
  const token = mintToken()
  const at = new Date(now)
  await db.deleteFrom('session').where('expires_at', '<=', at).execute()
  await db
    .insertInto('session')
    .values({ token_hash: digest(token), agent, created_at: at, seen_at: at, expires_at: new Date(now + sessionMs) })
    .execute()
  return token
}

/** Who a browser's `Cookie` header signs in, or null. For socket upgrades and HTTP alike; `secure` as `Peer.secure`. */
export async function sessionOf(db: Db, cookieHeader: string | undefined, secure: boolean, now: number): Promise<SignedIn | null> {
  const token = tokenIn(cookieHeader, secure)
  return token ? ((await find(db, token, now))?.who ?? null) : null
}

/** As `sessionOf`, and moves the session's end. `renewed` says that the cookie needs a new end as well. */
export async function useSession(db: Db, token: string, now: number): Promise<(SignedIn & { renewed: boolean }) | null> {
  const found = await find(db, token, now)
  if (!found) return null
  const renewed = now - found.seenAt > noteAfter
  if (renewed) {
    await db
      .updateTable('session')
      .set({ seen_at: new Date(now), expires_at: new Date(now + sessionMs) })
      .where('token_hash', '=', digest(token))
      .execute()
  }
  return { ...found.who, renewed }
}

/** Of these sessions, those that still stand, and whose bots' conversations they read now: what a node asks every few seconds about the sockets it holds. */
export async function standingSessions(db: Db, sessions: readonly string[], now: number): Promise<Map<string, Sight['bots']>> {
  if (sessions.length === 0) return new Map()
  const rows = await db
    .selectFrom('session')
    .innerJoin('agent', 'agent.id', 'session.agent')
    .select(['token_hash', 'agent.role', 'agent.bots'])
    .where(
      'token_hash',
      'in',
      sessions.map((session) => Buffer.from(session, 'hex')),
    )
    .where('expires_at', '>', new Date(now))
    .where('ended_at', 'is', null)
    .execute()
  return new Map(rows.map((row) => [row.token_hash.toString('hex'), botsOf(row)]))
}

/** Ends one session by its token. */
export async function endSession(db: Db, token: string): Promise<void> {
  await db.deleteFrom('session').where('token_hash', '=', digest(token)).execute()
}

/** Ends an agent's sessions, all or all but one. */
export async function endSessions(db: Db, agent: string, except?: string): Promise<void> {
  let ending = db.deleteFrom('session').where('agent', '=', agent)
  if (except) ending = ending.where('token_hash', '!=', Buffer.from(except, 'hex'))
  await ending.execute()
}

async function find(db: Db, token: string, now: number): Promise<{ who: SignedIn; seenAt: number } | null> {
  const row = await db
    .selectFrom('session')
    .innerJoin('agent', 'agent.id', 'session.agent')
    .select(['agent.id', 'agent.name', 'agent.role', 'agent.bots', 'session.seen_at'])
    .where('token_hash', '=', digest(token))
    .where('expires_at', '>', new Date(now))
    .where('ended_at', 'is', null)
    .executeTakeFirst()
  if (!row) return null
  const who = { agent: row.id, name: row.name, role: row.role, bots: botsOf(row), session: digest(token).toString('hex') }
  return { who, seenAt: row.seen_at.getTime() }
}
