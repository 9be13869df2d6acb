import { randomUUID } from 'node:crypto'
import type { Agent, Role } from '@baton/contracts/api.ts'
import type { Refusal } from '@baton/contracts/refusal.ts'
import { type Kysely, sql, type Transaction } from 'kysely'
import type { Database } from '../db/tables.ts'
import { claimLink, isUsable, mintLink } from './links.ts'
import { agentColumns, agentFrom } from './me.ts'
import { hashPassword } from './password.ts'
import { endSessions } from './sessions.ts'

type Db = Kysely<Database>
type Tx = Transaction<Database>
export type Invitation = { name: string; email: string; role: Exclude<Role, 'owner'> }
export type AgentChange = { role?: Role | undefined; capacity?: number | undefined; name?: string | undefined }

/** Adds an agent without a password, with a seat in each team. Inviting somebody again who has not come yet makes their old link void. */
export async function invite(
  db: Db,
  invitation: Invitation,
  baseUrl: string,
  now: number,
): Promise<{ agent: Agent; link: string } | Refusal> {
  return db.transaction().execute(async (tx) => {
    const again = await invitedBefore(tx, invitation)
    const row = again ?? (await insertAgent(tx, invitation, now))
    if (!row) return { no: 'emailTaken' }
    await tx.deleteFrom('link').where('agent', '=', row.id).execute()
    return { agent: agentFrom(row), link: await mintLink(tx, 'invitation', row.id, baseUrl, now) }
  })
}

/** An invited agent sets their password. */
export async function acceptInvitation(db: Db, token: string, password: string, now: number): Promise<{ agent: string } | Refusal> {
  return setPasswordByLink(db, 'invitation', token, password, now)
}

/** The owner sets a new password by a link from the command line; all their sessions end. */
export async function recover(db: Db, token: string, password: string, now: number): Promise<{ agent: string } | Refusal> {
  return setPasswordByLink(db, 'recovery', token, password, now)
}

/** Changes role, capacity or name. Only an owner makes, changes or unmakes an owner, and one must remain. */
export async function changeAgent(db: Db, by: Role, id: string, change: AgentChange): Promise<Agent | Refusal> {
  return db.transaction().execute(async (tx) => {
    const no = await mayTouch(tx, by, id, change.role)
    if (no) return no
    const set = { role: change.role, capacity: change.capacity, name: change.name }
    const changing = tx
      .updateTable('agent')
      .set({ ...set, id })
      .where('id', '=', id)
    return agentFrom(await changing.returning(agentColumns).executeTakeFirstOrThrow())
  })
}

/** Ends an account for a while: its password and its seats stay. Whom it held, others are rung for. */
export async function deactivate(db: Db, by: Role, id: string, now: number): Promise<Refusal | null> {
  return db.transaction().execute(async (tx) => (await mayTouch(tx, by, id, 'agent')) ?? end(tx, id, now))
}

/** The account is back as it was. */
export async function activate(db: Db, by: Role, id: string): Promise<Refusal | null> {
  const row = await db.selectFrom('agent').select(['role', 'ended_at', 'email']).where('id', '=', id).executeTakeFirst()
  if (!row) return { no: 'notFound' }
  if (by !== 'owner' && row.role === 'owner') return { no: 'forbidden' }
  const other = db
    .selectFrom('agent')
    .select('id')
    .where((e) => e(e.fn<string>('lower', ['email']), '=', row.email.toLowerCase()))
    .where('ended_at', 'is', null)
    .where('id', '!=', id)
  if (await other.executeTakeFirst()) return { no: 'emailTaken' }
  await db.updateTable('agent').set({ ended_at: null }).where('id', '=', id).execute()
  return null
}

/** Ends an account: it signs in no more, its sessions and links are void, its seats are empty. Facts keep its name; whom it held, others are rung for. */
export async function removeAgent(db: Db, by: Role, id: string, now: number): Promise<Refusal | null> {
  return db.transaction().execute(async (tx) => {
    const no = await mayTouch(tx, by, id, 'agent')
    if (no) return no
    await tx.updateTable('agent').set({ password_hash: null }).where('id', '=', id).execute()
    await tx.deleteFrom('seat').where('agent', '=', id).execute()
    return end(tx, id, now)
  })
}

