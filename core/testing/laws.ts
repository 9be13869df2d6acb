import { isDeepStrictEqual } from 'node:util'
import { conversation } from '@baton/contracts/conversation.ts'
import { type Fact, type FactOf, type Numbered, numbered } from '@baton/contracts/facts.ts'
import type { Ring, Rules, Seat, Waiting } from '../routing.ts'
import { inOrder } from '../routing-order.ts'
import { forVisitor, viewForVisitor } from '../visibility.ts'
import { deserted, held, type Kept, type Taken, type Town, type Watcher, wouldRing } from './town.ts'

/**
 * What must hold whatever happens. Each law reads the facts by themselves where it can, so that it does not lean on the very
 * state it judges.
 */
export const laws: Watcher = {
  onTurn(town, taken) {
    for (const law of turnLaws) law(taken)
    capacity(town, taken)
  },
  onRoute(waiting, seats, rings, now, rules) {
    for (const ring of rings) onlyWhoCan(waiting, seats, ring, rules)
    nobodyOvertakes(waiting, seats, rings, now, rules)
    withinCapacity(seats, rings, waiting)
  },
  onRest(town) {
    const { waiting, seats, rings } = wouldRing(town)
    const planned = town.routes || (town.looks !== null && town.looks <= town.now)
    must(planned || rings.length === 0, '[R3] somebody could be rung and no route job waits')
    must(planned || deserted(town, waiting, seats).length === 0, '[H7] somebody waits for a team that is gone, and no route job waits')
  },
}

function must(holds: boolean, law: string): void {
  if (!holds) throw new Error(`broken: ${law}`)
}

/** Facts after which somebody else, or nobody, has the conversation. */
const passages = new Set<Fact['type']>([
  'episodeBegan',
  'visitorStoppedWaiting',
  'escalated',
  'accepted',
  'reopened',
  'handedBack',
  'closed',
  'wentQuiet',
  'promised',
])

const turnLaws: ((taken: Taken) => void)[] = [
  places,
  stored,
  lines,
  person,
  silence,
  late,
  quick,
  ringEnds,
  handing,
  taking,
  promise,
  missing,
  references,
  projection,
]

/** Numbers have no holes, time does not run backwards, a refusal changes nothing. */
function places({ kept, before, placed, decision }: Taken): void {
  must(kept.c.n === kept.facts.length, 'the number is the count of the facts')
  must(
    placed.every(({ n }, i) => kept.facts[n - 1] === placed[i]),
    'a number has a hole',
  )
  must(
    placed.every(({ at }) => at >= before.at),
    'time ran backwards',
  )
  must(!decision.refusal || (decision.facts.length === 0 && decision.effects.length === 0), 'a refusal changed something')
  const moves = placed.filter(({ fact }) => passages.has(fact.type)).length
  must(kept.c.tenure >= before.tenure + moves, '[H3] a passage under the same tenure')
}

/** What is stored is what the schemas say, also after a trip through JSON. */
function stored({ kept, placed }: Taken): void {
  for (const one of placed) must(isDeepStrictEqual(numbered.parse(JSON.parse(JSON.stringify(one))), one), `${one.fact.type} is not itself`)
  if (placed.length > 0) must(isDeepStrictEqual(conversation.parse(JSON.parse(JSON.stringify(kept.c))), kept.c), 'the state is not itself')
}

/** Every line of the visitor, and nothing else, becomes one visitor's line. */
function lines({ input, decision }: Taken): void {
  const said = decision.facts.filter((f) => f.type === 'visitorSaid')
  const written = input.type === 'visitorSays' ? [input.text] : []
  must(
    isDeepStrictEqual(
      said.map((f) => f.text),
      written,
    ),
    '[H5] a line of the visitor is lost, doubled or made up',
  )
}

/** [H1] and [H6]: whoever asks is passed on at once, and reads so from the server. [A2] Where nobody is, there is a promise at once. */
function person({ input, before, world, decision: { facts } }: Taken): void {
  const types = facts.map((f) => f.type)
  const idle = before.holder.kind === 'bot' || before.holder.kind === 'closed'
  if (input.type === 'visitorAsks' && idle) must(types.includes('escalated'), '[H1] asked, and not passed on')
  if (!types.includes('escalated')) return
  must(types.includes('serverSaid'), '[H6] a handover without a line')
  const team = facts.find((f) => f.type === 'escalated')?.team ?? ''
  must(types.includes('promised') === !world.staffed.has(team), '[A2] availability and promise disagree')
  must(types.lastIndexOf('botSaid') < types.indexOf('escalated'), '[H6] the bot spoke after the handover')
}

