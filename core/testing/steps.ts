import type { Policy } from '@baton/contracts/policy.ts'
import fc from 'fast-check'
import type { Draft, Input } from '../decide.ts'
import type { Seat } from '../routing.ts'
import { ada, bo, cy, sales, support } from './cast.ts'
import { draft, hour, minute, policyWith, second, start } from './given.ts'
import { fire, type Kept, runRoute, startBot, type Town, take, townOf, type Watcher } from './town.ts'

/** One thing that happens in a walk. Numbers named `which` pick among whatever is there. */
export type Step =
  | { do: 'acts'; in: number; input: Input }
  | { do: 'botReads'; in: number }
  | { do: 'botReturns'; in: number; which: number; answer: Answer }
  | { do: 'routes' }
  | { do: 'passes'; ms: number }
  | { do: 'timerFires'; in: number; which: number }
  | { do: 'comesAgain'; in: number; which: number }
  | { do: 'seatChanges'; agent: number; online: boolean; capacity: number }
  | { do: 'policyChanges'; policy: Policy }
type Answer = Draft | 'down' | 'empty'
export type Walk = { policy: Policy; seats: Seat[]; steps: Step[] }

const conversation = fc.nat({ max: 2 })
const which = fc.nat({ max: 30 })
const page = fc.constantFrom(null, { url: 'https://northpeak.example/tents', title: 'Tents' })
const text = fc.constantFrom(
  'Where is my order?',
  'ok',
  'Can I talk to a human?',
  'thanks 👍',
  'is it waterproof',
  'Ich will einen Menschen',
)
const by = fc.constantFrom(ada, bo, cy)
const email = fc.constantFrom(null, 'vera@example.com', 'v@example.org')

const visitorActs: fc.Arbitrary<Input> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ type: fc.constant('visitorSays' as const), text, page }) },
  { weight: 5, arbitrary: fc.record({ type: fc.constant('visitorAsks' as const), page }) },
  fc.record({ type: fc.constant('visitorGives' as const), name: fc.constantFrom(null, 'Vera'), email, verified: fc.boolean() }),
  fc.record({
    type: fc.constant('visitorRates' as const),
    answer: fc.integer({ min: 1, max: 40 }),
    helpful: fc.boolean(),
    isAnswer: fc.boolean(),
  }),
  {
    weight: 2,
    arbitrary: fc.record({
      type: fc.constant('visitorStopsWaiting' as const),
      instead: fc.constantFrom('bot' as const, 'promise' as const),
    }),
  },
)

const why = fc.constantFrom(null, 'answered by phone')
const agentActs: fc.Arbitrary<Input> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ type: fc.constant('agentAccepts' as const), by }) },
  fc.record({ type: fc.constant('agentTakesOver' as const), by }),
  { weight: 2, arbitrary: fc.record({ type: fc.constant('agentSays' as const), by, text }) },
  fc.record({ type: fc.constant('agentNotes' as const), by, text }),
  { weight: 2, arbitrary: fc.record({ type: fc.constant('agentHandsBack' as const), by, note: fc.constantFrom(null, 'sent the label') }) },
  fc.record({ type: fc.constant('agentCloses' as const), by, outcome: fc.constantFrom('solved' as const, 'spam' as const), why }),
  fc.record({ type: fc.constantFrom('agentReopens' as const, 'agentSees' as const, 'agentLeaves' as const), by }),
)

const answer: fc.Arbitrary<Answer> = fc.constantFrom<Answer[]>(
  draft(0.95),
  draft(0.7),
  draft(0.2),
  { ...draft(1), text: '' },
  'down',
  'empty',
)

const policy: fc.Arbitrary<Policy> = fc
  .record({
    minConfidence: fc.constantFrom(0, 0.5, 0.7, 1),
    team: fc.constantFrom(support, support, sales),
    ringMs: fc.constantFrom(30 * second, minute, 10 * minute),
    patienceMs: fc.constantFrom(10 * second, minute, 5 * minute),
    answerWithinMs: fc.constantFrom(minute, hour, 24 * hour),
  })
  .map(policyWith)

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 10, arbitrary: fc.record({ do: fc.constant('acts' as const), in: conversation, input: visitorActs }) },
  { weight: 9, arbitrary: fc.record({ do: fc.constant('acts' as const), in: conversation, input: agentActs }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('botReads' as const), in: conversation }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('botReturns' as const), in: conversation, which, answer }) },
  { weight: 6, arbitrary: fc.record({ do: fc.constant('routes' as const) }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('passes' as const), ms: fc.constantFrom(0, second, 20 * second, minute, hour) }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('timerFires' as const), in: conversation, which }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('comesAgain' as const), in: conversation, which }) },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('seatChanges' as const),
      agent: fc.nat({ max: 2 }),
      online: fc.constantFrom(true, true, false),
      capacity: fc.constantFrom(1, 1, 2),
    }),
  },
  fc.record({ do: fc.constant('policyChanges' as const), policy }),
)

