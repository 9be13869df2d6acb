import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Config } from '../config.ts'

/** Seals texts for the database with a key that is not in it. Each purpose has a key of its own: what is sealed for one opens for no other. */
export type Secrets = {
  /** Null where there is no key to seal with. */
  seal(purpose: string, text: string): Buffer | null
  /** Null where it was sealed with another key, or changed since. */
  open(purpose: string, sealed: Buffer): string | null
}

/** What to do where `seal` says null. */
export const needsKey = 'nothing is stored unencrypted, and there is no key to encrypt it with: set BATON_SECRET, the same on every server'

const file = 'secret.key'
const keyBytes = 32
const ivBytes = 12
const tagBytes = 16
const version = 1

/**
 * The master key is BATON_SECRET, or with the built-in database a file in the data directory that only its owner may read, made when it is
 * first needed. Several servers on one database must share a key, so there it has to be given.
 */
export function openSecrets({ secret, databaseUrl, dataDir }: Pick<Config, 'secret' | 'databaseUrl' | 'dataDir'>): Secrets {
  const path = join(dataDir, file)
  let master: Buffer | null = secret ? Buffer.from(secret) : null

  function masterKey(make: boolean): Buffer | null {
    master ??= databaseUrl ? null : readKey(path)
    if (!master && make && !databaseUrl) master = makeKey(path)
    return master
  }

  return {
    seal(purpose, text) {
      const key = masterKey(true)
      if (!key) return null
      const iv = randomBytes(ivBytes)
      const cipher = createCipheriv('aes-256-gcm', keyFor(key, purpose), iv)
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
      return Buffer.concat([Buffer.of(version), iv, cipher.getAuthTag(), body])
    },
    open(purpose, sealed) {
      const key = masterKey(false)
      if (!key || sealed[0] !== version || sealed.length < 1 + ivBytes + tagBytes) return null
      const [iv, rest] = [sealed.subarray(1, 1 + ivBytes), sealed.subarray(1 + ivBytes)]
      const decipher = createDecipheriv('aes-256-gcm', keyFor(key, purpose), iv).setAuthTag(rest.subarray(0, tagBytes))
      try {
        return Buffer.concat([decipher.update(rest.subarray(tagBytes)), decipher.final()]).toString('utf8')
      } catch {
        return null
      }
    },
  }
}

function keyFor(master: Buffer, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', master, 'baton', purpose, keyBytes))
}

function readKey(path: string): Buffer | null {
  try {
    const key = Buffer.from(readFileSync(path, 'utf8').trim(), 'base64')
    return key.length === keyBytes ? key : null
  } catch {
    return null
  }
}

/** Never over one that is there: what it sealed would be lost. */
function makeKey(path: string): Buffer | null {
  try {
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, `${randomBytes(keyBytes).toString('base64')}\n`, { mode: 0o600, flag: 'wx', flush: true })
    chmodSync(path, 0o600)
  } catch {
    // Another process has just made it, or nobody can: reading tells which.
  }
  return readKey(path)
}
