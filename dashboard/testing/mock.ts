import { createReadStream, existsSync, statSync } from 'node:fs'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { ListName, SourceItem } from '@baton/contracts/api.ts'
import type { AgentDown } from '@baton/contracts/down.ts'
import type { Fact } from '@baton/contracts/facts.ts'
import { texts } from '@baton/contracts/policy.ts'
import type { AgentUp } from '@baton/contracts/up.ts'
import { apply } from '@baton/core/apply.ts'
import { type WebSocket, WebSocketServer } from 'ws'
import { belongs, order } from '../live/lists.ts'
import { replyOfKnowledge } from './knowledge.ts'
import { ada, me, rowOf, type Scene, team } from './scenes.ts'
import { replyOfTeam } from './team.ts'

const dist = fileURLToPath(new URL('../dist', import.meta.url))
const types: Record<string, string> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
}
const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' data:; connect-src 'self'; frame-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'"

export type Mock = {
  url: string
  say: (scene: Scene, ...facts: Fact[]) => void
  add: (scene: Scene) => void
  tell: (frame: AgentDown) => void
  /** No conversation at all. */
  clear: () => void
  /** Ends every socket and takes no new one. */
  hangUp: () => void
  signedIn: boolean
  setupOpen: boolean
  sources: SourceItem[]
  close: () => Promise<void>
}

/** A stand-in for the server that speaks the wire, for looking at screens: it holds scenes in memory and folds what it is told. */
export async function startMock(scenes: Scene[]): Promise<Mock> {
  const sockets = new Set<WebSocket>()
  let hung = false
  const server = createServer((request, response) => void answer(mock, scenes, request, response))
  const mock: Mock = {
    url: '',
    signedIn: true,
    setupOpen: false,
    sources: [],
    tell: (frame) => {
      for (const socket of sockets) socket.send(JSON.stringify(frame))
    },
    say: (scene, ...facts) => {
      for (const fact of facts) append(scene, fact, `mock:${scene.facts.length}:x`)
      publish(mock, scenes, scene, facts.length)
    },
    add: (scene) => {
      scenes.push(scene)
      publish(mock, scenes, scene, 0)
    },
    clear: () => void scenes.splice(0),
    hangUp: () => {
      hung = true
      for (const socket of sockets) socket.terminate()
    },
    close: async () => {
      for (const socket of sockets) socket.terminate()
      server.closeAllConnections()
      await new Promise((done) => server.close(done))
    },
  }
  listenToSockets(server, mock, scenes, sockets, () => hung)
  await new Promise<void>((done) => server.listen(Number(process.env.PORT ?? 0), '127.0.0.1', done))
  mock.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return mock
}

function append(scene: Scene, fact: Fact, cause: string): void {
  const numbered = { n: scene.facts.length + 1, at: Date.now(), cause, fact }
  scene.facts.push(numbered)
  scene.state = apply(scene.state, numbered)
}

function publish(mock: Mock, scenes: Scene[], scene: Scene, count: number): void {
  if (count > 0) mock.tell({ t: 'facts', conversation: scene.id, facts: scene.facts.slice(-count) })
  mock.tell({ t: 'rows', rows: [rowOf(scene)] })
  mock.tell({ t: 'counts', counts: countsOf(scenes) })
}

function inList(list: ListName, scenes: Scene[]) {
  return scenes
    .map(rowOf)
    .filter((row) => belongs(list, row, ada.id))
    .sort((a, b) => order(list, a, b))
}

function countsOf(scenes: Scene[]) {
  const count = (list: ListName) => inList(list, scenes).length
  const waits = scenes.flatMap(({ state }) => (state.holder.kind === 'queue' ? [state.holder.since] : []))
  return {
    needs: count('needs'),
    mine: count('mine'),
    all: count('all'),
    closed: count('closed'),
    longest: waits.length ? Math.min(...waits) : null,
  }
}

function listenToSockets(server: Server, mock: Mock, scenes: Scene[], sockets: Set<WebSocket>, isHung: () => boolean): void {
  new WebSocketServer({ server, path: '/socket/agent' }).on('connection', (socket) => {
    if (isHung()) return socket.terminate()
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    const send = (frame: AgentDown) => socket.send(JSON.stringify(frame))
    socket.on('message', (data) => {
      const frame = JSON.parse(String(data)) as AgentUp
      if (frame.t === 'hello') {
        send({ t: 'welcome', protocol: 1, now: Date.now(), online: true })
        send({ t: 'team', team: me.agents.map(({ id, name, online }) => ({ id, name, online })) })
        send({ t: 'counts', counts: countsOf(scenes) })
      }
      if (frame.t === 'ping') send({ t: 'pong', head: 0 })
      if (frame.t === 'open') opens(scenes, frame, send)
      if (frame.t === 'act') acts(mock, scenes, frame, send)
    })
  })
}

function opens(scenes: Scene[], frame: Extract<AgentUp, { t: 'open' }>, send: (frame: AgentDown) => void): void {
  const scene = scenes.find(({ id }) => id === frame.conversation)
  if (!scene) return
  const agentLine = scene.facts.findLast(({ fact }) => fact.type === 'agentSaid')?.n ?? 0
  send({ t: 'facts', conversation: scene.id, facts: scene.facts.slice(frame.after), seen: { visitor: agentLine, agent: 0 } })
}

function acts(
  mock: Mock,
  scenes: Scene[],
  { conversation, act, cause }: Extract<AgentUp, { t: 'act' }>,
  send: (frame: AgentDown) => void,
): void {
  const scene = scenes.find(({ id }) => id === conversation)
  if (!scene) return
  const known = scene.facts.find((fact) => fact.cause === cause)
  const before = scene.facts.length
  if (!known) for (const fact of factsOf(scene, act)) append(scene, fact, cause)
  send({ t: 'done', cause, first: known?.n ?? before + 1, last: known?.n ?? scene.facts.length })
  if (!known) publish(mock, scenes, scene, scene.facts.length - before)
}

