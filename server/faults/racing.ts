import { randomUUID } from 'node:crypto'
import type { AgentActInput, VisitorActInput } from '@baton/contracts/acts.ts'
import type { AgentDown, VisitorDown } from '@baton/contracts/down.ts'
import type { Refusal } from '@baton/contracts/refusal.ts'
import { PROTOCOL_VERSION } from '@baton/contracts/version.ts'
import WebSocket from 'ws'

export type Answer = { cause: string; first: number; last: number; refusal: Refusal | null }

/** A socket that only acts and hears what came of it: thousands of acts leave nothing behind. */
export class Acting {
  readonly #socket: WebSocket
  readonly #waiting = new Map<string, (answer: Answer) => void>()

  private constructor(socket: WebSocket) {
    this.#socket = socket
    socket.on('message', (data) => this.#hear(JSON.parse(data.toString())))
    socket.on('error', () => {})
  }

  static agent(url: string, cookie: string): Promise<Acting> {
    return Acting.#open(`${url}/socket/agent`, { cookie, origin: url }, { t: 'hello', protocol: PROTOCOL_VERSION })
  }

  static visitor(url: string, token: string): Promise<Acting> {
    return Acting.#open(`${url}/socket/visitor`, {}, { t: 'hello', protocol: PROTOCOL_VERSION, token, after: 0 })
  }

  static async #open(url: string, headers: Record<string, string>, hello: object): Promise<Acting> {
    const socket = new WebSocket(url.replace(/^http/, 'ws'), { headers })
    const acting = new Acting(socket)
    await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject))
    socket.send(JSON.stringify(hello))
    return acting
  }

  act(act: AgentActInput | VisitorActInput, conversation?: string, cause: string = randomUUID()): Promise<Answer> {
    this.#socket.send(JSON.stringify({ t: 'act', cause, act, ...(conversation && { conversation }) }))
    return new Promise((resolve) => this.#waiting.set(cause, resolve))
  }

  close(): void {
    this.#socket.terminate()
  }

  #hear(frame: AgentDown | VisitorDown): void {
    if (frame.t === 'done') this.#settle({ ...frame, refusal: null })
    if (frame.t === 'refused' && frame.cause) this.#settle({ cause: frame.cause, first: 1, last: 0, refusal: frame.refusal })
  }

  #settle(answer: Answer): void {
    this.#waiting.get(answer.cause)?.(answer)
    this.#waiting.delete(answer.cause)
  }
}
