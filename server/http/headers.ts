import { createHash } from 'node:crypto'
import type { FastifyReply } from 'fastify'
import type { Peer } from './peer.ts'

const sealed = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

/** What every answer says unless a page says otherwise: it is no page, it is for nobody's frame, its type is what we say it is. */
export function isolate(reply: FastifyReply, open: boolean) {
  reply.headers({
    'content-security-policy': sealed,
    'cross-origin-resource-policy': open ? 'cross-origin' : 'same-origin',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    // Not `no-referrer`: with it browsers may send `Origin: null`, which we refuse.
    'referrer-policy': 'same-origin',
  })
  if (open) allowAnySite(reply)
}

/** Any site's page may read the answer; no cookie ever comes along, the visitor's token is the only key. */
export function allowAnySite(reply: FastifyReply) {
  reply.headers({ 'access-control-allow-origin': '*', 'access-control-expose-headers': 'retry-after' })
}

/** The dashboard: everything from here, nothing inline, in nobody's frame. */
export function dashboardHeaders(peer: Peer): Record<string, string> {
  const policy = [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "font-src 'self'",
    "img-src 'self' data:",
    `connect-src ${connect(peer)}`,
    "manifest-src 'self'",
    "worker-src 'self'",
    "frame-src 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "form-action 'self'",
  ]
  return {
    'content-security-policy': policy.join('; '),
    'x-frame-options': 'DENY',
    'permissions-policy': 'camera=(), microphone=(), geolocation=(), payment=()',
    // Browsers ignore it on plain HTTP, and complain.
    ...(peer.secure ? { 'cross-origin-opener-policy': 'same-origin' } : {}),
  }
}

/** A page that carries the widget and may be framed by the dashboard. Its own inline elements are allowed by their hashes. */
export function carrierHeaders(html: string, peer: Peer): Record<string, string> {
  const policy = [
    "default-src 'none'",
    `script-src 'self' ${hashes(html, 'script')}`,
    // Style attributes can't be allowed by hash; these pages hold nothing that somebody else wrote.
    "style-src 'self' 'unsafe-inline'",
    "font-src 'self'",
    "img-src 'self' data:",
    `connect-src ${connect(peer)}`,
    "frame-ancestors 'self'",
    "base-uri 'none'",
    "form-action 'none'",
  ]
  return { 'content-security-policy': policy.join('; '), 'x-frame-options': 'SAMEORIGIN' }
}

/** Not every browser reads 'self' as including the sockets of this host. */
function connect({ host }: Peer): string {
  return host ? `'self' ws://${host} wss://${host}` : "'self'"
}

function hashes(html: string, element: string): string {
  const inline = html.matchAll(new RegExp(`<${element}(?:\\s[^>]*)?>([^]*?)</${element}>`, 'gi'))
  return [...inline]
    .map(([, text]) => text ?? '')
    .filter((text) => text !== '')
    .map((text) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`)
    .join(' ')
}
