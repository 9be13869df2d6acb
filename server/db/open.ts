import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import { codeOf, Plain } from '../fail.ts'
import type { Log } from '../log.ts'
import { startEmbedded } from './embedded.ts'
import { PatientPool } from './patient-pool.ts'
import type { Database } from './tables.ts'

/**
 * Rows behind the door are found by key. Plans made while tables were empty must not become scans, nor be made anew each time
 * (measured: the look-up of causes fell from 910 to 35 µs).
 */
const doorSettings = '-c plan_cache_mode=force_generic_plan -c enable_seqscan=off -c enable_hashjoin=off -c enable_mergejoin=off'

/** The oldest PostgreSQL whose SQL we speak. */
const oldest = 150_000

/** How long a start waits for a PostgreSQL that is itself still starting. */
const startPatience = 5_000

/**
 * A connection that hangs is given up: the machine at its other end may be gone without a word. Turns have a patience that short;
 * what else is asked may be long work.
 */
const turnTimeout = 5_000
const longestQuery = 60_000

export type OpenDatabase = {
  /** For everything but turns. Waits up to 5 s for a database that is away, when it connects. */
  pool: pg.Pool
  /** For turns: two connections, pipelined, planned for look-ups by key. */
  door: pg.Pool
  /** For turns that give a seat, which may wait for the routing lock: likewise pipelined, and apart so that they hold up no other. */
  seats: pg.Pool
  db: Kysely<Database>
  /** Settings for a connection of one's own. */
  connection: pg.ClientConfig
  /** A new connection for LISTEN or a lock, connected. Whoever takes it ends it, and listens to its `end`. */
  listen(): Promise<pg.Client>
  /** The database died and is being started again, or is back. An external one tells through errors only. */
  onDown(call: () => void): void
  onUp(call: () => void): void
  /** This server must end: another one took its data directory. */
  onLost(call: (why: Plain) => void): void
  close(): Promise<void>
}

export type OpenOptions = { dataDir: string; databaseUrl?: string | undefined }

/**
 * Opens the built-in database, or the one that `databaseUrl` names; `patience` is how long (ms) that one may take to answer. `join` uses the
 * database of a server that runs already. Throws a `Plain` where a person has to act.
 */
export async function openDatabase(
  { dataDir, databaseUrl }: OpenOptions,
  log: Log,
  { join = false, patience = startPatience } = {},
): Promise<OpenDatabase> {
  if (databaseUrl !== undefined) {
    await checkExternal(databaseUrl, patience)
    return connectDatabase({ connectionString: databaseUrl }, log)
  }
  const embedded = await startEmbedded({ dataDir, log, join })
  const { onDown, onUp, onLost } = embedded
  const database = connectDatabase(embedded.endpoint, log)
  return { ...database, onDown, onUp, onLost, close: () => database.close().then(embedded.stop) }
}

/** The pools for a database that is known to answer. */
export function connectDatabase(endpoint: pg.ClientConfig, log: Log): OpenDatabase {
  const connection: pg.ClientConfig = {
    ...endpoint,
    application_name: 'baton',
    keepAlive: true,
    types: { getTypeParser } as pg.CustomTypesConfig,
  }
  const pool = quiet(new PatientPool({ ...connection, max: 10, query_timeout: longestQuery }), log)
  // The door has a patience of its own, which counts from when a turn came: behind a patient pool a turn could wait twice.
  // A timed-out query ends its connection where it is pipelined, so nothing is ever read as the answer to something else.
  const turns = { ...connection, max: 2, pipeline: true, connectionTimeoutMillis: turnTimeout, query_timeout: turnTimeout }
  const door = quiet(new pg.Pool({ ...turns, options: doorSettings, idleTimeoutMillis: 0 }), log)
  const seats = quiet(new pg.Pool(turns), log)
  const db = new Kysely<Database>({ dialect: new PostgresDialect({ pool }) })
  const never = () => {}
  const close = async () => void (await Promise.all([pool.end(), door.end(), seats.end()]))
  return { pool, door, seats, db, connection, listen: () => listen(connection), onDown: never, onUp: never, onLost: never, close }
}

async function listen(connection: pg.ClientConfig): Promise<pg.Client> {
  const client = new pg.Client(connection)
  client.on('error', () => {})
  await client.connect()
  return client
}

// A lost connection is told to whoever waits for an answer on it; an idle one just leaves the pool. Neither may end the process.
function quiet(pool: pg.Pool, log: Log): pg.Pool {
  pool.on('error', (error) => log.debug({ code: codeOf(error) }, 'an idle database connection was lost'))
  return pool.on('connect', (client) => void client.on('error', () => {}))
}

// Counts and numbers of facts stay far below 2^53, where a bigint is exact as a number.
function getTypeParser(oid: number, format?: 'text' | 'binary') {
  return oid === pg.types.builtins.INT8 && format !== 'binary' ? Number : pg.types.getTypeParser(oid, format)
}

async function checkExternal(url: string, patience: number): Promise<void> {
  const until = performance.now() + patience
  for (;;) {
    try {
      const version = await versionOf(url)
      if (version >= oldest) return
      throw new Plain(`DATABASE_URL names a PostgreSQL ${Math.floor(version / 10_000)}; Baton needs 15 or newer.`)
    } catch (error) {
      if (error instanceof Plain) throw error
      const away = ['ECONNREFUSED', '57P03', 'ENOENT'].includes(codeOf(error))
      if (!away || performance.now() > until) throw explain(error, url)
      await new Promise((later) => setTimeout(later, 200))
    }
  }
}

async function versionOf(url: string): Promise<number> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: startPatience })
  client.on('error', () => {})
  try {
    await client.connect()
    const { rows } = await client.query<{ version: number }>("select current_setting('server_version_num')::int as version")
    return rows[0]?.version ?? 0
  } finally {
    await client.end()
  }
}

// The address is repeated without its password.
function explain(error: unknown, url: string): Plain {
  const { host, hostname, pathname, username } = new URL(url)
  const code = codeOf(error)
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return new Plain(`DATABASE_URL names the host ${hostname}, which can't be found.`)
  if (code === 'ECONNREFUSED' || code === 'ENOENT')
    return new Plain(`No PostgreSQL answers at ${host || 'its socket'}, which DATABASE_URL names.`)
  if (code === '28P01' || code === '28000') return new Plain(`The PostgreSQL at ${host} refused the user "${username}" of DATABASE_URL.`)
  if (code === '3D000') return new Plain(`The PostgreSQL at ${host} has no database "${pathname.slice(1)}", which DATABASE_URL names.`)
  return new Plain(`The PostgreSQL that DATABASE_URL names at ${host} can't be used: ${error instanceof Error ? error.message : error}.`)
}
