import type { Api } from '@baton/contracts/api.ts'
import type { Kysely } from 'kysely'
import type { Pool } from 'pg'
import { policyOf } from '../bots/store.ts'
import type { Database } from '../db/tables.ts'
import type { ByAgent, Handler } from '../http/context.ts'
import { surenessOf } from './sureness.ts'

/** The handler of the page "How sure is the bot?". */
export function surenessHandler({ db, pool }: { db: Kysely<Database>; pool: Pick<Pool, 'query'> }): Handler<ByAgent, Api['sureness']> {
  return async (_context, { params: { id } }) => {
    const standing = await policyOf(db, id)
    if (!standing) return { no: 'notFound' }
    const { minConfidence, triggers } = standing.policy
    return surenessOf(pool, id, { threshold: minConfidence, askFrom: triggers.unsure.askFrom })
  }
}
