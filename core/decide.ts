import type { Conversation } from '@baton/contracts/conversation.ts'
import type { BotError, Fact, FactOf } from '@baton/contracts/facts.ts'
import type { Page } from '@baton/contracts/text.ts'
import { type AgentInput, decideAgent } from './agents.ts'
import { asksForPerson } from './asked.ts'
import { begin, type Decision, type Effect, fact, leaving, nothing, refuse, type World } from './decision.ts'
import { escalate } from './escalation.ts'
import { promiseFacts, promiseLine } from './promise.ts'

export type Draft = Pick<FactOf<'botSaid'>, 'text' | 'confidence' | 'mode' | 'sources' | 'tried'>

/** Something reached the server. What comes back later carries the tenure that it was made under. */
export type Input =
  | { type: 'visitorSays'; text: string; page: Page | null }
  | { type: 'visitorAsks'; page: Page | null }
  | { type: 'visitorGives'; name: string | null; email: string | null; verified: boolean }
  /** `isAnswer`: that number is an answer of the bot's; looked up beforehand, as the state doesn't know. */
  | { type: 'visitorRates'; answer: number; helpful: boolean; isAnswer: boolean }
  | { type: 'visitorStopsWaiting'; instead: 'bot' | 'promise' }
  | { type: 'botAnswers'; tenure: number; answers: number; draft: Draft }
  | { type: 'botFails'; tenure: number; answers: number; error: BotError }
  | { type: 'rings'; tenure: number; agents: string[]; until: number; step: number; passedOver: NonNullable<FactOf<'rung'>['passedOver']> }
  | { type: 'ringLapses'; tenure: number }
  | { type: 'patienceEnds'; since: number }
  | { type: 'teamLeaves'; tenure: number }
  | { type: 'promiseDue'; due: number }
  | AgentInput

/** The one place where it is decided what an input means. Why a conversation escalated is answered from here: see escalation.ts. */
export function decide(c: Conversation, input: Input, world: World): Decision {
  if ('tenure' in input && input.tenure !== c.tenure) return nothing // [H3] it was made under another holder, ring or episode
  switch (input.type) {
    case 'visitorSays':
      return visitorSays(c, input.text, input.page, world)
    case 'visitorAsks':
      return visitorAsks(c, input.page, world)
    case 'visitorGives':
      return visitorGives(c, input, world)
    case 'visitorRates':
      return input.isAnswer && input.answer <= c.n
        ? fact({ type: 'answerRated', answer: input.answer, helpful: input.helpful })
        : refuse({ no: 'nothingThere' })
    case 'visitorStopsWaiting':
      return visitorStopsWaiting(c, input.instead, world)
    case 'botAnswers':
      return botAnswers(c, input.answers, input.draft, world)
    case 'botFails':
      return botFails(c, input.answers, input.error, world)
    case 'rings':
      return rings(c, input)
    case 'ringLapses':
      return c.holder.kind === 'queue' && c.holder.ringing
        ? { facts: [{ type: 'ringLapsed', agents: c.holder.ringing.agents }], effects: [{ type: 'route' }] }
        : nothing
    case 'patienceEnds':
      return c.holder.kind === 'queue' && c.holder.since === input.since ? leaving(c, promiseFacts(c, world)) : nothing
    case 'teamLeaves':
      return c.holder.kind === 'queue' ? leaving(c, promiseFacts(c, world)) : nothing
    case 'promiseDue':
      return c.promise && c.promise.due === input.due && !c.promise.missed ? fact({ type: 'promiseMissed' }) : nothing
    default:
      return decideAgent(c, input, world)
  }
}

/** [H1] Asking for a person outranks everything and never waits for the bot. [H4] In queue and with an agent the bot is not asked. */
function visitorSays(c: Conversation, text: string, page: Page | null, world: World): Decision {
  const before = begin(c, page)
  const said: Fact = { type: 'visitorSaid', text, page }
  if (c.holder.kind === 'queue' || c.holder.kind === 'agent') return fact(said)
  const asked = asksForPerson(text)
  const line = c.n + before.length + 1
  const after: Decision = asked
    ? escalate(c, 'asked', { kind: 'words', line, marks: asked.marks }, world)
    : { facts: [], effects: [{ type: 'askBot' }] }
  return { facts: [...before, said, ...after.facts], effects: after.effects }
}

