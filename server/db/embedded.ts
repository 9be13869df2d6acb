import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'
import { codeOf, Plain, sentenceOf } from '../fail.ts'
import type { Log } from '../log.ts'
import { databaseAccount } from './embedded/account.ts'
import { findBinaries } from './embedded/binaries.ts'
import { prepareCluster } from './embedded/cluster.ts'
import { type Endpoint, endpointOf } from './embedded/endpoint.ts'
import { clusterOf, prepareDataDir } from './embedded/places.ts'
import { clearStalePid, endPostmaster, isOurs, launch, type Plan } from './embedded/postmaster.ts'

/** Held by the one server of a data directory, on a connection of its own, for as long as it lives. */
const oneServer = 0x62_61_74

const lockPatience = 5_000
const stalePatience = 5_000

export type EmbeddedOptions = {
  dataDir: string
  log: Log
  /** Use the database of a server that runs already, without being the server; for commands such as `export`. */
  join?: boolean
  /** PostgreSQL settings beside ours; tests switch durability off. */
  settings?: Record<string, string>
}

export type Embedded = {
  endpoint: Endpoint
  /** Ends the database in order, unless it was only joined. */
  stop(): Promise<void>
  /** The database died; it is being started again. */
  onDown(call: () => void): void
  onUp(call: () => void): void
  /** While the database was down another server took the data directory: this one must end. */
  onLost(call: (why: Plain) => void): void
}

/** Starts the built-in PostgreSQL, or takes over the one that survived its server, and keeps it running until `stop`. */
export async function startEmbedded({ dataDir, log, join = false, settings = {} }: EmbeddedOptions): Promise<Embedded> {
  const plan = await planFor(prepareDataDir(dataDir, log), settings)
  const joined = join ? await knock(plan.endpoint) : null
  if (joined instanceof pg.Client) {
    await joined.end()
    const never = () => {}
    return { endpoint: plan.endpoint, stop: async () => {}, onDown: never, onUp: never, onLost: never }
  }
  return supervise(plan, log)
}

async function planFor(dataDir: string, settings: Record<string, string>): Promise<Plan> {
  const account = databaseAccount(clusterOf(dataDir))
  const binaries = findBinaries(account, dataDir)
  const endpoint = await endpointOf(dataDir, account)
  const cluster = await prepareCluster(dataDir, binaries, account, endpoint.password)
  return { binaries, cluster, endpoint, account, settings }
}

async function supervise(plan: Plan, log: Log): Promise<Embedded> {
  const calls = { down: [] as (() => void)[], up: [] as (() => void)[], lost: [] as ((why: Plain) => void)[] }
  let stopping = false
  let lost = false
  let reviving = Promise.resolve()
  let held = watch(await raise(plan))

  function watch(lock: pg.Client): pg.Client {
    return lock.once('end', () => {
      if (!stopping) reviving = revive()
    })
  }

  async function revive(): Promise<void> {
    log.error('The database ended; it is being started again.')
    for (const call of calls.down) call()
    for (let pause = 50; !stopping; pause = Math.min(pause * 2, 5_000)) {
      try {
        held = watch(await raise(plan))
        log.warn('The database is back.')
        for (const call of calls.up) call()
        return
      } catch (error) {
        if (error instanceof Second) {
          lost = true
          return void calls.lost.map((call) => call(error))
        }
        log.error(`The database can't be started: ${sentenceOf(error)}`)
        await wait(pause)
      }
    }
  }

  async function stop(): Promise<void> {
    if (stopping) return
    stopping = true
    await reviving
    await held.end()
    // What runs there now would be the other server's.
    if (!lost) await endPostmaster(plan)
  }

  return {
    endpoint: plan.endpoint,
    stop,
    onDown: (call) => void calls.down.push(call),
    onUp: (call) => void calls.up.push(call),
    onLost: (call) => void calls.lost.push(call),
  }
}

class Second extends Plain {}

/** Makes sure that our PostgreSQL answers, and returns the connection that holds the lock of the one server. */
async function raise(plan: Plan): Promise<pg.Client> {
  const patientUntil = performance.now() + stalePatience
  let launched: ReturnType<typeof launch> | null = null
  for (;;) {
    const found = await knock(plan.endpoint)
    if (found instanceof pg.Client) {
      const lock = await takeLock(found, plan)
      if (!lock) continue
      if (launched || isOurs(plan, await versionOf(lock))) return lock
      // Left behind by another release. Nobody else is there, or the lock were taken.
      await lock.end()
      await endPostmaster(plan)
    }
    if (found === 'absent') launched ??= launch(plan)
    const ended = await Promise.race(launched ? [launched.exited, wait(10)] : [wait(10)])
    if (ended !== 'stale') continue
    if (performance.now() > patientUntil) throw new Second(secondServer(plan))
    launched = null
    clearStalePid(plan)
    await wait(100)
  }
}

/** A connection, or `busy` while the database starts or ends, or `absent`. */
async function knock(endpoint: Endpoint): Promise<pg.Client | 'busy' | 'absent'> {
  const client = new pg.Client({ ...endpoint, application_name: 'baton server' })
  client.on('error', () => {})
  try {
    await client.connect()
    return client
  } catch (error) {
    const code = codeOf(error)
    if (code === '57P03' || code === '53300') return 'busy'
    if (['ENOENT', 'ECONNREFUSED', 'ECONNRESET', 'EPIPE', ''].includes(code)) return 'absent'
    throw error
  }
}

/** The connection with the lock, or null when the database ended while we waited for it. */
async function takeLock(client: pg.Client, plan: Plan): Promise<pg.Client | null> {
  try {
    await client.query(`set lock_timeout = ${lockPatience}`)
    await client.query('select pg_advisory_lock($1)', [oneServer])
    return client
  } catch (error) {
    await client.end()
    const code = codeOf(error)
    if (code === '55P03') throw new Second(secondServer(plan))
    if (code === '' || code.startsWith('57P') || code === 'ECONNRESET' || code === 'EPIPE') return null
    throw error
  }
}

async function versionOf(client: pg.Client): Promise<string> {
  const { rows } = await client.query<{ version: string }>("select current_setting('server_version') as version")
  return rows[0]?.version ?? ''
}

function secondServer({ cluster }: Plan): string {
  return `Another Baton runs on the data in ${cluster}; stop it first, or give this one its own DATA_DIR.`
}
