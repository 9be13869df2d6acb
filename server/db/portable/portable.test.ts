import { mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import pg from 'pg'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { freshDatabase } from '../../testing/database.ts'
import { type Migration, migrate } from '../migrate.ts'
import type { OpenDatabase } from '../open.ts'
import { exportTo } from './export.ts'
import { importFrom } from './import.ts'

const step = (number: number, sql: string): Migration => ({ number, name: `000${number}_step.sql`, sql, checksum: sql })
const first = step(
  1,
  `create table zone (id uuid primary key, name text not null);
   create table item (id bigint primary key generated always as identity, zone uuid references zone (id), body jsonb not null, bits bytea,
     tags text[], at timestamptz, weight float8, twice float8 generated always as (weight * 2) stored);
   create table session (token_hash bytea primary key)`,
)
const second = step(2, "alter table item add column kind text not null default 'old'")

let database: OpenDatabase
let folder: string
let file: string

// Two schemas of one database stand for two servers.
const here = () => ({ ...database.connection, options: '-c search_path=here' }) as pg.ClientConfig
const there = () => ({ ...database.connection, options: '-c search_path=there' }) as pg.ClientConfig

async function query<Row extends pg.QueryResultRow>(connection: pg.ClientConfig, sql: string): Promise<Row[]> {
  const client = new pg.Client(connection)
  await client.connect()
  const { rows } = await client.query<Row>(sql)
  await client.end()
  return rows
}

beforeEach(async () => {
  database = await freshDatabase()
  await database.pool.query('create schema here; create schema there')
  folder = mkdtempSync(join(tmpdir(), 'baton-export-'))
  file = join(folder, 'backup')
  await migrate(here(), [first])
  await query(
    here(),
    `insert into zone values ('00000000-0000-4000-8000-000000000001', E'two\\nlines "quoted" \\\\ ‘ü’ 🙂');
     insert into item (zone, body, bits, tags, at, weight) values
       ('00000000-0000-4000-8000-000000000001', '{"n": 12345678901234567890.5}', '\\x00ff', '{"a,b",NULL}', '2026-11-24 06:00:00.123456+01', 0.1),
       (null, 'null', null, null, null, null);
     insert into item (body) select to_jsonb(n) from generate_series(1, 1000) n;
     insert into session values ('\\x01')`,
  )
})
afterEach(async () => {
  rmSync(folder, { recursive: true, force: true })
  await database.close()
})

test('what was exported is there after the import, to the last digit, and goes on from there', async () => {
  expect(await exportTo(file, here())).toEqual({ zone: 1, item: 1002 })
  expect(await importFrom(file, there(), [first])).toEqual({ zone: 1, item: 1002 })
  const all = 'select md5(string_agg(t::text, chr(10) order by id)) as sum from item t'
  expect(await query(there(), all)).toEqual(await query(here(), all))
  expect(await query(there(), 'select * from zone')).toEqual(await query(here(), 'select * from zone'))
  const [added] = await query<{ id: number }>(there(), "insert into item (body) values ('1') returning id")
  expect(added?.id).toBe(1003)
})

test('sessions and other keys to the door stay at home', async () => {
  await exportTo(file, here())
  expect(gunzipSync(readFileSync(file)).toString()).not.toContain('session')
  await importFrom(file, there(), [first])
  expect(await query(there(), 'select * from session')).toEqual([])
})

test('an older file is loaded into its own schema and then migrated', async () => {
  await exportTo(file, here())
  await importFrom(file, there(), [first, second])
  expect(await query(there(), 'select distinct kind from item')).toEqual([{ kind: 'old' }])
})

test('a newer file is refused', async () => {
  await migrate(here(), [first, second])
  await exportTo(file, here())
  await expect(importFrom(file, there(), [first])).rejects.toThrow('written by a newer Baton')
})

test('a target with rows is refused and keeps them', async () => {
  await exportTo(file, here())
  await expect(importFrom(file, here(), [first])).rejects.toThrow('not empty')
  expect(await query(here(), 'select count(*)::int as n from zone')).toEqual([{ n: 1 }])
})

test.each([
  ['cut off', () => truncateSync(file, 200)],
  ['changed', () => writeFileSync(file, gzipSync(gunzipSync(readFileSync(file)).toString().replace('quoted', 'quoteD')))],
  [
    'short of a row',
    () =>
      writeFileSync(
        file,
        gzipSync(
          gunzipSync(readFileSync(file))
            .toString()
            .replace(/\n\[[^\n]*/, ''),
        ),
      ),
  ],
  [
    'without its end',
    () =>
      writeFileSync(
        file,
        gzipSync(
          gunzipSync(readFileSync(file))
            .toString()
            .replace(/\{"rows".*\n/, ''),
        ),
      ),
  ],
])('a file that is %s is refused, and nothing of it stays', async (_, damage) => {
  await exportTo(file, here())
  damage()
  await expect(importFrom(file, there(), [first])).rejects.toThrow('damaged or incomplete')
  expect(await query(there(), "select to_regclass('there.zone') is null or not exists (select from zone) as empty")).toEqual([
    { empty: true },
  ])
})

test('anything else is no export', async () => {
  writeFileSync(file, 'hello')
  await expect(importFrom(file, there(), [first])).rejects.toThrow('not a file that baton export wrote')
  await expect(importFrom(join(folder, 'none'), there(), [first])).rejects.toThrow("can't be read (ENOENT)")
})

test('an export that fails leaves no half file', async () => {
  await expect(exportTo(join(folder, 'missing', 'file'), here())).rejects.toThrow("can't be written (ENOENT)")
  await expect(exportTo(file, { ...database.connection, options: '-c search_path=none' })).rejects.toThrow()
  expect(readdirSync(folder)).toEqual([])
})

test('the real schema travels', async () => {
  await exportTo(file, database.connection)
  await database.pool.query('drop schema public cascade; create schema public')
  await importFrom(file, database.connection)
})
