import type { VisitorActInput } from '@baton/contracts/acts.ts'
import type { People, VisitorDown } from '@baton/contracts/down.ts'
import type { Numbered, VisitorFact } from '@baton/contracts/facts.ts'
import type { VisitorUp } from '@baton/contracts/up.ts'
import type { Options } from '../live/client.ts'
import { factOf } from './acts.ts'

type Refused = Extract<VisitorDown, { t: 'refused' }>
type Stored = Numbered<VisitorFact | null>

export const face = {
  id: 'bot-1',
  name: 'Bot',
  company: 'Fernweh',
  greeting: 'Hello.',
  brand: '#3b5bdb',
  answersWithin: 3_600_000,
  people: { online: true, names: ['Ada'] },
}

/** A socket in memory: what the client sends is heard at once, what the server sends arrives at once. */
class Socket {
  readyState = 0
  onopen: (() => void) | null = null
  onmessage: ((event: { data: string }) => void) | null = null
  onclose: ((event: { code: number }) => void) | null = null
  readonly #heard: (frame: VisitorUp) => void

  constructor(heard: (socket: Socket, frame: VisitorUp) => void) {
    this.#heard = (frame) => heard(this, frame)
  }

  open(): void {
    this.readyState = 1
    this.onopen?.()
  }
  send(data: string): void {
    this.#heard(JSON.parse(data))
  }
  down(frame: VisitorDown): void {
    if (this.readyState === 1) this.onmessage?.({ data: JSON.stringify(frame) })
  }
  close(code = 1006): void {
    if (this.readyState === 3) return
    this.readyState = 3
    this.onclose?.({ code })
  }
}

/** The server as the wire describes it, in memory: one conversation, facts by number, causes remembered. */
export class Wire {
  facts: Stored[] = []
  heard: VisitorUp[] = []
  calls: string[] = []
  sockets: Socket[] = []
  visitors = 0
  people: People = face.people
  seen = { visitor: 0, agent: 0 }
  token = 'token-1'
  up = true
  socketsWork = true
  /** Answers and facts are lost on the way back. */
  deaf = false
  /** What acts are answered with instead of being done. */
  refusing: Pick<Refused, 'refusal' | 'sentence'> | null = null
  /** What is told, where there are no sockets, of an answer that is being written. */
  draft: { draft: string; answers: number; text: string } | null = null

  get socket(): Socket | undefined {
    return this.sockets.findLast((socket) => socket.readyState === 1)
  }

  readonly world = {
    fetch: ((url: string, init?: RequestInit) => this.#answer(url, init)) as typeof fetch,
    socket: () => {
      const socket = new Socket((from, frame) => this.#hear(from, frame))
      this.sockets.push(socket)
      setTimeout(() => (this.up && this.socketsWork ? socket.open() : socket.close()))
      return socket as unknown as WebSocket
    },
    now: () => Date.now(),
    chance: () => 0.5,
    cause: () => `cause-${++causes}`,
  } satisfies Options['world']

  cut(): void {
    for (const socket of this.sockets) socket.close()
  }

  add(facts: (VisitorFact | null)[], cause = `server-${++causes}`): Stored[] {
    const stored = facts.map((fact, k) => ({ n: this.facts.length + k + 1, at: Date.now(), cause, fact }))
    this.facts.push(...stored)
    this.tell({ t: 'facts', facts: stored })
    return stored
  }

  tell(frame: VisitorDown): void {
    if (!this.deaf) this.socket?.down(frame)
  }

  /** The visitor's lines, as the server has them. */
  lines(): string[] {
    return this.facts.flatMap(({ fact }) => (fact?.type === 'visitorSaid' ? [fact.text] : []))
  }

  #hear(from: Socket, frame: VisitorUp): void {
    this.heard.push(frame)
    if (frame.t === 'hello') this.#welcome(from, frame.token, frame.after)
    if (frame.t === 'ping' && !this.deaf) {
      from.down({ t: 'facts', facts: this.facts.slice(frame.n) })
      from.down({ t: 'pong', head: this.facts.length })
    }
    if (frame.t === 'seen') this.seen.visitor = Math.max(this.seen.visitor, frame.n)
    if (frame.t === 'act') {
      const answer = this.#act(frame.cause, frame.act)
      if (!this.deaf) from.down(answer)
    }
  }

  #welcome(to: Socket, token: string, after: number): void {
    if (token !== this.token) {
      to.down({ t: 'refused', cause: null, refusal: { no: 'notSignedIn' }, sentence: '' })
      to.close(4401)
      return
    }
    const { people: _, ...bot } = face
    const { people } = this
    to.down({ t: 'welcome', protocol: 1, conversation: 'v', head: this.facts.length, bot, people, seen: this.seen, now: Date.now() })
    if (after > this.facts.length) to.down({ t: 'fresh' })
    to.down({ t: 'facts', facts: this.facts.slice(after > this.facts.length ? 0 : after) })
  }

  #act(cause: string, act: VisitorActInput): VisitorDown {
    if (this.refusing) return { t: 'refused', cause, ...this.refusing }
    const known = this.facts.filter((fact) => fact.cause === cause)
    const mine = known.length ? known : this.add([factOf(act, this.facts)], cause)
    return { t: 'done', cause, first: mine[0]?.n ?? 0, last: mine.at(-1)?.n ?? 0 }
  }

  async #answer(url: string, init?: RequestInit): Promise<Response> {
    this.calls.push(`${init?.method ?? 'GET'} ${url}`)
    if (!this.up) throw new TypeError('no network')
    const json = (body: unknown, status = 200) => new Response(JSON.stringify(body), { status })
    if (url.endsWith('/face')) return json({ ...face, people: this.people })
    if (url.endsWith('/v1/visitors')) {
      this.visitors++
      return json({ token: this.token, conversation: `conversation-${this.visitors}` })
    }
    if (!String(new Headers(init?.headers).get('authorization')).endsWith(this.token)) return json({}, 401)
    const query = new URL(url).searchParams
    if (url.includes('/facts?')) return json(await this.#poll(query, init?.signal))
    const { cause, act } = JSON.parse(String(init?.body))
    if (url.endsWith('/turns')) this.heard.push({ t: 'act', cause, act })
    const answer = url.endsWith('/turns') ? this.#act(cause, act) : null
    return json(answer ?? { ok: true }, answer?.t === 'refused' ? 409 : 200)
  }

  async #poll(query: URLSearchParams, signal?: AbortSignal | null): Promise<unknown> {
    const after = Number(query.get('after'))
    const heard = () => !this.draft || (query.get('draft') === this.draft.draft && Number(query.get('heard')) === this.draft.text.length)
    for (let left = Number(query.get('wait')) * 10; left > 0 && this.facts.length === after && heard(); left--) {
      await new Promise((done) => setTimeout(done, 100))
      signal?.throwIfAborted()
    }
    const { seen, draft } = this
    return { head: this.facts.length, facts: this.facts.slice(after), seen, typing: null, people: this.people, draft }
  }
}

let causes = 0
