import type { Conversation } from '@baton/contracts/conversation.ts'
import type { Fact } from '@baton/contracts/facts.ts'
import { type Policy, policy } from '@baton/contracts/policy.ts'
import { type TeamSettings, teamSettings } from '@baton/contracts/team.ts'
import { apply, opened } from '@baton/core/apply.ts'
import { type Draft, decide, type Input } from '@baton/core/decide.ts'
import type { Effect, World } from '@baton/core/decision.ts'
import { ladderOf, nextStepAt } from '@baton/core/ladder.ts'
import { type Rules, route, type Seat, staffed, type Waiting } from '@baton/core/routing.ts'
import { jobOf } from '@baton/server/conversations/effects.ts'
import { type Agenda, agendaFrom } from './agenda.ts'

export const second = 1_000
export const minute = 60 * second
export const hour = 60 * minute
/** When a simulation begins: midnight. */
export const midnight = Date.UTC(2026, 2, 2)

const bot = '00000000-0000-4000-8000-0000000000bb'
const team = '00000000-0000-4000-8000-000000000051'
const ageingMs = 10 * minute
/** How long one rings alone where nothing is said, as the server has it. */
const aloneMs = 45 * second
const botMs = 1.5 * second

export type Kept = { id: string; c: Conversation }

/** Baton without a server: one team, its conversations, jobs and clock. Who sits where is changed by whoever simulates people. */
export type Install = {
  agenda: Agenda
  policy: Policy
  team: TeamSettings
  seats: Seat[]
  waiting: Map<string, Kept>
  held: Map<string, Set<Kept>>
  heard: (kept: Kept, facts: readonly Fact[]) => void
}

type Settings = { policy?: Partial<Policy>; team: Partial<TeamSettings>; agents: number; capacity: number; online: boolean }

export function installOf(settings: Settings): Install {
  const agents = Array.from({ length: settings.agents }, (_, i) => `00000000-0000-4000-8000-${String(i + 1).padStart(12, '0')}`)
  return {
    agenda: agendaFrom(midnight),
    policy: policy.parse({ team, ...settings.policy }),
    team: teamSettings.parse(settings.team),
    seats: agents.map((agent) => ({ agent, team, online: settings.online, open: 0, capacity: settings.capacity })),
    waiting: new Map(),
    held: new Map(agents.map((agent) => [agent, new Set()])),
    heard: () => {},
  }
}

export function newcomer(n: number): Kept {
  const id = `00000000-0000-4000-9000-${String(n).padStart(12, '0')}`
  return { id, c: opened(bot, id) }
}

export function speaker(agent: string): { agent: string; name: string } {
  return { agent, name: agent.slice(-2) }
}

/** Takes one input in as the door does: decide, fold, keep what is to be done. False where it was refused. */
export function take(install: Install, kept: Kept, input: Input): boolean {
  const { now } = install.agenda
  const { facts, effects, refusal } = decide(kept.c, input, worldFor(install, input))
  const before = kept.c
  kept.c = facts.map((fact, i) => ({ n: before.n + 1 + i, at: now, cause: 'simulated', fact })).reduce<Conversation>(apply, before)
  count(install, kept, before)
  for (const effect of effects) plan(install, kept, effect)
  install.heard(kept, facts)
  return refusal === undefined
}

function worldFor(install: Install, input: Input): World {
  const { seats, policy } = install
  const seat = input.type === 'agentAccepts' ? seats.find(({ agent }) => agent === input.by.agent) : undefined
  return {
    now: install.agenda.now,
    policy,
    policyVersion: 1,
    teams: new Map([[team, install.team]]),
    staffed: new Set(staffed(team, seats, rulesOf(install).teams) ? [team] : []),
    online: new Set(seats.filter(({ online }) => online).map(({ agent }) => agent)),
    names: { bot: 'Fern', teams: new Map() },
    room: seat ? { open: seat.open, capacity: seat.capacity } : null,
  }
}

function rulesOf({ team: settings, seats }: Install): Rules {
  const held = seats.reduce((sum, { open }) => sum + open, 0)
  return { teams: new Map([[team, { ...settings, held }]]), ageingMs }
}

function count(install: Install, kept: Kept, { holder }: Conversation): void {
  const after = kept.c.holder
  if (after.kind === 'queue') install.waiting.set(kept.id, kept)
  else install.waiting.delete(kept.id)
  if (holder.kind === 'agent') install.held.get(holder.agent)?.delete(kept)
  if (after.kind === 'agent') install.held.get(after.agent)?.add(kept)
  for (const seat of install.seats) seat.open = install.held.get(seat.agent)?.size ?? 0
}

function plan(install: Install, kept: Kept, effect: Effect): void {
  const { key, runAt } = jobOf(kept.id, effect, install.agenda.now)
  const run = () => {
    if (effect.type === 'route') runRoute(install)
    else if (effect.type === 'askBot') answer(install, kept)
    else take(install, kept, effect.input)
  }
  install.agenda.plan(runAt, run, key)
}

const sure: Draft = { text: 'Within 30 days.', confidence: 0.9, mode: 'pair', sources: [], tried: [] }

function answer(install: Install, kept: Kept): void {
  const { tenure, visitorLine: answers, answered } = kept.c
  if (answers > answered) install.agenda.after(botMs, () => take(install, kept, { type: 'botAnswers', tenure, answers, draft: sure }))
}

/** Somebody came or went: the router looks again. */
export function lookAgain(install: Install): void {
  install.agenda.plan(install.agenda.now, () => runRoute(install), 'route')
}

function runRoute(install: Install): void {
  const rules = rulesOf(install)
  if (!staffed(team, install.seats, rules.teams)) {
    for (const kept of [...install.waiting.values()]) take(install, kept, { type: 'teamLeaves', tenure: kept.c.tenure })
    return
  }
  const waiting = [...install.waiting.values()].flatMap((kept) => waitingOf(install, kept))
  const rings = route(waiting, install.seats, install.agenda.now, rules)
  for (const { conversation, gives, agents, until, ...rung } of rings) {
    const kept = install.waiting.get(conversation)
    const [only = '', ...others] = agents
    const seat = others.length === 0 ? install.seats.find(({ agent }) => agent === only) : undefined
    if (seat) seat.turn = install.agenda.now
    if (kept) take(install, kept, gives ? { type: 'gives', to: speaker(only), ...rung } : { type: 'rings', agents, until, ...rung })
  }
  // Whoever joins a ring may let another one ring.
  if (rings.some((ring) => waiting.some((w) => w.id === ring.conversation && w.queue.ringing))) lookAgain(install)
  lookAtNextStep(install)
}

function waitingOf({ policy, team: settings }: Install, { id, c }: Kept): Waiting[] {
  if (c.holder.kind !== 'queue') return []
  const ringMs = settings.ringMs ?? (settings.mode === 'ringOne' ? aloneMs : policy.ringMs)
  return [{ id, tenure: c.tenure, queue: c.holder, language: c.language, skills: c.tags, last: c.last?.agent ?? null, ringMs }]
}

/** Steps of a ladder begin by the clock. */
function lookAtNextStep(install: Install): void {
  const { now } = install.agenda
  const steps = [...install.waiting.values()].flatMap(({ c }) => {
    if (c.holder.kind !== 'queue' || c.holder.ringing) return []
    return nextStepAt(ladderOf(install.team), c.holder.since, now) ?? []
  })
  if (steps.length > 0) install.agenda.plan(Math.max(Math.min(...steps), now + 200), () => runRoute(install), 'look')
}
