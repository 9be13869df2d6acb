import { afterAll, beforeAll, expect, test } from 'vitest'
import { silence } from '../log.ts'
import { freshDatabase } from '../testing/database.ts'
import { type OpenDatabase, openDatabase } from './open.ts'

let database: OpenDatabase
beforeAll(async () => {
  database = await freshDatabase()
})
afterAll(() => database.close())

test('bigint arrives as a number, and the door plans look-ups by key', async () => {
  expect((await database.pool.query('select 5::bigint as n')).rows).toEqual([{ n: 5 }])
  const { rows } = await database.door.query("select current_setting('plan_cache_mode') as mode, current_setting('enable_seqscan') as scan")
  expect(rows).toEqual([{ mode: 'force_generic_plan', scan: 'off' }])
})

test('statements sent together on the door keep their order', async () => {
  const client = await database.door.connect()
  const answers = await Promise.all(['begin', 'select 1 as n', 'select 2 as n', 'commit'].map((sql) => client.query(sql)))
  client.release()
  expect(answers.flatMap(({ rows }) => rows)).toEqual([{ n: 1 }, { n: 2 }])
})

test('a pool survives the loss of its connections', async () => {
  await database.pool.query('select 1')
  const other = await database.listen()
  await other.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()')
  await other.end()
  expect((await database.pool.query('select 1 as n')).rows).toEqual([{ n: 1 }])
})

test.each([
  ['postgres://postgres@no-such-host.invalid/baton', /host no-such-host.invalid, which can't be found|can't be used/],
  ['postgres://postgres:hidden@127.0.0.1:1/baton', /No PostgreSQL answers at 127.0.0.1:1/],
])('DATABASE_URL %s is refused in one sentence without its password', async (databaseUrl, sentence) => {
  const opening = openDatabase({ dataDir: '/nowhere', databaseUrl }, silence, { patience: 300 })
  await expect(opening).rejects.toThrow(sentence)
  await expect(opening).rejects.not.toThrow('hidden')
})
