import { randomUUID } from 'node:crypto'
import { policy } from '@baton/contracts/policy.ts'
import type { Refusal } from '@baton/contracts/refusal.ts'
import { type Kysely, sql, type Transaction } from 'kysely'
import type { Database } from '../db/tables.ts'
import { claimLink, isUsable, mintLink } from './links.ts'
import { hashPassword } from './password.ts'

type Db = Kysely<Database>

/** What set-up asks for. `brand` is a hex colour. */
export type Founding = { company: string; bot: string; brand: string; name: string; email: string; password: string }

/** Whether this install still waits for its owner. */
export async function isOpen(db: Db): Promise<boolean> {
  const owner = await db.selectFrom('agent').select('id').where('role', '=', 'owner').where('ended_at', 'is', null).executeTakeFirst()
  return owner === undefined && (await db.selectFrom('setup_done').select('agent').executeTakeFirst()) === undefined
}

/**
 * A link that makes the owner, or null when there is one. It is for the terminal of whoever started the server, and for nothing that keeps
 * what is printed. `baseUrl` has no slash at its end.
 */
export async function setupLink(db: Db, baseUrl: string, now: number): Promise<string | null> {
  return (await isOpen(db)) ? mintLink(db, 'setup', null, baseUrl, now) : null
}

/** A link for each owner to set a new password, for whoever has the server's command line. None while there is no owner. */
export async function ownerLinks(db: Db, baseUrl: string, now: number): Promise<{ link: string; email: string }[]> {
  const owners = await db
    .selectFrom('agent')
    .select(['id', 'email'])
    .where('role', '=', 'owner')
    .where('ended_at', 'is', null)
    .orderBy('created_at')
    .execute()
  return Promise.all(owners.map(async ({ id, email }) => ({ email, link: await mintLink(db, 'recovery', id, baseUrl, now) })))
}

/** Uses a set-up link: company, team, bot and owner, all or nothing. Of several at once, one is first; the others' link has expired. */
export async function setUp(db: Db, token: string, founding: Founding, now: number): Promise<{ agent: string } | Refusal> {
  if (!(await isUsable(db, 'setup', token, now)) || !(await isOpen(db))) return { no: 'linkExpired' }
  const hash = await hashPassword(founding.password)
  if (typeof hash !== 'string') return hash
  const agent = await db.transaction().execute(async (tx) => {
    // Before the links: whoever founds the company ends all of them, and would wait for whoever has claimed another and waits for them.
    await sql`lock table setup_done in share row exclusive mode`.execute(tx)
    const claimed = await claimLink(tx, 'setup', token, now)
    return claimed ? found(tx, founding, hash, now) : null
  })
  return agent ? { agent } : { no: 'linkExpired' }
}

/** Founds the company in a transaction; null when somebody has. For set-up and for the demo's seed. */
export async function found(
  tx: Transaction<Database>,
  founding: Omit<Founding, 'password'>,
  passwordHash: string,
  now: number,
): Promise<string | null> {
  const at = new Date(now)
  const [agent, team, bot] = [randomUUID(), randomUUID(), randomUUID()]
  const { name, email, brand } = founding
  // Whoever comes second waits here for the first to commit, and then finds that it is done.
  const owner = { id: agent, name, email, role: 'owner' as const, password_hash: passwordHash, created_at: at }
  const made = await tx
    .insertInto('agent')
    .values(owner)
    .onConflict((row) => row.doNothing())
    .executeTakeFirst()
  if (!made.numInsertedOrUpdatedRows) return null
  const first = await tx
    .insertInto('setup_done')
    .values({ agent, at })
    .onConflict((row) => row.doNothing())
    .executeTakeFirst()
  if (!first.numInsertedOrUpdatedRows) {
    await tx.deleteFrom('agent').where('id', '=', agent).execute()
    return null
  }
  await tx.deleteFrom('link').where('purpose', '=', 'setup').execute()
  await tx.insertInto('company').values({ name: founding.company }).execute()
  await tx.insertInto('team').values({ id: team, name: 'Support' }).execute()
  await tx.insertInto('seat').values({ agent, team }).execute()
  await tx.insertInto('bot').values({ id: bot, name: founding.bot, brand, sites: [], created_at: at }).execute()
  const body = JSON.stringify(policy.parse({ team }))
  await tx.insertInto('policy').values({ bot, version: 1, body, by: agent, at }).execute()
  return agent
}
