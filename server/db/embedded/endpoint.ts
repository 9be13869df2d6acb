import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { createServer } from 'node:net'
import { join } from 'node:path'
import type { Account } from './account.ts'
import { clusterOf, prepareSocketFolder } from './places.ts'

/** Where a database is reached, as `pg` takes it. `host` is a folder for a unix socket. */
export type Endpoint = { host: string; port: number; user: string; database: string; password?: string }

/** The built-in database listens on a socket that only its own user can open; Windows has none and gets loopback with a password. */
export async function endpointOf(dataDir: string, account: Account, platform = process.platform): Promise<Endpoint> {
  const common = { user: 'postgres', database: 'postgres' }
  if (platform !== 'win32') return { ...common, host: prepareSocketFolder(dataDir, account), port: 5432 }
  return { ...common, host: '127.0.0.1', port: await portOf(clusterOf(dataDir)), password: passwordIn(dataDir) }
}

/** The arguments that make PostgreSQL listen there and nowhere else. */
export function listening({ host, port, password }: Endpoint): string[] {
  if (password !== undefined) return ['-h', host, '-p', String(port)]
  return ['-h', '', '-k', host, '-p', String(port), '-c', 'unix_socket_permissions=0700']
}

function passwordIn(dataDir: string): string {
  const file = join(dataDir, 'database-password')
  if (!existsSync(file)) writeFileSync(file, randomBytes(32).toString('base64url'), { mode: 0o600 })
  return readFileSync(file, 'utf8')
}

// A postmaster that survived keeps its port, which stands on the fourth line of its file.
async function portOf(cluster: string): Promise<number> {
  const file = join(cluster, 'postmaster.pid')
  const port = existsSync(file) ? Number(readFileSync(file, 'utf8').split('\n')[3]) : 0
  return port || freePort()
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  return port
}
