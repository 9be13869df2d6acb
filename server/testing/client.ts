import { randomUUID } from 'node:crypto'
import type { AgentDown, VisitorDown } from '@baton/contracts/down.ts'
import type { Numbered } from '@baton/contracts/facts.ts'
import WebSocket from 'ws'

type Frame = VisitorDown | AgentDown
type FrameOf<T extends Frame['t']> = Extract<Frame, { t: T }>
type Loose = Numbered<{ type: string; [more: string]: unknown } | null>

/** How long a test waits for what must come, in ms. */
const patience = 8_000

/** A bare client of either socket: keeps every frame, and waits for the one that a test is about. */
export class Client {
  readonly frames: Frame[] = []
  readonly socket: WebSocket
  closed: number | null = null
  #waiting = new Set<() => void>()

  constructor(socket: WebSocket) {
    this.socket = socket
    socket.on('message', (data) => {
      this.frames.push(JSON.parse(data.toString()))
      this.#look()
    })
    socket.on('close', (code) => {
      this.closed = code
      this.#look()
    })
    socket.on('error', () => {})
  }

  static open(url: string, headers: Record<string, string>): Promise<Client> {
    const socket = new WebSocket(url.replace(/^http/, 'ws'), { headers })
    const client = new Client(socket)
    return new Promise((resolve, reject) => {
      socket.once('open', () => resolve(client))
      socket.once('error', reject)
    })
  }

  send(frame: object): void {
    this.socket.send(JSON.stringify(frame))
  }

  /** Acts and waits for the answer. */
  async act(act: object, conversation?: string, cause: string = randomUUID()): Promise<FrameOf<'done' | 'refused'>> {
    this.send({ t: 'act', cause, act, ...(conversation && { conversation }) })
    return this.until(() =>
      this.frames.find((f): f is FrameOf<'done' | 'refused'> => (f.t === 'done' || f.t === 'refused') && f.cause === cause),
    )
  }

  /** All facts received so far, as they came. */
  facts(conversation?: string): Loose[] {
    return this.frames.flatMap((f) =>
      f.t === 'facts' && (!conversation || !('conversation' in f) || f.conversation === conversation) ? (f.facts as Loose[]) : [],
    )
  }

  async fact(type: string): Promise<Record<string, unknown>> {
    return this.until(() => this.facts().find((f) => f.fact?.type === type)?.fact ?? undefined)
  }

  async frame<T extends Frame['t']>(t: T, test: (frame: FrameOf<T>) => boolean = () => true): Promise<FrameOf<T>> {
    return this.until(() => this.frames.find((f): f is FrameOf<T> => f.t === t && test(f as FrameOf<T>)))
  }

  /** Waits until `find` returns a value: asked at each frame, and now and then for what no frame tells. */
  until<V>(find: () => V | undefined): Promise<V> {
    return new Promise((resolve, reject) => {
      const asking = setInterval(() => look(), 20)
      const timer = setTimeout(() => {
        clearInterval(asking)
        this.#waiting.delete(look)
        reject(new Error(`what was waited for did not come; frames: ${this.frames.map((f) => f.t).join(' ')}`))
      }, patience)
      const look = () => {
        const found = find()
        if (found === undefined) return
        clearTimeout(timer)
        clearInterval(asking)
        this.#waiting.delete(look)
        resolve(found)
      }
      this.#waiting.add(look)
      look()
    })
  }

  close(): void {
    this.socket.terminate()
  }

  #look(): void {
    for (const look of [...this.#waiting]) look()
  }
}
