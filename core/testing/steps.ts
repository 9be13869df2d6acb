import type { Signals } from '@baton/contracts/facts.ts'
import { type Policy, policy as policySchema, type Rule, type Triggers } from '@baton/contracts/policy.ts'
import { type TeamSettings, teamSettings } from '@baton/contracts/team.ts'
import fc from 'fast-check'
import type { Draft, Input } from '../decide.ts'
import type { Seat } from '../routing.ts'
import { ada, bo, chunk, cy, sales, support } from './cast.ts'
import { draft, hour, minute, plainSignals, policyWith, second, start } from './given.ts'
import { fire, type Kept, runRoute, startBot, type Town, take, townOf, type Watcher } from './town.ts'

/** One thing that happens in a walk. Numbers named `which` pick among whatever is there. */
export type Step =
  | { do: 'acts'; in: number; input: Input }
  | { do: 'botReads'; in: number }
  | { do: 'botUnderstands'; in: number; which: number; signals: Partial<Signals> }
  | { do: 'botReturns'; in: number; which: number; answer: Answer }
  | { do: 'routes' }
  | { do: 'passes'; ms: number }
  | { do: 'timerFires'; in: number; which: number }
  | { do: 'comesAgain'; in: number; which: number }
  | { do: 'seatChanges'; agent: number; online: boolean; capacity: number }
  | { do: 'policyChanges'; policy: Policy }
/** `cut`: some of it was shown before it ended. */
type Answer = Draft | 'down' | 'empty' | { cut: 'unsupported' | 'overtaken' | 'cutOff'; shown: string }
export type Walk = { policy: Policy; seats: Seat[]; teams: [string, TeamSettings][]; steps: Step[] }

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
  'I want a refund for this tent',
  'my lawyer will hear of it',
  'I don’t want to cancel',
  'that did not help at all',
  'yes please',
  'no thanks',
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
  // 0 is the one that is open.
  {
    weight: 3,
    arbitrary: fc.record({ type: fc.constant('visitorAnswersOffer' as const), offer: fc.constantFrom(0, 0, 3), accept: fc.boolean() }),
  },
  {
    weight: 8,
    arbitrary: fc.record({
      type: fc.constant('visitorChooses' as const),
      asked: fc.constantFrom(0, 0, 3),
      choice: fc.constantFrom(null, 0, 1, 7),
    }),
  },
  fc.record({ type: fc.constant('visitorJudges' as const), solved: fc.boolean() }),
)

const why = fc.constantFrom(null, 'answered by phone')
const agentActs: fc.Arbitrary<Input> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ type: fc.constant('agentAccepts' as const), by }) },
  fc.record({ type: fc.constant('agentTakesOver' as const), by }),
  { weight: 2, arbitrary: fc.record({ type: fc.constant('agentSays' as const), by, text }) },
  fc.record({ type: fc.constant('agentNotes' as const), by, text }),
  { weight: 2, arbitrary: fc.record({ type: fc.constant('agentHandsBack' as const), by, note: fc.constantFrom(null, 'sent the label') }) },
  fc.record({ type: fc.constant('agentCloses' as const), by, outcome: fc.constantFrom('solved' as const, 'spam' as const), why }),
  { weight: 2, arbitrary: fc.record({ type: fc.constantFrom('agentDeclines' as const, 'agentGone' as const), by }) },
  fc.record({
    type: fc.constant('agentTransfers' as const),
    by,
    over: fc.boolean(),
    team: fc.constantFrom(support, sales),
    agent: fc.constantFrom(null, bo.agent),
    note: fc.constantFrom(null, 'knows the tents'),
  }),
  fc.record({ type: fc.constant('agentAssigns' as const), by, to: by, team: fc.constantFrom(null, sales) }),
  fc
    .record({ type: fc.constantFrom('agentReopens' as const, 'agentSees' as const, 'agentLeaves' as const), by })
    .map((one) =>
      one.type === 'agentReopens' ? { ...one, type: one.type, back: one.by.agent !== ada.agent } : { ...one, type: one.type },
    ),
  fc.record({
    type: fc.constant('agentReviews' as const),
    by,
    answer: fc.integer({ min: 1, max: 40 }),
    verdict: fc.constantFrom('right' as const, 'wrong' as const, 'corrected' as const),
    text: fc.constantFrom(null, 'Within 60 days.'),
    isAnswer: fc.boolean(),
  }),
  fc.record({
    type: fc.constant('summarized' as const),
    episode: fc.integer({ min: 1, max: 3 }),
    upTo: fc.integer({ min: 1, max: 40 }),
    text: fc.constant('The visitor asks for a refund.'),
    model: fc.constant('gpt-oss'),
  }),
)

