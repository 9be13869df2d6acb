import type { AgentDown } from '@baton/contracts/down.ts'
import type { AgentUp } from '@baton/contracts/up.ts'
import { PROTOCOL_VERSION } from '@baton/contracts/version.ts'

/** The half of a WebSocket that is used here, so that tests can be the other end. */
export type Socket = {
  send(text: string): void
  close(): void
  onopen: (() => void) | null
  onmessage: ((event: { data: unknown }) => void) | null
  onclose: ((event: { code: number }) => void) | null
}
export type Timers = { set(run: () => void, ms: number): unknown; clear(timer: unknown): void }
export type WireState = 'connecting' | 'live' | 'offline' | 'signedOut' | 'outdated'

type Deps = {
  open: () => Socket
  timers: Timers
  random: () => number
  heard: (frame: AgentDown) => void
  changed: (state: WireState) => void
  /** What a ping carries: each open conversation with its last number. */
  numbers: () => { conversation: string; n: number }[]
}

const firstDelay = 300
const longestDelay = 10_000
const pingEvery = 25_000
const deadAfter = 8_000
const welcomeWithin = 10_000

/** One socket that is always being kept: it reconnects with back-off, and a heartbeat proves that it still receives. */
export class Wire {
  state: WireState = 'connecting'
  #deps: Deps
  #socket: Socket | null = null
  #tries = 0
  #retryTimer: unknown = null
  #pingTimer: unknown = null
  #deadTimer: unknown = null
  #ended = false

  constructor(deps: Deps) {
    this.#deps = deps
  }

  start(): void {
    this.#ended = false
    this.#connect()
  }

  stop(): void {
    this.#ended = true
    this.#drop()
    this.#deps.timers.clear(this.#retryTimer)
  }

  /** Sends a frame, or does nothing while there is no connection: whatever must arrive is kept by the outbox and sent after `welcome`. */
  send(frame: AgentUp): void {
    if (this.state === 'live') this.#socket?.send(JSON.stringify(frame))
  }

  /** The page woke, got the focus or the network changed: prove the connection now, or make one. */
  wake(): void {
    if (this.#ended || this.state === 'signedOut' || this.state === 'outdated') return
    if (this.state === 'live') this.#ping()
    else if (this.#retryTimer !== null) this.#connect()
  }

  #connect(): void {
    this.#deps.timers.clear(this.#retryTimer)
    this.#retryTimer = null
    this.#drop()
    const socket = this.#deps.open()
    this.#socket = socket
    socket.onopen = () => {
      socket.send(JSON.stringify({ t: 'hello', protocol: PROTOCOL_VERSION } satisfies AgentUp))
    }
    socket.onmessage = (event) => this.#heard(String(event.data))
    socket.onclose = (event) => this.#closed(socket, event.code)
    this.#deadTimer = this.#deps.timers.set(() => this.#lost(firstDelay), welcomeWithin)
  }

  #heard(text: string): void {
    this.#deps.timers.clear(this.#deadTimer)
    this.#deadTimer = null
    const frame = JSON.parse(text) as AgentDown
    if (frame.t === 'welcome') this.#welcomed()
    this.#deps.heard(frame)
    if (frame.t === 'bye') this.#lost(frame.retryIn)
    if (frame.t === 'reload') this.#end('outdated')
  }

  #welcomed(): void {
    this.#tries = 0
    this.#pingLater()
    this.#become('live')
  }

  #pingLater(): void {
    this.#deps.timers.clear(this.#pingTimer)
    this.#pingTimer = this.#deps.timers.set(() => this.#ping(), pingEvery)
  }

  #ping(): void {
    this.send({ t: 'ping', open: this.#deps.numbers() })
    this.#deps.timers.clear(this.#deadTimer)
    this.#deadTimer = this.#deps.timers.set(() => this.#lost(firstDelay), deadAfter)
    this.#pingLater()
  }

  #closed(socket: Socket, code: number): void {
    if (socket !== this.#socket) return
    if (code === 4401) return this.#end('signedOut')
    if (code === 4426) return this.#end('outdated')
    this.#lost(this.#nextDelay())
  }

  #lost(delay: number): void {
    this.#drop()
    this.#become('offline')
    this.#deps.timers.clear(this.#retryTimer)
    this.#retryTimer = this.#deps.timers.set(() => this.#connect(), delay)
  }

  /** 0.3 s doubling to 10 s, with jitter so that a restarted server is not met by everybody at once. */
  #nextDelay(): number {
    const step = Math.min(longestDelay, firstDelay * 2 ** this.#tries++)
    return step * (0.5 + this.#deps.random() / 2)
  }

  #end(state: WireState): void {
    this.#drop()
    this.#become(state)
  }

  #drop(): void {
    for (const timer of [this.#pingTimer, this.#deadTimer]) this.#deps.timers.clear(timer)
    const socket = this.#socket
    this.#socket = null
    if (!socket) return
    socket.onopen = socket.onmessage = socket.onclose = null
    socket.close()
  }

  #become(state: WireState): void {
    if (state === this.state) return
    this.state = state
    this.#deps.changed(state)
  }
}
