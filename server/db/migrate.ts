import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { Plain } from '../fail.ts'

/** One numbered step of the schema, such as `0001_first.sql`. */
export type Migration = { number: number; name: string; sql: string; checksum: string }

/** What the database remembers of a migration that it went through. */
type Applied = { number: number; name: string; checksum: string }

/** Servers that start together migrate one after the other. */
const oneMigrator = 0x6d_69_67

// Beside this file in development, and beside the bundle, where the build copies them.
const migrationsFolder = fileURLToPath(new URL('./migrations', import.meta.url))

/** The migrations of a folder, in order. Line endings don't count in the checksum, since git may change them. */
export function readMigrations(folder = migrationsFolder): Migration[] {
  const names = readdirSync(folder).filter((name) => /^\d{4}_[\w-]+\.sql$/.test(name))
  const found = names.sort().map((name) => {
    const sql = readFileSync(join(folder, name), 'utf8').replaceAll('\r\n', '\n')
    return { number: Number(name.slice(0, 4)), name, sql, checksum: createHash('sha256').update(sql).digest('hex') }
  })
  const twice = found.find(({ number }, i) => found[i + 1]?.number === number)
  if (twice) throw new Error(`Two migrations have the number of ${twice.name}.`)
  return found
}

/**
 * Brings the schema up to date, or up to the migration `until`, each step in a transaction of its own, and returns the names of the steps
 * it took. Refuses a schema that is newer than this release, and one whose history differs from the files.
 */
export async function migrate(
  connection: pg.ClientConfig,
  migrations = readMigrations(),
  until = Number.POSITIVE_INFINITY,
): Promise<string[]> {
  const client = new pg.Client(connection)
  client.on('error', () => {})
  await client.connect()
  try {
    await client.query('select pg_advisory_lock($1)', [oneMigrator])
    const due = compare(migrations, await readApplied(client)).filter(({ number }) => number <= until)
    for (const migration of due) await apply(client, migration)
    return due.map(({ name }) => name)
  } finally {
    await client.end()
  }
}

async function readApplied(client: pg.Client): Promise<Applied[]> {
  await client.query(`create table if not exists migration (
    number int primary key, name text not null, checksum text not null, applied_at timestamptz not null default now())`)
  const { rows } = await client.query<Applied>('select number, name, checksum from migration order by number')
  return rows
}

function compare(migrations: Migration[], applied: Applied[]): Migration[] {
  const known = new Map(migrations.map((migration) => [migration.number, migration]))
  const newest = migrations.at(-1)?.number ?? 0
  for (const { number, name, checksum } of applied) {
    if (number > newest) throw new Plain(`This database was set up by a newer Baton (it has ${name}); run that version or a later one.`)
    if (known.get(number)?.checksum !== checksum)
      throw new Plain(`The migration ${name} was changed after this database went through it; restore the file as it was released.`)
  }
  const last = applied.at(-1)?.number ?? 0
  return migrations.filter(({ number }) => number > last)
}

async function apply(client: pg.Client, { number, name, sql, checksum }: Migration): Promise<void> {
  await client.query('begin')
  try {
    await client.query(sql)
    await client.query('insert into migration (number, name, checksum) values ($1, $2, $3)', [number, name, checksum])
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    throw new Error(`The migration ${name} failed: ${error instanceof Error ? error.message : error}`, { cause: error })
  }
}
