import type { Conversation } from '@baton/contracts/conversation.ts'
import type { Pool } from 'pg'

/** Whoever waits for a person, has one, or was promised one: few, and what agents must not miss. */
const live = "kind = 'queue' or kind = 'agent' or due is not null"

/**
 * Which version of each conversation that concerns people the inboxes of this node have been told of. What another node did not get to
 * say, as it died or was not heard, is found by comparing.
 */
export class Told {
  readonly #versions = new Map<string, number>()
  #known = false

  note(id: string, { n, holder, promise }: Conversation): void {
    const concerns = holder.kind === 'queue' || holder.kind === 'agent' || promise !== null
    if (concerns) this.#versions.set(id, Math.max(n, this.#versions.get(id) ?? 0))
    else this.#versions.delete(id)
  }

  /** Conversations that have changed in the database without being told of, as they are now. The first time there is nothing to compare with. */
  async missed(db: Pool): Promise<{ id: string; state: Conversation }[]> {
    const { rows } = await db.query<{ id: string; version: number }>({
      name: 'live_versions',
      text: `select id, version from conversation where ${live}`,
    })
    const there = new Map(rows.map(({ id, version }) => [id, version]))
    const newer = rows.filter(({ id, version }) => version > (this.#versions.get(id) ?? 0)).map(({ id }) => id)
    const gone = [...this.#versions.keys()].filter((id) => !there.has(id))
    if (!this.#known) return this.#learn(there)
    const ids = [...newer, ...gone]
    if (ids.length === 0) return []
    return (await db.query({ name: 'read_rows', text: 'select id, state from conversation where id = any($1::uuid[])', values: [ids] }))
      .rows
  }

  #learn(there: ReadonlyMap<string, number>): [] {
    for (const [id, version] of there) this.#versions.set(id, version)
    this.#known = true
    return []
  }
}
