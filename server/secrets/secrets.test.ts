import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { OpenDatabase } from '../db/open.ts'
import { freshDatabase } from '../testing/database.ts'
import { openSecrets } from './secrets.ts'
import { dropSecret, hintOf, keepSecret, readSecret } from './store.ts'

const dataDir = mkdtempSync(join(tmpdir(), 'baton-secrets-'))
const given = (secret: string) => openSecrets({ secret, databaseUrl: 'postgres://db/baton', dataDir })
let database: OpenDatabase
beforeAll(async () => {
  database = await freshDatabase()
})
afterAll(async () => {
  await database.close()
  rmSync(dataDir, { recursive: true })
})

describe('secrets', () => {
  it('are sealed for one purpose, each time differently, and never as they are', () => {
    const secrets = given('a long enough secret')
    const [one, two] = [secrets.seal('model', 'sk-one'), secrets.seal('model', 'sk-one')]
    expect(one?.equals(two as Buffer)).toBe(false)
    expect(one?.includes('sk-one')).toBe(false)
    expect(secrets.open('model', one as Buffer)).toBe('sk-one')
    expect(secrets.open('mail', one as Buffer)).toBeNull()
    expect(given('quite another secret').open('model', one as Buffer)).toBeNull()
  })

  it('that were changed do not open', () => {
    const secrets = given('a long enough secret')
    const sealed = secrets.seal('model', 'sk-one') as Buffer
    for (let i = 0; i < sealed.length; i++) {
      const changed = Buffer.from(sealed)
      changed[i] = (changed[i] ?? 0) ^ 1
      expect(secrets.open('model', changed), `byte ${i}`).toBeNull()
    }
    expect(secrets.open('model', Buffer.alloc(0))).toBeNull()
  })

  it('have a key of their own in the data directory, which only its owner may read', () => {
    const own = { secret: undefined, databaseUrl: undefined, dataDir }
    const sealed = openSecrets(own).seal('model', 'sk-one') as Buffer
    const path = join(dataDir, 'secret.key')
    expect(statSync(path).mode & 0o777).toBe(0o600)
    expect(openSecrets(own).open('model', sealed)).toBe('sk-one')
    const before = readFileSync(path, 'utf8')
    openSecrets(own).seal('model', 'sk-two')
    expect(readFileSync(path, 'utf8')).toBe(before)
    writeFileSync(path, 'not a key')
    expect(openSecrets(own).seal('model', 'sk-one')).toBeNull()
    expect(readFileSync(path, 'utf8')).toBe('not a key')
  })

  it('can’t be stored beside a shared database without a key that all servers share', () => {
    expect(openSecrets({ secret: undefined, databaseUrl: 'postgres://db/baton', dataDir }).seal('model', 'x')).toBeNull()
  })

  it('come back from the database to whoever may open them, and to a page as a hint', async () => {
    const { pool } = database
    const secrets = given('a long enough secret')
    expect(await hintOf(pool, secrets, 'model')).toBeNull()
    await keepSecret(pool, secrets, 'model', 'sk-live-0123456789abcd', 0)
    expect(await readSecret(pool, secrets, 'model')).toBe('sk-live-0123456789abcd')
    expect(await hintOf(pool, secrets, 'model')).toEqual({ hint: '…abcd', readable: true })
    const other = given('quite another secret')
    expect(await readSecret(pool, other, 'model')).toBeNull()
    expect(await hintOf(pool, other, 'model')).toEqual({ hint: '…abcd', readable: false })
    await keepSecret(pool, secrets, 'model', 'short', 0)
    expect((await hintOf(pool, secrets, 'model'))?.hint).toBe('…')
    await dropSecret(pool, 'model')
    expect(await readSecret(pool, secrets, 'model')).toBeNull()
  })
})
