import type { Api } from '@baton/contracts/api.ts'
import type { Pool } from 'pg'
import { invalid } from '../http/answers.ts'
import type { ByAgent, Handler } from '../http/context.ts'
import { mintToken } from '../people/token.ts'
import { needsKey, type Secrets } from '../secrets/secrets.ts'
import { dropSecret, hintOf, keepSecret } from '../secrets/store.ts'
import { identityPurpose } from './prove.ts'

export type IdentityDeps = { pool: Pick<Pool, 'query'>; secrets: Secrets; clock: () => number }

type As<K extends keyof Api> = Handler<ByAgent, Api[K]>

/** The handlers of the secret by which a company's server signs who its visitors are. Only the answer to its making ever holds it. */
export function identityHandlers({ pool, secrets, clock }: IdentityDeps) {
  const isBot = async (id: string) => (await pool.query('select from bot where id = $1', [id])).rowCount === 1
  const identity: As<'identity'> = async (_context, { params: { id } }) =>
    (await isBot(id)) ? { secret: await hintOf(pool, secrets, identityPurpose(id)) } : { no: 'notFound' }
  const renewIdentity: As<'renewIdentity'> = async (_context, { params: { id } }) => {
    if (!(await isBot(id))) return { no: 'notFound' }
    const secret = mintToken()
    return (await keepSecret(pool, secrets, identityPurpose(id), secret, clock())) ? { secret } : invalid('secret', needsKey)
  }
  const removeIdentity: As<'removeIdentity'> = async (_context, { params: { id } }) => {
    await dropSecret(pool, identityPurpose(id))
    return { ok: true }
  }
  return { identity, renewIdentity, removeIdentity }
}
