/** A document's text is unreadable when more than this share of it could not be decoded. */
const mostUnreadable = 0.02

/**
 * Text from bytes, whatever the server says about them: what is valid UTF-8 beyond ASCII is UTF-8, since no other encoding's text looks
 * like it by chance; else the declared encoding counts, and when that was wrong, Windows-1252. Null for what is no text at all.
 */
export function decodeText(bytes: Uint8Array, type: string): string | null {
  const text = decodeAs(bytes, type).replace(/^\ufeff/, '')
  const unreadable = text.match(/[\ufffd\p{Cc}]/gu)?.filter((one) => !/\s/.test(one)).length ?? 0
  return unreadable > text.length * mostUnreadable + 5 ? null : text
}

function decodeAs(bytes: Uint8Array, type: string): string {
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes)
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  const head = Buffer.from(bytes.subarray(0, 2048)).toString('latin1')
  const label = /charset=["']?([\w-]+)/i.exec(type)?.[1] ?? /<meta[^>]+charset=["']?([\w-]+)/i.exec(head)?.[1] ?? 'utf-8'
  if (!/^utf-?16/i.test(label)) {
    const utf8 = strictly('utf-8', bytes)
    if (utf8 !== null) return utf8
  }
  return (
    (/^utf-?8$/i.test(label) ? null : strictly(label, bytes)) ?? new TextDecoder(mostlyUtf8(bytes) ? 'utf-8' : 'windows-1252').decode(bytes)
  )
}

/** Null when the bytes are none of this encoding, or nobody knows it. */
function strictly(label: string, bytes: Uint8Array): string | null {
  try {
    return new TextDecoder(label, { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}

/** A page that is UTF-8 but for a slip: more of what is not ASCII makes sense as UTF-8 than not. */
function mostlyUtf8(bytes: Uint8Array): boolean {
  const text = new TextDecoder().decode(bytes)
  const bad = text.match(/\ufffd/g)?.length ?? 0
  const good = text.match(/[^\p{ASCII}\ufffd]/gu)?.length ?? 0
  return good > bad
}
