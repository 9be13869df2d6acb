import type { AddressInfo } from 'node:net'
import { connect, createServer, type Socket } from 'node:net'

/** The network between people and the server: a relay that can fail in the ways in which networks fail. */
export type Wire = {
  url: string
  /** Connections end, and no new one comes about. */
  cut(): void
  /** Nothing passes any more on the connections there are, and nobody is told: as a sleeping laptop or a lost access point does. */
  hush(): void
  /** New connections come about again. */
  mend(): void
  close(): Promise<void>
}

/** `target` is the server's address, read anew for each connection. */
export async function openWire(target: () => string): Promise<Wire> {
  const ends = new Set<Socket>()
  let isCut = false
  const keep = (socket: Socket, other: Socket) => {
    ends.add(socket)
    socket.on('error', () => {})
    socket.on('close', () => {
      ends.delete(socket)
      other.destroy()
    })
  }
  const server = createServer((near) => {
    if (isCut) return void near.destroy()
    const { hostname, port } = new URL(target())
    const far = connect(Number(port), hostname)
    keep(near, far)
    keep(far, near)
    near.pipe(far).pipe(near)
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const drop = () => {
    for (const socket of ends) socket.destroy()
  }
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    cut() {
      isCut = true
      drop()
    },
    hush() {
      for (const socket of ends) socket.unpipe().pause()
    },
    mend() {
      isCut = false
    },
    async close() {
      isCut = true
      drop()
      await new Promise((done) => server.close(done))
    },
  }
}
