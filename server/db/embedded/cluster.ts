import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { codeOf, Plain } from '../../fail.ts'
import type { Account } from './account.ts'
import { type Binaries, cannotRun, program } from './binaries.ts'
import { clusterOf, major, own } from './places.ts'
import { environment, isAlive } from './processes.ts'

/** The clusters that this process is making right now. */
const ours = new Set<string>()

/**
 * Makes the cluster in the data directory unless it is there, and returns its folder. It is made under another name and then renamed,
 * so that an interrupted first start leaves nothing that looks finished. Another major version's data is left alone.
 */
export async function prepareCluster(dataDir: string, binaries: Binaries, account: Account, password?: string): Promise<string> {
  const cluster = clusterOf(dataDir)
  if (existsSync(join(cluster, 'PG_VERSION'))) return ownedBy(cluster, account)
  refuseOtherMajor(dataDir)
  clearUnfinished(dataDir)
  const unfinished = `${cluster}.new-${process.pid}-${randomBytes(4).toString('hex')}`
  ours.add(basename(unfinished))
  mkdirSync(unfinished, { mode: 0o700 })
  own(unfinished, account)
  await initdb(unfinished, binaries, account, password).catch((error) => {
    rmSync(unfinished, { recursive: true, force: true })
    throw error
  })
  settle(unfinished, cluster)
  return cluster
}

async function initdb(folder: string, { bin }: Binaries, account: Account, password?: string): Promise<void> {
  const words = password === undefined ? null : `${folder}.password`
  if (words) writeFileSync(words, password ?? '', { mode: 0o600 })
  const access = words ? ['-A', 'scram-sha-256', '--pwfile', words] : ['-A', 'trust']
  const locale = ['-E', 'UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8']
  const child = spawn(join(bin, program('initdb')), ['-D', folder, '-U', 'postgres', ...access, ...locale, '--no-instructions'], {
    ...account,
    env: environment(),
    cwd: dirname(folder),
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let said = ''
  child.stderr.on('data', (chunk) => (said += chunk))
  const [status] = await once(child, 'close').catch((error) => {
    throw codeOf(error) === 'ENOENT' ? cannotRun() : error
  })
  if (words) rmSync(words)
  if (status !== 0) throw initdbFailed(folder, said)
}

function initdbFailed(folder: string, said: string): Error {
  if (/No space left/.test(said)) return new Plain(`The disk is full: there is no room for a database in ${dirname(folder)}.`)
  const nameless = /could not look up effective user ID (\d+)/.exec(said)?.[1]
  if (nameless)
    return new Plain(
      `This system has no name for the user number ${nameless}, and PostgreSQL runs only as a user with one; add it, or set DATABASE_URL.`,
    )
  return new Error(`initdb failed: ${said.trim()}`)
}

// A second server may have been as quick: a cluster is no place that a rename overwrites, so the first one stands.
function settle(unfinished: string, cluster: string): void {
  try {
    renameSync(unfinished, cluster)
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true })
    if (!existsSync(join(cluster, 'PG_VERSION'))) throw error
  }
  if (process.platform === 'win32') return
  const folder = openSync(dirname(cluster), 'r')
  fsyncSync(folder)
  closeSync(folder)
}

function ownedBy(cluster: string, account: Account): string {
  const uid = account?.uid ?? process.getuid?.()
  if (uid !== undefined && statSync(cluster).uid !== uid)
    throw new Plain(
      `The database in ${cluster} belongs to another user of this system; run Baton as that user, or choose another DATA_DIR.`,
    )
  return cluster
}

function refuseOtherMajor(dataDir: string): void {
  const other = readdirSync(dataDir).find((name) => /^pgdata-\d+$/.test(name) && name !== `pgdata-${major}`)
  if (!other) return
  const from = other.replace('pgdata-', '')
  throw new Plain(
    `${join(dataDir, other)} was written by PostgreSQL ${from} and this Baton runs ${major}; export it with the Baton that wrote it, and import the file into a new DATA_DIR.`,
  )
}

function clearUnfinished(dataDir: string): void {
  for (const name of readdirSync(dataDir)) {
    const pid = /^pgdata-\d+\.new-(\d+)/.exec(name)?.[1]
    // In a container every run may have the same number.
    const abandoned = Number(pid) === process.pid ? !ours.has(name) : !isAlive(Number(pid))
    if (pid && abandoned) rmSync(join(dataDir, name), { recursive: true, force: true })
  }
}
