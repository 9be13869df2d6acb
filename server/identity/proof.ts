import { createHmac, timingSafeEqual } from 'node:crypto'
import { clean, limits, name as nameSchema } from '@baton/contracts/text.ts'
import { z } from 'zod'

/** Whom a proof is about: the company's own id of the visitor, their e-mail address, and their name where it has one. */
export type Proven = { subject: string; email: string; name: string | null }

/** How far the company's clock may be from ours, in seconds. */
const leeway = 60

const header = z.object({ alg: z.literal('HS256'), crit: z.undefined().optional() })
const claims = z.object({
  sub: z.string().max(200).transform(clean).pipe(z.string().trim().min(1)),
  email: z.string().max(limits.email).pipe(z.email()),
  name: nameSchema.optional(),
  exp: z.number(),
  nbf: z.number().optional(),
})

/**
 * Reads a JSON Web Token (RFC 7519) that is signed with this secret by HMAC-SHA256, and by nothing else; `now` in ms since 1970. What it says is
 * only looked at once the signature is right. A text is what is wrong with it.
 */
export function readProof(proof: string, secret: string, now: number): Proven | string {
  const [head = '', body = '', signature = '', ...more] = proof.split('.')
  if (!head || !body || more.length > 0) return 'it is no JSON Web Token'
  if (!header.safeParse(parsed(head)).success) return 'it must be signed with HS256'
  if (!isSigned(`${head}.${body}`, signature, secret)) return 'it is not signed with this bot’s secret'
  const read = claims.safeParse(parsed(body))
  if (!read.success) return `its claim “${read.error.issues[0]?.path.join('.') || 'sub'}” is missing or can’t be read`
  const { sub: subject, email, name, exp, nbf = 0 } = read.data
  if (exp + leeway <= now / 1000) return 'it has expired'
  if (nbf - leeway > now / 1000) return 'it is not valid yet'
  return { subject, email, name: name || null }
}

function isSigned(text: string, signature: string, secret: string): boolean {
  const right = createHmac('sha256', secret).update(text).digest()
  const given = Buffer.from(signature, 'base64url')
  return given.length === right.length && timingSafeEqual(given, right)
}

function parsed(part: string): unknown {
  try {
    return JSON.parse(Buffer.from(part, 'base64url').toString('utf8'))
  } catch {
    return null
  }
}
