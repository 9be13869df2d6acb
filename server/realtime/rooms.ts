import type { Piece } from '../conversations/writing.ts'
import type { Seen } from './seen.ts'

/** Somebody with a conversation on screen. A visitor has no `agent`. */
export type Member = {
  agent: string | null
  typing: (by: { agent: string | null; name: string | null }) => void
  seen: (seen: Seen) => void
  /** More of an answer that the bot is writing. */
  writing: (piece: Piece) => void
}

/** No answer is being written for so long, in ms: what is older was left by a server that died. */
const longestWriting = 60_000

/** What passes between those who look at one conversation and is never stored: typing, an answer that is being written, and news of how far the others have read. */
export class Rooms {
  readonly #rooms = new Map<string, Set<Member>>()
  /** What has been written of an answer so far, for whoever comes in while it grows. The oldest first. */
  readonly #drafts = new Map<string, Piece & { at: number }>()
  readonly #now: () => number

  constructor(now: () => number) {
    this.#now = now
  }

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
    this.#keep(conversation, piece)
    for (const member of this.#rooms.get(conversation) ?? []) member.writing(piece)
  }

  /** All that was written so far of the answer that is being written; null where none is. */
  draft(conversation: string): Piece | null {
    const { at, ...draft } = this.#drafts.get(conversation) ?? { at: 0, draft: '', answers: 0, offset: 0, text: '' }
    return this.#now() - at < longestWriting ? draft : null
  }

  /** An answer has become a fact. */
  written(conversation: string): void {
    this.#drafts.delete(conversation)
  }

  seen(conversation: string, seen: Seen): void {
    for (const member of this.#rooms.get(conversation) ?? []) member.seen(seen)
  }

  /** What does not follow on what is here began before this server heard of it, and can't be shown from its middle. */
  #keep(conversation: string, { draft, answers, offset, text }: Piece): void {
    const at = this.#now()
    const known = this.#drafts.get(conversation)
    const before = known?.draft === draft ? known.text : ''
    this.#drafts.delete(conversation)
    if (offset <= before.length) this.#drafts.set(conversation, { draft, answers, offset: 0, text: before.slice(0, offset) + text, at })
    for (const [id, old] of this.#drafts) {
      if (at - old.at < longestWriting) return
      this.#drafts.delete(id)
    }
  }
}
