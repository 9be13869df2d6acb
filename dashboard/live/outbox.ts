import type { AgentActInput } from '@baton/contracts/acts.ts'

/** An act that the server has not answered yet, or a line that it refused. */
export type Pending = {
  cause: string
  conversation: string
  act: AgentActInput
  at: number
  /** The sentence of a refusal; the line stays until its author has read it. */
  refused: string | null
  /** The number of its last fact once acknowledged: it goes when the view has got there. */
  done: number | null
}

/** The part of `localStorage` that is used here. */
export type Shelf = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>

/**
 * Lines that were written but not acknowledged, kept over a reload. One key per cause, so that two tabs can't overwrite each other's; sending
 * one twice is harmless, the cause makes it once.
 */
export class Outbox {
  #shelf: Shelf
  #prefix: string
  #waiting = new Map<string, Pending>()

  constructor(shelf: Shelf, agent: string) {
    this.#shelf = shelf
    this.#prefix = `baton:out:${agent}:`
    for (const pending of this.#stored()) this.#waiting.set(pending.cause, pending)
  }

  all(): Pending[] {
    return [...this.#waiting.values()].sort((a, b) => a.at - b.at)
  }

  of(conversation: string): Pending[] {
    return this.all().filter((pending) => pending.conversation === conversation)
  }

  get(cause: string): Pending | undefined {
    return this.#waiting.get(cause)
  }

  /** Only what somebody wrote is worth keeping over a reload: an acceptance an hour later would be a surprise. */
  put(pending: Pending): void {
    this.#waiting.set(pending.cause, pending)
    if (pending.act.type === 'say' || pending.act.type === 'note') this.#write(pending)
  }

  remove(cause: string): void {
    this.#waiting.delete(cause)
    this.#shelf.removeItem(this.#prefix + cause)
  }

  #write(pending: Pending): void {
    try {
      this.#shelf.setItem(this.#prefix + pending.cause, JSON.stringify(pending))
    } catch {
      // Storage is full or forbidden: the line still lives in this tab.
    }
  }

  #stored(): Pending[] {
    const keys = Array.from({ length: this.#shelf.length }, (_, i) => this.#shelf.key(i)).filter((key) => key?.startsWith(this.#prefix))
    return keys.flatMap((key) => {
      try {
        const pending = JSON.parse(this.#shelf.getItem(key as string) ?? '') as Pending
        if (pending.done === null) return [pending]
        this.#shelf.removeItem(key as string)
        return []
      } catch {
        return []
      }
    })
  }
}
