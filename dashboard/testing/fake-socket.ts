import type { AgentDown } from '@baton/contracts/down.ts'
import type { AgentUp } from '@baton/contracts/up.ts'
import type { Shelf } from '../live/outbox.ts'
import type { LiveDeps, Page } from '../live/store.ts'
import { Live } from '../live/store.ts'
import type { Socket } from '../live/wire.ts'

export class FakeSocket implements Socket {
  onopen: (() => void) | null = null
  onmessage: ((event: { data: unknown }) => void) | null = null
  onclose: ((event: { code: number }) => void) | null = null
  sent: AgentUp[] = []
  closed = false

  send(text: string): void {
    this.sent.push(JSON.parse(text))
  }

  close(): void {
    this.closed = true
  }

  hear(...frames: AgentDown[]): void {
    for (const frame of frames) this.onmessage?.({ data: JSON.stringify(frame) })
  }

  /** The server accepts and welcomes. */
  welcome(now = 0): void {
    this.onopen?.()
    this.hear({ t: 'welcome', protocol: 1, now, online: true })
  }

  said<T extends AgentUp['t']>(t: T): Extract<AgentUp, { t: T }>[] {
    return this.sent.filter((frame): frame is Extract<AgentUp, { t: T }> => frame.t === t)
  }
}

/** Timers that run when told to. */
export class FakeTimers {
  now = 0
  #waiting = new Map<number, { at: number; run: () => void }>()
  #next = 1

  set = (run: () => void, ms: number): unknown => {
    this.#waiting.set(this.#next, { at: this.now + ms, run })
    return this.#next++
  }

  clear = (timer: unknown): void => {
    this.#waiting.delete(timer as number)
  }

  pass(ms: number): void {
    const until = this.now + ms
    for (;;) {
      const due = [...this.#waiting].filter(([, { at }]) => at <= until).sort((a, b) => a[1].at - b[1].at)[0]
      if (!due) break
      this.#waiting.delete(due[0])
      this.now = due[1].at
      due[1].run()
    }
    this.now = until
  }
}

export function memoryShelf(): Shelf {
  const kept = new Map<string, string>()
  return {
    get length() {
      return kept.size
    },
    key: (i) => [...kept.keys()][i] ?? null,
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: (key) => void kept.delete(key),
  }
}

/** A live store whose other end is the test. */
export function liveForTest(
  me: string,
  pages: (list: string, cursor: string | null) => Promise<Page> = async () => ({ rows: [], next: null }),
  shelf = memoryShelf(),
) {
  const timers = new FakeTimers()
  const sockets: FakeSocket[] = []
  let causes = 0
  const deps: LiveDeps = {
    me,
    open: () => {
      const socket = new FakeSocket()
      sockets.push(socket)
      return socket
    },
    fetchPage: pages,
    timers,
    now: () => timers.now,
    random: () => 0,
    newCause: () => `cause-${++causes}-xx`,
    shelf,
  }
  const live = new Live(deps)
  live.start()
  return { live, timers, sockets, shelf, socket: () => sockets.at(-1) as FakeSocket }
}
