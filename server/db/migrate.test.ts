import type pg from 'pg'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { freshDatabase } from '../testing/database.ts'
import { type Migration, migrate } from './migrate.ts'
import type { OpenDatabase } from './open.ts'

let database: OpenDatabase
let connection: pg.ClientConfig

const step = (number: number, sql: string): Migration => ({ number, name: `000${number}_step.sql`, sql, checksum: sql })
const one = step(1, 'create table one (id int)')
const two = step(2, 'create table two (id int)')

// A schema of its own, so that these steps don't meet the real ones.
beforeEach(async () => {
  database = await freshDatabase()
  await database.pool.query('create schema apart')
  connection = { ...database.connection, options: '-c search_path=apart' }
})
afterEach(() => database.close())

const tables = async () => {
  const { rows } = await database.pool.query<{ name: string }>(
    "select relname as name from pg_class where relkind = 'r' and relnamespace = 'apart'::regnamespace order by 1",
  )
  return rows.map(({ name }) => name)
}

test('each step is taken once, in order, up to the one asked for', async () => {
  expect(await migrate(connection, [one, two], 1)).toEqual(['0001_step.sql'])
  expect(await migrate(connection, [one, two])).toEqual(['0002_step.sql'])
  expect(await migrate(connection, [one, two])).toEqual([])
  expect(await tables()).toEqual(['migration', 'one', 'two'])
})

test('servers that start together take each step once', async () => {
  const taken = await Promise.all([1, 2, 3, 4].map(() => migrate(connection, [one, two])))
  expect(taken.flat().sort()).toEqual(['0001_step.sql', '0002_step.sql'])
})

test('a step that fails leaves nothing of itself', async () => {
  const broken = step(2, 'create table two (id int); select 1 / 0')
  await expect(migrate(connection, [one, broken])).rejects.toThrow('0002_step.sql failed: division by zero')
  expect(await tables()).toEqual(['migration', 'one'])
})

test('a schema newer than this release is refused', async () => {
  await migrate(connection, [one, two])
  await expect(migrate(connection, [one])).rejects.toThrow('set up by a newer Baton (it has 0002_step.sql)')
})

test('a step that was changed afterwards is refused', async () => {
  await migrate(connection, [one])
  await expect(migrate(connection, [{ ...one, checksum: 'other' }, two])).rejects.toThrow('0001_step.sql was changed')
  expect(await tables()).toEqual(['migration', 'one'])
})
