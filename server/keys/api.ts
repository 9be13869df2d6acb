import { randomUUID } from 'node:crypto'
import type { Api } from '@baton/contracts/api.ts'
import type { Pool } from 'pg'
import type { ByAgent, Handler } from '../http/context.ts'
import { digest, mintToken } from '../people/token.ts'
import { insertKey, listKeys, revokeKey } from './store.ts'

export type KeysDeps = { pool: Pick<Pool, 'query'>; clock: () => number }

/** What every key begins with, so that people and scanners of leaked secrets know one when they see it. */
const prefix = 'bk_'
const hintLength = prefix.length + 4

/** The handlers of API keys. Only the answer to the making of a key ever holds it. */
export function keyHandlers({ pool, clock }: KeysDeps) {
  const keys: Handler<ByAgent, Api['keys']> = async () => listKeys(pool)
  const addKey: Handler<ByAgent, Api['addKey']> = async ({ me }, { body }) => {
    const token = prefix + mintToken()
    const made = { id: randomUUID(), ...body, hint: token.slice(0, hintLength), hash: digest(token), by: me.agent }
    return { key: await insertKey(pool, made, clock()), token }
  }
  const removeKey: Handler<ByAgent, Api['removeKey']> = async (_context, { params }) =>
    (await revokeKey(pool, params.id, clock())) ? { ok: true } : { no: 'notFound' }
  return { keys, addKey, removeKey }
}
