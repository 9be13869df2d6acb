import { createHash, randomBytes } from 'node:crypto'

/** A new secret of 256 bits, as 43 characters that fit into links and headers. */
export function mintToken(): string {
  return randomBytes(32).toString('base64url')
}

/** What we keep of a token. It has all its 256 bits of chance, so a plain hash can't be turned back. */
export function digest(token: string): Buffer {
  return createHash('sha256').update(token).digest()
}
