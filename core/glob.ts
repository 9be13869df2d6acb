/** A pattern made ready: what stands between its stars. */
export type Glob = readonly string[]

export function globOf(pattern: string): Glob {
  return pattern.split('*')
}

/**
 * Does the whole text match the pattern, in which each `*` stands for anything, also nothing? Never goes back: the parts between the stars are
 * looked for one after the other.
 */
export function fits(text: string, parts: Glob): boolean {
  const last = parts.length - 1
  const [first = '', end = ''] = [parts[0], parts[last]]
  if (last === 0) return text === first
  if (!text.startsWith(first)) return false
  let at = first.length
  for (let k = 1; k < last; k++) {
    const part = parts[k] ?? ''
    const found = text.indexOf(part, at)
    if (found < 0) return false
    at = found + part.length
  }
  return text.length - end.length >= at && text.endsWith(end)
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
