import type { Agent, Me } from '@baton/contracts/api.ts'
import type { Kysely, Selectable } from 'kysely'
import { botsOf } from '../db/sight.ts'
import type { Database } from '../db/tables.ts'

type Row = Pick<Selectable<Database['agent']>, 'id' | 'name' | 'email' | 'role' | 'capacity' | 'online' | 'password_hash'>

/** The columns of an agent that leave the server, and the hash, of which only its absence does. */
export const agentColumns = ['id', 'name', 'email', 'role', 'capacity', 'online', 'password_hash'] as const

/** An agent as colleagues see them. */
export function agentFrom({ id, name, email, role, capacity, online, password_hash }: Row): Agent {
  return { id, name, email, role, capacity, online, invited: password_hash === null }
}

/** Who is signed in, and what every screen needs. `agent` must exist and not have ended. */
export async function meOf(db: Kysely<Database>, agent: string, secure: boolean, publicUrl: string): Promise<Me> {
  const company = await db.selectFrom('company').select('name').executeTakeFirstOrThrow()
  const all = await db.selectFrom('bot').select(['id', 'name', 'brand', 'sites', 'policy_version']).orderBy('created_at').execute()
  const teams = await db.selectFrom('team').select(['id', 'name']).orderBy('name').execute()
  const rows = await db
    .selectFrom('agent')
    .select([...agentColumns, 'bots'])
    .where('ended_at', 'is', null)
    .orderBy('created_at')
    .execute()
  const own = rows.find(({ id }) => id === agent)
  if (!own) throw new Error('The agent of a standing session is not among the agents.')
  const theirs = botsOf(own)
  const bots = theirs ? all.filter(({ id }) => theirs.includes(id)) : all
  return {
    agent: agentFrom(own),
    company: company.name,
    bots: bots.map(({ policy_version, ...bot }) => ({ ...bot, policyVersion: policy_version })),
    teams,
    agents: rows.map(agentFrom),
    secure,
    publicUrl,
  }
}
