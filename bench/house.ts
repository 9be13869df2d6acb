import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readConfig } from '@baton/server/config.ts'
import { type OpenDatabase, openDatabase } from '@baton/server/db/open.ts'
import { silence } from '@baton/server/log.ts'
import { root } from '@baton/server/root.ts'
import { found, type Place } from './seed.ts'

/** The shipped server in a process of its own, on an embedded database of its own, durable as always. */
export type House = {
  url: string
  pid: number
  place: Place
  database: OpenDatabase
  /** How the server was since it was last asked: from the first time on its event loop is watched. */
  pulse(): Promise<Pulse>
  stop(): Promise<void>
}
/** How late timers were, in ms, and the memory of the process now, in bytes. */
export type Pulse = { p99: number; longest: number; rss: number }

/** `BENCH_PROFILE=FOLDER` writes a CPU profile of each server into that folder. */
const profile = process.env.BENCH_PROFILE ? ['--cpu-prof', `--cpu-prof-dir=${process.env.BENCH_PROFILE}`] : []

export async function openHouse(): Promise<House> {
  const folder = emptyFolder()
  const read = readConfig(['--data-dir', join(folder, 'data'), '--port', '0'], {})
  if (!read.ok) throw new Error(read.message)
  const child = spawn(process.execPath, [...profile, join(root, 'bench/server.js'), JSON.stringify({ config: read.config })], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  })
  const url = await firstLine(child)
  const database = await openDatabase({ dataDir: join(folder, 'data') }, silence, { join: true })
  const place = await found(database)
  const pulse = async () => {
    const said = once(child, 'message')
    child.send('pulse')
    return (await said)[0] as Pulse
  }
  const stop = async () => {
    await database.close()
    await end(child)
    rmSync(folder, { recursive: true, force: true })
  }
  return { url, pid: child.pid ?? 0, place, database, pulse, stop }
}

/** A folder that the database's own user may enter as well. */
export function emptyFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'baton-bench-'))
  chmodSync(folder, 0o755)
  return folder
}

/** What a server says first: its address. */
export async function firstLine(child: ChildProcess): Promise<string> {
  if (!child.stdout) throw new Error('nothing can be heard from this process')
  const said = once(child.stdout, 'data').then(([chunk]) => String(chunk).trim())
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`a process of the bench ended with ${code}`)
  })
  ended.catch(() => {})
  return Promise.race([said, ended])
}

export async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  child.kill('SIGTERM')
  await once(child, 'exit')
}
