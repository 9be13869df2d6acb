import type { Pool } from 'pg'
import type { Secrets } from './secrets.ts'

type Db = Pick<Pool, 'query'>
/** What may be shown of a stored secret. `readable` is false when it was sealed with another key than today's. */
export type Hint = { hint: string; readable: boolean }

const shown = 4
const longEnough = 12

/** Stores a secret in place of the one before; false where there is no key to seal it with. */
export async function keepSecret(db: Db, secrets: Secrets, purpose: string, text: string, now: number): Promise<boolean> {
  const sealed = secrets.seal(purpose, text)
  if (!sealed) return false
  const hint = text.length < longEnough ? '…' : `…${text.slice(-shown)}`
  await db.query(
    `insert into secret (purpose, sealed, hint, set_at) values ($1, $2, $3, to_timestamp($4))
     on conflict (purpose) do update set sealed = excluded.sealed, hint = excluded.hint, set_at = excluded.set_at`,
    [purpose, sealed, hint, now / 1000],
  )
  return true
}

export async function dropSecret(db: Db, purpose: string): Promise<void> {
  await db.query('delete from secret where purpose = $1', [purpose])
}

/** The secret itself, for whoever calls out with it; null when there is none that can be read. */
export async function readSecret(db: Db, secrets: Secrets, purpose: string): Promise<string | null> {
  const { rows } = await db.query<{ sealed: Buffer }>('select sealed from secret where purpose = $1', [purpose])
  return rows[0] ? secrets.open(purpose, rows[0].sealed) : null
}

/** What a page may show of it; null when there is none. */
export async function hintOf(db: Db, secrets: Secrets, purpose: string): Promise<Hint | null> {
  const { rows } = await db.query<{ sealed: Buffer; hint: string }>('select sealed, hint from secret where purpose = $1', [purpose])
  return rows[0] ? { hint: rows[0].hint, readable: secrets.open(purpose, rows[0].sealed) !== null } : null
}

/** Forgets all whose purpose begins so, but one. */
export async function dropOthers(db: Db, beginning: string, kept: string): Promise<void> {
  await db.query('delete from secret where starts_with(purpose, $1) and purpose <> $2', [beginning, kept])
}
