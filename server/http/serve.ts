import { type AnyRoute, api } from '@baton/contracts/api.ts'
import type { KeyScope } from '@baton/contracts/knowledge.ts'
import type { Refusal } from '@baton/contracts/refusal.ts'
import { limits as sizes } from '@baton/contracts/text.ts'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Kysely } from 'kysely'
import type { Pool } from 'pg'
import type { z } from 'zod'
import type { Database } from '../db/tables.ts'
import { holderOf } from '../keys/store.ts'
import { cookieFor, tokenIn } from '../people/cookie.ts'
import { useSession } from '../people/sessions.ts'
import { digest } from '../people/token.ts'
import { visitorOf } from '../people/visitors.ts'
import { invalid, refuse } from './answers.ts'
import { type Anyone, type ByAgent, type ByVisitor, type Handler, type Input, isRefusal } from './context.ts'
import { allowAnySite } from './headers.ts'
import { type Limiter, limits } from './limits.ts'

export type ServeDeps = { db: Kysely<Database>; pool: Pick<Pool, 'query'>; limiter: Limiter; clock: () => number }

/** Registers a route with its handler; the name says who may call, and must agree with the route. */
export type Serve = {
  anyone<R extends AnyRoute>(route: R, handler: Handler<Anyone, R>): void
  visitor<R extends AnyRoute>(route: R, handler: Handler<ByVisitor, R>): void
  /** For programs whose API key has this scope. */
  key<R extends AnyRoute>(route: R, scope: KeyScope, handler: Handler<Anyone, R>): void
  agent<R extends AnyRoute>(route: R, handler: Handler<ByAgent, R>): void
  admin<R extends AnyRoute>(route: R, handler: Handler<ByAgent, R>): void
}

/** Routes that a widget calls from other sites' pages, besides all that need a visitor's token. */
const open = new Set<AnyRoute>([api.face, api.visitor])
const large = new Set<AnyRoute>([
  api.setPicture,
  api.readCalendar,
  api.addTeam,
  api.changeTeam,
  api.changePerson,
  ...[api.addSource, api.changeSource, api.importPairs, api.changePairs],
  ...[api.changePolicy, api.testPolicy, api.startReplay],
  ...[api.importTests, api.playground],
])
/** Routes whose body is a file, whatever its type. */
const files = new Set<AnyRoute>([api.addFile, api.changeBotPicture])

/** Routes as data become routes of the server: admitted, parsed, handled, answered; each refusal in its place. */
export function serving(app: FastifyInstance, deps: ServeDeps): Serve {
  const pending = new Set<AbortController>()
  app.addHook('preClose', async () => {
    for (const one of pending) one.abort()
  })
  const add = <C extends Anyone, R extends AnyRoute>(who: AnyRoute['who'], route: R, admit: Admit<C>, handler: Handler<C, R>) => {
    if (route.who !== who) throw new Error(`${route.method} ${route.path} is for ${route.who}, not for ${who}`)
    register(app, route, admit, handler, pending)
  }
  return {
    anyone: (route, handler) => add('anyone', route, async (_request, context) => context, handler),
    visitor: (route, handler) => add('visitor', route, (request, context) => admitVisitor(deps, request, context), handler),
    key: (route, scope, handler) => add('key', route, (request, context) => admitKey(deps, scope, request, context), handler),
    agent: (route, handler) => add('agent', route, (_request, context) => admitAgent(deps, context), handler),
    admin: (route, handler) => add('admin', route, (_request, context) => admitAdmin(deps, context), handler),
  }
}

type Admit<C extends Anyone> = (request: FastifyRequest, context: Anyone) => Promise<C | Refusal>

function register<C extends Anyone, R extends AnyRoute>(
  app: FastifyInstance,
  route: R,
  admit: Admit<C>,
  handler: Handler<C, R>,
  pending: Set<AbortController>,
) {
  const contexts = new WeakMap<FastifyRequest, C>()
  const anySite = route.who === 'visitor' || open.has(route)
  const place = (on: FastifyInstance) =>
    on.route({
      method: route.method,
      url: route.path,
      bodyLimit: files.has(route) ? sizes.file : large.has(route) ? sizes.body : sizes.frame,
      config: { open: anySite },
      // Before the body is read: strangers don't get to send us a megabyte.
      onRequest: async (request, reply) => {
        if (!anySite && route.method !== 'GET' && !request.peer.fromHere) return refuse(reply, { no: 'wrongOrigin' })
        const context = await admit(request, contextOf(request, reply, goneOf(reply, pending)))
        if (isRefusal(context)) return refuse(reply, context)
        contexts.set(request, context)
      },
      handler: async (request, reply) => {
        const input = read(route, request)
        if (isRefusal(input)) return refuse(reply, input)
        const answer = await handler(contexts.get(request) as C, input)
        return isRefusal(answer) ? refuse(reply, answer) : reply.send(answer)
      },
    })
  if (files.has(route)) app.register(async (on) => void place(takeAnything(on)))
  else place(app)
  if (anySite) allowPreflight(app, route)
}

