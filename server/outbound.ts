import dns from 'node:dns'
import net, { type LookupFunction } from 'node:net'
import ipaddr from 'ipaddr.js'
import { Agent, buildConnector, fetch, type Response } from 'undici'

/** Why nothing was fetched. `elsewhere`: it leads to an address that `may` does not allow. */
export type FetchRefusal = {
  no: 'badAddress' | 'privateAddress' | 'noSuchHost' | 'unreachable' | 'slow' | 'tooLarge' | 'tooManyRedirects' | 'elsewhere'
}
/** What came back, whatever its status; `url` is where redirects ended, `type` the content type in lower case, `retryAfter` in seconds. */
export type Fetched = {
  url: string
  status: number
  type: string
  body: Buffer
  etag: string | null
  lastModified: string | null
  retryAfter: number | null
}

export type FetchLimits = {
  /** Bytes of the body, unpacked. */
  bytes: number
  /** For everything together, in ms. */
  time: number
  redirects: number
  headers?: Record<string, string>
  /** Which addresses may be asked, those of redirects included; all when not said. */
  may?: ((url: string) => boolean) | undefined
  signal?: AbortSignal | undefined
}

/** The only way out to addresses that somebody typed in: never to private networks, but for those named `host:port` in ALLOW_PRIVATE. */
export type Outbound = { get(url: string, limits: FetchLimits): Promise<Fetched | FetchRefusal>; close(): Promise<void> }

/**
 * Addresses are checked where the connection is made: literal ones in any spelling and every resolved one, so that neither a redirect nor a name
 * that changes its address gets through. A cloud's metadata service is refused even when ALLOW_PRIVATE names it.
 */
export function openOutbound(allowPrivate: readonly string[]): Outbound {
  const named = new Set(allowPrivate.map((place) => place.toLowerCase()))
  const connect = connectorFor((host, port) => named.has(`${host}:${port}`) || named.has(`[${host}]:${port}`))
  const agent = new Agent({ connect, keepAliveTimeout: 1000 })
  return { get: (url, limits) => getFrom(agent, url, limits), close: () => agent.close() }
}

/**
 * A `fetch` for an address that is the owner's own word, such as that of a model: private networks are fine, a cloud's metadata service is not.
 */
export function ownersFetch(): typeof globalThis.fetch {
  const agent = new Agent({ connect: connectorFor(() => true) })
  const call = (url: string, init: RequestInit) => fetch(url, { ...init, dispatcher: agent } as Parameters<typeof fetch>[1])
  return call as unknown as typeof globalThis.fetch
}

// ——— addresses

const metadata = new Set([
  '169.254.169.254',
  '169.254.170.2',
  'fd00:ec2::254',
  '100.100.100.200',
  '192.0.0.192',
  '168.63.129.16',
  'fd20:ce::254',
])
const metadataHosts = /(^|\.)metadata(\.google)?\.internal\.?$/i

/** Exported for its tests: whether an address is one of the public internet. */
export function isPublic(address: string): boolean {
  try {
    return ipaddr.process(address).range() === 'unicast'
  } catch {
    return false
  }
}

function isMetadata(address: string): boolean {
  try {
    return metadata.has(ipaddr.process(address).toString())
  } catch {
    return true
  }
}

class Refused extends Error {
  override name = 'Refused'
}

/** Connects to public addresses, and to private ones where `may` says so. */
function connectorFor(may: (host: string, port: string) => boolean): buildConnector.connector {
  const strict = buildConnector({ lookup: checkedLookup((address) => isPublic(address) && !isMetadata(address)) })
  const named = buildConnector({ lookup: checkedLookup((address) => !isMetadata(address)) })
  return (options, callback) => {
    const host = options.hostname.replace(/^\[|\]$/g, '').toLowerCase()
    const port = options.port || (options.protocol === 'https:' ? '443' : '80')
    const open = may(host, port)
    const literal = net.isIP(host) !== 0
    if (metadataHosts.test(host) || (literal && (isMetadata(host) || !(open || isPublic(host))))) {
      callback(new Refused(`${host} is not public`), null)
    } else (open ? named : strict)(options, callback)
  }
}

function checkedLookup(may: (address: string) => boolean): LookupFunction {
  return (host, options, callback) => {
    dns.lookup(host, { ...options, all: true }, (error, addresses) => {
      if (error) return callback(error, [])
      const refused = addresses.find(({ address }) => !may(address))
      if (refused) return callback(new Refused(`${refused.address} is not public`), [])
      const [first] = addresses
      if (options.all || !first) callback(null, addresses)
      else callback(null, first.address, first.family)
    })
  }
}

// ——— fetching

async function getFrom(agent: Agent, address: string, limits: FetchLimits): Promise<Fetched | FetchRefusal> {
  const timer = AbortSignal.timeout(limits.time)
  const signal = limits.signal ? AbortSignal.any([timer, limits.signal]) : timer
  let url = address
  try {
    for (let hop = 0; hop <= limits.redirects; hop++) {
      if (!isWebAddress(url)) return { no: 'badAddress' }
      if (limits.may && !limits.may(url)) return { no: 'elsewhere' }
      const response = await fetch(url, {
        dispatcher: agent,
        redirect: 'manual',
        signal,
        headers: { 'user-agent': 'Baton', ...limits.headers },
      })
      const next = redirectOf(response, url)
      if (!next) return await read(response, url, limits.bytes)
      await response.body?.cancel()
      url = next
    }
    return { no: 'tooManyRedirects' }
  } catch (error) {
    return whyNot(error, signal)
  }
}

function isWebAddress(text: string): boolean {
  const url = URL.parse(text)
  return url !== null && (url.protocol === 'http:' || url.protocol === 'https:') && url.username === '' && url.password === ''
}

function redirectOf(response: Response, from: string): string | null {
  const location = response.headers.get('location')
  if (![301, 302, 303, 307, 308].includes(response.status) || !location) return null
  return URL.parse(location, from)?.href ?? location
}

async function read(response: Response, url: string, most: number): Promise<Fetched | FetchRefusal> {
  if (Number(response.headers.get('content-length')) > most) {
    await response.body?.cancel()
    return { no: 'tooLarge' }
  }
  const parts: Uint8Array[] = []
  let size = 0
  for await (const part of response.body ?? []) {
    size += part.byteLength
    // Leaving the loop cancels the body, and with it the connection.
    if (size > most) return { no: 'tooLarge' }
    parts.push(part)
  }
  const { status, headers } = response
  return {
    url,
    status,
    type: (headers.get('content-type') ?? '').toLowerCase(),
    body: Buffer.concat(parts),
    etag: headers.get('etag'),
    lastModified: headers.get('last-modified'),
    retryAfter: secondsIn(headers.get('retry-after')),
  }
}

/** A site may also name a date; then it is asked again when that is usual. */
function secondsIn(header: string | null): number | null {
  return header && /^\d{1,6}$/.test(header.trim()) ? Number(header) : null
}

function whyNot(error: unknown, signal: AbortSignal): FetchRefusal {
  if (signal.aborted) return { no: 'slow' }
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if (cause instanceof Refused) return { no: 'privateAddress' }
    if ('code' in cause && (cause.code === 'ENOTFOUND' || cause.code === 'EAI_AGAIN')) return { no: 'noSuchHost' }
    if ('code' in cause && (cause.code === 'UND_ERR_CONNECT_TIMEOUT' || cause.code === 'UND_ERR_HEADERS_TIMEOUT')) return { no: 'slow' }
  }
  return { no: 'unreachable' }
}
