/** How long a session lives without being used, in milliseconds. */
export const sessionMs = 30 * 86_400_000

/** Over HTTPS the prefix binds the cookie to this host: no sibling domain and no plain-HTTP page can plant another one. */
const nameFor = (secure: boolean) => (secure ? '__Host-baton' : 'baton')

/** The session token that a browser brings, or null. Over HTTPS the unbound cookie of plain HTTP is not believed. */
export function tokenIn(cookieHeader: string | undefined, secure: boolean): string | null {
  const name = nameFor(secure)
  for (const pair of (cookieHeader ?? '').split(';')) {
    const [key, value] = pair.split('=', 2)
    if (key?.trim() === name && value && /^[\w-]{43}$/.test(value.trim())) return value.trim()
  }
  return null
}

/** The `Set-Cookie` header that keeps a session, or with null ends it. */
export function cookieFor(token: string | null, secure: boolean): string {
  const age = token ? sessionMs / 1000 : 0
  return `${nameFor(secure)}=${token ?? ''}; Path=/; Max-Age=${age}; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`
}