const answer: fc.Arbitrary<Answer> = fc.constantFrom<Answer[]>(
  draft(0.95),
  draft(0.7),
  draft(0.2),
  draft(0.5),
  { ...draft(1), text: '' },
  { ...draft(1), mode: 'smalltalk' },
  { ...draft(0.9), mode: 'model', grounds: { found: 0.6, supported: 1, said: 0.9, raw: 0.8, caps: [], mood: 0.8 } },
  { ...draft(0.9), same: 3 },
  ...[1, 2, 3, 4, 5, 6].map((): Draft => ({ ...draft(0.5), choices: [0, 1].map((k) => ({ chunk, label: `Question ${k}` })) })),
  'down',
  'empty',
  { cut: 'unsupported', shown: 'Within 30 days.' },
  { cut: 'overtaken', shown: 'Within' },
  { cut: 'cutOff', shown: '' },
)

const score = fc.constantFrom(0, 0.4, 0.6, 0.9)
const signals: fc.Arbitrary<Partial<Signals>> = fc.record({
  asks: fc.constantFrom(0, 0, 0, 0.9),
  mood: score,
  topics: fc.constantFrom([], [{ topic: 'billing', score: 0.8 }]),
  repeat: fc.constantFrom(null, null, { line: 2, score: 0.9, times: 2 }),
  smallTalk: fc.constantFrom(null, null, null, 'thanks'),
})

const does = fc.constantFrom('escalate' as const, 'offer' as const)
const team = fc.constantFrom(null, null, sales)
const triggers: fc.Arbitrary<Triggers> = fc
  .record({ does, on: fc.boolean(), team, allowed: fc.constantFrom(1, 2), times: fc.constantFrom(2, 3), few: fc.constantFrom(1, 3) })
  .map(({ does, on, team, allowed, times, few }) => ({
    ...policySchema.shape.triggers.parse({
      topics: { topics: [{ id: 'billing', name: 'Billing', examples: ['my invoice'], team: sales, does: on ? does : 'route' }] },
      unsure: { on: on || few === 3, does, team, allowed },
      repeated: { on, does, times },
      frustration: { on, does, team, priority: 2 },
      circles: { on, does, answers: few + 1 },
      unresolved: { on: !on, does },
      exchanges: { on, after: few },
      failed: { does },
    }),
  }))
const rules: fc.Arbitrary<Rule[]> = fc.constantFrom(
  [],
  [],
  policySchema.shape.rules.parse([
    {
      id: 'tents',
      name: 'Tents are for Sales',
      when: { join: 'any', of: [{ field: 'page', op: 'is', value: '/tents*' }] },
      actions: [{ do: 'route', team: sales }, { do: 'tag', tag: 'tents' }, { do: 'flag' }],
    },
    {
      id: 'half',
      name: 'Half sure',
      when: { join: 'all', of: [{ field: 'score', op: 'below', value: 0.8 }] },
      actions: [{ do: 'offer' }],
    },
    {
      id: 'thanks',
      name: 'Thanks are the bot’s',
      when: { join: 'all', of: [{ field: 'words', op: 'has', value: ['thanks'] }] },
      actions: [{ do: 'leave' }],
    },
  ]),
)

const policy: fc.Arbitrary<Policy> = fc
  .record({
    minConfidence: fc.constantFrom(0, 0.5, 0.7, 1),
    team: fc.constantFrom(support, support, sales),
    ringMs: fc.constantFrom(30 * second, minute, 10 * minute),
    patienceMs: fc.constantFrom(10 * second, minute, 5 * minute),
    answerWithinMs: fc.constantFrom(minute, hour, 24 * hour),
    idleMs: fc.constantFrom(0, 10 * minute),
    returnMs: fc.constantFrom(0, 10 * minute),
    offers: fc.constantFrom(0, 2, 5),
    showSure: fc.boolean(),
    triggers,
    rules,
  })
  .map(policyWith)

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 10, arbitrary: fc.record({ do: fc.constant('acts' as const), in: conversation, input: visitorActs }) },
  { weight: 9, arbitrary: fc.record({ do: fc.constant('acts' as const), in: conversation, input: agentActs }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('botReads' as const), in: conversation }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('botUnderstands' as const), in: conversation, which, signals }) },
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
      supervisor: fc.boolean(),
      languages: fc.constantFrom(['en'], ['en', 'de']),
    }),
  ),
)

