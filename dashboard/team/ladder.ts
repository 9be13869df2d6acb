import type { LadderStep, TeamSettings } from '@baton/contracts/team.ts'
import { ladderOf } from '@baton/core/ladder.ts'

/** One step of the ladder on its timeline, in ms from the escalation; only the part within the patience. */
export type Stretch = { step: LadderStep; index: number; at: number; end: number }

/** What the bot's policy says where the team says nothing. */
export type Defaults = { ringMs: number; patienceMs: number; answerWithinMs: number }

export function patienceOf({ patienceMs }: TeamSettings, defaults: Defaults): number {
  return patienceMs ?? defaults.patienceMs
}

/** The ladder over time: the last step lasts until the patience ends. */
export function stretches(settings: TeamSettings, defaults: Defaults): Stretch[] {
  const patience = patienceOf(settings, defaults)
  const steps = ladderOf(settings)
  let at = 0
  return steps.flatMap((step, index) => {
    const end = index === steps.length - 1 ? patience : Math.min(patience, at + step.ms)
    const stretch = { step, index, at, end }
    at = end
    return stretch.end > stretch.at ? [stretch] : []
  })
}

/** Steps that the patience never reaches. */
export function unreached(settings: TeamSettings, defaults: Defaults): number {
  return ladderOf(settings).length - stretches(settings, defaults).length
}

export function moved<T>(list: readonly T[], from: number, to: number): T[] {
  const next = [...list]
  const [one] = next.splice(from, 1)
  if (one !== undefined) next.splice(to, 0, one)
  return next
}
