import type { Refusal } from '@baton/contracts/refusal.ts'
import type { Kysely } from 'kysely'
import type { Database } from '../db/tables.ts'
import { createDelay } from './delay.ts'
import { isPassword } from './password.ts'

type Db = Kysely<Database>

/** Checks passwords, slower with each wrong one. `network` is where the try comes from. */
export type Checks = {
  /** The agent whose e-mail and password these are. */
  signIn(email: string, password: string, network: string): Promise<{ agent: string } | Refusal>
  /** Whether a signed-in agent knows the password; null when it does. */
  confirm(agent: string, password: string, network: string): Promise<Refusal | null>
}

/**
 * Two delays: one for an account as tried from one network, which grows to a minute, and a gentle one for the account from everywhere, which
 * slows a guesser with many addresses and costs the owner five seconds at most. An unknown e-mail costs what a wrong password costs.
 */
export function createChecks(db: Db, clock: () => number): Checks {
  const near = createDelay(clock, { free: 3, longest: 60_000 })
  const everywhere = createDelay(clock, { free: 20, longest: 5_000 })
  const check = async (account: string, hash: string | null, password: string, network: string): Promise<Refusal | null> => {
    const here = `${account} ${network}`
    const retryIn = near.attempt(here) || everywhere.attempt(account)
    if (retryIn > 0) return { no: 'tooMany', retryIn }
    const right = await isPassword(hash, password)
    if (typeof right !== 'boolean') return right
    if (!right) return { no: 'wrongPassword' }
    near.forgive(here)
    everywhere.forgive(account)
    return null
  }
  return {
    async signIn(email, password, network) {
      const account = email.trim().toLowerCase()
      const found = await byEmail(db, account)
      const no = await check(account, found?.password_hash ?? null, password, network)
      return no ?? (found ? { agent: found.id } : { no: 'wrongPassword' })
    },
    async confirm(agent, password, network) {
      const row = await db.selectFrom('agent').select(['email', 'password_hash']).where('id', '=', agent).executeTakeFirst()
      return check(row?.email.toLowerCase() ?? agent, row?.password_hash ?? null, password, network)
    },
  }
}

async function byEmail(db: Db, email: string) {
  // PostgreSQL would refuse a NUL, and no address has one.
  if (email.includes('\u0000')) return undefined
  return db
    .selectFrom('agent')
    .select(['id', 'password_hash'])
    .where((e) => e(e.fn<string>('lower', ['email']), '=', email))
    .where('ended_at', 'is', null)
    .executeTakeFirst()
}
