import type { Refusal } from '@baton/contracts/refusal.ts'
import type { Pool } from 'pg'
import type { Secrets } from '../secrets/secrets.ts'
import { readSecret } from '../secrets/store.ts'
import { type Proven, readProof } from './proof.ts'

/** What a proof says of a bot's visitor, or why it can't be used. */
export type Prove = (bot: string, proof: string) => Promise<Proven | Refusal>

/** Under which name a bot's secret is kept. */
export const identityPurpose = (bot: string): string => `identity ${bot}`

export function proving(db: Pick<Pool, 'query'>, secrets: Secrets, clock: () => number): Prove {
  return async (bot, proof) => {
    const secret = await readSecret(db, secrets, identityPurpose(bot))
    const read = secret === null ? 'this bot has no secret to check it with' : readProof(proof, secret, clock())
    return typeof read === 'string' ? { no: 'proofRefused', problem: read } : read
  }
}
