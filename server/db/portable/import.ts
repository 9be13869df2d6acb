import { createHash, type Hash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { createGunzip } from 'node:zlib'
import pg from 'pg'
import { codeOf, Plain } from '../../fail.ts'
import { type Migration, migrate, readMigrations } from '../migrate.ts'
import { type Carried, carriedTables, schemaNumber } from './catalog.ts'
import { type Foot, format, type Head, type Table } from './format.ts'

/** Rows travel to the database in batches of about so many bytes. */
const batch = 500_000

/**
 * Reads a file of `exportTo` into a database without rows: makes the schema that the file has, loads it in one transaction, checks counts
 * and hash, and only then migrates to today's schema. Returns how many rows of each table.
 */
export async function importFrom(
  file: string,
  connection: pg.ClientConfig,
  migrations = readMigrations(),
): Promise<Record<string, number>> {
  const client = new pg.Client(connection)
  client.on('error', () => {})
  await client.connect()
  try {
    const hash = createHash('sha256')
    const lines = linesOf(file, hash)
    const head = readHead((await lines.next()).value, file, migrations)
    await prepareSchema(client, connection, head, migrations)
    await client.query('begin')
    const rows = await load(client, lines, hash, file)
    await client.query('commit')
    await migrate(connection, migrations)
    return rows
  } catch (error) {
    throw explain(error, file)
  } finally {
    await client.end()
  }
}

function readHead(line: string | undefined, file: string, migrations: Migration[]): Head {
  const head = line?.startsWith('{"baton":') ? (JSON.parse(line) as Head) : null
  if (!head) throw new Plain(`${file} is not a file that baton export wrote.`)
  const newest = migrations.at(-1)?.number ?? 0
  if (head.baton > format || head.schema > newest)
    throw new Plain(`${file} was written by a newer Baton (${head.version}); import it with that version or a later one.`)
  return head
}

async function prepareSchema(client: pg.Client, connection: pg.ClientConfig, head: Head, migrations: Migration[]): Promise<void> {
  const there = await schemaNumber(client)
  if (there > head.schema)
    throw new Plain('This database was already set up by a newer Baton than the file; import into one that was never started.')
  for (const { name } of there === 0 ? [] : await carriedTables(client)) {
    const { rowCount } = await client.query(`select from ${pg.escapeIdentifier(name)} limit 1`)
    if (rowCount) throw new Plain(`This database is not empty (table ${name}); import into one that was never started.`)
  }
  await migrate(connection, migrations, head.schema)
}

async function load(client: pg.Client, lines: AsyncGenerator<string>, hash: Hash, file: string): Promise<Record<string, number>> {
  const tables = new Map((await carriedTables(client)).map((table) => [table.name, table]))
  const rows: Record<string, number> = {}
  let into: Carried | undefined
  let waiting: string[] = []
  let size = 0
  const flush = async () => {
    if (into && waiting.length > 0) await insert(client, into, waiting)
    waiting = []
    size = 0
  }
  for await (const line of lines) {
    if (line.startsWith('[')) {
      if (!into) throw damaged(file)
      waiting.push(line)
      size += line.length
      rows[into.name] = (rows[into.name] ?? 0) + 1
      if (size > batch) await flush()
      continue
    }
    await flush()
    const part = JSON.parse(line) as Table | Foot
    if ('sha256' in part) return finish(client, [...tables.values()], part, rows, hash, file)
    into = chosen(tables.get(part.table), part, file)
  }
  throw damaged(file)
}

function chosen(table: Carried | undefined, { columns }: Table, file: string): Carried {
  if (!table || columns.some((column) => !table.columns.includes(column))) throw damaged(file)
  return { ...table, columns, types: columns.map((column) => table.types[table.columns.indexOf(column)] ?? '') }
}

async function insert(client: pg.Client, { name, columns, types }: Carried, lines: string[]): Promise<void> {
  const names = columns.map((column) => pg.escapeIdentifier(column)).join(', ')
  const values = types.map((type, i) => `(line ->> ${i})::${type}`).join(', ')
  await client.query(
    `insert into ${pg.escapeIdentifier(name)} (${names}) overriding system value select ${values} from json_array_elements($1::json) line`,
    [`[${lines.join(',')}]`],
  )
}

async function finish(client: pg.Client, tables: Carried[], foot: Foot, rows: Record<string, number>, hash: Hash, file: string) {
  const counted = Object.keys({ ...foot.rows, ...rows }).every((name) => foot.rows[name] === rows[name])
  if (!counted || foot.sha256 !== hash.digest('hex')) throw damaged(file)
  for (const { name, numbered } of tables) {
    for (const column of numbered) {
      const next = `select setval(pg_get_serial_sequence($1, $2), coalesce((select max(${pg.escapeIdentifier(column)}) from ${pg.escapeIdentifier(name)}), 0) + 1, false)`
      await client.query(next, [pg.escapeIdentifier(name), column])
    }
  }
  return rows
}

/** The file's lines. The hash takes every line in but the last, which holds the hash. */
async function* linesOf(file: string, hash: Hash): AsyncGenerator<string> {
  const source = createReadStream(file)
  const text = source.pipe(createGunzip())
  source.on('error', (error) => text.destroy(error))
  let rest = ''
  for await (const chunk of text.setEncoding('utf8')) {
    const lines = `${rest}${chunk}`.split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) {
      if (!line.startsWith('{"rows":')) hash.update(`${line}\n`)
      yield line
    }
  }
}

function damaged(file: string): Plain {
  return new Plain(`${file} is damaged or incomplete; nothing was imported.`)
}

function explain(error: unknown, file: string): unknown {
  const code = codeOf(error)
  if (code === 'Z_DATA_ERROR' && error instanceof Error && /header/.test(error.message))
    return new Plain(`${file} is not a file that baton export wrote.`)
  // Values that their columns refuse (SQLSTATE classes 22 and 23) are no rows that Baton wrote.
  if (code.startsWith('Z_') || /^2[23]...$/.test(code) || error instanceof SyntaxError) return damaged(file)
  if (['ENOENT', 'EACCES', 'EISDIR'].includes(code)) return new Plain(`${file} can't be read (${code}).`)
  return error
}
