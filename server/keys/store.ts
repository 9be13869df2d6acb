import type { KeyItem, KeyScope } from '@baton/contracts/knowledge.ts'
import type { Pool } from 'pg'

type Db = Pick<Pool, 'query'>
/** A program that was let in. */
export type KeyHolder = { key: string; scopes: KeyScope[] }
export type NewKey = { id: string; name: string; scopes: KeyScope[]; hint: string; hash: Buffer; by: string }

type Row = { id: string; name: string; scopes: KeyScope[]; hint: string; created_at: Date; used_at: Date | null }
const columns = 'id, name, scopes, hint, created_at, used_at'

function item({ created_at, used_at, ...row }: Row): KeyItem {
  return { ...row, createdAt: created_at.getTime(), usedAt: used_at?.getTime() ?? null }
}

/** The keys that stand, newest first. */
export async function listKeys(db: Db): Promise<KeyItem[]> {
  const { rows } = await db.query<Row>(`select ${columns} from api_key where revoked_at is null order by created_at desc, id`)
  return rows.map(item)
}

export async function insertKey(db: Db, { id, name, scopes, hint, hash, by }: NewKey, now: number): Promise<KeyItem> {
  const { rows } = await db.query<Row>(
    `insert into api_key (id, name, scopes, hint, token_hash, by, created_at) values ($1, $2, $3, $4, $5, $6, to_timestamp($7)) returning ${columns}`,
    [id, name, scopes, hint, hash, by, now / 1000],
  )
  return item(rows[0] as Row)
}

/** From now on the key opens nothing; false when there was none that stands. */
export async function revokeKey(db: Db, id: string, now: number): Promise<boolean> {
  const { rowCount } = await db.query('update api_key set revoked_at = to_timestamp($2) where id = $1 and revoked_at is null', [
    id,
    now / 1000,
  ])
  return rowCount === 1
}

/** Whom a key's hash lets in, or null. Its use is noted once a minute: that is exact enough to see which keys are in use. */
export async function holderOf(db: Db, hash: Buffer, now: number): Promise<KeyHolder | null> {
  const { rows } = await db.query<{ id: string; scopes: KeyScope[]; used_at: Date | null }>(
    'select id, scopes, used_at from api_key where token_hash = $1 and revoked_at is null',
    [hash],
  )
  const found = rows[0]
  if (!found) return null
  if (!found.used_at || now - found.used_at.getTime() > minute) {
    await db.query('update api_key set used_at = to_timestamp($2) where id = $1', [found.id, now / 1000])
  }
  return { key: found.id, scopes: found.scopes }
}

const minute = 60_000
