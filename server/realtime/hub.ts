import type { Numbered } from '@baton/contracts/facts.ts'
import { factsAtOnce } from '../conversations/store.ts'
import type { Taken } from '../conversations/turn.ts'

/** Somebody who follows a conversation. `n` is the last number they were sent; only the hub moves it. */
export type Listener = { conversation: string; n: number; send: (facts: Numbered[]) => void }
type Following = Listener & { filling: boolean; head: number; stopped: boolean }
type Read = (conversation: string, after: number) => Promise<Numbered[]>

const againMs = 1_000

/**
 * Tells those who follow a conversation what has happened in it, in order and without a hole: whatever a listener is missing
 * is read from the database, however the news of it came (a turn here, another node's word, a client's ping).
 */
export class Hub {
  readonly #following = new Map<string, Set<Following>>()
  readonly #read: Read

  constructor(read: Read) {
    this.#read = read
  }

  /** Follows from `listener.n` on: what is stored already comes first. Returns what ends it. */
  follow(listener: Listener): { stop: () => void; caughtUp: Promise<void> } {
    const following: Following = Object.assign(listener, { filling: false, head: 0, stopped: false })
    const all = this.#following.get(listener.conversation) ?? new Set()
    this.#following.set(listener.conversation, all.add(following))
    const stop = () => {
      following.stopped = true
      all.delete(following)
      if (all.size === 0) this.#following.delete(listener.conversation)
    }
    const caughtUp = this.#fill(following)
    caughtUp.catch(() => {}) // for callers that don't wait for it
    return { stop, caughtUp }
  }

  /** Facts that were committed by a turn of this node. */
  published(taken: readonly Taken[]): void {
    for (const { id, facts } of taken) {
      if (facts.length > 0) for (const following of this.#following.get(id) ?? []) this.#deliver(following, facts)
    }
  }

  /** Another node committed up to `n`, or a client says what it has: whoever here lacks something is sent it. */
  head(conversation: string, n: number): void {
    for (const following of this.#following.get(conversation) ?? []) {
      if (following.n < n) this.#fillSoon(following, n)
    }
  }

  conversations(): string[] {
    return [...this.#following.keys()]
  }

  #deliver(following: Following, facts: Numbered[]): void {
    const first = facts[0]?.n ?? 0
    const last = facts.at(-1)?.n ?? 0
    if (following.filling || first > following.n + 1) return this.#fillSoon(following, last)
    const fresh = first > following.n ? facts : facts.filter((fact) => fact.n > following.n)
    if (fresh.length === 0) return
    following.n = last
    following.send(fresh)
  }

  /** What can't be read now, as the database is away, is read a little later: no other word of it may come. */
  #fillSoon(following: Following, head: number): void {
    this.#fill(following, head).catch(() => setTimeout(() => following.stopped || this.#fillSoon(following, head), againMs).unref())
  }

  /**
   * One read at a time. What is committed while it runs raises `head`: whether the read saw it or not, another follows. A head that
   * the database does not have is not waited for.
   */
  async #fill(following: Following, head = 0): Promise<void> {
    following.head = Math.max(following.head, head)
    if (following.filling) return
    following.filling = true
    try {
      for (;;) {
        const asked = following.head
        const facts = await this.#read(following.conversation, following.n)
        if (following.stopped) return
        const last = facts.at(-1)?.n
        if (last !== undefined) {
          following.n = last
          following.send(facts)
        }
        const more = facts.length >= factsAtOnce
        if (!more && (following.n >= following.head || (last === undefined && following.head === asked))) return
      }
    } finally {
      following.filling = false
      following.head = following.n
    }
  }
}
