import { type ChildProcess, spawn } from 'node:child_process'
import { EventEmitter, once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

const baton = fileURLToPath(new URL('../../bin/baton.js', import.meta.url))

export type ServerProcess = {
  url: string
  /** Waits for a line that it prints, and returns what was found in it. */
  printed(pattern: RegExp): Promise<string[]>
  pid(): number
  /** `kill -9`, to the server alone or to its database alone. */
  kill(): Promise<void>
  killDatabase(): void
  /** On the same port and data. */
  start(): Promise<void>
  /** Ends it as an operator would, and takes its data away. */
  stop(): Promise<void>
}

/** The product as somebody starts it: a process of its own, with its own database and data directory. */
export async function startProcess(command: 'start' | 'demo' = 'start'): Promise<ServerProcess> {
  const dataDir = mkdtempSync(join(tmpdir(), 'baton-e2e-'))
  const port = await freePort()
  const args = [baton, command, '--port', String(port), '--data-dir', dataDir]
  let child: ChildProcess | undefined
  let printed: ServerProcess['printed']
  const start = async () => {
    child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, DATABASE_URL: '' } })
    printed = reader(child)
    await printed(/^Baton is at/)
  }
  const end = async (signal: NodeJS.Signals) => {
    if (!child || child.exitCode !== null || child.signalCode !== null) return
    const over = once(child, 'exit')
    child.kill(signal)
    await over
  }
  await start()
  return {
    url: `http://127.0.0.1:${port}`,
    printed: (pattern) => printed(pattern),
    pid: () => child?.pid ?? 0,
    kill: () => end('SIGKILL'),
    killDatabase: () => process.kill(postmasterOf(command === 'demo' ? join(dataDir, 'demo') : dataDir), 'SIGKILL'),
    start,
    async stop() {
      await end('SIGTERM')
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

function reader(child: ChildProcess): ServerProcess['printed'] {
  if (!child.stdout || !child.stderr) throw new Error('the server has no output')
  const lines: string[] = []
  const happened = new EventEmitter().setMaxListeners(0)
  let complaints = ''
  child.stderr.on('data', (text) => {
    complaints += text
  })
  createInterface(child.stdout).on('line', (line) => {
    lines.push(line)
    happened.emit('line')
  })
  child.once('exit', () => happened.emit('line'))
  return async (pattern) => {
    for (;;) {
      const found = lines.map((line) => line.match(pattern)).find((match) => match)
      if (found) return found
      if (child.exitCode !== null) throw new Error(`the server ended with ${child.exitCode} and never said ${pattern}: ${complaints}`)
      await once(happened, 'line')
    }
  }
}

function postmasterOf(dataDir: string): number {
  return Number(readFileSync(join(dataDir, 'pgdata-18', 'postmaster.pid'), 'utf8').split('\n')[0])
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}
