import type { IncomingMessage } from 'node:http'
import ipaddr from 'ipaddr.js'
import type { Config } from '../config.ts'
import type { Log } from '../log.ts'

/** Who speaks to us, as far as the network says. */
export type Peer = {
  /** The client's address, read through the trusted proxies. */
  address: string
  /** The client's own connection is encrypted, up to us or up to a proxy that we trust. */
  secure: boolean
  /**
   * Why one address may be many people, so that limits by address must not stop them as one: a proxy that we were not told to trust, or this
   * very machine (its own programs, or a proxy that adds nothing).
   */
  shared: 'proxy' | 'machine' | false
  /** Host and port as the client named us, or null when it named nothing usable. */
  host: string | null
  /** No other site's page is behind this request. */
  fromHere: boolean
}

export type Peers = (request: IncomingMessage) => Peer

/** Reads a request's sender, for HTTP and for socket upgrades alike, so that both believe the same proxies. */
export function createPeers({ trustProxy, publicUrl }: Pick<Config, 'trustProxy' | 'publicUrl'>, log: Log): Peers {
  const trusts = trustOf(trustProxy)
  const own = publicUrl ? new URL(publicUrl) : null
  let warned = false
  return (request) => {
    const direct = request.socket.remoteAddress ?? 'unknown'
    const forwarded = listOf(request.headers['x-forwarded-for'])
    const address = clientOf(direct, forwarded, trusts)
    const hidden = trustProxy === false && forwarded.length > 0
    if (hidden && !warned) {
      warned = true
      log.warn('A proxy stands before Baton, but TRUST_PROXY is off: all visitors seem to have one address, and limits are widened.')
    }
    const host = hostOf(request)
    const secure = isSecure(request, trusts(direct, 0), host, own)
    const shared = hidden ? 'proxy' : isLoopback(address) && 'machine'
    return { address, secure, shared, host, fromHere: isFromHere(request, secure, host, own) }
  }
}

/** The part of an address that one household or machine can't change at will: an IPv4 address, or the /64 of an IPv6 one. */
export function networkOf(address: string): string {
  if (!ipaddr.isValid(address)) return address
  const ip = ipaddr.process(address)
  return ip.kind() === 'ipv4' ? ip.toString() : `${(ip as ipaddr.IPv6).parts.slice(0, 4).join(':')}/64`
}

export function isLoopback(address: string): boolean {
  return ipaddr.isValid(address) && ipaddr.process(address).range() === 'loopback'
}

type Trusts = (address: string, hop: number) => boolean

function trustOf(setting: Config['trustProxy']): Trusts {
  if (setting === false) return () => false
  if (typeof setting === 'number') return (_address, hop) => hop < setting
  const networks = setting.map((entry) => ipaddr.parseCIDR(entry.includes('/') ? entry : `${entry}/${entry.includes(':') ? 128 : 32}`))
  return (address) => {
    if (!ipaddr.isValid(address)) return false
    const ip = ipaddr.process(address)
    return networks.some(([network, bits]) => network.kind() === ip.kind() && ip.match(network, bits))
  }
}

/** Walks from us towards the client for as long as the one who speaks is trusted to say who was before it. */
function clientOf(direct: string, forwarded: readonly string[], trusts: Trusts): string {
  let address = direct
  for (let hop = 0; hop < forwarded.length && trusts(address, hop); hop++) {
    const before = addressIn(forwarded[forwarded.length - 1 - hop] ?? '')
    if (!before) break
    address = before
  }
  return ipaddr.isValid(address) ? ipaddr.process(address).toString() : address
}

/** Some proxies add the port: `203.0.113.7:5123`, `[2001:db8::1]:5123`. */
function addressIn(entry: string): string | null {
  const bare = /^\[([^\]]+)\](?::\d+)?$/.exec(entry)?.[1] ?? /^([\d.]+):\d+$/.exec(entry)?.[1] ?? entry
  return ipaddr.isValid(bare) ? bare : null
}

function listOf(header: string | string[] | undefined): string[] {
  const text = Array.isArray(header) ? header.join(',') : (header ?? '')
  return text
    .split(',')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '')
}

function isSecure(request: IncomingMessage, trusted: boolean, host: string | null, own: URL | null): boolean {
  if ('encrypted' in request.socket && request.socket.encrypted === true) return true
  if (trusted && listOf(request.headers['x-forwarded-proto']).at(-1) === 'https') return true
  // Whoever set PUBLIC_URL to https said that a proxy ends the encryption, trusted for addresses or not.
  return own?.protocol === 'https:' && host === own.host
}

/** Only a plain host and port: what comes from here ends up in headers and links. */
function hostOf(request: IncomingMessage): string | null {
  const host = request.headers.host ?? ''
  return /^([a-z0-9._-]{1,253}|\[[0-9a-f:.]{2,45}\])(:\d{1,5})?$/i.test(host) ? host.toLowerCase() : null
}

/**
 * Every browser names its page in `Origin` when it changes something or opens a socket. A request without one comes from no browser page
 * (or from one that says `Sec-Fetch-Site`), and no other site can be behind it.
 */
function isFromHere(request: IncomingMessage, secure: boolean, host: string | null, own: URL | null): boolean {
  const { origin } = request.headers
  const site = request.headers['sec-fetch-site']
  if (origin === undefined) return site === undefined || site === 'same-origin' || site === 'none'
  if (!URL.canParse(origin)) return false
  const page = new URL(origin)
  if (page.protocol !== 'https:' && (secure || page.protocol !== 'http:')) return false
  return page.host === withoutDefaultPort(host, page.protocol) || page.host === own?.host
}

function withoutDefaultPort(host: string | null, protocol: string): string | null {
  return host?.replace(protocol === 'https:' ? /:443$/ : /:80$/, '') ?? null
}
