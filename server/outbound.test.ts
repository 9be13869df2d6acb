import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { isPublic, openOutbound } from './outbound.ts'

const limits = { bytes: 10_000, time: 3_000, redirects: 5 }
let port = 0
let hits = 0

const site: RequestListener = (request, response) => {
  hits++
  const { pathname } = new URL(request.url ?? '/', 'http://site')
  if (pathname === '/metadata') response.writeHead(302, { location: 'http://169.254.169.254/latest/meta-data' }).end()
  else if (pathname === '/inside') response.writeHead(302, { location: `http://127.0.0.2:${port}/` }).end()
  else if (pathname === '/file') response.writeHead(302, { location: 'file:///etc/passwd' }).end()
  else if (pathname === '/loop') response.writeHead(302, { location: '/loop' }).end()
  else if (pathname === '/hop') response.writeHead(301, { location: '/' }).end()
  else if (pathname === '/endless') {
    response.writeHead(200, { 'content-type': 'text/html' })
    const pour = setInterval(() => response.write('x'.repeat(4_000)), 2)
    response.on('close', () => clearInterval(pour))
  } else if (pathname === '/silent') response.writeHead(200).write('…')
  else response.writeHead(200, { 'content-type': 'Text/HTML; charset=utf-8' }).end('hello')
}

const server = createServer(site)
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '0.0.0.0', resolve))
  port = (server.address() as AddressInfo).port
})
afterAll(() => {
  server.closeAllConnections()
  server.close()
})

const named = () => openOutbound([`127.0.0.1:${port}`])

describe('the way out', () => {
  it.each(['localhost', '127.0.0.1', '[::ffff:127.0.0.1]', '[::1]', '0x7f.1', '2130706433', '0.0.0.0', '127.1', '017700000001'])(
    'does not reach this machine as %s',
    async (host) => {
      const before = hits
      expect(await openOutbound([]).get(`http://${host}:${port}/`, limits)).toEqual({ no: 'privateAddress' })
      expect(hits).toBe(before)
    },
  )

  it.each(['169.254.169.254', '[fd00:ec2::254]', '100.100.100.200', 'metadata.google.internal'])(
    'does not reach metadata at %s, even when it is named',
    async (host) => {
      expect(await openOutbound([`${host}:80`]).get(`http://${host}/`, limits)).toEqual({ no: 'privateAddress' })
    },
  )

  it('reaches a private place that is named, and only that', async () => {
    expect(await named().get(`http://127.0.0.1:${port}/`, limits)).toMatchObject({ status: 200, type: 'text/html; charset=utf-8' })
    expect(await named().get(`http://localhost:${port}/`, limits)).toEqual({ no: 'privateAddress' })
  })

  it.each(['/metadata', '/inside'])('does not follow a redirect into a private network: %s', async (path) => {
    expect(await named().get(`http://127.0.0.1:${port}${path}`, limits)).toEqual({ no: 'privateAddress' })
  })

  it('follows a redirect, and says where it ended', async () => {
    expect(await named().get(`http://127.0.0.1:${port}/hop`, limits)).toMatchObject({ status: 200, url: `http://127.0.0.1:${port}/` })
  })

  it.each([
    ['/file', 'badAddress'],
    ['/loop', 'tooManyRedirects'],
    ['/endless', 'tooLarge'],
  ])('gives up on %s: %s', async (path, no) => {
    expect(await named().get(`http://127.0.0.1:${port}${path}`, limits)).toEqual({ no })
  })

  it('gives up on a site that never ends its answer', async () => {
    expect(await named().get(`http://127.0.0.1:${port}/silent`, { ...limits, time: 300 })).toEqual({ no: 'slow' })
  })

  it.each(['file:///etc/passwd', 'ftp://example.com/', 'http://user:secret@example.com/', 'nonsense', 'javascript:alert(1)'])(
    'refuses %s',
    async (url) => {
      expect(await openOutbound([]).get(url, limits)).toEqual({ no: 'badAddress' })
    },
  )

  it.each([
    ...[
      '10.0.0.1',
      '172.16.5.4',
      '192.168.1.1',
      '100.64.0.1',
      '169.254.169.254',
      'fd00::1',
      'fe80::1',
      '::1',
      '64:ff9b::7f00:1',
      '2002:7f00:1::',
    ],
    ...['198.18.0.1', '192.0.2.1', '::ffff:10.0.0.1', '224.0.0.1', '255.255.255.255', '0.0.0.0', 'not an address'],
  ])('%s is not public', (address) => expect(isPublic(address)).toBe(false))
  it.each(['8.8.8.8', '2606:4700::1111'])('%s is public', (address) => expect(isPublic(address)).toBe(true))
})
