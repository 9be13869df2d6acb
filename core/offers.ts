import type { Conversation } from '@baton/contracts/conversation.ts'
import type { EscalationReason, Fact } from '@baton/contracts/facts.ts'
import { type Decision, nothing, type World } from './decision.ts'
import { type Cause, escalate, lineFor, teamFor } from './escalation.ts'
import { listening } from './silence.ts'
import { type Fired, ranked } from './triggers.ts'

/** What the first of several triggers leads to; null where none may do anything. `decided`: the bot says no more to this line. */
export function settle(c: Conversation, fired: readonly Fired[], world: World): (Decision & { decided: boolean }) | null {
  const [first, ...others] = ranked(fired).filter((one) => one.does === 'escalate' || mayOffer(c, one.reason, world))
  if (!first) return null
  const cause = { ...first, also: fired.filter((one) => one !== first).map(({ reason, evidence }) => ({ reason, evidence })) }
  if (first.does === 'escalate') return { ...escalate(c, cause, world), decided: true }
  // What must not wait for an answer comes at once, even where something milder is named first.
  const atOnce = [first, ...others].find((one) => !one.late)
  if (!atOnce) return { facts: [plan(c, cause, world)], effects: [], decided: false }
  return { ...offer(c, { ...cause, ...atOnce }, world), decided: true }
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

/** An offer that was to follow the bot's answer. */
export function plannedOffer(c: Conversation, world: World): Decision {
  if (!c.planned || !mayOffer(c, c.planned.reason, world)) return nothing
  return { facts: [{ type: 'offered', ...c.planned, also: [], policyVersion: world.policyVersion }], effects: [] }
}
