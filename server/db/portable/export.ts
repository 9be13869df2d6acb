import { createHash } from 'node:crypto'
import { createWriteStream, readFileSync } from 'node:fs'
import { open, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import pg from 'pg'
import { codeOf, Plain } from '../../fail.ts'
import { root } from '../../root.ts'
import { type Carried, carriedTables, schemaNumber } from './catalog.ts'
import { type Foot, format, type Head, type Table } from './format.ts'

/** Rows are read so many at a time: memory stays small, whatever the size of the database. */
const page = 200

/** Writes everything into one file, as it was at one moment, while the server runs. Returns how many rows of each table. */
export async function exportTo(file: string, connection: pg.ClientConfig): Promise<Record<string, number>> {
  const client = new pg.Client(connection)
  client.on('error', () => {})
  await client.connect()
  const part = `${file}.part`
  const foot: Foot = { rows: {}, sha256: '' }
  try {
    await client.query('begin isolation level repeatable read read only')
    await pipeline(withFoot(contents(client, foot), foot), createGzip(), createWriteStream(part, { mode: 0o600, flush: true }))
    await rename(part, file)
    await keep(dirname(file))
    return foot.rows
  } catch (error) {
    await rm(part, { force: true }).catch(() => {})
    throw explain(error, file)
  } finally {
    await client.end()
  }
}

async function* contents(client: pg.Client, foot: Foot): AsyncGenerator<string> {
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }
  const head: Head = { baton: format, version, schema: await schemaNumber(client), at: await timeOf(client) }
  if (head.schema === 0) throw new Plain('There is nothing to export: this Baton was never started.')
  yield `${JSON.stringify(head)}\n`
  for (const table of await carriedTables(client)) {
    yield `${JSON.stringify({ table: table.name, columns: table.columns } satisfies Table)}\n`
    for await (const lines of rowsOf(client, table)) {
      foot.rows[table.name] = (foot.rows[table.name] ?? 0) + lines.length
      yield `${lines.join('\n')}\n`
    }
  }
}

async function timeOf(client: pg.Client): Promise<string> {
  const { rows } = await client.query<{ at: Date }>('select now() as at')
  return rows[0]?.at.toISOString() ?? ''
}

async function* rowsOf(client: pg.Client, { name, columns }: Carried): AsyncGenerator<string[]> {
  const values = columns.map((column) => `${pg.escapeIdentifier(column)}::text`)
  await client.query(
    `declare carried no scroll cursor for select json_build_array(${values.join(', ')})::text as line from ${pg.escapeIdentifier(name)}`,
  )
  for (;;) {
    const { rows } = await client.query<{ line: string }>(`fetch ${page} from carried`)
    if (rows.length === 0) break
    yield rows.map(({ line }) => line)
  }
  await client.query('close carried')
}

async function* withFoot(lines: AsyncGenerator<string>, foot: Foot): AsyncGenerator<string> {
  const hash = createHash('sha256')
  for await (const text of lines) {
    hash.update(text)
    yield text
  }
  foot.sha256 = hash.digest('hex')
  yield `${JSON.stringify(foot)}\n`
}

async function keep(folder: string): Promise<void> {
  if (process.platform === 'win32') return
  const handle = await open(folder)
  await handle.sync()
  await handle.close()
}

function explain(error: unknown, file: string): unknown {
  const code = codeOf(error)
  if (code === 'ENOSPC') return new Plain(`The disk is full: ${file} was not written.`)
  if (['ENOENT', 'EACCES', 'EROFS', 'EISDIR', 'ENOTDIR', 'EPERM'].includes(code)) return new Plain(`${file} can't be written (${code}).`)
  return error
}
