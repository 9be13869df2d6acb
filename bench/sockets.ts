import { randomUUID } from 'node:crypto'
import type { AgentActInput, VisitorActInput } from '@baton/contracts/acts.ts'
import type { AgentDown, VisitorDown } from '@baton/contracts/down.ts'
import { PROTOCOL_VERSION } from '@baton/contracts/version.ts'
import WebSocket from 'ws'
import type { Agent, Visitor } from './seed.ts'

type Down = AgentDown | VisitorDown

/** One end of the load: says hello, hands on each frame, and resolves acts by their cause. */
export class Wire {
  heard: (frame: Down) => void = () => {}
  readonly socket: WebSocket

  private constructor(socket: WebSocket) {
    this.socket = socket
    socket.on('message', (data) => this.heard(JSON.parse(String(data)) as Down))
    socket.on('error', () => {})
  }

  /** Resolves with the server's welcome. `after` is the last number that this visitor has. */
  static visitor(url: string, { token }: Visitor, after = 0, heard: Wire['heard'] = () => {}): Promise<Wire> {
    return Wire.#open(`${url}/socket/visitor`, {}, { t: 'hello', protocol: PROTOCOL_VERSION, token, after }, heard)
  }

  static agent(url: string, { cookie }: Agent, heard: Wire['heard'] = () => {}): Promise<Wire> {
    return Wire.#open(`${url}/socket/agent`, { cookie, origin: url }, { t: 'hello', protocol: PROTOCOL_VERSION }, heard)
  }

  static #open(url: string, headers: Record<string, string>, hello: object, heard: Wire['heard']): Promise<Wire> {
    const wire = new Wire(new WebSocket(url.replace(/^http/, 'ws'), { headers, perMessageDeflate: false }))
    return new Promise((resolve, reject) => {
      wire.socket.once('open', () => wire.send(hello))
      wire.socket.once('error', reject)
      wire.heard = (frame) => {
        if (frame.t === 'welcome') resolve(wire)
        heard(frame)
      }
    })
  }

  send(frame: object): void {
    this.socket.send(JSON.stringify(frame))
  }

  /** Acts without waiting. Returns the cause. */
  act(act: AgentActInput | VisitorActInput, conversation?: string): string {
    const cause = randomUUID()
    this.send({ t: 'act', cause, act, ...(conversation && { conversation }) })
    return cause
  }

  close(): void {
    this.socket.terminate()
  }
}

/** Does something for each, a few at a time. */
export async function each<T, R>(all: readonly T[], work: (one: T, i: number) => Promise<R>, atOnce = 64): Promise<R[]> {
  const results: R[] = []
  let next = 0
  async function run(): Promise<void> {
    while (next < all.length) {
      const i = next++
      results[i] = await work(all[i] as T, i)
    }
  }
  await Promise.all(Array.from({ length: Math.min(atOnce, all.length) }, run))
  return results
}

export const pause = (ms: number) => new Promise<void>((later) => setTimeout(later, ms))
