import { api } from '@baton/contracts/api.ts'
import { type BaseLogger, pino } from 'pino'
import { readConfig } from '../config.ts'
import type { OpenDatabase } from '../db/open.ts'
import { type RunningServer, type StartOptions, startServer } from '../main.ts'
import { root } from '../root.ts'
import { freshDatabase } from './database.ts'

export type TestServer = {
  server: RunningServer
  database: OpenDatabase
  logged: string[]
  /** What `fetch` does, on this server and from its own page. */
  call(
    method: string,
    path: string,
    options?: { body?: unknown; cookie?: string; token?: string; headers?: Record<string, string> },
  ): Promise<Response>
  close(): Promise<void>
}

/** The whole server on a free port, a database of its own, and the real clock. */
export async function testServer(options: Partial<StartOptions> = {}): Promise<TestServer> {
  const database = await freshDatabase()
  const logged: string[] = []
  const log: BaseLogger = pino({ level: 'debug' }, { write: (line: string) => void logged.push(line) })
  const read = readConfig([], { PORT: '0', DATA_DIR: root })
  if (!read.ok) throw new Error(read.message)
  const server = await startServer(read.config, { log, database, say: () => {}, ...options })
  const { url } = server
  const close = async () => {
    await server.stop()
    await database.close()
  }
  return { server, database, logged, close, call: (method, path, options) => call(url, method, path, options) }
}

function call(url: string, method: string, path: string, { body, cookie, token, headers }: Parameters<TestServer['call']>[2] = {}) {
  const sent: Record<string, string> = { origin: url, ...headers }
  if (cookie) sent.cookie = cookie
  if (token) sent.authorization = `Bearer ${token}`
  if (body !== undefined) sent['content-type'] ??= 'application/json'
  const payload = typeof body === 'string' || body === undefined ? body : JSON.stringify(body)
  return fetch(url + path, { method, headers: sent, ...(payload === undefined ? {} : { body: payload }) })
}

export type Standing = { cookie: string; agent: string; bot: string; team: string }

export const owner = { name: 'Ada Okafor', email: 'ada@fernweh.test', password: 'ada has a long password' }

/** Sets the server up by its own link: Ada is the owner. */
export async function setUpServer({ server, call }: TestServer): Promise<Standing> {
  const token = server.setupLink?.split('#')[1]
  const answer = await call('POST', api.setup.path, { body: { token, company: 'Fernweh Outdoor', bot: 'Fern', ...owner } })
  const me = await answer.json()
  const cookie = answer.headers.get('set-cookie')?.split(';')[0] ?? ''
  return { cookie, agent: me.agent.id, bot: me.bots[0].id, team: me.teams[0].id }
}
