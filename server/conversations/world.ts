import { type Policy, policy } from '@baton/contracts/policy.ts'
import type { TeamSettings } from '@baton/contracts/team.ts'
import type { World } from '@baton/core/decision.ts'
import type { Pool } from 'pg'

type Known = { policy: Policy; policyVersion: number; bot: string }

/** Who is there, as presence has it: teams with somebody online for a bot, agents who are, what the teams are called, and what they have settled for themselves. */
export type Around = {
  /** Those for a bot's visitors. */
  staffedFor(bot: string): ReadonlySet<string>
  online: ReadonlySet<string>
  names: ReadonlyMap<string, string>
  teams: ReadonlyMap<string, TeamSettings>
}

/**
 * What a decision must know besides the conversation, kept in memory: each bot's policy, and who is online.
 * Either may be a moment old. That is safe: a ring that reaches nobody ends in a promise, and a promise stands in the inbox.
 */
export class Worlds {
  readonly #db: Pool
  readonly #bots = new Map<string, Known>()
  #around: Around = { staffedFor: () => new Set(), online: new Set(), names: new Map(), teams: new Map() }
  #forgotten = 0

  constructor(db: Pool) {
    this.#db = db
  }

  of(bot: string): Omit<World, 'now' | 'room'> | null {
    const known = this.#bots.get(bot)
    if (!known) return null
    const { policy, policyVersion } = known
    const { staffedFor, online, names, teams } = this.#around
    return { policy, policyVersion, teams, staffed: staffedFor(bot), online, names: { bot: known.bot, teams: names } }
  }

  async load(bots: string[]): Promise<void> {
    const missing = bots.filter((bot) => !this.#bots.has(bot))
    if (missing.length === 0) return
    const began = this.#forgotten
    const { rows } = await this.#db.query<{ bot: string; name: string; version: number; body: unknown }>(
      'select p.bot, b.name, p.version, p.body from bot b join policy p on p.bot = b.id and p.version = b.policy_version where b.id = any($1::uuid[])',
      [missing],
    )
    // What was read before something was forgotten may be what had to be forgotten.
    if (began !== this.#forgotten) return this.load(missing)
    // An earlier release stored less: what is new has its defaults.
    for (const { bot, name, version, body } of rows) this.#bots.set(bot, { policy: policy.parse(body), policyVersion: version, bot: name })
  }

  /** A bot has another name or a new version of its policy, or any may have: the next turn reads it. */
  forget(bot?: string): void {
    this.#forgotten++
    if (bot) this.#bots.delete(bot)
    else this.#bots.clear()
  }

  setAround(around: Around): void {
    this.#around = around
  }
}