const seats: fc.Arbitrary<Seat[]> = fc.tuple(
  ...[ada, bo, cy].map(({ agent }) =>
    fc.record({
      agent: fc.constant(agent),
      team: fc.constantFrom(support, support, sales),
      online: fc.constantFrom(true, true, false),
      open: fc.constant(0),
      capacity: fc.constantFrom(1, 1, 2),
    }),
  ),
)

/** Visitors, answers, failures, agents, seats, rings and timers in any order: about sixty steps. */
export const walk: fc.Arbitrary<Walk> = fc.record({ policy, seats, steps: fc.array(step, { minLength: 1, maxLength: 120, size: 'max' }) })

/** Takes all the steps, then lets every job and timer run out with nobody there but the bot and the clock. */
export function goThrough({ policy, seats, steps }: Walk, watcher: Watcher, story: string[] | null = null): Town {
  const town = { ...townOf(policy, [...seats], start), story }
  for (const one of steps) {
    go(town, one, watcher)
    watcher.onRest(town)
  }
  story?.push('— now everything that waits runs out')
  exhaust(town, watcher)
  return town
}

function go(town: Town, step: Step, watcher: Watcher): void {
  if ('in' in step) {
    const kept = town.conversations[step.in]
    if (kept) goIn(town, kept, step, watcher)
  } else if (step.do === 'routes') {
    if (town.routes) runRoute(town, watcher)
  } else if (step.do === 'passes') {
    town.now += step.ms
  } else if (step.do === 'seatChanges') {
    changeSeat(town, step)
  } else {
    town.policy = step.policy
    town.policyVersion++
  }
}

function goIn(town: Town, kept: Kept, step: Extract<Step, { in: number }>, watcher: Watcher): void {
  if (step.do === 'acts') take(town, kept, step.input, watcher)
  else if (step.do === 'botReads') startBot(kept)
  else if (step.do === 'botReturns') returnAnswer(town, kept, step.which, step.answer, watcher)
  else if (step.do === 'timerFires') fireDue(town, kept, step.which, watcher)
  else {
    const again = kept.past[step.which % kept.past.length]
    if (again) take(town, kept, again, watcher)
  }
}

function fireDue(town: Town, kept: Kept, which: number, watcher: Watcher): void {
  const due = [...kept.timers].filter(([, timer]) => timer.at <= town.now)
  const [kind] = due[which % due.length] ?? []
  if (kind) fire(town, kept, kind, watcher)
}

function changeSeat(town: Town, { agent, online, capacity }: Extract<Step, { do: 'seatChanges' }>): void {
  town.seats = town.seats.map((seat, i) => (i === agent ? { ...seat, online, capacity } : seat))
  town.routes = true
  town.story?.push(`${town.now} seat ${agent} ${online ? 'online' : 'offline'}, capacity ${capacity}`)
}

function returnAnswer(town: Town, kept: Kept, which: number, answer: Answer, watcher: Watcher): void {
  const [read] = kept.reading.splice(which % kept.reading.length, 1)
  if (!read) return
  const { tenure, answers, facts } = read
  const input: Input =
    typeof answer === 'string'
      ? { type: 'botFails', tenure, answers, error: answer }
      : { type: 'botAnswers', tenure, answers, draft: answer }
  kept.readAt.set(input, facts)
  take(town, kept, input, watcher)
}

/** More than any walk needs: whoever reaches it rings or asks in a circle. */
const enough = 2_000

function exhaust(town: Town, watcher: Watcher): void {
  for (let i = 0; i < enough; i++) {
    if (!exhaustOne(town, i, watcher)) return
    watcher.onRest(town)
  }
  throw new Error('the jobs and timers never run out')
}

function exhaustOne(town: Town, i: number, watcher: Watcher): boolean {
  if (town.routes) {
    runRoute(town, watcher)
    return true
  }
  const busy = town.conversations.find((kept) => kept.asked || kept.reading.length > 0)
  if (busy) {
    startBot(busy)
    returnAnswer(town, busy, 0, i % 3 === 0 ? 'down' : draft(i % 2 === 0 ? 0.95 : 0.2), watcher)
    return true
  }
  const timers = town.conversations.flatMap((kept) => [...kept.timers].map(([kind, { at }]) => ({ kept, kind, at })))
  const [next] = timers.sort((a, b) => a.at - b.at)
  if (!next) return false
  town.now = Math.max(town.now, next.at)
  fire(town, next.kept, next.kind, watcher)
  return true
}
