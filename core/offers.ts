import type { Conversation } from '@baton/contracts/conversation.ts'
import type { EscalationReason, Fact } from '@baton/contracts/facts.ts'
import type { Decision, World } from './decision.ts'
import { type Cause, escalate, lineFor, teamFor } from './escalation.ts'
import { listening } from './silence.ts'
import { type Fired, ranked } from './triggers.ts'

/** What the first of several triggers leads to; null where none fired that may do anything. `decided`: the bot says no more to this line. */
export function settle(c: Conversation, fired: readonly Fired[], world: World): Settled | null {
  return fired.length === 0 ? null : settleAmong(c, [...plannedIn(c), ...fired], world)
}

/** The same once the bot has answered: an offer that was to follow the answer waits no longer. */
export function settleAnswered(c: Conversation, fired: readonly Fired[], world: World): Settled | null {
  const all = [...plannedIn(c), ...fired].map((one) => ({ ...one, late: false }))
  return settleAmong(c, all, world)
}

type Settled = Decision & { decided: boolean }

/** [H15] An offer that is to follow the bot's answer is one of those that fired; what was outranked is kept as evidence. */
function settleAmong(c: Conversation, all: readonly Fired[], world: World): Settled | null {
  const able = ranked(all).filter((one) => one.does === 'escalate' || mayOffer(c, one.reason, world))
  const [first] = able
  if (!first) return null
  // What must not wait for an answer comes at once, even where something milder is named first.
  const atOnce = first.does === 'escalate' ? first : able.find((one) => !one.late)
  const decides = atOnce ?? first
  const outranked = all.filter((one) => one !== decides).map(({ reason, evidence }) => ({ reason, evidence }))
  const cause = { ...decides, also: [...outranked, ...(c.planned?.also ?? [])] }
  if (decides.does === 'escalate') return { ...escalate(c, cause, world), decided: true }
  if (atOnce) return { ...offer(c, cause, world), decided: true }
  return { facts: [plan(c, cause, world)], effects: [], decided: false }
}

function plannedIn({ planned }: Conversation): Fired[] {
  if (!planned) return []
  const { reason, evidence, team, priority, text } = planned
  return [{ reason, evidence, team, priority, say: text, does: 'offer', late: true }]
}

/** [H12] One offer at a time, one for each reason in an episode, no more than the owner allows, and none of what is promised already. */
export function mayOffer(c: Conversation, reason: EscalationReason, { policy }: World): boolean {
  return !c.offer && !c.promise && !c.offered.includes(reason) && c.offered.length < policy.offers
}

/** The bot's own question, in the words of the server. */
export function offer(c: Conversation, cause: Cause, world: World, line: 'offer' | 'unsureOffer' = 'offer'): Decision {
  return { facts: [{ type: 'offered', ...offering(c, cause, world, line) }], effects: listening(c, world) }
}

function plan(c: Conversation, cause: Cause, world: World): Fact {
  return { type: 'offerPlanned', ...offering(c, cause, world, 'offer') }
}

function offering(c: Conversation, cause: Cause, world: World, line: 'offer' | 'unsureOffer') {
  const { reason, evidence, also = [], priority = 0 } = cause
  const text = lineFor(line, c, cause, world)
  const { policyVersion } = world
  return { reason, evidence, also, team: teamFor(c, cause, world), priority: Math.max(priority, c.priority), text, policyVersion }
}
