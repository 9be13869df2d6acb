import { randomUUID } from 'node:crypto'
import { api } from '@baton/contracts/api.ts'
import WebSocket from 'ws'
import { Live } from '../../dashboard/live/store.ts'
import type { Socket } from '../../dashboard/live/wire.ts'

type Options = { origin: string; cookie: string; me: string }

/** Opens the product's own inbox, without its looks, in this process. */
export function openInbox({ origin, cookie, me }: Options): Live {
  const live = new Live({
    me,
    open: () => socketTo(origin, cookie),
    async fetchPage(list, cursor) {
      const search = new URLSearchParams({ list, ...(cursor !== null && { cursor }) })
      const answer = await fetch(`${origin}${api.conversations.path}?${search}`, { headers: { cookie, origin } })
      if (!answer.ok) throw new Error(String(answer.status))
      return answer.json()
    },
    timers: { set: (run, ms) => setTimeout(run, ms), clear: (timer) => clearTimeout(timer as NodeJS.Timeout) },
    now: Date.now,
    random: Math.random,
    newCause: randomUUID,
    shelf: shelf(),
  })
  live.start()
  return live
}

function socketTo(origin: string, cookie: string): Socket {
  const socket = new WebSocket(`${origin.replace(/^http/, 'ws')}/socket/agent`, { headers: { cookie, origin } })
  socket.on('error', () => {}) // `close` follows
  return socket as unknown as Socket
}

function shelf() {
  const kept = new Map<string, string>()
  return {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
    key: (i: number) => [...kept.keys()][i] ?? null,
    get length() {
      return kept.size
    },
  }
}
