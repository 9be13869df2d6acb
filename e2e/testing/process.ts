import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
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
  /** What it printed since it was last started. */
  printed: string[]
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
  const printed: string[] = []
  let child: ChildProcess | undefined
  const start = async () => {
    printed.length = 0
    const args = [baton, command, '--port', String(port), '--data-dir', dataDir]
    child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, DATABASE_URL: '' } })
    await ready(child, printed)
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
    printed,
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

/** Once it has said where it is, it serves. */
async function ready(child: ChildProcess, printed: string[]): Promise<void> {
  if (!child.stdout || !child.stderr) throw new Error('the server has no output')
  const lines = createInterface(child.stdout)
  let complaints = ''
  child.stderr.on('data', (text) => {
    complaints += text
  })
  await new Promise<void>((done, fail) => {
    child.once('exit', (code) => fail(new Error(`the server ended with ${code} before it was ready: ${complaints}`)))
    lines.on('line', (line) => {
      printed.push(line)
      // What belongs to the start follows at once, in the same write.
      if (line.startsWith('Baton is at')) setImmediate(done)
    })
  })
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
