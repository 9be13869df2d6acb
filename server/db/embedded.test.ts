import { spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { silence } from '../log.ts'
import { root } from '../root.ts'
import { prepareCluster } from './embedded/cluster.ts'
import { type Embedded, startEmbedded } from './embedded.ts'
import { connectDatabase } from './open.ts'

let folder: string
let dataDir: string
const started: Embedded[] = []

beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'baton embedded ')))
  chmodSync(folder, 0o755)
  dataDir = join(folder, 'data')
})
afterEach(async () => {
  for (const embedded of started.splice(0)) await embedded.stop()
  rmSync(folder, { recursive: true, force: true })
})

async function start(): Promise<Embedded> {
  const embedded = await startEmbedded({ dataDir, log: silence })
  started.push(embedded)
  return embedded
}

async function query(embedded: Embedded, sql: string): Promise<unknown> {
  const client = new pg.Client(embedded.endpoint)
  await client.connect()
  try {
    const { rows } = await client.query({ text: sql, rowMode: 'array' })
    return rows[0]?.[0]
  } finally {
    await client.end()
  }
}

/** A server in a process of its own, killed when its database is up. */
async function startAndKill(): Promise<void> {
  const child = spawn(process.execPath, ['--import', 'tsx', join(root, 'server/testing/embedded-server.ts'), dataDir], { cwd: root })
  await once(child.stdout, 'data')
  child.kill('SIGKILL')
  await once(child, 'exit')
}

const postmaster = () => Number(readFileSync(join(dataDir, 'pgdata-18', 'postmaster.pid'), 'utf8').split('\n')[0])
const alive = (pid: number) => existsSync(`/proc/${pid}`)

test('what was written is there after a clean end, and nothing keeps running', async () => {
  const first = await start()
  await query(first, 'create table kept as select 1 as n')
  const pid = postmaster()
  await first.stop()
  expect(alive(pid)).toBe(false)
  expect(await query(await start(), 'select n from kept')).toBe(1)
})

test('it is durable, and only its own user can open the socket', async () => {
  const embedded = await start()
  for (const setting of ['fsync', 'synchronous_commit', 'full_page_writes']) expect(await query(embedded, `show ${setting}`)).toBe('on')
  expect(statSync(join(embedded.endpoint.host, '.s.PGSQL.5432')).mode & 0o777).toBe(0o700)
  expect(await query(embedded, "select setting from pg_settings where name = 'listen_addresses'")).toBe('')
})

test('text is UTF-8 in code point order, whatever the locale of the system', async () => {
  expect(await query(await start(), "select string_agg(t, '' order by t) from unnest(array['a', 'B', 'é', 'Z']) t")).toBe('BZaé')
})

test('a database that outlived its server is taken over', async () => {
  await startAndKill()
  const pid = postmaster()
  expect(await query(await start(), 'select 1')).toBe(1)
  expect(postmaster()).toBe(pid)
})

test('one that was started otherwise is ended and started anew', async () => {
  await startAndKill()
  const pid = postmaster()
  const opts = join(dataDir, 'pgdata-18', 'postmaster.opts')
  writeFileSync(opts, readFileSync(opts, 'utf8').replace('shared_buffers=32MB', 'shared_buffers=16MB'))
  expect(await query(await start(), 'select 1')).toBe(1)
  expect(postmaster()).not.toBe(pid)
})

test('a database that was killed with its server starts again at once', async () => {
  await startAndKill()
  process.kill(postmaster(), 'SIGKILL')
  expect(await query(await start(), 'select 1')).toBe(1)
})

test('a database that dies alone is started again, and both are told', async () => {
  const embedded = await start()
  const told: string[] = []
  embedded.onDown(() => told.push('down'))
  const up = new Promise<void>((call) => embedded.onUp(call))
  process.kill(postmaster(), 'SIGKILL')
  await up
  expect(told).toEqual(['down'])
  expect(await query(embedded, 'select 1')).toBe(1)
})

test('who asks for a connection while the database is away waits for it', async () => {
  const embedded = await start()
  const database = connectDatabase(embedded.endpoint, silence)
  process.kill(postmaster(), 'SIGKILL')
  await new Promise<void>((call) => embedded.onDown(call))
  expect((await database.pool.query('select 1 as n')).rows).toEqual([{ n: 1 }])
  await database.close()
})

test.each([
  ['that was cut off', ''],
  ['with the number of another program', `${process.pid}\n`],
])('the note of a postmaster %s is in nobody’s way', async (_, note) => {
  await (await start()).stop()
  const file = join(dataDir, 'pgdata-18', 'postmaster.pid')
  writeFileSync(file, note, { mode: 0o600 })
  const { uid, gid } = statSync(join(dataDir, 'pgdata-18'))
  chownSync(file, uid, gid)
  expect(await query(await start(), 'select 1')).toBe(1)
})

test('a second server on the same data is refused, and the first goes on', async () => {
  const first = await start()
  await expect(startEmbedded({ dataDir, log: silence })).rejects.toThrow(/^Another Baton runs on the data in .*pgdata-18; stop it first/)
  expect(await query(first, 'select 1')).toBe(1)
})

test('two that start for the first time together: one has it, the other is refused', async () => {
  const both = await Promise.allSettled([start(), start()])
  expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  expect(readdirSync(dataDir).sort()).toEqual(['pgdata-18', 'run'])
})

test('a command joins a server that runs, and leaves it running', async () => {
  const server = await start()
  const command = await startEmbedded({ dataDir, log: silence, join: true })
  expect(await query(command, 'select 1')).toBe(1)
  await command.stop()
  expect(await query(server, 'select 1')).toBe(1)
})

test('a first start that was interrupted leaves nothing in the way', async () => {
  mkdirSync(join(dataDir, 'pgdata-18.new-4194304', 'base'), { recursive: true })
  await start()
  expect(readdirSync(dataDir).sort()).toEqual(['pgdata-18', 'run'])
})

test('where the programs can’t run, as on Alpine, it asks for DATABASE_URL', async () => {
  mkdirSync(dataDir)
  const making = prepareCluster(dataDir, { bin: join(folder, 'none'), version: '18.4' }, null)
  await expect(making).rejects.toThrow(/does not run on this system \(\w+ \w+\); set DATABASE_URL to a PostgreSQL 15 or newer/)
  expect(readdirSync(dataDir)).toEqual([])
})

test('data of another major version is not touched', async () => {
  mkdirSync(join(dataDir, 'pgdata-17'), { recursive: true })
  await expect(startEmbedded({ dataDir, log: silence })).rejects.toThrow(/pgdata-17 was written by PostgreSQL 17 and this Baton runs 18/)
  expect(readdirSync(dataDir)).toContain('pgdata-17')
})

test('where the path is too long for a socket, the socket is elsewhere', async () => {
  dataDir = join(folder, 'a-very-long-name'.repeat(8), 'data')
  const embedded = await start()
  expect(embedded.endpoint.host).toMatch(/^\/tmp\/baton-\d+-[0-9a-f]{12}$/)
  expect(await query(embedded, 'select 1')).toBe(1)
  await embedded.stop()
  rmSync(embedded.endpoint.host, { recursive: true })
})
