import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { silence } from '../../log.ts'
import { canReach, databaseAccount } from './account.ts'
import { endpointOf, listening } from './endpoint.ts'
import { prepareDataDir, prepareSocketFolder, socketFits } from './places.ts'

const asRoot = process.getuid?.() === 0
const someone = { uid: 12_345, gid: 12_345 }

let folder: string
let system: string

beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'baton-places-')))
  chmodSync(folder, 0o755)
  system = join(folder, 'system')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

describe('who can reach what', () => {
  test('each folder on the way must let the account through', () => {
    mkdirSync(join(folder, 'shut', 'open'), { recursive: true })
    expect(canReach(someone, join(folder, 'shut', 'open'))).toBe(true)
    chmodSync(join(folder, 'shut'), 0o700)
    expect(canReach(someone, join(folder, 'shut', 'open'))).toBe(false)
    const { uid, gid } = statSync(folder)
    expect(canReach({ uid, gid }, join(folder, 'shut', 'open'))).toBe(true)
  })

  test('a program that only its owner may run is out of reach', () => {
    writeFileSync(join(folder, 'program'), '', { mode: 0o700 })
    expect(canReach(someone, join(folder, 'program'))).toBe(false)
  })
})

describe('the data directory', () => {
  test('stays where it was asked for, and nobody else may list it', () => {
    const dir = join(folder, 'with space', 'data')
    expect(prepareDataDir(dir, silence, system)).toBe(dir)
    expect(statSync(dir).mode & 0o066).toBe(0)
  })

  test('one that is a file, or under a file, is refused in a sentence', () => {
    writeFileSync(join(folder, 'file'), '')
    expect(() => prepareDataDir(join(folder, 'file', 'data'), silence, system)).toThrow(/can't be used \(E[A-Z]+\); choose another one/)
    expect(() => prepareDataDir(join(folder, 'file'), silence, system)).toThrow(/can't be used/)
  })

  test.runIf(asRoot)('as root in a shut folder: one for each checkout, in a folder of the system', () => {
    const [one, two] = ['one', 'two'].map((name) => {
      mkdirSync(join(folder, name), { mode: 0o700 })
      return prepareDataDir(join(folder, name, 'data'), silence, system)
    })
    expect(one).toMatch(/system\/data-[0-9a-f]{12}$/)
    expect(two).not.toBe(one)
    expect(prepareDataDir(join(folder, 'one', 'data'), silence, system)).toBe(one)
    expect(existsSync(join(folder, 'one', 'data'))).toBe(false)
  })

  test.runIf(asRoot)('as root, a cluster that is there keeps its user', () => {
    mkdirSync(join(folder, 'pgdata-18'))
    chownSync(join(folder, 'pgdata-18'), someone.uid, someone.gid)
    expect(databaseAccount(join(folder, 'pgdata-18'))).toEqual(someone)
  })

  test.runIf(asRoot)('as root, the database runs as baton, else postgres, else nobody', () => {
    const users = ['root:x:0:0::/:', 'nobody:x:65534:65533::/:', 'postgres:x:101:104::/:', 'baton:x:7:8::/:']
    const pick = (count: number) => databaseAccount(join(folder, 'none'), () => users.slice(0, count).join('\n'))
    expect(pick(4)).toEqual({ uid: 7, gid: 8 })
    expect(pick(3)).toEqual({ uid: 101, gid: 104 })
    expect(pick(2)).toEqual({ uid: 65_534, gid: 65_533 })
    expect(() => pick(1)).toThrow(/create the user baton/)
  })
})

describe('the socket', () => {
  test('counts bytes, not characters', () => {
    expect(socketFits(`/${'x'.repeat(75)}`)).toBe(true)
    expect(socketFits(`/${'ü'.repeat(40)}`)).toBe(false)
  })

  test('is never put into a folder that somebody else made', () => {
    const dataDir = join(folder, 'x'.repeat(90))
    mkdirSync(dataDir)
    const elsewhere = prepareSocketFolder(dataDir, null, folder)
    expect(statSync(elsewhere).mode & 0o777).toBe(0o700)
    chmodSync(elsewhere, 0o777)
    expect(() => prepareSocketFolder(dataDir, null, folder)).toThrow(/belongs to somebody else/)
    rmSync(elsewhere, { recursive: true })
    mkdirSync(join(folder, 'trap'), { mode: 0o700 })
    symlinkSync(join(folder, 'trap'), elsewhere)
    expect(() => prepareSocketFolder(dataDir, null, folder)).toThrow(/belongs to somebody else/)
  })

  test('on Windows there is none: loopback, with a password that stays the same', async () => {
    const first = await endpointOf(folder, null, 'win32')
    const again = await endpointOf(folder, null, 'win32')
    expect(first).toMatchObject({ host: '127.0.0.1', password: expect.stringMatching(/^[\w-]{43}$/) })
    expect(again.password).toBe(first.password)
    expect(listening(first)).toEqual(['-h', '127.0.0.1', '-p', String(first.port)])
  })
})
