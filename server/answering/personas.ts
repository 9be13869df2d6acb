import { createHash } from 'node:crypto'
import { type Persona, persona, type ShownPersona } from '@baton/contracts/answering.ts'
import { fileTypeFromBuffer } from 'file-type'
import type { Pool } from 'pg'

type Db = Pick<Pool, 'query'>

/** How a bot presents itself, or null when there is no such bot. */
export async function personaOf(db: Db, bot: string): Promise<ShownPersona | null> {
  const { rows } = await db.query<{ body: unknown; hash: string | null }>(
    'select p.body, i.hash from bot b left join persona p on p.bot = b.id left join picture i on i.bot = b.id where b.id = $1',
    [bot],
  )
  const found = rows[0]
  return found ? { ...personaIn(found.body), picture: found.hash ? pictureAddress(bot, found.hash) : null } : null
}

export function personaIn(body: unknown): Persona {
  return persona.parse(body ?? {})
}

/** False when there is no such bot. */
export async function savePersona(db: Db, bot: string, body: Persona, now: number): Promise<boolean> {
  const { rowCount } = await db.query(
    `insert into persona (bot, body, changed_at) select id, $2, to_timestamp($3) from bot where id = $1
     on conflict (bot) do update set body = excluded.body, changed_at = excluded.changed_at`,
    [bot, JSON.stringify(body), now / 1000],
  )
  return rowCount === 1
}

export type Picture = { type: string; bytes: Buffer; hash: string }
const types = ['image/png', 'image/jpeg', 'image/webp']

/** What a picture is by its content, or null when it is none of the kinds that we show. */
export async function pictureTypeOf(bytes: Uint8Array): Promise<string | null> {
  const type = (await fileTypeFromBuffer(bytes))?.mime
  return type && types.includes(type) ? type : null
}

/** False when there is no such bot. */
export async function savePicture(db: Db, bot: string, type: string, bytes: Uint8Array): Promise<boolean> {
  const hash = createHash('sha256').update(bytes).digest('hex').slice(0, 16)
  const { rowCount } = await db.query(
    `insert into picture (bot, type, bytes, hash) select id, $2, $3, $4 from bot where id = $1
     on conflict (bot) do update set type = excluded.type, bytes = excluded.bytes, hash = excluded.hash`,
    [bot, type, Buffer.from(bytes), hash],
  )
  return rowCount === 1
}

export async function removePicture(db: Db, bot: string): Promise<void> {
  await db.query('delete from picture where bot = $1', [bot])
}

export async function readPicture(db: Db, bot: string, hash: string): Promise<Picture | null> {
  const { rows } = await db.query<Picture>('select type, bytes, hash from picture where bot = $1 and hash = $2', [bot, hash])
  return rows[0] ?? null
}

/** Another picture has another address, so a browser may keep it for ever. */
export function pictureAddress(bot: string, hash: string): string {
  return `/pictures/${bot}/${hash}`
}
