import type { AgentAct } from '@baton/contracts/acts.ts'
import type { AgentDown } from '@baton/contracts/down.ts'
import { agentUp } from '@baton/contracts/up.ts'
import { PROTOCOL_VERSION } from '@baton/contracts/version.ts'
import type { Speaker } from '@baton/core/agents.ts'
import type { WebSocket } from 'ws'
import type { z } from 'zod'
import type { Taken } from '../conversations/turn.ts'
import type { SignedIn } from '../people/sessions.ts'
import { endSocket, inOrder, readFrame, refused, send, sendText } from './frames.ts'
import type { Hub, Listener } from './hub.ts'
import type { Rooms } from './rooms.ts'
import type { Seen } from './seen.ts'

export type AgentSocketDeps = {
  take: (conversation: string, cause: string, act: AgentAct, by: Speaker) => Promise<Taken>
  hub: Hub
  rooms: Rooms
  now: () => number
  headOf: (conversation: string) => Promise<number>
  mayRead: (me: SignedIn, conversation: string) => Promise<boolean>
  readSeen: (conversation: string) => Promise<Seen>
  noteSeen: (conversation: string, n: number) => Promise<void>
  typing: (conversation: string, by: { agent: string; name: string }) => void
  declare: (agent: string, online: boolean) => Promise<void>
  isOnline: (agent: string) => boolean
  /** The socket has said hello: it is told of team and counts from now on, until what is returned is called with its closing code. */
  joined: (socket: AgentSocket) => (code: number) => void
  limit: (agent: string) => number
  failed: (error: unknown, conversation: string | null) => void
}

type Up = z.output<typeof agentUp>
type Open = { listener: Listener; leave: (() => void)[] }

/** More open conversations than anybody has on screen. */
const mostOpen = 300

/** One inbox's connection. Who it is, the cookie of the upgrade has said. Acts of one conversation are taken in order. */
export class AgentSocket {
  readonly me: SignedIn
  readonly #socket: WebSocket
  readonly #deps: AgentSocketDeps
  readonly #open = new Map<string, Open>()
  readonly #chains = new Map<string, { run: ReturnType<typeof inOrder>; waiting: number }>()
  /** Closed or closing: an agent whose session has ended is not heard any more. */
  #ended = false
  #view: ReadonlySet<string> = new Set()
  #left: ((code: number) => void) | null = null

