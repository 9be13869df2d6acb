import { createReadStream, existsSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { VisitorActInput } from '@baton/contracts/acts.ts'
import type { People, VisitorDown } from '@baton/contracts/down.ts'
import type { Numbered, VisitorFact } from '@baton/contracts/facts.ts'
import type { VisitorUp } from '@baton/contracts/up.ts'
import { type WebSocket, WebSocketServer } from 'ws'
import type { Face } from '../shell.ts'
import { factOf } from './acts.ts'

type Stored = Numbered<VisitorFact | null>

/**
 * A server that speaks the wire to a widget and keeps one conversation in memory: enough to look at every state and to break the
 * connection at will. Development and tests only; the product's server is in `server/`.
 */
export class Mock {
  facts: Stored[] = []
  people: People = { online: true, names: ['Ada', 'Bo'] }
  bio: string | null = null
  seen = { visitor: 0, agent: 0 }
  /** Frames and calls as they came. */
  heard: VisitorUp[] = []
  /** What the next acts are answered with instead of facts. */
  refusing: { refusal: { no: 'tryAgain' } | { no: 'forbidden' }; sentence: string } | null = null
  sockets = new Set<WebSocket>()
  socketsWork = true
  visitors = 0
  token = 'token-of-the-only-visitor'
  page = (bot: string, origin: string) =>
    `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>Shop</title><body><main><h1>Shop</h1></main><script async src="${origin}/widget/loader.js" data-bot="${bot}"></script></body></html>`
  headers: Record<string, string> = {}
  readonly dist: string
  readonly bot = '6f1f0a3e-94a5-4c53-9b36-111111111111'
  readonly #http = createServer((request, response) => this.#answer(request, response).catch(() => response.destroy()))
  readonly #upgrade = new WebSocketServer({ noServer: true })

  constructor(dist = fileURLToPath(new URL('../dist', import.meta.url))) {
    this.dist = dist
    this.#http.on('upgrade', (request, socket, head) => {
      if (!this.socketsWork) return socket.destroy()
      this.#upgrade.handleUpgrade(request, socket, head, (ws) => this.#welcome(ws))
    })
  }

  async listen(port = 0): Promise<string> {
    await new Promise<void>((done) => this.#http.listen(port, '127.0.0.1', done))
    return this.origin
  }

  get origin(): string {
    const address = this.#http.address()
    return `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`
  }

  async close(): Promise<void> {
    for (const socket of this.sockets) socket.terminate()
    this.#http.closeAllConnections()
    await new Promise((done) => this.#http.close(done))
  }

  get face(): Face {
    return {
      id: this.bot,
      name: 'Fernweh',
      company: 'Fernweh Outdoor',
      greeting: 'Hello. Ask me about gear, orders or repairs. A person is one tap away.',
      brand: '#9a3a08',
      answersWithin: 86_400_000,
      bio: this.bio,
      people: this.people,
    }
  }

  /** Something happened: told to everybody who listens. */
  add(facts: (VisitorFact | null)[], cause = `mock-${this.facts.length}-${Date.now()}`, at = Date.now()): void {
    const stored = facts.map((fact, k) => ({ n: this.facts.length + k + 1, at, cause, fact }))
    this.facts.push(...stored)
    this.tell({ t: 'facts', facts: stored })
  }

  tell(frame: VisitorDown): void {
    for (const socket of this.sockets) socket.send(JSON.stringify(frame))
  }

  cut(): void {
    for (const socket of this.sockets) socket.terminate()
  }

  #welcome(socket: WebSocket): void {
    const send = (frame: VisitorDown) => socket.send(JSON.stringify(frame))
    socket.on('close', () => this.sockets.delete(socket))
    socket.on('message', (data) => {
      const up = JSON.parse(String(data)) as VisitorUp
      this.heard.push(up)
      if (up.t === 'hello') {
        if (up.token !== this.token) return socket.close(4401)
        const { people, ...bot } = this.face
        send({ t: 'welcome', protocol: 1, conversation: this.bot, head: this.facts.length, bot, people, seen: this.seen, now: Date.now() })
        send({ t: 'facts', facts: this.facts.slice(up.after) })
        this.sockets.add(socket)
      }
      if (up.t === 'ping') {
        send({ t: 'facts', facts: this.facts.slice(up.n) })
        send({ t: 'pong', head: this.facts.length })
      }
      if (up.t === 'seen') this.seen.visitor = Math.max(this.seen.visitor, up.n)
      if (up.t === 'act') send(this.act(up.cause, up.act))
    })
  }

  act(cause: string, act: VisitorActInput): VisitorDown {
    if (this.refusing) return { t: 'refused', cause, ...this.refusing }
    const known = this.facts.filter((fact) => fact.cause === cause)
    if (!known.length) this.add(factsOf(act, this.facts), cause)
    const mine = this.facts.filter((fact) => fact.cause === cause)
    return { t: 'done', cause, first: mine[0]?.n ?? 0, last: mine.at(-1)?.n ?? 0 }
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', this.origin)
    response.setHeader('access-control-allow-origin', '*')
    response.setHeader('access-control-allow-headers', 'authorization, content-type')
    response.setHeader('access-control-allow-methods', '*')
    const json = (body: unknown, status = 200) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
    if (request.method === 'OPTIONS') return void response.end()
    if (url.pathname.endsWith('/face')) return void json(this.face)
    if (url.pathname === '/v1/visitors') {
      this.visitors++
      return void json({ token: this.token, conversation: this.bot })
    }
    if (url.pathname.startsWith('/v1/visitor/')) return void json(...(await this.#overHttp(request, url)))
    if (url.pathname.startsWith('/widget/')) return this.#file(url.pathname.slice(8), response)
    response.writeHead(200, { 'content-type': 'text/html', ...this.headers }).end(this.page(this.bot, this.origin))
  }

  async #overHttp(request: IncomingMessage, url: URL): Promise<[unknown, number?]> {
    if (request.headers.authorization !== `Bearer ${this.token}`) return [{ refusal: { no: 'notSignedIn' }, sentence: '' }, 401]
    if (url.pathname.endsWith('/facts'))
      return [await this.#poll(Number(url.searchParams.get('after')), Number(url.searchParams.get('wait')))]
    let body = ''
    for await (const chunk of request) body += chunk
    const read = JSON.parse(body) as { n: number; cause: string; act: VisitorActInput }
    if (url.pathname.endsWith('/seen')) {
      this.seen.visitor = read.n
      return [{ ok: true }]
    }
    this.heard.push({ t: 'act', cause: read.cause, act: read.act })
    const { t, ...answer } = this.act(read.cause, read.act) as { t: string }
    return [answer, t === 'done' ? 200 : 409]
  }

  async #poll(after: number, wait: number): Promise<unknown> {
    for (let left = wait * 20; left > 0 && this.facts.length === after; left--) await new Promise((done) => setTimeout(done, 50))
    return { head: this.facts.length, facts: this.facts.slice(after), seen: this.seen, typing: null, people: this.people }
  }

  #file(name: string, response: ServerResponse): void {
    const path = join(this.dist, name)
    if (!path.startsWith(this.dist) || !existsSync(path)) return void response.writeHead(404).end()
    response.setHeader('content-type', extname(path) === '.js' ? 'text/javascript' : 'application/json')
    createReadStream(path).pipe(response)
  }
}

/** What follows from an act, beginning with the fact that it is. */
function factsOf(act: VisitorActInput, facts: readonly Stored[]): VisitorFact[] {
  const begun: VisitorFact[] =
    facts.length || (act.type !== 'say' && act.type !== 'ask') ? [] : [{ type: 'episodeBegan', episode: 1, page: null }]
  const comes = act.type === 'ask' || (act.type === 'answerOffer' && act.accept) || (act.type === 'choose' && act.choice === null)
  return [...begun, factOf(act, facts), ...(comes ? connecting : [])]
}

const connecting: VisitorFact[] = [
  { type: 'escalated', team: 'support' },
  { type: 'serverSaid', kind: 'connecting', text: 'I’m connecting you with a team member now. They can see everything we’ve discussed.' },
]
