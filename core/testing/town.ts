import type { Conversation } from '@baton/contracts/conversation.ts'
import type { Numbered } from '@baton/contracts/facts.ts'
import type { Policy } from '@baton/contracts/policy.ts'
import type { TeamSettings } from '@baton/contracts/team.ts'
import { apply, opened } from '../apply.ts'
import { decide, type Input } from '../decide.ts'
import type { Decision, Effect, World } from '../decision.ts'
import { ladderOf, nextStepAt } from '../ladder.ts'
import { type Ring, type Rules, route, type Seat, staffed, type Waiting } from '../routing.ts'
import { forVisitor } from '../visibility.ts'
import { northpeak, sales, support, vera } from './cast.ts'

/** One conversation as the server would keep it, and as the visitor's browser would. */
export type Kept = {
  id: string
  c: Conversation
  facts: Numbered[]
  /** What the browser has folded from the projected facts. */
  view: Conversation
  /** Keyed as the job queue keys them: a later timer of a kind replaces the earlier one. */
  timers: Map<string, Extract<Effect, { type: 'wake' }>>
  /** A bot job waits. At most one may. */
  asked: boolean
  /** Bot jobs that run: what they were asked, and how many facts there were. */
  reading: { tenure: number; answers: number; facts: number }[]
  /** Inputs that came in through the door with a tenure, a since or a due: they may all come again. */
  past: Input[]
  /** For each answer that came back: how many facts there were when the bot began to read. */
  readAt: Map<Input, number>
}

/** A whole install, without a server: conversations, seats, jobs and a clock, all of it in the test's hand. */
export type Town = {
  now: number
  policy: Policy
  policyVersion: number
  seats: Seat[]
  teams: ReadonlyMap<string, TeamSettings>
  conversations: Kept[]
  /** A route job waits, or one that is planned. */
  routes: boolean
  looks: number | null
  story: string[] | null
}

/** One input taken in: all that a law needs to judge it. */
export type Taken = { kept: Kept; input: Input; before: Conversation; world: World; decision: Decision; placed: Numbered[] }

export type Watcher = {
  onTurn(town: Town, taken: Taken): void
  onRoute(waiting: Waiting[], seats: Seat[], rings: Ring[], now: number, rules: Rules): void
  /** After each step, when no turn is half done. */
  onRest(town: Town): void
}

export function townOf(policy: Policy, seats: Seat[], teams: Town['teams'], now: number): Town {
  const conversations = [1, 2, 3].map((k) => openedAs(`00000000-0000-4000-8000-00000000000${k}`))
  return { now, policy, policyVersion: 1, seats, teams, conversations, routes: false, looks: null, story: null }
}

function openedAs(id: string): Kept {
  const c = opened(northpeak, vera)
  return { id, c, view: c, facts: [], timers: new Map(), asked: false, reading: [], past: [], readAt: new Map() }
}

/** Takes one input in as the door does: decide, number, fold, keep the effects. */
export function take(town: Town, kept: Kept, input: Input, watcher: Watcher): void {
  const before = kept.c
  const world = worldFor(town, before, input)
  const decision = decide(before, input, world)
  const placed = decision.facts.map((fact, i) => ({ n: before.n + 1 + i, at: world.now, cause: 'walk:cause', fact }))
  kept.facts.push(...placed)
  kept.c = frozen(placed.reduce<Conversation>(apply, before))
  kept.view = placed.map((p) => ({ ...p, fact: forVisitor(p.fact) })).reduce<Conversation>(apply, kept.view)
  if ('tenure' in input || 'since' in input || 'due' in input) kept.past.push(input)
  for (const effect of decision.effects) keep(town, kept, effect)
  town.story?.push(tell(town, kept, input, decision))
  watcher.onTurn(town, { kept, input, before, world, decision, placed })
}

function worldFor(town: Town, c: Conversation, input: Input): World {
  const { policy, policyVersion, teams } = town
  const room = input.type === 'agentAccepts' ? roomOf(town, input.by.agent) : null
  const seats = counted(town)
  const there = new Set([support, sales].filter((team) => staffed(team, seats, rulesOf(town).teams)))
  const online = new Set(seats.filter((seat) => seat.online).map((seat) => seat.agent))
  return {
    now: Math.max(town.now, c.at),
    policy,
    policyVersion,
    teams,
    staffed: there,
    online,
    names: { bot: 'Fern', teams: new Map() },
    room,
  }
}

function roomOf(town: Town, agent: string): World['room'] {
  const capacity = town.seats.find((seat) => seat.agent === agent)?.capacity ?? 0
  return { open: held(town, agent), capacity }
}

/** How many conversations this agent has. */
export function held(town: Town, agent: string): number {
  return town.conversations.filter(({ c }) => c.holder.kind === 'agent' && c.holder.agent === agent).length
}

