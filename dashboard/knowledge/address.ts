/** An address as people write it; null when it is none. `https://` may be left out. */
export function readAddress(written: string): string | null {
  const text = written.trim()
  const address = /^[\w-]+(\.[\w-]+)+/.test(text) ? `https://${text}` : text
  return URL.canParse(address) && /^https?:/.test(address) ? address : null
}
