import { timingSafeEqual } from 'node:crypto'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import { diskFree } from '../db/disk.ts'
import type { Database } from '../db/tables.ts'
import { digest } from '../people/token.ts'
import { refuse } from './answers.ts'
import type { Metrics } from './metrics.ts'
import { isLoopback } from './peer.ts'

export type HealthDeps = {
  db: Kysely<Database>
  clock: () => number
  dataDir: string
  metrics: Metrics
  metricsToken: string | undefined
  /** False from the moment that a shutdown begins. */
  isServing(): boolean
}

type Check = { name: string; ok: boolean; detail: string }

/** Effects wait a second or two at most; a minute means that nobody works them off. */
const lateJob = 60_000
const littleDisk = 1e9
const patience = 3_000

/** `/healthz`: the process answers. `/readyz`: it can do its work. `/metrics`: its numbers, for this machine or with the token. */
export function registerHealth(app: FastifyInstance, deps: HealthDeps) {
  const config = { watch: true }
  app.get('/healthz', { config }, async () => ({ ok: true }))
  app.get('/readyz', { config }, async (_request, reply) => {
    const checks = await checkAll(deps)
    const ok = checks.every((check) => check.ok)
    return reply.code(ok ? 200 : 503).send({ ok, checks })
  })
  app.get('/metrics', { config }, async (request, reply) => {
    if (!mayRead(request, deps.metricsToken)) return refuse(reply, { no: 'forbidden' })
    return reply.type(deps.metrics.registry.contentType).send(await deps.metrics.registry.metrics())
  })
  app.addHook('onResponse', async (request, reply) => {
    deps.metrics.observe(request.routeOptions.url ?? 'none', request.method, reply.statusCode, reply.elapsedTime / 1000)
  })
}

async function checkAll(deps: HealthDeps): Promise<Check[]> {
  const serving: Check = { name: 'serving', ok: deps.isServing(), detail: deps.isServing() ? 'yes' : 'shutting down' }
  return [serving, ...(await checkDatabase(deps)), await checkDisk(deps.dataDir)]
}

/** The server migrates before it listens, so tables that answer are tables that are migrated. */
async function checkDatabase({ db, clock }: HealthDeps): Promise<Check[]> {
  // Sources wait for their vectors in a long row, one at a time; words find meanwhile.
  const asked = sql<{ due: number | null }>`select min(run_at) as due from job where started_at is null and kind <> 'encode'`.execute(db)
  const answer = await Promise.race([asked.catch(() => null), new Promise<null>((late) => setTimeout(late, patience, null).unref())])
  if (!answer) return [{ name: 'database', ok: false, detail: 'no answer' }]
  const due = answer.rows[0]?.due ?? null
  const late = due === null ? 0 : Math.max(0, clock() - due)
  return [
    { name: 'database', ok: true, detail: 'answers, migrated' },
    { name: 'jobs', ok: late < lateJob, detail: late === 0 ? 'none due' : `oldest due for ${Math.round(late / 1000)} s` },
  ]
}

/** Bytes left on the disk of the data (null: not known), and whether that is too little to go on for long. */
export async function storageOf(dataDir: string, freeOn = diskFree): Promise<{ free: number | null; low: boolean }> {
  const free = await freeOn(dataDir).catch(() => null)
  return { free, low: free !== null && free <= littleDisk }
}

async function checkDisk(dataDir: string): Promise<Check> {
  const { free, low } = await storageOf(dataDir)
  return { name: 'disk', ok: !low, detail: free === null ? 'not here' : `${Math.round(free / 1e6)} MB free` }
}

/** A proxy on this machine also speaks from loopback: what it forwards is not from this machine. */
function mayRead(request: FastifyRequest, token: string | undefined): boolean {
  const given = /^Bearer (.+)$/i.exec(request.headers.authorization ?? '')?.[1]
  if (token && given) return timingSafeEqual(digest(token), digest(given))
  const forwarded = request.headers['x-forwarded-for'] ?? request.headers.forwarded
  return forwarded === undefined && isLoopback(request.raw.socket.remoteAddress ?? '')
}
