import type { IncomingMessage, Server } from 'node:http'
import type { Duplex } from 'node:stream'
import { limits as sizes } from '@baton/contracts/text.ts'
import { type WebSocket, WebSocketServer } from 'ws'
import { type Limiter, limits } from '../http/limits.ts'
import { networkOf, type Peers } from '../http/peer.ts'
import type { SignedIn } from '../people/sessions.ts'
import { AgentSocket, type AgentSocketDeps } from './agent-socket.ts'
import { VisitorSocket, type VisitorSocketDeps } from './visitor-socket.ts'

type Deps = {
  peers: Peers
  limiter: Limiter
  sessionOf: (cookie: string | undefined, secure: boolean) => Promise<SignedIn | null>
  visitor: Omit<VisitorSocketDeps, 'limit' | 'limitFrames'>
  agent: Omit<AgentSocketDeps, 'limit'>
  /** Those who are connected; kept here. */
  visitors: Set<VisitorSocket>
  /** Random in [0, 1): spreads the reconnects after a planned stop. */
  chance: () => number
}

const pingEveryMs = 25_000
/** Everybody comes back within this, in ms. */
const backWithinMs = 5_000

/** Opens sockets on the server's `upgrade`: visitors from any site by token, agents from our own pages by cookie. */
export function attachSockets(server: Server, deps: Deps) {
  const wss = new WebSocketServer({ noServer: true, maxPayload: sizes.frame, perMessageDeflate: false })
  const alive = new WeakSet<WebSocket>()
  const visitorDeps = { ...deps.visitor, limit: (visitor: string) => deps.limiter.take(limits.visitorActs, visitor) }
  let opened = 0
  const agentDeps: AgentSocketDeps = { ...deps.agent, limit: (agent) => deps.limiter.take(limits.agentActs, agent) }

  server.on('upgrade', (request, socket, head) => {
    socket.on('error', () => socket.destroy())
    upgrade(request, socket, head).catch(() => refuse(socket, 503))
  })
  const pinging = setInterval(ping, pingEveryMs)

  async function upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
    const path = request.url?.split('?')[0]
    const peer = deps.peers(request)
    if (path !== '/socket/visitor' && path !== '/socket/agent') return refuse(socket, 404)
    if (deps.limiter.take(limits.sockets, networkOf(peer.address), peer.shared) > 0) return refuse(socket, 429)
    if (path === '/socket/visitor') return open(request, socket, head, keepVisitor)
    if (!peer.fromHere) return refuse(socket, 403)
    const me = await deps.sessionOf(request.headers.cookie, peer.secure)
    if (!me) return refuse(socket, 401)
    open(request, socket, head, (ws) => new AgentSocket(ws, me, agentDeps))
  }

  function open(request: IncomingMessage, socket: Duplex, head: Buffer, keep: (ws: WebSocket) => void): void {
    wss.handleUpgrade(request, socket, head, (ws) => {
      alive.add(ws)
      ws.on('pong', () => alive.add(ws))
      ws.on('message', () => alive.add(ws))
      keep(ws)
    })
  }

  function keepVisitor(ws: WebSocket): void {
    const name = String(++opened)
    const visitor = new VisitorSocket(ws, { ...visitorDeps, limitFrames: () => deps.limiter.take(limits.visitorFrames, name) })
    deps.visitors.add(visitor)
    ws.on('close', () => deps.visitors.delete(visitor))
  }

  function ping(): void {
    for (const ws of wss.clients) {
      if (!alive.has(ws)) ws.terminate()
      else if (alive.delete(ws)) ws.ping()
    }
  }

  return {
    /** Says when to come back, then ends every socket. */
    close() {
      clearInterval(pinging)
      for (const ws of wss.clients) {
        ws.send(JSON.stringify({ t: 'bye', retryIn: Math.round(500 + deps.chance() * (backWithinMs - 500)) }))
        ws.close(1001)
      }
      setTimeout(() => {
        for (const ws of wss.clients) ws.terminate()
      }, 500).unref()
    },
  }
}

function refuse(socket: Duplex, status: number): void {
  socket.end(`HTTP/1.1 ${status} ${status === 401 ? 'Unauthorized' : 'Refused'}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
}
