import { randomUUID } from 'node:crypto'
import WebSocket from 'ws'
import { Client } from '../../widget/live/client.ts'
import type { Memory, Session } from '../../widget/live/memory.ts'
import type { Pending } from '../../widget/live/store.ts'

/** The widget as visitors have it, without its looks; `memory` outlives it as the storage of a browser would. */
export type Widget = {
  client: Client
  /** Causes that the server acknowledged, and those it refused, in the order in which the answers came. */
  done: Set<string>
  refused: string[]
  /** How often the server said that what we hold is not its. */
  fresh: () => number
  /** Resolves when everything that was said has been answered and has come back as facts. */
  settled(): Promise<void>
  close(): void
}

const nobody = { id: '', name: 'Fern', company: '', greeting: '', brand: '#000', answersWithin: 0, people: { online: false, names: [] } }

/** Opens the product's own widget client in this process. */
export function openWidget(origin: string, memory: Memory): Widget {
  const done = new Set<string>()
  const refused: string[] = []
  let fresh = 0
  const tap = (text: string) => {
    const frame = JSON.parse(text)
    if (frame.t === 'done') done.add(frame.cause)
    if (frame.t === 'refused') refused.push(frame.refusal.no)
    if (frame.t === 'fresh') fresh++
  }
  const client = new Client({
    origin,
    face: nobody,
    memory,
    world: {
      fetch: (...asked: Parameters<typeof fetch>) => tappedFetch(asked, tap),
      socket: (url) => tapped(url, tap),
      now: Date.now,
      chance: Math.random,
      cause: randomUUID,
    },
    page: () => null,
    happened: () => {},
  })
  return { client, done, refused, fresh: () => fresh, settled: () => settled(client), close: () => client.stop() }
}

/** What a browser keeps for one visitor, in memory. */
export function remembered(session: Session): Memory {
  let pending: Pending[] = []
  return {
    session: () => session,
    keepSession: () => {},
    outbox: () => pending,
    queue(one) {
      pending = [...pending, one]
    },
    drop(cause) {
      pending = pending.filter((one) => one.cause !== cause)
    },
    identity: () => null,
    keepIdentity: () => {},
    sound: () => false,
    keepSound: () => {},
    draft: () => '',
    keepDraft: () => {},
    open: () => true,
    keepOpen: () => {},
    changed: () => () => {},
  }
}

/** A widget that found no socket twice acts over HTTP for a while: the answers count as those on a socket do. */
async function tappedFetch([url, init]: Parameters<typeof fetch>, tap: (text: string) => void): Promise<Response> {
  const answer = await fetch(url, init)
  if (!String(url).endsWith('/turns')) return answer
  const { cause } = JSON.parse(String(init?.body))
  const body = await answer.clone().json()
  tap(JSON.stringify({ t: 'refusal' in body ? 'refused' : 'done', cause, ...body }))
  return answer
}

function tapped(url: string, tap: (text: string) => void): globalThis.WebSocket {
  const socket = new WebSocket(url)
  socket.on('error', () => {}) // `close` follows
  socket.on('message', (data) => tap(data.toString()))
  return socket as unknown as globalThis.WebSocket
}

function settled(client: Client): Promise<void> {
  return new Promise((resolve) => {
    const look = () => {
      if (client.live.outbox.length > 0) return
      stop()
      resolve()
    }
    const stop = client.hear(look)
    look()
  })
}