function factsOf(scene: Scene, act: Extract<AgentUp, { t: 'act' }>['act']): Fact[] {
  const who = { agent: ada.id, name: ada.name }
  switch (act.type) {
    case 'accept':
      return [{ type: 'accepted', ...who, how: 'accepted', team }]
    case 'takeOver':
      return [{ type: 'accepted', ...who, how: 'tookOver', team }]
    case 'say':
      return scene.state.holder.kind === 'agent'
        ? [{ type: 'agentSaid', ...who, text: act.text }]
        : [
            { type: 'accepted', ...who, how: 'wrote', team },
            { type: 'agentSaid', ...who, text: act.text },
          ]
    case 'note':
      return [{ type: 'agentNoted', ...who, text: act.text }]
    case 'handBack':
      return [{ type: 'handedBack', ...who, note: act.note ?? null }]
    case 'close':
      return [{ type: 'closed', ...who, outcome: act.outcome }]
    case 'reopen':
      return [{ type: 'reopened', ...who, team }]
    case 'see':
      return [{ type: 'handoverSeen', ...who }]
    case 'review':
      return [{ type: 'answerReviewed', ...who, answer: act.answer, verdict: act.verdict, text: act.text ?? null }]
    case 'decline':
      return [{ type: 'ringDeclined', ...who }]
    default:
      return []
  }
}

async function answer(mock: Mock, scenes: Scene[], request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://mock')
  if (!url.pathname.startsWith('/v1/')) return serveFile(url.pathname, response)
  const [status, body] = reply(mock, scenes, request.method ?? 'GET', url)
  response.writeHead(status, { 'content-type': 'application/json' })
  response.end(JSON.stringify(body))
}

function reply(mock: Mock, scenes: Scene[], method: string, url: URL): [number, unknown] {
  const path = url.pathname
  if (path === '/v1/setup' && method === 'GET') return [200, { open: mock.setupOpen }]
  if (path === '/v1/setup' || path === '/v1/session' || path === '/v1/recovery') return [200, me]
  if (!mock.signedIn) return [401, { refusal: { no: 'notSignedIn' }, sentence: 'Please log in.' }]
  if (path === '/v1/me') return [200, me]
  if (path === '/v1/conversations') return [200, page(scenes, url.searchParams)]
  if (path.endsWith('/why')) return [200, why]
  if (path === '/v1/model') return [200, noModel]
  if (path === '/v1/storage') return [200, { free: 9e9, low: false }]
  if (path.startsWith('/v1/conversations/')) {
    const scene = scenes.find(({ id }) => path.includes(id))
    return scene ? [200, rowOf(scene)] : [404, { refusal: { no: 'notFound' }, sentence: 'There is nothing here.' }]
  }
  if (path.endsWith('/policy'))
    return [
      200,
      {
        version: 3,
        policy: { minConfidence: 0.7, team, ringMs: 30_000, patienceMs: 300_000, answerWithinMs: 86_400_000, texts: texts.parse({}) },
      },
    ]
  const ofTeam = replyOfTeam(method, path)
  if (ofTeam !== undefined) return [200, ofTeam]
  const known = replyOfKnowledge(mock.sources, method, url)
  if (known !== undefined) return [200, known]
  if (path === '/v1/agents')
    return [200, { agent: me.agents[3], link: 'https://chat.fernweh.example/invitation#k3v9q0x7c1m5b8n2z4l6j0h8g7f5d3s1a9p2o4i6u8y0t' }]
  return [200, { ok: true }]
}

const noModel = {
  from: 'nothing',
  model: null,
  key: null,
  use: { bots: null, exactPairs: true, prices: { in: 0, out: 0 }, budget: { of: 'nothing' } },
  today: { tokens: 0, cost: 0, usedUp: false, renewsAt: 0 },
}
const check = { decides: false, does: null, name: null, why: null, marks: [], score: null, needs: null, found: [] }
const why = {
  n: 3,
  text: 'Where is my parcel?',
  checks: [
    { ...check, trigger: 'asked', state: 'quiet', score: 0.12, needs: 0.5 },
    { ...check, trigger: 'keyword', state: 'quiet', name: 'refund', why: 'negated' },
    { ...check, trigger: 'frustration', state: 'quiet', score: 0.2, needs: 0.5 },
    { ...check, trigger: 'unsure', state: 'quiet', score: 0.82, needs: 0.7 },
    { ...check, trigger: 'exchanges', state: 'off' },
  ],
  outcome: { does: 'answer', reason: null, team: null, priority: 0, score: 0.82, mode: 'quote', said: [] },
  answer: 4,
  policyVersion: 3,
}

function page(scenes: Scene[], search: URLSearchParams) {
  const text = search.get('text')?.toLowerCase()
  const rows = inList(search.get('list') as ListName, scenes).filter(
    (row) => !text || JSON.stringify([row.contact, row.preview]).toLowerCase().includes(text),
  )
  const from = Number(search.get('cursor') ?? 0)
  const to = from + Number(search.get('limit') ?? 100)
  return { rows: rows.slice(from, to), next: to < rows.length ? String(to) : null }
}

function serveFile(path: string, response: ServerResponse): void {
  const wanted = join(dist, path)
  const file = existsSync(wanted) && statSync(wanted).isFile() ? wanted : join(dist, 'index.html')
  response.writeHead(200, { 'content-type': types[extname(file)] ?? 'application/octet-stream', 'content-security-policy': policy })
  createReadStream(file).pipe(response)
}
