import type { VisitorDown } from '@baton/contracts/down.ts'
import type { VisitorUp } from '@baton/contracts/up.ts'
import { Poll } from './poll.ts'
import { openSocket } from './socket.ts'
import type { LinkState } from './store.ts'
import type { Transport, World } from './transport.ts'

type Options = {
  origin: string
  /** The token to say hello with; may ask the server for a new visitor first. */
  token(): Promise<string>
  /** The server doesn't know this token (any more). */
  stranger(): void
  head(): number
  frame(frame: VisitorDown): void
  changed(state: LinkState): void
}

const firstDelay = 300
const longestDelay = 10_000
/** So many sockets may fail to open before we ask over HTTP, and so long (ms) we stay there before we try one again. */
const socketsTried = 2
const pollFor = 120_000

/** Keeps one transport open: back-off with jitter, sockets first, long poll where none can be had. */
export class Link {
  readonly #o: Options
  readonly #world: World
  #state: LinkState = 'idle'
  #transport: Transport | null = null
  #timer: ReturnType<typeof setTimeout> | undefined
  /** Counts transports: what an earlier one still has to say is not heard. */
  #round = 0
  #failures = 0
  #blocked = 0

  constructor(options: Options, world: World) {
    this.#o = options
    this.#world = world
  }

  /** Connects, unless it does already. */
  start(): void {
    if (this.#state === 'idle') this.#connect()
  }

  send(frame: VisitorUp): void {
    this.#transport?.send(frame)
  }

  /** The page woke up or the network changed: prove the connection, or make a new one now. */
  wake(): void {
    if (this.#state === 'on') this.#transport?.probe()
    else if (!this.#resting() && !this.#transport) this.#connect()
  }

  /** Connects anew, after `ms`. */
  restart(ms: number): void {
    if (this.#resting()) return
    this.#set('connecting')
    this.#later(ms)
  }

  /** For good (`stale`), or until the next `start`. */
  stop(state: 'idle' | 'stale'): void {
    this.#drop()
    this.#set(state)
  }

  #resting(): boolean {
    return this.#state === 'idle' || this.#state === 'stale'
  }

  async #connect(): Promise<void> {
    this.#drop()
    const round = this.#round
    if (this.#state !== 'down') this.#set('connecting')
    const token = await this.#o.token().catch(() => null)
    if (round !== this.#round) return
    if (token === null) this.#fail()
    else this.#open(token, this.#blocked >= socketsTried)
  }

  #open(token: string, polling: boolean): void {
    const round = this.#round
    const { origin, head } = this.#o
    let opened = false
    const current =
      <A extends unknown[]>(run: (...args: A) => void) =>
      (...args: A) => {
        if (round === this.#round) run(...args)
      }
    const ready = current(() => {
      opened = true
      this.#opened(polling)
    })
    const closed = current((why: 'lost' | 'stranger') => {
      if (why === 'stranger') this.#o.stranger()
      else if (!opened) this.#blocked = polling ? socketsTried - 1 : this.#blocked + 1
      this.#fail()
    })
    const opening = { origin, token, head, frame: current(this.#o.frame), ready, closed }
    this.#transport = polling ? new Poll(opening, this.#world) : openSocket(opening, this.#world)
  }

  #opened(polling: boolean): void {
    this.#failures = 0
    this.#blocked = polling ? socketsTried - 1 : 0
    if (polling) this.#timer = setTimeout(() => this.#connect(), pollFor)
    this.#set('on')
  }

  /** One failure may be a blink that nobody needs to read about. */
  #fail(): void {
    this.#set(this.#failures++ ? 'down' : 'connecting')
    this.#later(Math.min(longestDelay, firstDelay * 2 ** this.#failures) * (0.5 + this.#world.chance() / 2))
  }

  #later(ms: number): void {
    this.#drop()
    this.#timer = setTimeout(() => this.#connect(), ms)
  }

  #drop(): void {
    this.#round++
    clearTimeout(this.#timer)
    this.#transport?.close()
    this.#transport = null
  }

  #set(state: LinkState): void {
    if (this.#state === state) return
    this.#state = state
    this.#o.changed(state)
  }
}
