import type { IncomingMessage } from 'node:http'
import { describe, expect, test } from 'vitest'
import { readConfig } from '../config.ts'
import type { Log } from '../log.ts'
import { silence } from '../log.ts'
import { createPeers, isLoopback, networkOf, type Peer } from './peer.ts'

type From = { direct?: string; headers?: Record<string, string>; trust?: string; publicUrl?: string; log?: Log }

function peer({ direct = '10.0.0.2', headers = {}, trust = 'off', publicUrl = '', log = silence }: From): Peer {
  const read = readConfig([], { TRUST_PROXY: trust, PUBLIC_URL: publicUrl })
  if (!read.ok) throw new Error(read.message)
  return createPeers(
    read.config,
    log,
  )({ headers: { host: 'chat.test', ...headers }, socket: { remoteAddress: direct } } as unknown as IncomingMessage)
}

describe('the address', () => {
  const forwarded = { 'x-forwarded-for': '6.6.6.6, 203.0.113.7, 10.0.0.3' }
  test.each([
    ['off: nobody is believed', 'off', '10.0.0.2', forwarded, '10.0.0.2'],
    ['one hop: the last entry', '1', '10.0.0.2', forwarded, '10.0.0.3'],
    ['two hops: the one before', '2', '10.0.0.2', forwarded, '203.0.113.7'],
    ['more hops than entries: the first', '9', '10.0.0.2', forwarded, '6.6.6.6'],
    ['networks: the first one outside them', '10.0.0.0/8', '10.0.0.2', forwarded, '203.0.113.7'],
    ['networks: a stranger can’t name another', '10.0.0.0/8', '198.51.100.9', forwarded, '198.51.100.9'],
    ['a single trusted address', '10.0.0.2', '::ffff:10.0.0.2', { 'x-forwarded-for': '203.0.113.7' }, '203.0.113.7'],
    ['an IPv6 proxy', 'fd00::/8', 'fd00::1', { 'x-forwarded-for': '[2001:db8::1]:5123' }, '2001:db8::1'],
    ['a port is dropped', '1', '10.0.0.2', { 'x-forwarded-for': '203.0.113.7:5123' }, '203.0.113.7'],
    ['rubbish is not an address', '1', '10.0.0.2', { 'x-forwarded-for': 'unknown<script>' }, '10.0.0.2'],
    ['nothing forwarded', '1', '10.0.0.2', {}, '10.0.0.2'],
  ])('%s', (_title, trust, direct, headers, address) => {
    expect(peer({ trust, direct, headers: headers as Record<string, string> }).address).toBe(address)
  })

  test('a proxy that we were not told of widens limits, and is mentioned once', () => {
    const warned: unknown[] = []
    const log: Log = { ...silence, warn: (...args: unknown[]) => void warned.push(args) }
    const peers = createPeers({ trustProxy: false, publicUrl: undefined }, log)
    const request = { headers: forwarded, socket: { remoteAddress: '10.0.0.2' } } as unknown as IncomingMessage
    expect([peers(request).shared, peers(request).shared]).toEqual(['proxy', 'proxy'])
    expect(warned).toHaveLength(1)
    expect(peer({ trust: '1', headers: forwarded }).shared).toBe(false)
    expect(peer({ direct: '127.0.0.1' }).shared).toBe('machine')
  })

  test('limits see one household as one', () => {
    expect(networkOf('2001:db8:1:2:aaaa::1')).toBe(networkOf('2001:db8:1:2:bbbb::2'))
    expect(networkOf('2001:db8:1:3::1')).not.toBe(networkOf('2001:db8:1:2::1'))
    expect(networkOf('::ffff:203.0.113.7')).toBe('203.0.113.7')
    expect([isLoopback('127.0.0.1'), isLoopback('::1'), isLoopback('::ffff:127.0.0.1'), isLoopback('10.0.0.1'), isLoopback('')]).toEqual([
      true,
      true,
      true,
      false,
      false,
    ])
  })
})

describe('encryption', () => {
  const https = { 'x-forwarded-proto': 'https' }
  test('is believed from a trusted proxy only', () => {
    expect(peer({ headers: https }).secure).toBe(false)
    expect(peer({ headers: https, trust: '1' }).secure).toBe(true)
    expect(peer({ headers: https, trust: '192.0.2.0/24' }).secure).toBe(false)
    expect(peer({ headers: { 'x-forwarded-proto': 'https, http' }, trust: '1' }).secure).toBe(false)
  })

  test('or from an https PUBLIC_URL, for its own host', () => {
    expect(peer({ publicUrl: 'https://chat.test' }).secure).toBe(true)
    expect(peer({ publicUrl: 'https://chat.test', headers: { host: '127.0.0.1:3000' } }).secure).toBe(false)
  })
})

describe('the origin', () => {
  test.each([
    ['our own page', { origin: 'http://chat.test' }, {}, true],
    ['our own page, encrypted before a silent proxy', { origin: 'https://chat.test' }, {}, true],
    ['our own page on a port', { origin: 'http://chat.test:3000', host: 'chat.test:3000' }, {}, true],
    ['the default port written out', { origin: 'https://chat.test', host: 'chat.test:443' }, {}, true],
    ['another port', { origin: 'http://chat.test:8080' }, {}, false],
    ['another site', { origin: 'https://evil.test' }, {}, false],
    ['a longer name', { origin: 'https://chat.test.evil.test' }, {}, false],
    ['a name inside', { origin: 'https://evil.test/chat.test' }, {}, false],
    ['a hidden page', { origin: 'null' }, {}, false],
    ['another scheme', { origin: 'chrome-extension://chat.test' }, {}, false],
    [
      'PUBLIC_URL, when the proxy renames us',
      { origin: 'https://chat.example', host: 'baton:3000' },
      { publicUrl: 'https://chat.example' },
      true,
    ],
    ['a plain page of an encrypted host', { origin: 'http://chat.test', 'x-forwarded-proto': 'https' }, { trust: '1' }, false],
    ['no browser at all', {}, {}, true],
    ['a browser that hides it', { 'sec-fetch-site': 'cross-site' }, {}, false],
    ['a sibling domain', { 'sec-fetch-site': 'same-site' }, {}, false],
  ])('%s', (_title, headers, from, fromHere) => {
    expect(peer({ headers: headers as Record<string, string>, ...from }).fromHere).toBe(fromHere)
  })

  test.each(['chat.test\r\nx: y', 'chat.test/path', '"><script>', '', 'a b', `${'a'.repeat(300)}.test`])('no usable host: %j', (host) => {
    expect(peer({ headers: { host } }).host).toBeNull()
  })
})
