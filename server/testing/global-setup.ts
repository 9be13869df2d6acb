import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { isAlive } from '../db/embedded/processes.ts'
import { startEmbedded } from '../db/embedded.ts'
import { migrate } from '../db/migrate.ts'
import { silence } from '../log.ts'

/** What the tests need to make databases of their own: a server, and the database to copy. */
export type TestServer = { server: pg.ClientConfig; template: string }

declare module 'vitest' {
  interface ProvidedContext {
    testServer: TestServer
  }
}

// What makes a database safe makes it slow, and this one is thrown away.
const careless = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '200' }

/** Once for a whole run: a PostgreSQL (ours, or the one that TEST_DATABASE_URL names) with a migrated template database. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const external = process.env.TEST_DATABASE_URL
  const { server, stop } = external ? { server: { connectionString: external }, stop: async () => {} } : await startOwn()
  const template = `baton_test_${process.pid}`
  await onServer(server, `drop database if exists ${template}`, `create database ${template} template template0 encoding 'UTF8'`)
  await migrate(inDatabase(server, template))
  project.provide('testServer', { server, template })
  return async () => {
    if (external) await onServer(server, `drop database ${template} with (force)`)
    await stop()
  }
}

/** The same server, another database. */
export function inDatabase(server: pg.ClientConfig, database: string): pg.ClientConfig {
  if (!server.connectionString) return { ...server, database }
  const url = new URL(server.connectionString)
  url.pathname = `/${database}`
  return { connectionString: url.href }
}

/** Runs statements on a connection of their own. */
export async function onServer(server: pg.ClientConfig, ...statements: string[]): Promise<void> {
  const client = new pg.Client(server)
  await client.connect()
  try {
    for (const statement of statements) await client.query(statement)
  } finally {
    await client.end()
  }
}

async function startOwn() {
  await clearAbandoned()
  const dataDir = mkdtempSync(join(tmpdir(), `baton-test-${process.pid}-`))
  const embedded = await startEmbedded({ dataDir, log: silence, settings: careless })
  const stop = async () => {
    await embedded.stop()
    rmSync(dataDir, { recursive: true, force: true })
  }
  return { server: embedded.endpoint as pg.ClientConfig, stop }
}

// A run that was killed leaves its database behind, running.
async function clearAbandoned(): Promise<void> {
  for (const name of readdirSync(tmpdir())) {
    const pid = /^baton-test-(\d+)-/.exec(name)?.[1]
    if (!pid || isAlive(Number(pid))) continue
    const dataDir = join(tmpdir(), name)
    const left = await startEmbedded({ dataDir, log: silence, settings: careless }).catch(() => null)
    await left?.stop()
    rmSync(dataDir, { recursive: true, force: true })
  }
}
