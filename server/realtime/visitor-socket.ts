import type { VisitorAct } from '@baton/contracts/acts.ts'
import type { BotFace, People, VisitorDown } from '@baton/contracts/down.ts'
import { visitorUp } from '@baton/contracts/up.ts'
import { PROTOCOL_VERSION } from '@baton/contracts/version.ts'
import { numberedForVisitor } from '@baton/core/visibility.ts'
import type { WebSocket } from 'ws'
import type { z } from 'zod'
import type { Taken, Turn } from '../conversations/turn.ts'
import type { Piece } from '../conversations/writing.ts'
import type { Visitor } from '../people/visitors.ts'
import { endSocket, inOrder, readFrame, refused, send } from './frames.ts'
import type { Hub, Listener } from './hub.ts'
import { type Place, TellsPlace } from './places.ts'
import type { Rooms } from './rooms.ts'
import type { Seen } from './seen.ts'

export type VisitorSocketDeps = {
  take: (visitor: Visitor, cause: string, act: VisitorAct, open: Turn['open']) => Promise<Taken>
  hub: Hub
  rooms: Rooms
  now: () => number
  visitorOf: (token: string) => Promise<Visitor | null>
  headOf: (conversation: string) => Promise<number>
  faceOf: (bot: string) => Promise<BotFace | null>
  peopleOf: (bot: string) => Promise<People>
  placeOf: (conversation: string) => Promise<Place | null>
  readSeen: (conversation: string) => Promise<Seen>
  noteSeen: (conversation: string, n: number) => Promise<void>
  typing: (conversation: string) => void
  /** 0, or in how many ms to come back. */
  limit: (visitor: string) => number
  /** The same for frames of one socket that are no acts. */
  limitFrames: () => number
  failed: (error: unknown, conversation: string | null) => void
}

type Up = z.output<typeof visitorUp>

/** Who says nothing for this long, in ms, is no widget. */
export const greetWithin = 10_000

/** One widget's connection: it says who it is by its token, then acts, in order, in the only conversation that the token opens. */
export class VisitorSocket {
  readonly #socket: WebSocket
  readonly #deps: VisitorSocketDeps
  readonly #inOrder: ReturnType<typeof inOrder>
  #visitor: Visitor | null = null
  #listener: Listener | null = null
  #leave: (() => void)[] = []
  readonly #tells = new TellsPlace()
  /** Closed or closing: what still arrives is not heard. */
  #ended = false
  readonly #greeting: NodeJS.Timeout

