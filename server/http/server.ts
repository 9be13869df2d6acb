import { randomUUID } from 'node:crypto'
import type { Refusal } from '@baton/contracts/refusal.ts'
import { limits as sizes } from '@baton/contracts/text.ts'
import { type FastifyError, type FastifyInstance, type FastifyReply, type FastifyRequest, fastify } from 'fastify'
import type { Log } from '../log.ts'
import { invalid, refuse } from './answers.ts'
import { faultOf, isOutage, isUnstorable } from './fault.ts'
import { isolate } from './headers.ts'
import { type Limiter, limits } from './limits.ts'
import { networkOf, type Peer, type Peers } from './peer.ts'

declare module 'fastify' {
  interface FastifyRequest {
    peer: Peer
  }
  interface FastifyContextConfig {
    /** Set on routes that any site's page may call, without cookies. */
    open?: boolean
    /** Set on routes that watch over the server: they are not limited. */
    watch?: boolean
  }
}

export type ServerDeps = { log: Log; peers: Peers; limiter: Limiter }

/** An HTTP server without routes: it knows its callers, limits them, isolates every answer and turns surprises into an id. */
export function createServer({ log, peers, limiter }: ServerDeps): FastifyInstance {
  const app = fastify({
    bodyLimit: sizes.frame,
    requestTimeout: 30_000,
    keepAliveTimeout: 75_000,
    forceCloseConnections: 'idle',
    return503OnClosing: true,
    routerOptions: { maxParamLength: 200 },
    // An address that can't be decoded never comes as far as a hook.
    frameworkErrors(error, request, reply) {
      isolate(reply as FastifyReply, false)
      answerError(log, error, request as FastifyRequest, reply as FastifyReply)
    },
  })
  app.decorateRequest('peer', null as unknown as Peer)
  app.addHook('onRequest', async (request, reply) => {
    request.peer = peers(request.raw)
    isolate(reply, request.routeOptions.config.open === true)
    if (request.routeOptions.config.watch) return
    const retryIn = limiter.take(limits.requests, networkOf(request.peer.address), request.peer.shared)
    if (retryIn > 0) return refuse(reply, { no: 'tooMany', retryIn })
  })
  endConnections(app)
  app.setErrorHandler((error: FastifyError, request, reply) => answerError(log, error, request, reply))
  app.setNotFoundHandler((_request, reply) => refuse(reply, { no: 'notFound' }))
  return app
}

/** An answer that is still under way at a stop ends its connection: kept alive, it would keep the server for over a minute. */
function endConnections(app: FastifyInstance) {
  let closing = false
  app.addHook('preClose', async () => {
    closing = true
  })
  app.addHook('onSend', async (_request, reply) => {
    if (closing) reply.header('connection', 'close')
  })
}

/** What the framework could not read is refused by name; anything else is a bug, told to the log and to the caller by the same id. */
function answerError(log: Log, error: FastifyError, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const refusal = refusalFor(error, request)
  if (refusal) return refuse(reply, refusal)
  const id = randomUUID()
  log.error({ id, method: request.method, route: request.routeOptions?.url, fault: faultOf(error) }, 'A request met a surprise')
  const sentence = `Something went wrong on our side, and it is in the server's log as ${id}.`
  return reply.code(500).type('application/json; charset=utf-8').send({ refusal: null, sentence, id })
}

function refusalFor(error: FastifyError, request: FastifyRequest): Refusal | null {
  if (isOutage(error)) return { no: 'tryAgain' }
  if (isUnstorable(error)) return invalid('', 'holds a number or a character that can’t be kept')
  if (error.statusCode === 413) return { no: 'tooLarge', limit: request.routeOptions?.bodyLimit ?? sizes.frame }
  if (error.statusCode === 415) return invalid('', 'must be JSON, with the content type application/json')
  if (error.code === 'FST_ERR_BAD_URL') return { no: 'notFound' }
  if (error.statusCode && error.statusCode >= 400 && error.statusCode < 500) return invalid('', 'can’t be read as JSON')
  return null
}
