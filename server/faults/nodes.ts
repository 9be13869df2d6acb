import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ClientConfig } from 'pg'
import { clusterOf, prepareDataDir } from '../db/embedded/places.ts'
import type { OpenDatabase } from '../db/open.ts'
import { silence } from '../log.ts'
import { root } from '../root.ts'
import type { NodeOptions, Started, Temper } from './node.ts'

/** A server in a process of its own. */
export type Node = {
  url: string
  port: number
  /** `kill -9`; returns when the process is gone. */
  kill(): Promise<void>
  /** Ends it in order. */
  stop(): Promise<void>
}

/** Starts a server as a process of its own, without limits and with a bot of the given temper. */
export async function startNode(options: NodeOptions, temper: Temper = 'echoes'): Promise<Node> {
  const child = spawn(process.execPath, ['--import', 'tsx', join(root, 'server/faults/node.ts'), JSON.stringify({ ...options, temper })], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const { url } = await started(child)
  const end = async (signal: NodeJS.Signals) => {
    if (child.exitCode !== null || child.signalCode !== null) return
    child.kill(signal)
    await once(child, 'exit')
  }
  return { url, port: Number(new URL(url).port), kill: () => end('SIGKILL'), stop: () => end('SIGTERM') }
}

/** Where a test's database is, as another process can be told. */
export function addressOf({ connection }: OpenDatabase): ClientConfig {
  const { host, port, user, database, password, connectionString } = connection
  return { host, port, user, database, password, connectionString } as ClientConfig
}

/** The number of the PostgreSQL that runs on a data directory. */
export function postmasterOf(dataDir: string): number {
  return Number(readFileSync(join(clusterFolder(dataDir), 'postmaster.pid'), 'utf8').split('\n')[0])
}

/** The folder of its cluster, wherever the data directory had to move. */
export function clusterFolder(dataDir: string): string {
  return clusterOf(prepareDataDir(dataDir, silence))
}

async function started(child: ChildProcess): Promise<Started> {
  let said = ''
  child.stderr?.on('data', (chunk) => (said += chunk))
  const line = once(child.stdout as NonNullable<typeof child.stdout>, 'data').then(([chunk]) => JSON.parse(String(chunk)) as Started)
  const ended = once(child, 'exit').then(() => {
    throw new Error(`the server did not start: ${said}`)
  })
  ended.catch(() => {})
  return Promise.race([line, ended])
}