/** Here a body is bytes, whatever type it says it is; elsewhere it is JSON or refused. */
function takeAnything(app: FastifyInstance): FastifyInstance {
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: sizes.file }, (_request, body, done) => done(null, body))
  return app
}

/** A browser asks first, because of the bearer token and the content type. One answer per path, whatever the methods. */
function allowPreflight(app: FastifyInstance, route: AnyRoute) {
  if (app.hasRoute({ method: 'OPTIONS', url: route.path })) return
  app.options(route.path, { config: { open: true } }, async (_request, reply) => {
    allowAnySite(reply)
    reply.headers({
      'access-control-allow-methods': 'GET, POST, PUT',
      'access-control-allow-headers': 'authorization, content-type',
      'access-control-max-age': '86400',
    })
    return reply.code(204).send()
  })
}

/** Waiting ends when the client goes away, or when the server does: a long poll must not hold up a shutdown. */
function goneOf(reply: FastifyReply, pending: Set<AbortController>): AbortSignal {
  const gone = new AbortController()
  pending.add(gone)
  reply.raw.once('close', () => {
    pending.delete(gone)
    gone.abort()
  })
  return gone.signal
}

function contextOf(request: FastifyRequest, reply: FastifyReply, gone: AbortSignal): Anyone {
  const { peer } = request
  return {
    peer,
    token: tokenIn(request.headers.cookie, peer.secure),
    keepSession: (token) => void reply.header('set-cookie', cookieFor(token, peer.secure)),
    page: URL.canParse(request.headers.origin ?? '') ? new URL(request.headers.origin as string).host : null,
    gone,
  }
}

async function admitVisitor(deps: ServeDeps, request: FastifyRequest, context: Anyone): Promise<ByVisitor | Refusal> {
  const token = /^Bearer ([\w-]+)$/i.exec(request.headers.authorization ?? '')?.[1]
  const visitor = token ? await visitorOf(deps.db, token) : null
  return visitor ? { ...context, visitor } : { no: 'notSignedIn' }
}

async function admitKey(
  { pool, clock, limiter }: ServeDeps,
  scope: KeyScope,
  request: FastifyRequest,
  context: Anyone,
): Promise<Anyone | Refusal> {
  const token = /^Bearer (bk_[\w-]+)$/i.exec(request.headers.authorization ?? '')?.[1]
  const holder = token ? await holderOf(pool, digest(token), clock()) : null
  if (!holder) return { no: 'noSuchKey' }
  const retryIn = limiter.take(limits.key, holder.key)
  if (retryIn > 0) return { no: 'tooMany', retryIn }
  return holder.scopes.includes(scope) ? context : { no: 'forbidden' }
}

async function admitAgent({ db, clock, limiter }: ServeDeps, context: Anyone): Promise<ByAgent | Refusal> {
  const me = context.token ? await useSession(db, context.token, clock()) : null
  if (!me || !context.token) return { no: 'notSignedIn' }
  if (me.renewed) context.keepSession(context.token)
  const retryIn = limiter.take(limits.session, me.session)
  return retryIn > 0 ? { no: 'tooMany', retryIn } : { ...context, me }
}

async function admitAdmin(deps: ServeDeps, context: Anyone): Promise<ByAgent | Refusal> {
  const admitted = await admitAgent(deps, context)
  return !isRefusal(admitted) && admitted.me.role === 'agent' ? { no: 'forbidden' } : admitted
}

function read<R extends AnyRoute>(route: R, request: FastifyRequest): Input<R> | Refusal {
  const parts: Record<string, unknown> = {}
  for (const part of ['params', 'query', 'body'] as const) {
    const parsed = route[part].safeParse(request[part])
    if (!parsed.success) return problemOf(parsed.error)
    parts[part] = parsed.data
  }
  return parts as Input<R>
}

/** The first thing wrong. A schema's message says what was expected, and never what came. */
function problemOf(error: z.ZodError): Refusal {
  const issue = error.issues[0]
  return invalid(issue?.path.join('.') ?? '', issue?.message ?? 'is not what was expected')
}
