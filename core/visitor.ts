import type { Conversation } from '@baton/contracts/conversation.ts'
import type { Fact } from '@baton/contracts/facts.ts'
import type { Page } from '@baton/contracts/text.ts'
import { after, begin, type Decision, type Effect, fact, leaving, nothing, refuse, type World } from './decision.ts'
import { escalate } from './escalation.ts'
import { settle } from './offers.ts'
import { promiseFacts, promiseLine } from './promise.ts'
import { listening } from './silence.ts'
import { textOf } from './texts.ts'
import { handled, type Reading, readLine } from './triggers.ts'
import { answersOffer, saysResolved } from './unresolved.ts'

export type VisitorInput =
  | { type: 'visitorSays'; text: string; page: Page | null; language?: string | null }
  | { type: 'visitorAsks'; page: Page | null; language?: string | null }
  /** `subject`: whom the company's server says it is, where it has signed so. */
  | { type: 'visitorGives'; name: string | null; email: string | null; verified: boolean; subject?: string }
  /** `isAnswer`: that number is an answer of the bot's; looked up beforehand, as the state doesn't know. */
  | { type: 'visitorRates'; answer: number; helpful: boolean; isAnswer: boolean }
  | { type: 'visitorStopsWaiting'; instead: 'bot' | 'promise' }
  | { type: 'visitorAnswersOffer'; offer: number; accept: boolean }
  | { type: 'visitorChooses'; asked: number; choice: number | null }
  | { type: 'visitorJudges'; solved: boolean }
type Of<T extends VisitorInput['type']> = Extract<VisitorInput, { type: T }>

export function decideVisitor(c: Conversation, input: VisitorInput, world: World): Decision {
  switch (input.type) {
    case 'visitorSays':
      return says(c, input, world)
    case 'visitorAsks':
      return asks(c, input, world)
    case 'visitorGives':
      return gives(c, input, world)
    case 'visitorRates':
      return rates(c, input, world)
    case 'visitorStopsWaiting':
      return stopsWaiting(c, input.instead, world)
    case 'visitorAnswersOffer':
      return c.offer?.n === input.offer ? answersTheOffer(c, input.accept, 'button', wordless, world) : refuse({ no: 'nothingThere' })
    case 'visitorChooses':
      return chooses(c, input, world)
    case 'visitorJudges':
      return c.holder.kind === 'closed' && c.solved !== input.solved ? fact({ type: 'visitorJudged', solved: input.solved }) : nothing
    default:
      return input satisfies never
  }
}

/** [H1] Asking for a person outranks everything and never waits for the bot. [H4] In queue and with an agent the bot is not asked. */
function says(c: Conversation, { text, page, language = null }: Of<'visitorSays'>, world: World): Decision {
  const before = begin(c, page)
  const said: Fact = { type: 'visitorSaid', text, page, ...(language && { language }) }
  if (c.holder.kind === 'queue' || c.holder.kind === 'agent') return fact(said)
  const line = c.n + before.length + 1
  const fresh = before.length > 0 ? renewed(c) : c
  const now = { ...fresh, page: page ?? c.page, language: language ?? c.language }
  const { fired, applied } = readLine(now, text, line, world)
  const answer = c.offer && !fired.some((one) => one.reason === 'asked') ? answersOffer(text) : null
  if (answer) return after([said], answersTheOffer(c, answer === 'yes', 'words', { applied, fired }, world))
  const back = returns(c, text, world)
  if (back && fired.length === 0) return after([...before, said, ...applied], back)
  // Whoever goes on writing has left the offer where it stands.
  const settled = settle({ ...now, offer: null }, fired, world)
  const bot: Effect[] = settled?.decided ? [] : [{ type: 'askBot' }]
  return { facts: [...before, said, ...applied, ...(settled?.facts ?? [])], effects: [...(settled?.effects ?? []), ...bot] }
}

/** [H9] As the fold of `episodeBegan` has it: what was counted and offered before is of no account. */
function renewed(c: Conversation): Conversation {
  return {
    ...c,
    offer: null,
    planned: null,
    offered: [],
    team: null,
    priority: 0,
    topic: null,
    answers: 0,
    exchanges: 0,
    unsure: 0,
    askedAbout: [],
    lines: 0,
  }
}

/** Back within minutes after somebody closed, with more than thanks: to the same person, when they are there. */
function returns(c: Conversation, text: string, world: World): Decision | null {
  const { last, holder } = c
  if (holder.kind !== 'closed' || !last || holder.at !== last.at || !world.online.has(last.agent)) return null
  if (world.now - last.at > world.policy.returnMs || saysResolved(text)) return null
  const evidence = { kind: 'back', agent: last.agent, name: last.name, closedAt: last.at } as const
  return escalate(renewed(c), { reason: 'returned', evidence, prefer: last.agent }, world)
}

/** [H1] Also as the very first thing that a visitor does. Asked again while waiting, it changes nothing. */
function asks(c: Conversation, { page, language = null }: Of<'visitorAsks'>, world: World): Decision {
  if (c.holder.kind === 'queue' || c.holder.kind === 'agent') return nothing
  const before = begin(c, page)
  const now = { ...(before.length > 0 ? renewed(c) : c), language: language ?? c.language }
  const cause = { reason: 'asked', evidence: { kind: 'menu' }, ...handled(world.policy.triggers.asked) } as const
  return after([...before, { type: 'visitorAsked', ...(language && { language }) }], escalate(now, cause, world))
}