  constructor(socket: WebSocket, me: SignedIn, deps: AgentSocketDeps) {
    this.#socket = socket
    this.me = me
    this.#deps = deps
    socket.on('message', (data, binary) => this.#receive(readFrame(agentUp, data, binary)))
    socket.on('close', (code) => this.#close(code))
    socket.on('error', () => {}) // `close` follows
  }

  send(frame: AgentDown): void {
    send(this.#socket, frame)
  }

  /** An already serialised frame, for what many inboxes get alike. */
  sendText(text: string): void {
    sendText(this.#socket, text)
  }

  shows(conversation: string): boolean {
    return this.#view.has(conversation) || this.#open.has(conversation)
  }

  shown(): string[] {
    return [...this.#view, ...this.#open.keys()]
  }

  /** [V3] From now on nothing more is said of it. */
  lose(conversation: string): void {
    void this.#inOrder(conversation, async () => this.#lost(conversation))
  }

  #lost(conversation: string): void {
    this.#leave(conversation)
    this.#view = new Set([...this.#view].filter((id) => id !== conversation))
    this.send({ t: 'gone', conversation })
  }

  end(code: number): void {
    this.#ended = true
    endSocket(this.#socket, code)
  }

  #receive(frame: ReturnType<typeof readFrame<typeof agentUp>>): void {
    if (this.#ended) return
    if ('refusal' in frame) return this.send(refused(frame.cause, frame.refusal))
    if (frame.t === 'hello') return this.#hello(frame.protocol)
    if (!this.#left) return this.send(refused(null, { no: 'invalid', path: 't', problem: 'the first frame must be hello' }))
    if (frame.t === 'act') return void this.#inOrder(frame.conversation, () => this.#act(frame))
    if (frame.t === 'open') return void this.#inOrder(frame.conversation, () => this.#follow(frame.conversation, frame.after))
    if (frame.t === 'leave') return void this.#inOrder(frame.conversation, async () => this.#leave(frame.conversation))
    this.#aside(frame).catch((error) => this.#deps.failed(error, null))
  }

  #hello(protocol: number): void {
    if (protocol > PROTOCOL_VERSION || protocol < PROTOCOL_VERSION - 1) {
      this.send({ t: 'reload' })
      return this.end(4426)
    }
    if (this.#left) return
    this.send({ t: 'welcome', protocol: PROTOCOL_VERSION, now: this.#deps.now(), online: this.#deps.isOnline(this.me.agent) })
    this.#left = this.#deps.joined(this)
  }

  #inOrder(conversation: string, work: () => Promise<void>): Promise<void> {
    const chain = this.#chains.get(conversation) ?? { run: inOrder((error) => this.#deps.failed(error, conversation)), waiting: 0 }
    this.#chains.set(conversation, chain)
    chain.waiting++
    return chain.run(work).then(() => {
      if (--chain.waiting === 0) this.#chains.delete(conversation)
    })
  }

  async #act({ cause, conversation, act }: Extract<Up, { t: 'act' }>): Promise<void> {
    if (this.#ended) return
    const retryIn = this.#deps.limit(this.me.agent)
    if (retryIn > 0) return this.send(refused(cause, { no: 'tooMany', retryIn }))
    try {
      const { agent, name } = this.me
      if (!(await this.#reads(conversation))) return this.send(refused(cause, { no: 'notFound' }))
      const { first, last, refusal } = await this.#deps.take(conversation, cause, act, { agent, name })
      this.send(refusal ? refused(cause, refusal) : { t: 'done', cause, first, last })
    } catch (error) {
      this.send(refused(cause, { no: 'tryAgain' }))
      throw error
    }
  }

  /** What is open was found to be theirs. */
  async #reads(conversation: string): Promise<boolean> {
    return this.#open.has(conversation) || this.#deps.mayRead(this.me, conversation)
  }

  async #follow(conversation: string, after: number): Promise<void> {
    this.#leave(conversation)
    if (this.#open.size >= mostOpen) return this.send(refused(null, { no: 'tooMany', retryIn: 1_000 }))
    const { mayRead, headOf, readSeen } = this.#deps
    const asked = Promise.all([mayRead(this.me, conversation), headOf(conversation), readSeen(conversation)])
    const found = await asked.catch(() => null)
    if (this.#ended) return
    if (!found) return this.end(1013) // the database is away: the inbox comes back, and asks again
    const [theirs, head, seen] = found
    if (!theirs) return this.#lost(conversation)
    if (after > head) this.send({ t: 'fresh', conversation }) // [S2]
    const listener: Listener = {
      conversation,
      n: after > head ? 0 : after,
      send: (facts) => this.send({ t: 'facts', conversation, facts }),
    }
    const { stop, caughtUp } = this.#deps.hub.follow(listener)
    const exit = this.#deps.rooms.enter(conversation, {
      agent: this.me.agent,
      typing: ({ agent, name }) => this.send({ t: 'typing', conversation, by: agent ? 'agent' : 'visitor', name }),
      seen: (now) => this.send({ t: 'seen', conversation, seen: now }),
      writing: (piece) => this.send({ t: 'draft', conversation, ...piece }),
    })
    this.#open.set(conversation, { listener, leave: [stop, exit] })
    this.send({ t: 'seen', conversation, seen })
    await caughtUp.catch(() => this.end(1013))
    const draft = this.#deps.rooms.draft(conversation)
    if (draft) this.send({ t: 'draft', conversation, ...draft })
  }

  #leave(conversation: string): void {
    for (const leave of this.#open.get(conversation)?.leave ?? []) leave()
    this.#open.delete(conversation)
  }

  async #aside(frame: Exclude<Up, { t: 'hello' | 'act' | 'open' | 'leave' }>): Promise<void> {
    switch (frame.t) {
      case 'view':
        this.#view = new Set(frame.rows)
        return
      case 'typing':
        return (await this.#reads(frame.conversation)) ? this.#deps.typing(frame.conversation, this.me) : undefined
      case 'seen':
        return (await this.#reads(frame.conversation)) ? this.#deps.noteSeen(frame.conversation, frame.n) : undefined
      case 'online':
        await this.#deps.declare(this.me.agent, frame.online)
        return this.send({ t: 'welcome', protocol: PROTOCOL_VERSION, now: this.#deps.now(), online: frame.online })
      case 'ping':
        return this.#ping(frame.open)
    }
  }

  /** Whatever the client lacks is sent again before the pong: frames may be lost on a path that only looked open. */
  async #ping(open: { conversation: string; n: number }[]): Promise<void> {
    const lacking = open.filter(({ conversation, n }) => n < (this.#open.get(conversation)?.listener.n ?? 0))
    await Promise.all(lacking.map(({ conversation, n }) => this.#inOrder(conversation, () => this.#follow(conversation, n))))
    this.send({ t: 'pong', head: 0 })
  }

  #close(code: number): void {
    this.#ended = true
    for (const conversation of [...this.#open.keys()]) this.#leave(conversation)
    this.#left?.(code)
  }
}
