import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type TestHttp, testHttp } from '../testing/http.ts'
import { storageOf } from './health.ts'

let http: TestHttp
let serving = true
beforeEach(async () => {
  serving = true
  http = await testHttp({ env: { METRICS_TOKEN: 'scrape-me-please' }, deps: { isServing: () => serving } })
})
afterEach(() => http.close())

const get = (path: string, options = {}) => http.call({ method: 'GET', path }, options)
const failing = async () => {
  const answer = await get('/readyz')
  const { ok, checks } = answer.json<{ ok: boolean; checks: { name: string; ok: boolean }[] }>()
  expect(answer.statusCode).toBe(ok ? 200 : 503)
  return checks.filter((check) => !check.ok).map((check) => check.name)
}

describe('health', () => {
  test('is told without signing in and without limits', async () => {
    for (let i = 0; i < 1_500; i++) expect((await get('/healthz')).statusCode).toBe(200)
    expect(await failing()).toEqual([])
  })

  test('a job that nobody works off is noticed after a minute', async () => {
    await sql`insert into job (key, kind, payload, run_at) values ('k', 'wake', '{}', ${http.now()})`.execute(http.database.db)
    expect(await failing()).toEqual([])
    http.later(61_000)
    expect(await failing()).toEqual(['jobs'])
    await sql`update job set started_at = ${http.now()}`.execute(http.database.db)
    expect(await failing()).toEqual([])
  })

  test('a database that is away, and a shutdown', async () => {
    serving = false
    expect(await failing()).toEqual(['serving'])
    serving = true
    await http.database.db.schema.alterTable('job').renameTo('gone').execute()
    expect(await failing()).toEqual(['database'])
    expect((await get('/healthz')).statusCode).toBe(200)
  })
})

test('the disk has too little room below a gigabyte, and none is missed where it can’t be asked', async () => {
  expect(await storageOf('/data', async () => 999_000_000)).toEqual({ free: 999_000_000, low: true })
  expect(await storageOf('/data', async () => 2e9)).toEqual({ free: 2e9, low: false })
  const unknown = storageOf('/data', async () => {
    throw new Error('not here')
  })
  expect(await unknown).toEqual({ free: null, low: false })
})

describe('metrics', () => {
  test('are for this machine, or for whoever has the token', async () => {
    await get('/v1/setup')
    const local = await get('/metrics', { ip: '127.0.0.1' })
    expect(local.body).toMatch(/baton_http_request_seconds_count\{route="\/v1\/setup",method="GET",status="200"\} 1/)
    expect((await get('/metrics')).statusCode).toBe(403)
    expect((await get('/metrics', { token: 'scrape-me-please' })).statusCode).toBe(200)
    expect((await get('/metrics', { token: 'scrape-me-plea' })).statusCode).toBe(403)
    expect((await get('/metrics', { ip: '127.0.0.1', token: 'wrong' })).statusCode).toBe(403)
  })

  test('are not for those behind a proxy on this machine', async () => {
    expect((await get('/metrics', { ip: '127.0.0.1', headers: { 'x-forwarded-for': '203.0.113.9' } })).statusCode).toBe(403)
  })

  test('never name an address that somebody made up', async () => {
    await get('/my-secret-path')
    expect((await get('/metrics', { ip: '127.0.0.1' })).body).not.toContain('my-secret-path')
  })
})