  constructor(socket: WebSocket, deps: VisitorSocketDeps) {
    this.#socket = socket
    this.#deps = deps
    this.#inOrder = inOrder((error) => {
      deps.failed(error, this.#visitor?.conversation ?? null)
      if (!this.#listener) socket.terminate() // a hello that could not be answered: it comes back
    })
    socket.on('message', (data, binary) => this.#receive(readFrame(visitorUp, data, binary)))
    socket.on('close', () => this.#close())
    socket.on('error', () => {}) // `close` follows
    this.#greeting = setTimeout(() => this.#end({ t: 'bye', retryIn: 1_000 }, 4408), greetWithin)
  }

  get bot(): string | null {
    return this.#visitor?.bot ?? null
  }

  get conversation(): string | null {
    return this.#visitor?.conversation ?? null
  }

  /** Where they stand now; null for whoever does not wait. */
  tellPlace(place: Place | null): void {
    const frame = this.#tells.next(place)
    if (frame) this.send(frame)
  }

  send(frame: VisitorDown): void {
    send(this.#socket, frame)
  }

  #receive(frame: ReturnType<typeof readFrame<typeof visitorUp>>): void {
    if (this.#ended) return
    if ('refusal' in frame) return this.send(refused(frame.cause, frame.refusal))
    if (frame.t !== 'act' && this.#deps.limitFrames() > 0) return this.#end(refused(null, { no: 'tooMany', retryIn: 10_000 }), 4429)
    if (frame.t === 'hello') return void this.#inOrder(() => this.#hello(frame))
    if (frame.t === 'act') return void this.#inOrder(() => this.#act(frame))
    if (!this.#listener) return void this.#inOrder(() => this.#aside(frame)) // the hello before it is still being answered
    void this.#aside(frame)
  }

  async #hello({ protocol, token, after }: Extract<Up, { t: 'hello' }>): Promise<void> {
    if (this.#visitor || this.#ended) return
    if (protocol > PROTOCOL_VERSION || protocol < PROTOCOL_VERSION - 1) return this.#end({ t: 'reload' }, 4426)
    const visitor = await this.#deps.visitorOf(token)
    if (!visitor) return this.#end(refused(null, { no: 'notSignedIn' }), 4401)
    clearTimeout(this.#greeting)
    const { conversation, bot } = visitor
    const [head, face, people, seen, place] = await Promise.all([
      this.#deps.headOf(conversation),
      this.#deps.faceOf(bot),
      this.#deps.peopleOf(bot),
      this.#deps.readSeen(conversation),
      this.#deps.placeOf(conversation),
    ])
    if (!face) return this.#end(refused(null, { no: 'notFound' }), 4401)
    if (this.#ended) return
    this.#visitor = visitor
    this.send({ t: 'welcome', protocol: PROTOCOL_VERSION, conversation, head, bot: face, people, seen, now: this.#deps.now() })
    if (after > head) this.send({ t: 'fresh' }) // [S2]
    await this.#follow(conversation, after > head ? 0 : after)
    this.tellPlace(place)
  }

  async #follow(conversation: string, after: number): Promise<void> {
    this.#listener = { conversation, n: after, send: (facts) => this.send({ t: 'facts', facts: facts.map(numberedForVisitor) }) }
    const { stop, caughtUp } = this.#deps.hub.follow(this.#listener)
    const leave = this.#deps.rooms.enter(conversation, {
      agent: null,
      typing: ({ agent, name }) => agent && this.send({ t: 'typing', name }),
      seen: (seen) => this.send({ t: 'seen', seen }),
      writing: (piece) => this.#tellPiece(piece),
    })
    this.#leave.push(stop, leave)
    await caughtUp.catch(() => this.#socket.terminate()) // it comes back, and asks again
    this.#tellPiece(this.#deps.rooms.draft(conversation))
  }

  #tellPiece(piece: Piece | null): void {
    if (piece) this.send({ t: 'draft', ...piece })
  }

  async #act({ cause, act }: Extract<Up, { t: 'act' }>): Promise<void> {
    if (!this.#visitor) return this.send(refused(cause, { no: 'notSignedIn' }))
    const { id, bot } = this.#visitor
    const retryIn = this.#deps.limit(id)
    if (retryIn > 0) return this.send(refused(cause, { no: 'tooMany', retryIn }))
    try {
      const open = this.#listener?.n ? undefined : { bot, visitor: id }
      const { first, last, refusal } = await this.#deps.take(this.#visitor, cause, act, open)
      this.send(refusal ? refused(cause, refusal) : { t: 'done', cause, first, last })
    } catch (error) {
      this.send(refused(cause, { no: 'tryAgain' }))
      throw error
    }
  }

  async #aside(frame: Extract<Up, { t: 'typing' | 'seen' | 'ping' }>): Promise<void> {
    if (!this.#visitor || !this.#listener) return
    const { conversation } = this.#visitor
    if (frame.t === 'typing') return this.#deps.typing(conversation)
    if (frame.t === 'seen') return this.#deps.noteSeen(conversation, frame.n).catch((error) => this.#deps.failed(error, conversation))
    if (frame.n < this.#listener.n) return this.#resend(frame.n)
    this.send({ t: 'pong', head: this.#listener.n })
  }

  /** The client has less than was sent: frames were lost on a path that only looked open. */
  async #resend(after: number): Promise<void> {
    for (const leave of this.#leave.splice(0)) leave()
    if (this.#visitor) await this.#follow(this.#visitor.conversation, after)
    this.send({ t: 'pong', head: this.#listener?.n ?? after })
  }

  #end(frame: VisitorDown, code: number): void {
    if (this.#ended) return
    this.send(frame)
    this.#ended = true
    endSocket(this.#socket, code)
  }

  #close(): void {
    this.#ended = true
    clearTimeout(this.#greeting)
    for (const leave of this.#leave.splice(0)) leave()
  }
}
