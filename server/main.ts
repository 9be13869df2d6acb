import { randomUUID } from 'node:crypto'
import type { AddressInfo } from 'node:net'
import type { FastifyInstance } from 'fastify'
import { answeringHandlers } from './answering/api.ts'
import { createAnswering } from './bot/ask.ts'
import { openCalibrating } from './bot/calibration-job.ts'
import { openModels } from './bot/models.ts'
import { search } from './bot/search.ts'
import { createRead } from './bot/signals.ts'
import { createSummarizing } from './bot/summarize.ts'
import { openClock } from './clock.ts'
import type { Config } from './config.ts'
import { takeAgentTurn, takeVisitorTurn } from './conversations/act-turn.ts'
import { conversationHandlers } from './conversations/api.ts'
import type { Ask, Read } from './conversations/bot-job.ts'
import { readHead } from './conversations/store.ts'
import { migrate } from './db/migrate.ts'
import { type OpenDatabase, openDatabase } from './db/open.ts'
import { seedDemo } from './db/seed.ts'
import { mayRead } from './db/sight.ts'
import { openUnderstanding } from './encoder/understanding.ts'
import { type Engine, openEngine } from './engine.ts'
import { codeOf, Plain } from './fail.ts'
import { createLimiter, type Limiter } from './http/limits.ts'
import { createMetrics } from './http/metrics.ts'
import { createPeers, type Peers } from './http/peer.ts'
import { registerRoutes } from './http/routes.ts'
import { createServer } from './http/server.ts'
import { identityHandlers } from './identity/api.ts'
import { type Prove, proving } from './identity/prove.ts'
import { knowledgeHandlers } from './knowledge/api.ts'
import { planSweep, sweep } from './knowledge/past.ts'
import { openReader } from './knowledge/reading/reader.ts'
import { openKnowledge } from './knowledge/store.ts'
import { openWebsites } from './knowledge/websites.ts'
import { openLearning, standIn } from './learn.ts'
import type { learningHandlers } from './learning/api.ts'
import type { Log } from './log.ts'
import { openOutbound } from './outbound.ts'
import { sessionOf } from './people/sessions.ts'
import { setupLink } from './people/setup.ts'
import { planSilent, silentJob } from './people/silent.ts'
import { visitorOf } from './people/visitors.ts'
import { readSeen } from './realtime/seen.ts'
import { attachSockets } from './realtime/sockets.ts'
import { root } from './root.ts'
import { rulesHandlers } from './rules/api.ts'
import { replayJob } from './rules/replay-job.ts'
import { openSecrets } from './secrets/secrets.ts'

export type StartOptions = {
  log: Log
  demo?: boolean
  /** Said to whoever started the server; standard output unless given. */
  say?: (line: string) => void
  /** Fakes for what is outside the machine, and room for load: for tests and benches. */
  now?: () => number
  ask?: Ask
  /** Where `ask` is a stand-in: what is read from lines before; nothing unless given. */
  read?: Read
  limiter?: Limiter
  graceMs?: number
  /** A migrated database that is open already; it is left open. */
  database?: OpenDatabase
}

export type RunningServer = { url: string; setupLink: string | null; engine: Engine; stop: () => Promise<void> }

/** How long turns and jobs that are running may take to end, in ms. */
const patience = 5_000
/** How long an agent who reloads the page still counts as there, in ms. */
const grace = 10_000

/** Puts a server together and starts it: the only place where time, chance and the parts meet. */
export async function startServer(config: Config, options: StartOptions): Promise<RunningServer> {
  if (options.database) return assemble(config, options, options.database)
  const database = await openDatabase(config, options.log)
  try {
    await migrate(database.connection)
    const server = await assemble(config, options, database)
    database.onLost((why) => {
      process.stderr.write(`${why.message}\n`)
      process.exit(1)
    })
    return { ...server, stop: () => server.stop().finally(database.close) }
  } catch (error) {
    await database.close()
    throw error
  }
}

