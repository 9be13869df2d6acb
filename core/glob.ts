/**
 * Does the whole text match the pattern, in which each `*` stands for anything, also nothing? Never goes back: the parts between the stars are
 * looked for one after the other.
 */
export function glob(pattern: string, text: string): boolean {
  const [first = '', ...rest] = pattern.split('*')
  const last = rest.pop()
  if (last === undefined) return text === first
  if (!text.startsWith(first)) return false
  let at = first.length
  for (const part of rest) {
    const found = text.indexOf(part, at)
    if (found < 0) return false
    at = found + part.length
  }
  return text.length - last.length >= at && text.endsWith(last)
}

/** The path of an address, as paths are compared: "/pricing" for "https://example.com/Pricing/?a=1#b". */
export function pathOf(address: string): string {
  const [bare = ''] = address.trim().toLowerCase().split(/[?#]/, 1)
  const scheme = bare.indexOf('://')
  const slash = scheme < 0 ? 0 : bare.indexOf('/', scheme + 3)
  const path = slash < 0 ? '/' : bare.slice(slash)
  const whole = path.startsWith('/') || path.startsWith('*') ? path : `/${path}`
  return whole.length > 1 && whole.endsWith('/') ? whole.slice(0, -1) : whole
}
