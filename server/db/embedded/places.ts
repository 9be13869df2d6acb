import { createHash } from 'node:crypto'
import { accessSync, chmodSync, chownSync, constants, lstatSync, mkdirSync, realpathSync, statSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { codeOf, Plain } from '../../fail.ts'
import type { Log } from '../../log.ts'
import { type Account, canReach, databaseAccount } from './account.ts'

/** The only major version whose data this release reads; the folder of the cluster is named after it. */
export const major = 18

/** Where root keeps what another user must be able to reach. */
export const systemFolder = process.platform === 'linux' ? '/var/lib/baton' : '/usr/local/var/baton'

/** PostgreSQL takes 107 bytes; some are left for the lock file beside the socket. */
const longestSocket = 90

export const clusterOf = (dataDir: string) => join(dataDir, `pgdata-${major}`)

/**
 * Makes the data directory and returns where it is. That is `wanted`, unless root runs the server and the database's user can't get there
 * (a checkout under a folder of mode 0700): then it is a folder of the system, one for each wanted path.
 */
export function prepareDataDir(wanted: string, log: Log, system = systemFolder): string {
  try {
    const account = databaseAccount(clusterOf(wanted))
    makeFolder(dirname(wanted), 0o755)
    if (canReach(account, dirname(wanted))) return openDataDir(wanted, account)
    makeFolder(system, 0o755)
    if (!canReach(account, system)) throw new Plain(`As root, choose a DATA_DIR that other users can reach: ${wanted} is not.`)
    const moved = openDataDir(join(system, `data-${fingerprint(canonical(wanted))}`), account)
    log.info({ moved, wanted }, 'the data is kept elsewhere')
    return moved
  } catch (error) {
    if (error instanceof Plain) throw error
    throw new Plain(
      `The data directory ${wanted} can't be used (${codeOf(error) || error}); choose another one with DATA_DIR or --data-dir.`,
    )
  }
}

/** The folder of the database's socket: in the data directory, or, where that path is too long for a socket, one under /tmp. */
export function prepareSocketFolder(dataDir: string, account: Account, temporary = '/tmp'): string {
  const near = join(dataDir, 'run')
  const uid = account?.uid ?? process.getuid?.() ?? 0
  const folder = socketFits(near) ? near : join(temporary, `baton-${uid}-${fingerprint(canonical(dataDir))}`)
  makeFolder(folder, 0o700)
  own(folder, account)
  // In /tmp somebody else may have made it first, to listen in our place.
  const found = lstatSync(folder)
  if (!found.isDirectory() || (process.getuid && (found.uid !== uid || (found.mode & 0o077) !== 0)))
    throw new Plain(`${folder} belongs to somebody else; remove it, or choose a DATA_DIR with a shorter path.`)
  return folder
}

export function socketFits(folder: string): boolean {
  return Buffer.byteLength(join(folder, '.s.PGSQL.5432')) <= longestSocket
}

/** Gives a folder that root made to the database's user. */
export function own(folder: string, account: Account): void {
  if (account && lstatSync(folder).uid === 0) chownSync(folder, account.uid, account.gid)
}

function openDataDir(dir: string, account: Account): string {
  makeFolder(dir, account ? 0o711 : 0o700)
  if (!canReach(account, dir)) chmodSync(dir, statSync(dir).mode | 0o111)
  accessSync(dir, constants.W_OK | constants.X_OK)
  return dir
}

// The mode of what is made must not depend on the umask; what was there keeps its own. One folder at a time, because Node's recursive
// mkdir never returns in /proc, where making a folder fails as if the folder above it were missing.
function makeFolder(dir: string, mode: number): void {
  if (statSync(dir, { throwIfNoEntry: false })?.isDirectory()) return
  makeFolder(dirname(dir), mode)
  try {
    mkdirSync(dir)
    chmodSync(dir, mode)
  } catch (error) {
    if (codeOf(error) !== 'EEXIST' || !statSync(dir).isDirectory()) throw error
  }
}

// The data directory itself need not exist yet, but two names of one place must give one fingerprint.
function canonical(dir: string): string {
  try {
    return realpathSync(dir)
  } catch {
    return dirname(dir) === dir ? resolve(dir) : join(canonical(dirname(dir)), basename(dir))
  }
}

function fingerprint(path: string): string {
  return createHash('sha256').update(path).digest('hex').slice(0, 12)
}
