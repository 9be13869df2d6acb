import type { Conversation } from '@baton/contracts/conversation.ts'
import type { EscalationReason, Evidence, Fact } from '@baton/contracts/facts.ts'
import type { Decision, Effect, World } from './decision.ts'
import { promiseFacts } from './promise.ts'

/**
 * The one way in which a conversation escalates. [H7] Whichever way it goes, it ends with a person or with a promise: whether
 * anybody can come is known before the bot falls silent. [H6] The line that the visitor reads is the server's.
 */
export function escalate(c: Conversation, reason: EscalationReason, evidence: Evidence, world: World): Decision {
  const escalated: Fact = { type: 'escalated', reason, evidence, team: world.policy.team, policyVersion: world.policyVersion }
  if (!world.staffed) {
    const { facts, effects } = promiseFacts(c, world)
    return { facts: [escalated, ...facts], effects }
  }
  const connecting: Fact = { type: 'serverSaid', kind: 'connecting', text: world.policy.texts.connecting }
  const giveUp: Effect = { type: 'wake', at: world.now + world.policy.patienceMs, input: { type: 'patienceEnds', since: world.now } }
  return { facts: [escalated, connecting], effects: [{ type: 'route' }, giveUp] }
}