async function end(tx: Tx, id: string, now: number): Promise<null> {
  await tx
    .updateTable('agent')
    .set({ ended_at: new Date(now), online: false, absence: null })
    .where('id', '=', id)
    .execute()
  await endSessions(tx, id)
  await tx.deleteFrom('link').where('agent', '=', id).execute()
  // In the same transaction, so that nobody whom they held is forgotten.
  await tx
    .insertInto('job')
    .values({ key: `release:${id}`, kind: 'release', payload: JSON.stringify({ agent: id }), run_at: now })
    .onConflict((on) => on.doNothing())
    .execute()
  return null
}

/** A new name or password of one's own. `session` is the one that stays when a new password ends the others. */
export async function changeOwn(
  db: Db,
  agent: string,
  session: string,
  { name, password }: { name?: string | undefined; password?: string | undefined },
): Promise<Refusal | null> {
  const hash = password === undefined ? undefined : await hashPassword(password)
  if (typeof hash === 'object') return hash
  return db.transaction().execute(async (tx) => {
    await tx.updateTable('agent').set({ id: agent, name, password_hash: hash }).where('id', '=', agent).execute()
    if (hash) await endSessions(tx, agent, session)
    return null
  })
}

async function invitedBefore(tx: Tx, { name, email, role }: Invitation) {
  return tx
    .updateTable('agent')
    .set({ name, role })
    .where((e) => e(e.fn<string>('lower', ['email']), '=', email.toLowerCase()))
    .where('ended_at', 'is', null)
    .where('password_hash', 'is', null)
    .returning(agentColumns)
    .executeTakeFirst()
}

async function insertAgent(tx: Tx, { name, email, role }: Invitation, now: number) {
  const row = await tx
    .insertInto('agent')
    .values({ id: randomUUID(), name, email, role, password_hash: null, created_at: new Date(now) })
    .onConflict((on) => on.doNothing())
    .returning(agentColumns)
    .executeTakeFirst()
  if (row) await sql`insert into seat (agent, team) select ${row.id}::uuid, t.id from (select id from team for key share) t`.execute(tx)
  return row
}

async function setPasswordByLink(
  db: Db,
  purpose: 'invitation' | 'recovery',
  token: string,
  password: string,
  now: number,
): Promise<{ agent: string } | Refusal> {
  if (!(await isUsable(db, purpose, token, now))) return { no: 'linkExpired' }
  const hash = await hashPassword(password)
  if (typeof hash !== 'string') return hash
  return db.transaction().execute(async (tx) => {
    const agent = (await claimLink(tx, purpose, token, now))?.agent
    const set = tx.updateTable('agent').set({ password_hash: hash }).where('ended_at', 'is', null)
    const done = agent ? await set.where('id', '=', agent).returning('id').executeTakeFirst() : undefined
    if (!done) return { no: 'linkExpired' }
    await tx.deleteFrom('link').where('agent', '=', done.id).execute()
    await endSessions(tx, done.id)
    return { agent: done.id }
  })
}

/** Owners are locked, in one order, before they are counted: two who unmake each other at once must not both succeed. */
async function mayTouch(tx: Tx, by: Role, id: string, becomes: Role | undefined): Promise<Refusal | null> {
  const owners = await tx
    .selectFrom('agent')
    .select('id')
    .where('role', '=', 'owner')
    .where('ended_at', 'is', null)
    .orderBy('id')
    .forUpdate()
    .execute()
  const target = await tx
    .selectFrom('agent')
    .select(['role', 'password_hash'])
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .forUpdate()
    .executeTakeFirst()
  if (!target) return { no: 'notFound' }
  if (by !== 'owner' && (target.role === 'owner' || becomes === 'owner')) return { no: 'forbidden' }
  // Whoever has the invitation's link would be owner by it.
  if (becomes === 'owner' && target.password_hash === null) return { no: 'invalid', path: 'role', problem: 'the invitation is still open' }
  const unmade = target.role === 'owner' && becomes !== undefined && becomes !== 'owner'
  return unmade && owners.length === 1 ? { no: 'lastOwner' } : null
}