/** Accepted, it is the reason of the offer that counts. Declined, the bot answers what it has not, and does not ask again. */
function answersTheOffer(c: Conversation, accepted: boolean, how: 'button' | 'words', { applied, fired }: Reading, world: World): Decision {
  if (!c.offer) return nothing
  const { n, reason, evidence, team, priority } = c.offer
  const answered: Fact[] = [{ type: 'offerAnswered', offer: n, accepted, how }, ...applied]
  const also = fired.map((one) => ({ reason: one.reason, evidence: one.evidence }))
  const cause = { reason: reason ?? 'asked', evidence: evidence ?? { kind: 'menu' }, also, team, priority, offer: n } as const
  if (accepted) return after(answered, escalate(c, cause, world))
  const open = c.visitorLine > c.answered
  if (open) return { facts: answered, effects: [{ type: 'askBot' }] }
  const declined: Fact = { type: 'serverSaid', kind: 'offerDeclined', text: textOf('offerDeclined', c, world) }
  return { facts: [...answered, declined], effects: listening(c, world) }
}

const wordless: Reading = { fired: [], applied: [] }

/** [A3] Whoever is promised an answer and now says where to send it reads that we heard. */
function gives(c: Conversation, given: Of<'visitorGives'>, world: World): Decision {
  const { contact } = c
  if (contact.verified && !given.verified) return unproven(c, given)
  if (contact.verified && given.subject !== contact.subject) return refuse({ no: 'otherVisitor' })
  const name = given.name || null
  const email = given.email || null
  const same =
    (name === null || name === contact.name) && (email === null || email === contact.email) && given.verified === contact.verified
  if (same) return nothing
  const { verified, subject } = given
  const known: Fact = { type: 'contactGiven', name, email, verified, ...(subject && { subject }) }
  if (!c.promise || !email || email === contact.email) return fact(known)
  return { facts: [known, promiseLine('promiseConfirmed', c, world, c.promise.due, email, c.promise.team)], effects: [] }
}

/** [V4] What visitors say of themselves overwrites nothing that is proven; a name may be added where the proof has none. */
function unproven({ contact }: Conversation, { name, email }: Of<'visitorGives'>): Decision {
  if (email && email !== contact.email) return refuse({ no: 'verifiedContact' })
  return name && contact.name === null ? fact({ type: 'contactGiven', name, email: null, verified: true }) : nothing
}

/** A thumb down on an answer of this context says that it was not resolved. */
function rates(c: Conversation, { answer, helpful, isAnswer }: Of<'visitorRates'>, world: World): Decision {
  if (!isAnswer || answer > c.n) return refuse({ no: 'nothingThere' })
  const rated: Fact = { type: 'answerRated', answer, helpful }
  const trigger = world.policy.triggers.unresolved
  if (helpful || !trigger.on || c.holder.kind !== 'bot' || answer <= c.context) return fact(rated)
  const fired = { reason: 'unresolved', evidence: { kind: 'rating', answer }, ...handled(trigger), does: trigger.does } as const
  const settled = settle(c, [fired], world)
  return settled ? after([rated], settled) : fact(rated)
}

/** Whoever goes on with the bot has what they wrote while waiting answered; whoever takes a promise has told it to a person. */
function stopsWaiting(c: Conversation, instead: 'bot' | 'promise', world: World): Decision {
  if (c.holder.kind !== 'queue') return nothing
  const stopped: Fact = { type: 'visitorStoppedWaiting', instead }
  if (instead === 'promise') return leaving(c, after([stopped], promiseFacts(c, world, c.holder.team)))
  const stillHere: Fact = { type: 'serverSaid', kind: 'stillHere', text: textOf('stillHere', c, world) }
  const effects: Effect[] = c.visitorLine > c.answered ? [{ type: 'askBot' }] : listening(c, world)
  return leaving(c, { facts: [stopped, stillHere], effects })
}

/** A choice is the visitor's next line. "None of these, talk to a person" is a miss, and where misses bring nobody in it is asking for one. */
function chooses(c: Conversation, { asked, choice }: Of<'visitorChooses'>, world: World): Decision {
  if (c.asking?.n !== asked || c.holder.kind !== 'bot') return refuse({ no: 'nothingThere' })
  const chosen = choice === null ? null : c.asking.choices[choice]
  if (chosen) return { facts: [{ type: 'visitorChose', asked, choice, text: chosen.label }], effects: [{ type: 'askBot' }] }
  if (choice !== null) return refuse({ no: 'nothingThere' })
  const none: Fact = { type: 'visitorChose', asked, choice: null, text: 'None of these' }
  const reason = world.policy.triggers.unsure.on ? 'unsure' : 'asked'
  const cause = { reason, evidence: { kind: 'noneOfThese', asked }, ...handled(world.policy.triggers[reason]) } as const
  return after([none], escalate(c, cause, world))
}
