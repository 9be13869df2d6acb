import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { root } from './root.ts'

vi.setConfig({ testTimeout: 60_000 })

const file = join(root, 'bin', 'baton.js')

type Ended = { code: number | null; out: string; err: string }

let folder: string
const running: ChildProcess[] = []

/** What is built when it is stale says so, once. */
beforeAll(() => void spawnSync(process.execPath, [file, 'start', '--help']), 120_000)
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'baton terminal '))
  chmodSync(folder, 0o755)
})
afterEach(async () => {
  for (const child of running.splice(0)) {
    if (child.exitCode !== null || child.signalCode !== null) continue
    child.kill('SIGTERM')
    await once(child, 'exit')
  }
  rmSync(folder, { recursive: true, force: true })
})

function baton(command: string, argv: string[], env: Record<string, string> = {}): ChildProcess {
  const { PATH } = process.env
  const child = spawn(process.execPath, [file, command, ...argv], {
    cwd: root,
    env: { PATH, PORT: '0', DATA_DIR: join(folder, 'data'), ...env },
  })
  running.push(child)
  return child
}

async function ended(child: ChildProcess): Promise<Ended> {
  let out = ''
  let err = ''
  child.stdout?.on('data', (chunk) => (out += chunk))
  child.stderr?.on('data', (chunk) => (err += chunk))
  const [code] = await once(child, 'close')
  return { code, out, err }
}

/** What it printed until it listened. */
function ready(child: ChildProcess): Promise<string> {
  let out = ''
  return new Promise((done, fail) => {
    child.stdout?.on('data', (chunk) => {
      out += chunk
      if (/Baton is at .*\n/.test(out)) done(out)
    })
    child.on('exit', () => fail(new Error('it ended before it was ready')))
  })
}

test('--help and a wrong option', async () => {
  expect(await ended(baton('start', ['--help']))).toMatchObject({ code: 0, out: expect.stringContaining('--data-dir FOLDER'), err: '' })
  expect(await ended(baton('start', ['--nonsense']))).toEqual({
    code: 2,
    out: '',
    err: 'There is no option --nonsense; --help lists them.\n',
  })
  expect(await ended(baton('export', []))).toEqual({ code: 2, out: '', err: 'Say which file: baton export FILE\n' })
})

test.each<[string, (place: string) => Record<string, string>, RegExp]>([
  [
    'a data directory that is a file',
    (place) => ({ DATA_DIR: place }),
    /^The data directory .* can't be used \(E\w+\); choose another one with DATA_DIR or --data-dir\.\n$/,
  ],
  [
    'a data directory nobody can make',
    () => ({ DATA_DIR: '/proc/baton' }),
    /^The data directory \/proc\/baton can't be used \(E\w+\);.*\n$/,
  ],
  ['a host that is not there', () => ({ DATABASE_URL: 'postgres://baton:hidden@nowhere.invalid/baton' }), /^.*nowhere\.invalid.*\n$/],
])('%s: one sentence, and not 0', async (_, env, sentence) => {
  const place = join(folder, 'file')
  writeFileSync(place, '')
  const { code, out, err } = await ended(baton('start', [], env(place)))
  expect({ code, out }).toEqual({ code: 1, out: '' })
  expect(err).toMatch(sentence)
  expect(err).not.toContain('hidden')
})

test('a port that is taken: one sentence, and the database is ended', async () => {
  const other = createServer().listen(0, '127.0.0.1')
  await once(other, 'listening')
  const { port } = other.address() as AddressInfo
  const { code, err } = await ended(baton('start', ['--port', String(port)]))
  other.close()
  expect({ code, err }).toEqual({ code: 1, err: `Port ${port} is taken by another program; choose one with --port.\n` })
  expect(existsSync(join(folder, 'data', 'pgdata-18', 'PG_VERSION'))).toBe(true)
  expect(existsSync(join(folder, 'data', 'pgdata-18', 'postmaster.pid'))).toBe(false)
})

test('a signal ends server and database in order, and the next start finds everything', async () => {
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    const child = baton('start', [])
    expect(await ready(child)).toContain('http://127.0.0.1:')
    child.kill(signal)
    expect(await once(child, 'exit')).toEqual([0, null])
    expect(existsSync(join(folder, 'data', 'pgdata-18', 'postmaster.pid'))).toBe(false)
  }
})

test('export works while the server runs; import wants a place that nobody used', async () => {
  await ready(baton('start', []))
  const file = join(folder, 'backup')
  expect(await ended(baton('export', [file]))).toMatchObject({ code: 0, out: expect.stringMatching(/^Wrote \d+ rows to /) })
  expect(await ended(baton('import', [file]))).toMatchObject({ code: 1, err: expect.stringMatching(/^Another Baton runs on the data in /) })
  const moved = { DATA_DIR: join(folder, 'moved') }
  expect(await ended(baton('import', [file], moved))).toMatchObject({ code: 0, out: expect.stringMatching(/^Read \d+ rows from /) })
  expect(await ended(baton('owner-link', [], moved))).toMatchObject({ code: 1, err: expect.stringMatching(/^There is no owner yet/) })
})
