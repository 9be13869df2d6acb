import type { AddressInfo } from 'node:net'
import { connect, createServer, type Socket } from 'node:net'

/** The network between people and the server: a relay that can be cut, in the ways in which networks fail. */
export type Wire = {
  url: string
  /** Connections end, and no new one comes about. */
  cut(): void
  /** Nothing passes any more in either direction, and nobody is told: what a laptop's sleep or a dead access point does. */
  hush(): void
  /** From now on all is well; what was hushed stays lost. */
  mend(): void
  close(): Promise<void>
}

/** `target` is the server's address, read anew for each connection: it may come back on another port. */
export async function openWire(target: () => string): Promise<Wire> {
  const pairs = new Set<[Socket, Socket]>()
  let state: 'on' | 'off' | 'hushed' = 'on'
  const server = createServer((near) => {
    near.on('error', () => {})
    if (state === 'off') return void near.destroy()
    if (state === 'hushed') return
    const { hostname, port } = new URL(target())
    const far = connect(Number(port), hostname)
    const pair: [Socket, Socket] = [near, far]
    pairs.add(pair)
    far.on('error', () => near.destroy())
    near.on('close', () => far.destroy())
    far.on('close', () => {
      pairs.delete(pair)
      near.destroy()
    })
    near.pipe(far).pipe(near)
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const drop = () => {
    for (const [near, far] of pairs) {
      near.destroy()
      far.destroy()
    }
  }
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    cut() {
      state = 'off'
      drop()
    },
    hush() {
      state = 'hushed'
      for (const [near, far] of pairs) {
        near.unpipe(far)
        far.unpipe(near)
        near.pause()
        far.pause()
      }
    },
    mend() {
      if (state === 'hushed') drop()
      state = 'on'
    },
    async close() {
      drop()
      await new Promise((done) => server.close(done))
    },
  }
}
