/** A name for one wish. `crypto.randomUUID` exists only on HTTPS and loopback; a self-hosted dashboard may be on neither. */
export function newCause(): string {
  if (typeof crypto.randomUUID === 'function') return crypto.randomUUID()
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}