async function assemble(config: Config, options: StartOptions, database: OpenDatabase): Promise<RunningServer> {
  const { log, demo = false, say = console.log } = options
  const clock = await openClock(database.pool)
  const now = options.now ?? clock.now
  const seeded = demo ? await seedDemo(database, log, now) : null
  const { pool } = database
  const secrets = openSecrets(config)
  const understanding = openUnderstanding({ db: pool, config, clock: now, wake: () => engine.poke() })
  const { meaning } = understanding
  const calibrating = openCalibrating({ db: pool, meaning, clock: now })
  const models = openModels({ pool, config, secrets, clock: now })
  const answer = createAnswering({ pool, models, meaning, clock: now, calibrated: calibrating.calibrated })
  const ask = options.ask ?? answer
  const single = config.databaseUrl === undefined
  const reading = { db: pool, outbound: openOutbound(config.allowPrivate), reader: openReader(), clock: now, newId: randomUUID }
  const websites = openWebsites({ ...reading, wake: () => engine.poke() })
  const topicsOf = async (bot: string) => {
    await engine.world.load([bot])
    return engine.world.of(bot)?.policy.triggers.topics.topics ?? []
  }
  const read = options.ask ? (options.read ?? null) : createRead({ db: pool, meaning, topicsOf })
  const learning = openLearning({
    db: database.db,
    reading,
    answer: options.ask ? standIn(options.ask) : answer,
    meaning: options.ask ? null : meaning,
    read,
    door: () => engine.door,
    botChanged: (bot) => engine.live.botChanged(bot),
    wake: () => engine.poke(),
  })
  const jobs = {
    ...websites.handlers,
    ...understanding.jobs,
    ...learning.jobs.handlers,
    ...(options.ask ? {} : calibrating.jobs),
    sweepChunks: sweep(pool, now),
    forgetSilent: silentJob(pool, now),
    replay: replayJob({ db: pool, clock: now, meaning: options.ask ? null : meaning }),
  }
  const engine: Engine = await openEngine({
    database,
    log,
    now,
    node: randomUUID(),
    single,
    ask,
    read,
    summarize: options.ask ? null : createSummarizing({ pool, models }),
    graceMs: options.graceMs ?? grace,
    jobs,
  })
  const limiter = options.limiter ?? createLimiter(now)
  const peers = createPeers(config, log)
  const app = createServer({ log, peers, limiter })
  let serving = true
  const parts = {
    ...reading,
    knowledge: openKnowledge(reading),
    websites,
    search: (bot: string, asked: string) => search(pool, bot, asked, { meaning }),
  }
  const knowledge = knowledgeHandlers(parts)
  const answering = answeringHandlers({ pool, config, secrets, clock: now, botChanged: engine.live.botChanged })
  const identity = identityHandlers({ pool, secrets, clock: now })
  const prove = proving(pool, secrets, now)
  const { botChanged } = engine.live
  const wake = () => engine.poke()
  const rules = rulesHandlers({ pool, db: database.db, clock: now, newId: randomUUID, ask, read, botChanged, wake })
  serveHttp(app, {
    config,
    database,
    engine,
    knowledge,
    answering,
    identity,
    prove,
    learning: learning.handlers,
    rules,
    limiter,
    now,
    demoBot: seeded?.bot ?? null,
    isServing: () => serving,
  })
  const sockets = serveSockets(app, { database, engine, prove, limiter, peers, now, log })
  await engine.open()
  const url = await listen(app, config).catch((error) => stop().then(() => Promise.reject(error)))
  await planSweep(pool, now())
  await planSilent(pool, now())
  await learning.jobs.start()
  await engine.start()
  // A stand-in for the bot finds nothing, so nothing need be understood.
  if (!options.ask) {
    void understanding.start()
    await calibrating.start()
  }
  const link = await setupLink(database.db, config.publicUrl ?? url, now())
  say(`Baton is at ${config.publicUrl ?? url}`)
  if (link) say(`Set it up here, within a day: ${link}`)
  for (const line of seeded?.lines(url) ?? []) say(line)

  async function stop(): Promise<void> {
    serving = false
    sockets.close()
    await app.close()
    websites.stop()
    learning.jobs.stop()
    await understanding.stop()
    await engine.stop(patience)
    await Promise.all([reading.outbound.close(), reading.reader.close()])
    clock.stop()
  }
  return { url, setupLink: link, engine, stop }
}

type HttpParts = {
  config: Config
  database: OpenDatabase
  engine: Engine
  knowledge: ReturnType<typeof knowledgeHandlers>
  answering: ReturnType<typeof answeringHandlers>
  identity: ReturnType<typeof identityHandlers>
  learning: ReturnType<typeof learningHandlers>
  rules: ReturnType<typeof rulesHandlers>
  limiter: Limiter
  now: () => number
  demoBot: string | null
  isServing: () => boolean
  prove: Prove
}

