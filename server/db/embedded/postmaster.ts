import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, readFileSync, realpathSync, rmSync, statSync } from 'node:fs'
import type { Socket } from 'node:net'
import { dirname, join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { codeOf, Plain } from '../../fail.ts'
import type { Account } from './account.ts'
import { type Binaries, cannotRun, program } from './binaries.ts'
import { type Endpoint, listening } from './endpoint.ts'
import { environment, isAlive, nameOf } from './processes.ts'

/** Everything that says which PostgreSQL runs where. */
export type Plan = { binaries: Binaries; cluster: string; endpoint: Endpoint; account: Account; settings: Record<string, string> }

/**
 * Small, fully durable, and silent about what people write: errors are logged without the row's values and the statement.
 * One query is one process, since containers often have little shared memory.
 */
const settings = {
  shared_buffers: '32MB',
  max_connections: '40',
  max_wal_size: '512MB',
  wal_level: 'minimal',
  max_wal_senders: '0',
  io_method: 'sync',
  jit: 'off',
  max_parallel_workers_per_gather: '0',
  timezone: 'UTC',
  log_timezone: 'UTC',
  logging_collector: 'on',
  log_filename: 'postgresql-%a.log',
  log_truncate_on_rotation: 'on',
  log_rotation_age: '1d',
  log_rotation_size: '0',
  log_checkpoints: 'off',
  log_error_verbosity: 'terse',
  log_min_error_statement: 'panic',
}

/** Starts PostgreSQL. `exited` settles when it ends: with `stale` when the remains of an earlier one stood in the way, else by rejecting. */
export function launch(plan: Plan): { exited: Promise<'stale'> } {
  const child = spawn(executable(plan), commandLine(plan), {
    ...plan.account,
    env: environment(),
    cwd: dirname(plan.cluster),
    // Its own process group: Ctrl-C in the terminal must reach the server alone, which then ends the database in order.
    detached: true,
    windowsHide: true,
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  child.unref()
  return { exited: ended(child, plan) }
}

/** Was the running postmaster started by this very program with these very settings? */
export function isOurs(plan: Plan, version: string): boolean {
  const line = [executable(plan), ...commandLine(plan).map((argument) => `"${argument}"`)].join(' ')
  return version === plan.binaries.version && read(plan, 'postmaster.opts') === line
}

/** Ends the database in order: sessions are cut off, everything is written, the process is gone when this returns. */
export async function endPostmaster(plan: Plan, patience = 10_000): Promise<void> {
  const pid = runningPid(plan)
  if (!pid || !isAlive(pid)) return
  if (process.platform === 'win32') {
    spawn(join(plan.binaries.bin, program('pg_ctl')), ['stop', '-D', plan.cluster, '-m', 'fast', '-W'], { env: environment() })
  } else signal(pid, 'SIGINT')
  for (let waited = 0; isAlive(pid); waited += 10) {
    if (waited === patience) signal(pid, 'SIGQUIT')
    await wait(10)
  }
}

/** Removes the note of a postmaster that no longer runs: one that was cut off while it was written, or whose number another program has now. */
export function clearStalePid(plan: Plan): void {
  const file = join(plan.cluster, 'postmaster.pid')
  const written = statSync(file, { throwIfNoEntry: false })?.mtimeMs
  const pid = runningPid(plan)
  const name = pid ? nameOf(pid) : ''
  const cutOff = written !== undefined && !pid && written < performance.timeOrigin + performance.now() - 1_000
  if (cutOff || (name && !name.includes('postgres'))) rmSync(file, { force: true })
}

function executable({ binaries }: Plan): string {
  return realpathSync(join(binaries.bin, program('postgres')))
}

function commandLine(plan: Plan): string[] {
  const set = Object.entries({ ...settings, ...plan.settings }).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  return ['-D', plan.cluster, ...listening(plan.endpoint), ...set]
}

/** What PostgreSQL says when an earlier one's notes or processes are still there. */
const remains = /lock file ".*" (already exists|is empty)|shared memory block/

function ended(child: ChildProcess, plan: Plan): Promise<'stale'> {
  let said = ''
  const errors = child.stderr as Socket
  errors.unref()
  errors.on('data', (chunk) => (said = `${said}${chunk}`.slice(-4_000)))
  const exited = new Promise<'stale'>((stale, fail) => {
    child.on('error', (error) => fail(codeOf(error) === 'ENOENT' ? cannotRun() : error))
    child.on('close', () => (remains.test(said) ? stale('stale') : fail(explain(said, plan))))
  })
  exited.catch(() => {})
  return exited
}

function explain(said: string, { cluster }: Plan): Error {
  if (/No space left/.test(said)) return new Plain(`The disk is full: the database in ${dirname(cluster)} can't start.`)
  if (/GLIBC|error while loading shared libraries|not found/i.test(said)) return cannotRun()
  const [fatal] = said.match(/(?<=FATAL: {2}).*/) ?? []
  return new Error(`The built-in PostgreSQL ended: ${fatal ?? said.trim()}`)
}

function runningPid(plan: Plan): number {
  return Number(read(plan, 'postmaster.pid').split('\n')[0])
}

function read({ cluster }: Plan, name: string): string {
  const file = join(cluster, name)
  return existsSync(file) ? readFileSync(file, 'utf8').trimEnd() : ''
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name)
  } catch (error) {
    if (codeOf(error) !== 'ESRCH') throw error
  }
}
