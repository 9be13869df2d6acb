import { gunzipSync } from 'node:zlib'
import type { Outbound } from '../../outbound.ts'

const limits = { bytes: 10 * 1024 * 1024, time: 15_000, redirects: 5 }
const mostFiles = 50

type Reading = { outbound: Outbound; may: (url: string) => boolean; signal: AbortSignal }

/**
 * The addresses in a site's sitemaps, at most `most`; an index leads to further ones. One that is missing or broken gives what could be read
 * of it: links lead on without. Addresses are found by their tags, in one pass: sitemaps are often not quite XML.
 */
export async function readSitemaps(places: readonly string[], most: number, reading: Reading): Promise<string[]> {
  const waiting = [...places]
  const seen = new Set<string>()
  const found = new Set<string>()
  while (waiting.length > 0 && seen.size < mostFiles && found.size < most && !reading.signal.aborted) {
    const place = waiting.shift() ?? ''
    if (seen.has(place) || !reading.may(place)) continue
    seen.add(place)
    const text = await fetchText(place, reading)
    const isIndex = /<(\w+:)?sitemapindex[\s>]/.test(text.slice(0, 2_000))
    for (const address of addressesIn(text)) {
      if (isIndex) waiting.push(address)
      else if (found.size < most) found.add(address)
    }
  }
  return [...found]
}

async function fetchText(place: string, { outbound, may, signal }: Reading): Promise<string> {
  const answer = await outbound.get(place, { ...limits, may, signal })
  if ('no' in answer || answer.status !== 200) return ''
  try {
    const packed = answer.body[0] === 0x1f && answer.body[1] === 0x8b
    return (packed ? gunzipSync(answer.body, { maxOutputLength: limits.bytes * 2 }) : answer.body).toString('utf8')
  } catch {
    return ''
  }
}

/** Exported for its tests. */
export function addressesIn(text: string): string[] {
  if (!/<(\w+:)?(urlset|sitemapindex)[\s>]/.test(text.slice(0, 2_000))) return text.split(/\s+/).filter((line) => /^https?:\/\//.test(line))
  const found: string[] = []
  for (const [, inside = ''] of text.matchAll(/<(?:\w+:)?loc>([^<]{1,2000}|<!\[CDATA\[[^\]]{1,2000}\]\]>)<\/(?:\w+:)?loc>/g)) {
    const address = unescaped(inside.replace(/^<!\[CDATA\[|\]\]>$/g, '').trim())
    if (URL.canParse(address)) found.push(address)
  }
  return found
}

const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

function unescaped(text: string): string {
  return text.replace(/&(amp|lt|gt|quot|apos);/g, (_, name: string) => entities[name] ?? '')
}