function serveHttp(
  app: FastifyInstance,
  { config, database, engine, knowledge, answering, identity, prove, learning, rules, limiter, now, demoBot, isServing }: HttpParts,
): void {
  const { pool, db } = database
  const { live, door } = engine
  registerRoutes(app, {
    db,
    pool,
    limiter,
    clock: now,
    publicUrl: config.publicUrl,
    closeSockets: live.closeSockets,
    takeTurn: door.takeTurn,
    peopleChanged() {
      live.presence.refresh().catch(() => {}) // the database is away; read again within 5 s
      engine.routeAgain()
    },
    faceOf: live.faceOf,
    peopleOf: live.peopleOf,
    botChanged: live.botChanged,
    dataDir: config.dataDir,
    metrics: createMetrics(),
    metricsToken: config.metricsToken,
    isServing,
    root,
    demoBot,
    knowledge,
    answering,
    identity,
    learning,
    rules,
    conversations: conversationHandlers({
      db: pool,
      door,
      hub: live.hub,
      rooms: live.rooms,
      peopleOf: live.peopleOf,
      placeOf: (conversation) => live.places.of(conversation),
      headOf: (conversation) => readHead(pool, conversation),
      readSeen: (conversation) => readSeen(pool, conversation),
      noteSeen: live.see,
      prove,
    }),
  })
}

type SocketParts = { database: OpenDatabase; engine: Engine; prove: Prove; limiter: Limiter; peers: Peers; now: () => number; log: Log }

function serveSockets(app: FastifyInstance, { database, engine, prove, limiter, peers, now, log }: SocketParts) {
  const { pool, db } = database
  const { live, door } = engine
  const shared = {
    hub: live.hub,
    rooms: live.rooms,
    now,
    headOf: (conversation: string) => readHead(pool, conversation),
    readSeen: (conversation: string) => readSeen(pool, conversation),
    failed: (error: unknown, conversation: string | null) =>
      log.error({ conversation, code: codeOf(error), error: error instanceof Error ? error.name : '' }, 'a frame met a surprise'),
  }
  return attachSockets(app.server, {
    peers,
    limiter,
    chance: Math.random,
    visitors: live.visitors,
    sessionOf: (cookie, secure) => sessionOf(db, cookie, secure, now()),
    visitor: {
      ...shared,
      take: (visitor, cause, act, open) => takeVisitorTurn(pool, door, visitor, cause, act, open, prove),
      visitorOf: (token) => visitorOf(db, token),
      faceOf: live.faceOf,
      peopleOf: live.peopleOf,
      placeOf: (conversation) => live.places.of(conversation),
      noteSeen: (conversation, n) => live.see(conversation, 'visitor', n),
      typing: (conversation) => live.typing(conversation, { agent: null, name: null }),
    },
    agent: {
      ...shared,
      mayRead: (me, conversation) => mayRead(pool, me, conversation),
      take: (conversation, cause, act, by) => takeAgentTurn(pool, door, conversation, cause, act, by),
      noteSeen: (conversation, n) => live.see(conversation, 'agent', n),
      typing: (conversation, { agent, name }) => live.typing(conversation, { agent, name }),
      declare: (agent, online) => live.presence.declare(agent, online),
      isOnline: (agent) => live.presence.isOnline(agent),
      joined: live.joined,
    },
  })
}

async function listen(app: FastifyInstance, { host, port }: Config): Promise<string> {
  try {
    await app.listen({ host, port })
  } catch (error) {
    const code = codeOf(error)
    if (code === 'EADDRINUSE') throw new Plain(`Port ${port} is taken by another program; choose one with --port.`)
    if (code === 'EACCES') throw new Plain(`This user may not listen on port ${port}; choose one above 1023 with --port.`)
    if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') throw new Plain(`This machine has no address ${host}; choose one with --host.`)
    throw error
  }
  const address = app.server.address() as AddressInfo
  const shown = host === '0.0.0.0' || host === '::' ? 'localhost' : host.includes(':') ? `[${host}]` : host
  return `http://${shown}:${address.port}`
}