/** [H4] While a person has it or is awaited, the bot neither speaks nor is asked. [H2] And it says only what it is sure enough of. */
function silence({ input, before, kept, decision: { facts, effects } }: Taken): void {
  if (before.holder.kind !== 'bot') must(!facts.some((f) => f.type === 'botSaid' || f.type === 'botHeldBack'), '[H4] the bot spoke')
  // What follows an answer that was cut short is held back however sure the bot was.
  for (const f of facts)
    if ((f.type === 'botSaid' || f.type === 'botHeldBack') && input.type !== 'botCut')
      must(sure(f) === (f.type === 'botSaid'), '[H2] sure and unsure')
  if (kept.c.holder.kind !== 'bot') must(!effects.some((e) => e.type === 'askBot'), '[H4] the bot was asked')
  if (kept.c.visitorLine > kept.c.answered) must(kept.c.visitorLine > kept.c.context, '[H9] the bot would read what was before the cut')
}

function sure({ confidence, threshold, text }: FactOf<'botSaid' | 'botHeldBack'>): boolean {
  return confidence >= threshold && text !== ''
}

/** [H3] Judged by the facts alone: was there a passage since the bot began to read? */
function late({ kept, input, before, decision }: Taken): void {
  const dropped = decision.facts.length + decision.effects.length === 0
  if ('tenure' in input && input.tenure !== before.tenure) must(dropped, '[H3] it was made under another tenure')
  const readAt = kept.readAt.get(input)
  if (readAt === undefined) return
  const since = kept.facts.slice(readAt, before.n)
  if (since.some(({ fact }) => passages.has(fact.type))) must(dropped, '[H3] a late answer')
}

/** [H10] One line is answered once, and an answer is overtaken once at most. */
function quick({ kept, placed }: Taken): void {
  for (const { n, fact } of placed) {
    if (fact.type === 'botSaid' || fact.type === 'botHeldBack') must(!saidTwice(kept, fact.answers), '[H10] one line answered twice')
    if (fact.type === 'answerSuperseded') must(!overtakenBefore(kept, n), '[H10] overtaken twice, and never answered')
  }
}

function overtakenBefore({ facts }: Kept, n: number): boolean {
  const settles = (type: Fact['type']) => type === 'botSaid' || type === 'botHeldBack' || type === 'botAsked' || passages.has(type)
  const last = facts.slice(0, n - 1).findLast(({ fact }) => fact.type === 'answerSuperseded' || settles(fact.type))
  return last?.fact.type === 'answerSuperseded'
}

function saidTwice(kept: Kept, answers: number): boolean {
  return kept.facts.filter(({ fact }) => (fact.type === 'botSaid' || fact.type === 'botHeldBack') && fact.answers === answers).length > 1
}

/** Only who has it hands back or is taken over from, one at a time. */
function handing({ input, before, kept, decision: { facts } }: Taken): void {
  const types = facts.map((f) => f.type)
  const owner = before.holder.kind === 'agent' ? before.holder.agent : null
  if (types.includes('handedBack'))
    must('by' in input && owner === input.by.agent && kept.c.holder.kind === 'bot', 'handed back by somebody else')
  if (owner && types.includes('accepted'))
    must(input.type === 'agentTakesOver' || input.type === 'agentAssigns', 'two people accepted one conversation')
  if (owner && 'by' in input && owner !== input.by.agent) must(!types.includes('closed'), 'closed by somebody else')
}

/** [H8] A public line takes what nobody has, joins what a colleague has, and keeps the promise. */
function taking({ input, before, kept }: Taken): void {
  if (input.type !== 'agentSays' || before.episode === 0) return
  const owner = before.holder.kind === 'agent' ? before.holder.agent : input.by.agent
  must(kept.c.holder.kind === 'agent' && kept.c.holder.agent === owner, '[H8] a public line left the conversation with somebody else')
  must(kept.c.promise === null, '[A3] a public line did not keep the promise')
}

