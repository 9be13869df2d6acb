import type { Policy } from '@baton/contracts/policy.ts'
import type { Pool } from 'pg'

type Known = { policy: Policy; policyVersion: number }

/**
 * What a decision must know besides the conversation, kept in memory: each bot's policy, and which teams have somebody online.
 * Either may be a moment old. That is safe: a ring that reaches nobody ends in a promise, and a promise stands in the inbox.
 */
export class Worlds {
  readonly #db: Pool
  readonly #bots = new Map<string, Known>()
  #staffed: ReadonlySet<string> = new Set()
  #forgotten = 0

  constructor(db: Pool) {
    this.#db = db
  }

  of(bot: string): (Known & { staffed: boolean }) | null {
    const known = this.#bots.get(bot)
    return known ? { ...known, staffed: this.#staffed.has(known.policy.team) } : null
  }

  async load(bots: string[]): Promise<void> {
    const missing = bots.filter((bot) => !this.#bots.has(bot))
    if (missing.length === 0) return
    const began = this.#forgotten
    const { rows } = await this.#db.query<{ bot: string; version: number; body: Policy }>(
      'select p.bot, p.version, p.body from bot b join policy p on p.bot = b.id and p.version = b.policy_version where b.id = any($1::uuid[])',
      [missing],
    )
    // What was read before something was forgotten may be what had to be forgotten.
    if (began !== this.#forgotten) return this.load(missing)
    for (const { bot, version, body } of rows) this.#bots.set(bot, { policy: body, policyVersion: version })
  }

  /** A bot's policy has a new version: the next turn reads it. */
  forget(bot: string): void {
    this.#forgotten++
    this.#bots.delete(bot)
  }

  setStaffed(teams: ReadonlySet<string>): void {
    this.#staffed = teams
  }
}
