import type { Hours } from '@baton/contracts/hours.ts'
import type { LadderEvent, TeamSettings } from '@baton/contracts/team.ts'
import { isOpen } from './availability.ts'
import { ladderOf, nextStepAt, type Reach, stepsFrom } from './ladder.ts'
import { route, type Seat, staffed, type TeamRules, type Waiting } from './routing.ts'
import { dueOf } from './team.ts'

/** A seat with the hours of whoever sits there, and of their team. */
export type Planned = Seat & { hours: Hours | null; teamHours: Hours | null }
export type Question = {
  team: string
  at: number
  seats: readonly Planned[]
  teams: ReadonlyMap<string, TeamSettings>
  language: string | null
  policy: { ringMs: number; patienceMs: number; answerWithinMs: number }
}

/** More steps than a ladder and a patience can have. */
const most = 300

/** What happens to a visitor who asks for a team at a moment, if nobody ever accepts: the router itself, asked again and again. */
export function whatIf({ team, at, seats, teams, language, policy }: Question): LadderEvent[] {
  const settings = teams.get(team)
  if (!settings) return []
  const rules = new Map([...teams].map(([id, one]): [string, TeamRules] => [id, { ...one, held: 0 }]))
  const patience = settings.patienceMs ?? policy.patienceMs
  const ends = at + patience
  const queue: Waiting['queue'] = { ...waitingIn(team, at) }
  const events: LadderEvent[] = []
  const half = settings.waitOffer ? at + patience / 2 : Number.POSITIVE_INFINITY
  let now = at
  for (let i = 0; i < most && now < ends; i++) {
    const there = seats.map((seat) => ({ ...seat, closed: !isOpen(seat.hours, now) || !isOpen(seat.teamHours, now) }))
    if (!staffed(team, there, rules)) return [...events, promise(now, there.some((seat) => seat.online) ? 'closed' : 'nobodyOnline')]
    const ringMs = settings.ringMs ?? (settings.mode === 'ringOne' ? 45_000 : policy.ringMs)
    const [ring] = route([{ id: 'what-if', tenure: 0, ringMs, language, queue }], there, now, { teams: rules, ageingMs: 600_000 })
    if (ring?.gives) {
      return [...events, { kind: 'assigned', at: now, agent: ring.agents[0] ?? '', passedOver: ring.passedOver }]
    }
    const step = ring?.reach ?? stepsFrom(ladderOf(settings), at, now)[0]?.do ?? 'everybody'
    const until = Math.min(ends, ring ? ring.until : (nextStepAt(ladderOf(settings), at, now) ?? now + 30_000))
    if (ring) {
      events.push({ kind: 'rings', at: now, step, agents: ring.agents, until, passedOver: ring.passedOver })
      queue.tried = [...new Set([...queue.tried, ...ring.agents])]
      queue.step = ring.step
    } else tellNobody(events, now, step, there, team)
    if (now < half && half <= until) events.push({ kind: 'waitOffer', at: half })
    now = Math.max(until, now + 1)
  }
  return [...events, promise(ends, 'patience')]

  function promise(when: number, why: 'closed' | 'nobodyOnline' | 'patience'): LadderEvent {
    return { kind: 'promise', at: when, due: dueOf(team, { teams, policy: policy as never, now: when }), why }
  }
}

/** Said once for each step. */
function tellNobody(events: LadderEvent[], at: number, step: Reach, seats: readonly Seat[], team: string): void {
  const last = events.findLast((event) => event.kind !== 'waitOffer')
  if (last?.kind === 'nobody' && last.step === step) return
  const passedOver = seats
    .filter((seat) => seat.team === team)
    .map((seat) => ({
      agent: seat.agent,
      why: seat.online ? (seat.closed ? ('closed' as const) : ('full' as const)) : (seat.absence ?? ('offline' as const)),
    }))
  events.push({ kind: 'nobody', at, step, passedOver })
}

function waitingIn(team: string, since: number): Waiting['queue'] {
  return { kind: 'queue', team, reason: 'asked', since, tried: [], ringing: null, step: 0, seen: false, priority: 0, prefer: null }
}