function counted(town: Town): Seat[] {
  return town.seats.map((seat) => ({ ...seat, open: held(town, seat.agent) }))
}

function keep(town: Town, kept: Kept, effect: Effect): void {
  if (effect.type === 'route') town.routes = true
  else if (effect.type === 'askBot') kept.asked = true
  else kept.timers.set(effect.input.type, effect)
}

/** What the router would ring now. */
export function wouldRing(town: Town): { waiting: Waiting[]; seats: Seat[]; rings: Ring[] } {
  const waiting = town.conversations.flatMap(({ id, c }) =>
    c.holder.kind === 'queue'
      ? [{ id, tenure: c.tenure, ringMs: town.policy.ringMs, queue: c.holder, language: c.language, last: c.last?.agent ?? null }]
      : [],
  )
  const seats = counted(town)
  return { waiting, seats, rings: route(waiting, seats, town.now, rulesOf(town)) }
}

/** What routing knows of the teams. */
export function rulesOf(town: Town): Rules {
  const held = (team: string) => town.conversations.filter(({ c }) => c.holder.kind === 'agent' && c.holder.team === team).length
  return { teams: new Map([...town.teams].map(([team, settings]) => [team, { ...settings, held: held(team) }])), ageingMs: 600_000 }
}

/** Who waits for a team of which nobody is there any more. */
export function deserted(town: Town, waiting: readonly Waiting[], seats: readonly Seat[]): Waiting[] {
  return waiting.filter((w) => !staffed(w.queue.team, seats, rulesOf(town).teams))
}

/** Runs the route job. */
export function runRoute(town: Town, watcher: Watcher): void {
  town.routes = false
  town.looks = null
  const { waiting, seats, rings } = wouldRing(town)
  watcher.onRoute(waiting, seats, rings, town.now, rulesOf(town))
  for (const { id, tenure } of deserted(town, waiting, seats)) {
    const kept = town.conversations.find((one) => one.id === id)
    if (kept) take(town, kept, { type: 'teamLeaves', tenure }, watcher)
  }
  for (const { conversation, ...ring } of rings) {
    const kept = town.conversations.find(({ id }) => id === conversation)
    const { gives, agents, until, ...rung } = ring
    const [agent = ''] = agents
    if (kept)
      take(town, kept, gives ? { type: 'gives', to: { agent, name: agent }, ...rung } : { type: 'rings', agents, until, ...rung }, watcher)
  }
  // Whoever joins a ring may let another one ring.
  if (rings.some((ring) => waiting.find((w) => w.id === ring.conversation)?.queue.ringing)) town.routes = true
  if (!town.routes) lookAgain(town)
}

/** Steps of a ladder begin by the clock: where the next may reach somebody, the router looks then. */
function lookAgain(town: Town): void {
  const { waiting } = wouldRing(town)
  const next = waiting.flatMap(({ queue }) => {
    const rules = town.teams.get(queue.team)
    const at = rules && !queue.ringing ? nextStepAt(ladderOf(rules), queue.since, town.now) : null
    return at === null ? [] : [at]
  })
  town.looks = next.length > 0 ? Math.min(...next) : null
}

/** Starts the bot job that waits. It is a careless one: it does not look who has the conversation, that is for `decide` to know. */
export function startBot(kept: Kept): void {
  const { visitorLine, answered, tenure } = kept.c
  if (!kept.asked) return
  kept.asked = false
  if (visitorLine > answered) kept.reading.push({ tenure, answers: visitorLine, facts: kept.facts.length })
}

/** Fires a timer that is due. */
export function fire(town: Town, kept: Kept, kind: string, watcher: Watcher): void {
  const timer = kept.timers.get(kind)
  if (!timer) return
  kept.timers.delete(kind)
  take(town, kept, timer.input, watcher)
}

function tell(town: Town, kept: Kept, input: Input, { facts, effects, refusal }: Decision): string {
  const { type, ...rest } = input
  const done = facts.map((f) => `#${kept.facts.length - facts.length + facts.indexOf(f) + 1} ${f.type}`)
  const todo = effects.map((e) => (e.type === 'wake' ? `wake ${e.input.type} at ${e.at}` : e.type))
  const outcome = refusal ? `refused ${refusal.no}` : [...done, ...todo].join(', ') || 'nothing'
  return `${town.now} c${kept.id.at(-1)} ${type} ${JSON.stringify(rest).slice(0, 160)} → ${outcome} | ${kept.c.holder.kind} t${kept.c.tenure}`
}

function frozen(c: Conversation): Conversation {
  Object.freeze(c.holder)
  Object.freeze(c.promise)
  Object.freeze(c.contact)
  return Object.freeze(c)
}