const some = <T>(...values: T[]) => fc.constantFrom(...values)
const settings: fc.Arbitrary<TeamSettings> = fc
  .record({
    mode: some('ringOne' as const, 'ringAll' as const, 'assign' as const),
    order: some('idle' as const, 'roundRobin' as const),
    sticky: fc.boolean(),
    capacity: some(null, null, 0, 2),
    fallback: some(null, sales),
    patienceMs: some(null, minute, 5 * minute),
    waitOffer: fc.boolean(),
    silentMinutes: some(null, 1),
    ladder: some(
      [],
      [],
      ['next', 'everybody'].map((step) => ({ do: step, ms: 20 * second })),
      ['next', 'next', 'supervisors', 'fallback'].map((step) => ({ do: step, ms: 30 * second })),
    ),
  })
  .map((change) => teamSettings.parse(change))
const teams: fc.Arbitrary<[string, TeamSettings][]> = fc.oneof(
  fc.constant<[string, TeamSettings][]>([]),
  settings.map((one): [string, TeamSettings][] => [[support, one]]),
  fc.tuple(settings, settings).map(([one, other]): [string, TeamSettings][] => [
    [support, one],
    [sales, { ...other, fallback: null }],
  ]),
)

/** Visitors, answers, failures, agents, seats, rings and timers in any order: about sixty steps. */
export const walk: fc.Arbitrary<Walk> = fc.record({
  policy,
  seats,
  teams,
  steps: fc.array(step, { minLength: 1, maxLength: 120, size: 'max' }),
})

/** Takes all the steps, then lets every job and timer run out with nobody there but the bot and the clock. */
export function goThrough({ policy, seats, teams, steps }: Walk, watcher: Watcher, story: string[] | null = null): Town {
  const town = { ...townOf(policy, [...seats], new Map(teams), start), story }
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
    if (town.routes || (town.looks ?? Number.POSITIVE_INFINITY) <= town.now) runRoute(town, watcher)
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
  if (step.do === 'acts') take(town, kept, openOne(kept, step.input), watcher)
  else if (step.do === 'botReads') startBot(kept)
  else if (step.do === 'botUnderstands') bringSignals(town, kept, step.which, step.signals, watcher)
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
  const input = returned(answer, tenure, answers)
  if (input.type !== 'botCut') kept.readAt.set(input, facts)
  take(town, kept, input, watcher)
}

function returned(answer: Answer, tenure: number, answers: number): Input {
  if (typeof answer === 'string') return { type: 'botFails', tenure, answers, error: answer }
  if ('text' in answer) return { type: 'botAnswers', tenure, answers, draft: answer }
  const { cut: why, shown } = answer
  return { type: 'botCut', under: tenure, answers, draft: 'd1', shown, why, held: why === 'unsupported' ? draft(0.6) : null }
}

/** What the bot reads from the line that it was asked about, before it answers. */
function bringSignals(town: Town, kept: Kept, which: number, signals: Partial<Signals>, watcher: Watcher): void {
  const read = kept.reading[which % kept.reading.length]
  if (!read) return
  const { tenure, answers: line, facts } = read
  const input: Input = { type: 'lineRead', tenure, line, signals: { ...plainSignals, lines: [line], ...signals } }
  kept.readAt.set(input, facts)
  take(town, kept, input, watcher)
}

function openOne(kept: Kept, input: Input): Input {
  if (input.type === 'visitorAnswersOffer' && input.offer === 0) return { ...input, offer: kept.c.offer?.n ?? 0 }
  if (input.type === 'visitorChooses' && input.asked === 0) return { ...input, asked: kept.c.asking?.n ?? 0 }
  return input
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
  if (town.routes || (town.looks ?? Number.POSITIVE_INFINITY) <= town.now) {
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
  if (town.looks !== null && town.looks <= (next?.at ?? Number.POSITIVE_INFINITY)) {
    town.now = Math.max(town.now, town.looks)
    return true
  }
  if (!next) return false
  town.now = Math.max(town.now, next.at)
  fire(town, next.kept, next.kind, watcher)
  return true
}
