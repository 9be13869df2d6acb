import type { LadderStep, TeamSettings } from '@baton/contracts/team.ts'

/** Whom a ring goes to. */
export type Reach = LadderStep['do']
/** A step of a ladder at some moment; it lasts for ever where it is the last one. `stage`: how many of the teams that stand in it comes to. */
export type Standing = { do: Reach; stage: number; endsAt: number }

/** A ring that is over so soon is none: the next step begins instead. */
export const shortestRing = 5_000

/** What a team does when nothing is said: one after the other until all were asked, or all at once. */
export function ladderOf({ mode, ladder }: Pick<TeamSettings, 'mode' | 'ladder'>): readonly LadderStep[] {
  if (ladder.length > 0) return ladder
  return [{ do: mode === 'ringOne' ? 'next' : 'everybody', ms: 60_000 }]
}

/** The step that somebody who waits since then has come to, and those that follow. */
export function stepsFrom(ladder: readonly LadderStep[], since: number, now: number): Standing[] {
  let ends = since
  let stage = 0
  const all = ladder.map((step, i): Standing => {
    ends = i === ladder.length - 1 ? Number.POSITIVE_INFINITY : ends + step.ms
    if (step.do === 'fallback') stage++
    return { do: step.do, stage: step.do === 'fallback' ? stage : 0, endsAt: ends }
  })
  return all.filter(({ endsAt }) => endsAt - now >= shortestRing)
}

/** When a step ends before which nothing else would make the router look; null where the last one has begun. */
export function nextStepAt(ladder: readonly LadderStep[], since: number, now: number): number | null {
  const [current] = stepsFrom(ladder, since, now)
  return current && Number.isFinite(current.endsAt) ? Math.max(now, current.endsAt - shortestRing + 1) : null
}