/** [H7] A promise has a due time ahead; it only moves closer, and ends only when kept or withdrawn. */
function promise({ before, kept, placed }: Taken): void {
  const ends = placed.some(({ fact }) => fact.type === 'promiseKept' || fact.type === 'promiseWithdrawn')
  for (const { at, fact } of placed)
    if (fact.type === 'promised') must(fact.due > at || before.promise !== null, '[H7] promised for the past')
  if (!before.promise) return
  must(ends || kept.c.promise !== null, '[A3] an open promise vanished')
  must(!(ends && kept.c.promise), '[A3] two promises')
  if (!kept.c.promise) return
  must(kept.c.promise.due <= before.promise.due, '[H7] a promise moved away')
}

/** [A3] Told by the facts alone: a promise is missed once, after it was due, and stays so; and it is not closed away. */
function missing({ kept, before, placed }: Taken): void {
  const since = kept.facts.findLastIndex(({ fact }) => fact.type === 'promiseKept' || fact.type === 'promiseWithdrawn')
  const misses = kept.facts.slice(since + 1).filter(({ fact }) => fact.type === 'promiseMissed')
  must(misses.length === (kept.c.promise?.missed ? 1 : 0), '[A3] missed, and not marked so, or the other way round, or twice')
  for (const { at, fact } of placed)
    if (fact.type === 'promiseMissed') must(at >= (before.promise?.due ?? Infinity), '[A3] missed too early')
  must(kept.c.holder.kind !== 'closed' || kept.c.promise === null, '[A4] a promise was closed away')
}

/** [R2] A ring lasts as long as it was said to. */
function ringEnds({ before, placed }: Taken): void {
  const until = before.holder.kind === 'queue' ? before.holder.ringing?.until : undefined
  for (const { at, fact } of placed) if (fact.type === 'ringLapsed') must(until !== undefined && at >= until, '[R2] a ring ended too early')
}

/** A number in a fact is the number of what it says. */
function references({ kept, placed }: Taken): void {
  const said = (n: number): boolean => lineTypes.has(kept.facts[n - 1]?.fact.type ?? 'closed')
  for (const { fact } of placed) {
    if (fact.type === 'botSaid' || fact.type === 'botHeldBack') must(said(fact.answers), 'it answers what is no line')
    if (fact.type === 'escalated' && 'line' in fact.evidence && fact.evidence.line !== null)
      must(said(fact.evidence.line), 'its evidence is no line')
  }
  const { visitorLine, preview } = kept.c
  must(visitorLine === lastLine(kept.facts), 'the last line of the visitor is another one')
  if (preview) must('text' in (kept.facts[preview.n - 1]?.fact ?? {}), 'the preview is no line')
}

const lineTypes = new Set<Fact['type']>(['visitorSaid', 'visitorChose'])

function lastLine(facts: readonly Numbered[]): number {
  return facts.findLast(({ fact }) => lineTypes.has(fact.type))?.n ?? 0
}

/** [V1] Folding what a visitor receives gives what a visitor may know of the state. */
function projection({ kept, placed }: Taken): void {
  must(
    isDeepStrictEqual(viewForVisitor(kept.view), viewForVisitor(kept.c)),
    '[V1] the fold of the projection is not the projection of the fold',
  )
  for (const { fact } of placed) must(hides(fact), `[V1] ${fact.type} shows too much`)
}

const secret = /"(confidence|threshold|evidence|reason|tried|passedOver|score|note|why|policyVersion)":/

function hides(fact: Fact): boolean {
  return !secret.test(JSON.stringify(forVisitor(fact)))
}

/** [R1] Accepting never takes an agent over capacity. Taking over and writing may. */
function capacity(town: Town, { decision, input }: Taken): void {
  if (input.type !== 'agentAccepts' || decision.facts.length === 0) return
  const seat = town.seats.find(({ agent }) => agent === input.by.agent)
  must(seat !== undefined && held(town, seat.agent) <= seat.capacity, '[R1] an acceptance went over capacity')
}

/** Those whom a ring of a team may come to. */
function reached(seats: readonly Seat[], team: string | undefined, { reach }: Ring, { teams }: Rules): Seat[] {
  const fallback = reach === 'fallback' ? teams.get(team ?? '')?.fallback : null
  return seats.filter((seat) => seat.team === team || seat.team === fallback)
}

const roomAt = (seat: Seat) => (seat.online && !seat.closed ? Math.max(0, seat.capacity - seat.open) : 0)

