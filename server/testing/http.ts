import { randomUUID } from 'node:crypto'
import { type Agent, type AnyRoute, api, type Me } from '@baton/contracts/api.ts'
import type { FastifyInstance, LightMyRequestResponse } from 'fastify'
import { type BaseLogger, pino } from 'pino'
import { answeringHandlers } from '../answering/api.ts'
import { createAnswering } from '../bot/ask.ts'
import { openModels } from '../bot/models.ts'
import { faceOf } from '../bots/store.ts'
import { type Config, readConfig } from '../config.ts'
import type { OpenDatabase } from '../db/open.ts'
import { createLimiter } from '../http/limits.ts'
import { createMetrics } from '../http/metrics.ts'
import { createPeers } from '../http/peer.ts'
import { type ConversationHandlers, type RoutesDeps, registerRoutes } from '../http/routes.ts'
import { createServer } from '../http/server.ts'
import { identityHandlers } from '../identity/api.ts'
import { knowledgeHandlers } from '../knowledge/api.ts'
import { openReader } from '../knowledge/reading/reader.ts'
import { openKnowledge } from '../knowledge/store.ts'
import { openWebsites } from '../knowledge/websites.ts'
import { openLearning } from '../learn.ts'
import { openOutbound } from '../outbound.ts'
import { setupLink } from '../people/setup.ts'
import { root } from '../root.ts'
import { rulesHandlers } from '../rules/api.ts'
import { openSecrets } from '../secrets/secrets.ts'
import { freshDatabase } from './database.ts'

export type TestHttp = {
  app: FastifyInstance
  database: OpenDatabase
  /** What the log has written, line by line. */
  logged: string[]
  /** What the routes told the rest of the server: sockets to close, people or bots that changed. */
  told: unknown[]
  /** Moves the clock that everything here runs on. */
  later(ms: number): void
  now(): number
  call: Call
  close(): Promise<void>
}

type Body = object | string | undefined
type CallOptions = { body?: Body; cookie?: string; token?: string; headers?: Record<string, string>; ip?: string }
/** One request, as a browser on our own page would send it unless the headers say otherwise. */
export type Call = (route: Pick<AnyRoute, 'method' | 'path'>, options?: CallOptions) => Promise<LightMyRequestResponse>

export const host = 'baton.test'
const start = Date.parse('2026-11-24T09:00:00Z')

type Options = { env?: Record<string, string>; deps?: Partial<RoutesDeps> }

/** The whole HTTP side on a database of its own, without a port. */
export async function testHttp({ env = {}, deps = {} }: Options = {}): Promise<TestHttp> {
  const database = await freshDatabase()
  const clock = { now: start }
  const logged: string[] = []
  const told: unknown[] = []
  const log: BaseLogger = pino({ level: 'debug' }, { write: (line: string) => void logged.push(line) })
  const read = readConfig([], { DATA_DIR: root, ...env })
  if (!read.ok) throw new Error(read.message)
  const now = () => clock.now
  const later = (ms: number) => {
    clock.now += ms
  }
  const limiter = createLimiter(now)
  const app = createServer({ log, peers: createPeers(read.config, log), limiter })
  registerRoutes(app, { ...wiring(database, told, now, read.config), clock: now, limiter, ...read.config, ...deps })
  await app.ready()
  const close = async () => {
    await app.close()
    await database.close()
  }
  return { app, database, logged, told, now, later, call: caller(app), close }
}

function wiring(database: OpenDatabase, told: unknown[], clock: () => number, config: Config) {
  const botChanged = (bot: string) => void told.push({ botChanged: bot })
  return {
    db: database.db,
    root,
    demoBot: null,
    metrics: createMetrics(),
    isServing: () => true,
    knowledge: knowledgeOn(database, clock, config.allowPrivate),
    answering: answeringHandlers({ pool: database.pool, config, secrets: openSecrets(config), clock, botChanged }),
    identity: identityHandlers({ pool: database.pool, secrets: openSecrets(config), clock }),
    learning: learningOn(database, clock, config),
    rules: rulesOn(database, clock, botChanged),
    pool: database.pool,
    conversations: noConversations,
    faceOf: (bot: string) => faceOf(database.db, bot),
    peopleOf: () => ({ online: false, names: [] }),
    takeTurn: async () => ({ first: 1, last: 0, refusal: null }),
    closeSockets: (agent: string, which?: object) => void told.push({ closeSockets: agent, ...which }),
    peopleChanged: () => void told.push('peopleChanged'),
    botChanged,
  }
}

