import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliDecompressSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { foundedBy, type Person, type TestHttp, testHttp } from '../testing/http.ts'
import { cachingOf } from './files.ts'

let http: TestHttp
let place: string
let owner: Person
const get = (path: string, headers: Record<string, string> = {}) => http.call({ method: 'GET', path }, { headers })

beforeAll(async () => {
  place = mkdtempSync(join(tmpdir(), 'baton files '))
  for (const folder of ['dashboard/dist/assets', 'widget/dist', 'widget/demo']) mkdirSync(join(place, folder), { recursive: true })
  const write = (name: string, text: string) => writeFileSync(join(place, name), text)
  write('dashboard/dist/index.html', '<!doctype html><title>Baton</title>')
  write('dashboard/dist/assets/index-DiwrgT4a.js', `console.log(${'1+'.repeat(2_000)}1)`)
  write('dashboard/dist/.env', 'SECRET=1')
  write('dashboard/secret.json', '{}')
  write('widget/dist/loader.js', 'void 0')
  write('widget/dist/panel-BX3k_9Qz.js', 'void 0')
  write('widget/demo/index.html', '<script src="/widget/loader.js" data-bot="__BOT__"></script><script>let a=1</script>')
  http = await testHttp({ deps: { root: place, demoBot: '7f0a2d3e-5b7c-4a53-9a57-6f0e8f4f8a11' } })
  owner = await foundedBy(http)
})
afterAll(async () => {
  await http.close()
  rmSync(place, { recursive: true })
})

describe('the dashboard', () => {
  test.each(['/', '/inbox', '/inbox/7f0a2d3e-5b7c-4a53-9a57-6f0e8f4f8a11', '/setup', '/settings/team'])(
    '%s is its one page',
    async (path) => {
      const page = await get(path)
      expect(page.body).toContain('<title>Baton</title>')
      expect(page.headers['cache-control']).toBe('no-cache')
      expect(page.headers['content-security-policy']).toBe(
        "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' data:; connect-src 'self' ws://baton.test wss://baton.test; manifest-src 'self'; worker-src 'self'; frame-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'",
      )
      expect(page.headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'DENY',
        'referrer-policy': 'same-origin',
      })
    },
  )

  test('built files are kept for ever, small where it helps, and not sent twice', async () => {
    const path = '/assets/index-DiwrgT4a.js'
    const plain = await get(path)
    const small = await get(path, { 'accept-encoding': 'gzip, br' })
    expect(small.headers['content-encoding']).toBe('br')
    expect(brotliDecompressSync(small.rawPayload).toString()).toBe(plain.body)
    expect(plain.headers['cache-control']).toContain('immutable')
    const again = await get(path, { 'if-none-match': String(plain.headers.etag) })
    expect([again.statusCode, again.body]).toEqual([304, ''])
  })

  test('a file that was built again is sent anew', async () => {
    writeFileSync(join(place, 'dashboard/dist/index.html'), '<!doctype html><title>Baton</title><p>newer')
    expect((await get('/')).body).toContain('newer')
  })

  test.each([
    '/missing.js',
    '/.env',
    '/assets/../../secret.json',
    '/%2e%2e/secret.json',
    '/..%2fsecret.json',
    '/assets%00.js',
    '/%ff',
    '/v1/nothing',
    '/v1',
    '/socket/agent',
    '/secret.json',
  ])('%s is not there', async (path) => {
    const answer = await get(path)
    expect(answer.statusCode).toBe(404)
    expect(answer.json()).toEqual({ refusal: { no: 'notFound' }, sentence: 'There is nothing here.' })
  })
})

describe('the widget', () => {
  test('may be loaded by any site, its loader for five minutes', async () => {
    const loader = await get('/widget/loader.js', { origin: 'https://shop.example' })
    expect(loader.headers).toMatchObject({
      'access-control-allow-origin': '*',
      'cross-origin-resource-policy': 'cross-origin',
      'cache-control': 'public, max-age=300',
      'content-type': 'text/javascript; charset=utf-8',
    })
    expect((await get('/widget/panel-BX3k_9Qz.js')).headers['cache-control']).toContain('immutable')
    expect((await get('/widget/none.js')).statusCode).toBe(404)
  })

  test.each([
    ['loader.js', 'public, max-age=300'],
    ['panel-DiwrgTda.js', 'public, max-age=31536000, immutable'],
    ['assets/inter-variable.woff2', 'no-cache'],
    ['index.html', 'no-cache'],
    ['manifest.json', 'no-cache'],
  ])('%s: %s', (name, caching) => {
    expect(cachingOf(name)).toBe(caching)
  })
})

describe('pages that carry the widget', () => {
  test('the try-it page names its bot safely, and only we may frame it', async () => {
    const bot = owner.me.bots[0]?.id ?? ''
    await http.database.db.updateTable('bot').set({ name: '"><script>alert(1)</script>' }).execute()
    const page = await get(`/try/${bot}`)
    expect(page.body).toContain(`data-bot="${bot}"`)
    expect(page.body).not.toContain('<script>alert')
    expect(page.headers['content-security-policy']).toContain("frame-ancestors 'self'")
    expect((await get('/try/7f0a2d3e-5b7c-4a53-9a57-6f0e8f4f8a11')).statusCode).toBe(404)
    expect((await get('/try/..%2f..')).statusCode).toBe(404)
  })

  test('the demo’s shop carries its bot, and its own script by hash', async () => {
    const page = await get('/demo')
    expect(page.body).toContain('data-bot="7f0a2d3e-5b7c-4a53-9a57-6f0e8f4f8a11"')
    expect(page.headers['content-security-policy']).toMatch(/script-src 'self' 'sha256-[\w+/=]{44}';/)
    expect((await get('/demo/index.html')).statusCode).toBe(200)
  })
})
