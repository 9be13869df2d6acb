import type { Piece } from '../conversations/writing.ts'
import type { Seen } from './seen.ts'

/** Somebody with a conversation on screen. A visitor has no `agent`. */
export type Member = {
  agent: string | null
  typing: (by: { agent: string | null; name: string | null }) => void
  seen: (seen: Seen) => void
  /** More of an answer that the bot is writing. */
  writing?: (piece: Piece) => void
}

/** What passes between those who look at one conversation and is never stored: typing, an answer that is being written, and news of how far the others have read. */
export class Rooms {
  readonly #rooms = new Map<string, Set<Member>>()

  enter(conversation: string, member: Member): () => void {
    const room = this.#rooms.get(conversation) ?? new Set()
    this.#rooms.set(conversation, room.add(member))
    return () => {
      room.delete(member)
      if (room.size === 0) this.#rooms.delete(conversation)
    }
  }

  /** Whether anybody looks at it here. */
  has(conversation: string): boolean {
    return this.#rooms.has(conversation)
  }

  /** To all but whoever types. */
  typing(conversation: string, by: { agent: string | null; name: string | null }): void {
    for (const member of this.#rooms.get(conversation) ?? []) if (member.agent !== by.agent) member.typing(by)
  }

  writing(conversation: string, piece: Piece): void {
    for (const member of this.#rooms.get(conversation) ?? []) member.writing?.(piece)
  }

  seen(conversation: string, seen: Seen): void {
    for (const member of this.#rooms.get(conversation) ?? []) member.seen(seen)
  }
}