/** Real rules, with a bot that fails. */
function rulesOn({ pool, db }: OpenDatabase, clock: () => number, botChanged: (bot: string) => void) {
  const ask = async () => ({ failed: 'down' as const })
  return rulesHandlers({ pool, db, clock, newId: randomUUID, ask, read: null, botChanged, wake() {} })
}

/** Real learning by words, without its jobs and without conversations to act in. */
function learningOn({ pool, db }: OpenDatabase, clock: () => number, config: Config) {
  const reading = readingOn(pool, clock, config.allowPrivate)
  const models = openModels({ pool, config, secrets: openSecrets(config), clock })
  const answer = createAnswering({ pool, models, meaning: null, clock })
  const door = () => {
    throw new Error('there are no conversations here')
  }
  return openLearning({ db, reading, answer, meaning: null, read: null, door, botChanged() {}, wake() {} }).handlers
}

const readingOn = (db: OpenDatabase['pool'], clock: () => number, allow: readonly string[]) => ({
  db,
  outbound: openOutbound(allow),
  reader: openReader(),
  clock,
  newId: randomUUID,
})

/** Real knowledge, without the jobs that crawl. */
function knowledgeOn({ pool }: OpenDatabase, clock: () => number, allow: readonly string[]) {
  const deps = readingOn(pool, clock, allow)
  const search = async () => ({ sure: 0, passages: [] })
  return knowledgeHandlers({ ...deps, knowledge: openKnowledge(deps), websites: openWebsites({ ...deps, wake() {} }), search })
}

const nothing = async () => ({ no: 'notFound' as const })
const noConversations: ConversationHandlers = {
  conversations: nothing,
  conversation: nothing,
  facts: nothing,
  turn: nothing,
  visitorFacts: nothing,
  visitorTurn: nothing,
  visitorSeen: nothing,
}

function caller(app: FastifyInstance): Call {
  return ({ method, path }, { body, cookie, token, headers = {}, ip = '198.51.100.1' } = {}) =>
    app.inject({
      method,
      url: path,
      remoteAddress: ip,
      headers: {
        host,
        origin: `http://${host}`,
        ...(cookie ? { cookie } : {}),
        ...(token ? { authorization: `Bearer ${token}` } : {}),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { payload: body }),
    })
}

/** A route with its parameters filled in. */
export function at(route: AnyRoute, id: string): Pick<AnyRoute, 'method' | 'path'> {
  return { method: route.method, path: route.path.replace(':id', id) }
}

export type Person = { cookie: string; me: Me }

export const ada = { name: 'Ada Okafor', email: 'ada@fernweh.test', password: 'ada has a long password' }

/** The token in a link's fragment. */
export function tokenOf(link: string | null): string {
  return link?.split('#')[1] ?? ''
}

/** The session cookie that an answer sets, ready to be sent back. */
export function cookieOf(answer: LightMyRequestResponse): string {
  return String(answer.headers['set-cookie'] ?? '').split(';')[0] ?? ''
}

/** Sets the install up: Ada is the owner. */
export async function foundedBy({ call, database, now }: TestHttp): Promise<Person> {
  const token = tokenOf(await setupLink(database.db, `http://${host}`, now()))
  const answer = await call(api.setup, { body: { token, company: 'Fernweh Outdoor', bot: 'Fern', ...ada } })
  if (answer.statusCode !== 200) throw new Error(answer.body)
  return { cookie: cookieOf(answer), me: answer.json() }
}

/** Somebody invited by the owner, who has come. */
export async function joined(http: TestHttp, owner: Person, name: string, role: 'admin' | 'agent'): Promise<Person> {
  const email = `${name.toLowerCase()}@fernweh.test`
  const invited = await http.call(api.invite, { cookie: owner.cookie, body: { name, email, role } })
  const { link } = invited.json<{ agent: Agent; link: string }>()
  const answer = await http.call(api.accept, { body: { token: tokenOf(link), password: `${name} has a long password` } })
  if (answer.statusCode !== 200) throw new Error(answer.body)
  return { cookie: cookieOf(answer), me: answer.json() }
}
