import { once } from 'node:events'
import { type AddressInfo, createServer, connect as dial, type Socket } from 'node:net'

/** What may happen to a connection on its way. */
export const faults = ['cut', 'halveUp', 'halveDown', 'tearUp', 'tearDown', 'stallUp', 'stallDown', 'lag'] as const
export type Fault = (typeof faults)[number]

type Line = { client: Socket; server: Socket; mood: { up: Mood; down: Mood } }
type Mood = 'well' | 'stalled' | 'torn'

/** A bad network between clients and a server, on a port of its own. */
export class BadNetwork {
  /** Where the server is now; it may be another one later. */
  target: number
  /** Refuses whoever comes. */
  refusing = false
  readonly #lines = new Set<Line>()
  readonly #server = createServer({ allowHalfOpen: true }, (client) => this.#accept(client))

  constructor(target: number) {
    this.target = target
  }

  async listen(): Promise<string> {
    this.#server.listen(0, '127.0.0.1')
    await once(this.#server, 'listening')
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`
  }

  get lines(): number {
    return this.#lines.size
  }

  /** Does something to the connection that `chance` in [0, 1) falls on. Returns false where there is none. */
  strike(fault: Fault, chance: number, lagMs: number): boolean {
    const line = [...this.#lines][Math.floor(chance * this.#lines.size)]
    if (!line) return false
    const { client, server, mood } = line
    if (fault === 'cut') this.#end(line)
    if (fault === 'halveUp') server.end()
    if (fault === 'halveDown') client.end()
    if (fault === 'tearUp') mood.up = 'torn'
    if (fault === 'tearDown') mood.down = 'torn'
    if (fault === 'stallUp') mood.up = 'stalled'
    if (fault === 'stallDown') mood.down = 'stalled'
    if (fault === 'lag') lag([client, server], lagMs)
    return true
  }

  /** Ends every connection, stalled ones as well. */
  cutAll(): void {
    for (const line of [...this.#lines]) this.#end(line)
  }

  async close(): Promise<void> {
    this.cutAll()
    this.#server.close()
    await once(this.#server, 'close')
  }

  #accept(client: Socket): void {
    client.on('error', () => {})
    if (this.refusing) return void client.destroy()
    const server = dial({ port: this.target, host: '127.0.0.1', allowHalfOpen: true })
    const line: Line = { client, server, mood: { up: 'well', down: 'well' } }
    this.#lines.add(line)
    this.#carry(line, client, server, 'up')
    this.#carry(line, server, client, 'down')
  }

  #carry(line: Line, from: Socket, to: Socket, way: 'up' | 'down'): void {
    from.on('data', (chunk) => {
      if (line.mood[way] === 'stalled') return // swallowed, as by a path that only looks open
      if (line.mood[way] === 'well') return void to.write(chunk)
      to.write(chunk.subarray(0, chunk.length >> 1))
      this.#end(line)
    })
    from.on('end', () => to.end())
    from.on('close', () => this.#end(line))
    from.on('error', () => {})
  }

  #end(line: Line): void {
    this.#lines.delete(line)
    line.client.destroy()
    line.server.destroy()
  }
}

function lag(sockets: Socket[], ms: number): void {
  for (const socket of sockets) socket.pause()
  setTimeout(() => {
    for (const socket of sockets) socket.resume()
  }, ms)
}
