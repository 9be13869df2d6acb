import type { ChangeKind } from '@baton/contracts/rules.ts'
import { offsetAt } from '@baton/core/availability-zone.ts'
import type { Replayed } from '@baton/core/replay.ts'
import { noResult, type Result } from './replays.ts'

type Counts = Record<ChangeKind, number>
const nobody: Counts = { more: 0, fewer: 0, other: 0 }

/** Counts what a replay finds, all in all, for each day of a zone's calendar and for each team that would have had it. */
export class Tally {
  readonly #total = { ...noResult }
  readonly #days = new Map<string, Counts>()
  readonly #teams = new Map<string, Counts>()
  readonly #zone: string

  constructor(zone: string) {
    this.#zone = zone
  }

  /** True where the episode goes another way, and can be told. */
  add({ began, replayable, before, after, kind }: Replayed): boolean {
    const total = this.#total
    total.episodes++
    if (!replayable) {
      total.notReplayable++
      return false
    }
    if (before) total.before++
    if (after) total.after++
    if (!kind) return false
    total[kind]++
    count(this.#days, dayOf(began, this.#zone), kind)
    count(this.#teams, (after ?? before)?.team ?? '', kind)
    return true
  }

  get changes(): number {
    const { more, fewer, other } = this.#total
    return more + fewer + other
  }

  result(): Result {
    const perDay = [...this.#days].map(([day, counts]) => ({ day, ...counts })).toSorted((a, b) => (a.day < b.day ? -1 : 1))
    const perTeam = [...this.#teams].map(([team, counts]) => ({ team, ...counts }))
    return { ...this.#total, perDay, perTeam, zone: this.#zone }
  }
}

function dayOf(at: number, zone: string): string {
  return new Date(at + offsetAt(zone, at)).toISOString().slice(0, 10)
}

function count(among: Map<string, Counts>, key: string, kind: ChangeKind): void {
  const counts = among.get(key) ?? { ...nobody }
  counts[kind]++
  among.set(key, counts)
}