/** [R1] Whoever is newly rung is online, in hours, of the team, and has room. [R4] Whoever is not, stands there with the reason. */
function onlyWhoCan(waiting: readonly Waiting[], seats: readonly Seat[], ring: Ring, rules: Rules): void {
  const queue = waiting.find(({ id }) => id === ring.conversation)?.queue
  const team = reached(seats, queue?.team, ring, rules)
  const before = queue?.ringing?.agents ?? []
  must(ring.agents.length > 0, '[R1] a ring for nobody')
  must(!queue?.ringing || (queue.ringing.until === ring.until && queue.ringing.step === ring.step), '[R2] who joins a ring makes it longer')
  for (const agent of ring.agents.filter((one) => !before.includes(one))) {
    const seat = team.find((one) => one.agent === agent)
    must(seat !== undefined && roomAt(seat) >= 1, '[R1] somebody without a place was rung')
    must(!queue?.declined?.includes(agent), '[R2] somebody who would rather not was rung again')
    if (ring.reach === 'next' && ring.why !== 'preferred')
      must(!queue?.tried.includes(agent), '[R2] somebody was asked twice before the others')
  }
  const named = new Set([...ring.agents, ...ring.passedOver.map(({ agent }) => agent)])
  must(
    team.every(({ agent }) => named.has(agent)),
    '[R4] somebody was passed over without a word',
  )
}

/**
 * [R3] Nobody who comes later in line is newly rung while somebody earlier of the team is not rung whom one of the same people could take;
 * told without languages and ladders: the earlier one has come to the same step and has asked nobody yet.
 */
function nobodyOvertakes(waiting: readonly Waiting[], seats: readonly Seat[], rings: readonly Ring[], now: number, rules: Rules): void {
  const rung = new Set(rings.map(({ conversation: id }) => id))
  const line = [...inOrder(waiting, () => true, now, rules.ageingMs)]
  for (const [place, later] of line.entries()) {
    if (!rung.has(later.id) || later.queue.ringing) continue
    const { team } = later.queue
    const passed = line.slice(0, place).find((w) => w.queue.team === team && !w.queue.ringing && !rung.has(w.id) && alike(w, later))
    must(!passed, '[R3] somebody was overtaken')
    const all = seats.filter((seat) => seat.team === team || seat.team === rules.teams.get(team)?.fallback)
    const most = all.reduce((sum, seat) => sum + roomAt(seat), 0)
    const mates = line.filter(({ id, queue }) => queue.team === team && rung.has(id) && !queue.ringing)
    must(mates.length <= most, '[R1] more were rung than there are places')
  }
}

function alike(a: Waiting, b: Waiting): boolean {
  const fresh = ({ queue, language }: Waiting) => queue.tried.length === 0 && !queue.declined && !language && !queue.prefer
  return fresh(a) && fresh(b)
}

/** [R1] What is given, or asked of one alone, is never more than they have room for. */
function withinCapacity(seats: readonly Seat[], rings: readonly Ring[], waiting: readonly Waiting[]): void {
  for (const { agent, open, capacity } of seats) {
    const given = rings.filter((ring) => ring.gives && ring.agents[0] === agent).length
    must(given === 0 || open + given <= capacity, '[R1] given beyond capacity')
    const alone = rings.filter(
      (ring) => ring.agents.length === 1 && ring.agents[0] === agent && !waiting.find((w) => w.id === ring.conversation)?.queue.ringing,
    )
    must(alone.length <= Math.max(0, capacity - open), '[R1] one was rung for more than they have places')
  }
}

/** What must hold when nothing is left to do. [H7] Nobody waits in a queue for ever, and no promise is forgotten. */
export function settled(town: Town): void {
  for (const kept of town.conversations) {
    must(kept.c.holder.kind !== 'queue', '[H7] somebody waits for ever')
    must(!kept.c.promise || kept.c.promise.missed, '[A3] a promise ran out and nobody noticed')
    everyRequestEnds(kept)
  }
}

const ends = new Set<Fact['type']>(['accepted', 'promised', 'visitorStoppedWaiting', 'closed'])

/** [H7] After each escalation: a person, a promise, the visitor's own wish, or somebody who closes. */
function everyRequestEnds({ facts }: Kept): void {
  let open = false
  for (const { fact } of facts) {
    if (fact.type === 'escalated') {
      must(!open, '[H7] escalated twice at once')
      open = true
    } else if (ends.has(fact.type)) open = false
  }
  must(!open, '[H7] a request for a person came to nothing')
}
