import type { VisitorDown } from '@baton/contracts/down.ts'
import type { VisitorUp } from '@baton/contracts/up.ts'

/** One way to the server, from opening to closing. It is opened once and never comes back: `link` opens the next one. */
export type Transport = {
  send(frame: VisitorUp): void
  /** The page woke up: prove now that the server still answers. */
  probe(): void
  close(): void
}

export type Opening = {
  origin: string
  token: string
  /** Number of the last fact we hold. */
  head(): number
  frame(frame: VisitorDown): void
  /** From here on frames may be sent. */
  ready(): void
  /** Called once, never after `close()`. */
  closed(why: 'lost' | 'stranger'): void
}

/** Whatever touches the world, handed in. */
export type World = {
  fetch: typeof fetch
  socket(url: string): WebSocket
  /** ms since 1970. */
  now(): number
  /** 0 to 1. */
  chance(): number
}