/** [H1] Also as the very first thing that a visitor does. Asked again while waiting, it changes nothing. */
function visitorAsks(c: Conversation, page: Page | null, world: World): Decision {
  if (c.holder.kind === 'queue' || c.holder.kind === 'agent') return nothing
  const { facts, effects } = escalate(c, 'asked', { kind: 'menu' }, world)
  return { facts: [...begin(c, page), { type: 'visitorAsked' }, ...facts], effects }
}

/** [A3] Whoever is promised an answer and now says where to send it reads that we heard. */
function visitorGives(c: Conversation, given: { name: string | null; email: string | null; verified: boolean }, world: World): Decision {
  const name = given.name || null
  const email = given.email || null
  const same =
    (name === null || name === c.contact.name) && (email === null || email === c.contact.email) && given.verified === c.contact.verified
  if (same) return nothing
  const known: Fact = { type: 'contactGiven', name, email, verified: given.verified }
  if (!c.promise || !email || email === c.contact.email) return fact(known)
  const told = promiseLine('promiseConfirmed', world, c.promise.due, email)
  return { facts: [known, told], effects: [] }
}

/** Whoever goes on with the bot has what they wrote while waiting answered; whoever takes a promise has told it to a person. */
function visitorStopsWaiting(c: Conversation, instead: 'bot' | 'promise', world: World): Decision {
  if (c.holder.kind !== 'queue') return nothing
  const stopped: Fact = { type: 'visitorStoppedWaiting', instead }
  if (instead === 'promise') {
    const { facts, effects } = promiseFacts(c, world)
    return leaving(c, { facts: [stopped, ...facts], effects })
  }
  const stillHere: Fact = { type: 'serverSaid', kind: 'stillHere', text: world.policy.texts.stillHere }
  const effects: Effect[] = c.visitorLine > c.answered ? [{ type: 'askBot' }] : []
  return leaving(c, { facts: [stopped, stillHere], effects })
}

/** [H2] A draft under the threshold reaches the agent, never the visitor. */
function botAnswers(c: Conversation, answers: number, draft: Draft, world: World): Decision {
  if (!unanswered(c, answers)) return nothing
  if (overtaken(c, answers)) return fact({ type: 'answerSuperseded', answers })
  const threshold = world.policy.minConfidence
  const answer = { ...draft, threshold, answers, policyVersion: world.policyVersion }
  if (draft.confidence >= threshold && draft.text.trim() !== '') return fact({ type: 'botSaid', ...answer })
  const held: Fact = { type: 'botHeldBack', ...answer }
  const { facts, effects } = escalate(
    c,
    'unsure',
    { kind: 'score', line: answers, score: draft.confidence, threshold, tried: draft.tried },
    world,
  )
  return { facts: [held, ...facts], effects }
}

function botFails(c: Conversation, answers: number, error: BotError, world: World): Decision {
  if (!unanswered(c, answers)) return nothing
  if (overtaken(c, answers)) return fact({ type: 'answerSuperseded', answers })
  return escalate(c, 'botFailed', { kind: 'error', line: answers, error }, world)
}

/** [H4] The tenure alone does not say who has it: a line said in the queue is still unanswered there. */
function unanswered(c: Conversation, answers: number): boolean {
  return c.holder.kind === 'bot' && answers > c.answered
}

/** The visitor has written on: the next answer covers both lines. Dropped once only, or somebody who types without pause gets no answer. */
function overtaken(c: Conversation, answers: number): boolean {
  return answers < c.visitorLine && !c.superseded
}

function rings(c: Conversation, ring: Extract<Input, { type: 'rings' }>): Decision {
  if (c.holder.kind !== 'queue') return nothing
  const { agents, until, step, passedOver } = ring
  const rung: Fact = { type: 'rung', agents, until, step, ...(passedOver.length > 0 && { passedOver }) }
  return { facts: [rung], effects: [{ type: 'wake', at: until, input: { type: 'ringLapses', tenure: c.tenure + 1 } }] }
}
