import type { Conversation } from '@baton/contracts/conversation.ts'
import type { AlsoFound, EscalationReason, Evidence, Fact } from '@baton/contracts/facts.ts'
import type { Decision, WakeEffect, World } from './decision.ts'
import { promiseFacts } from './promise.ts'
import { knownOfTeam, patienceOf, teamText, usualTeam } from './team.ts'
import { filled, textOf } from './texts.ts'

/** Why a person is needed, and what the owner's settings say about it. */
export type Cause = {
  reason: EscalationReason
  evidence: Evidence
  /** What fired besides, and was outranked. */
  also?: AlsoFound[]
  /** Where nothing is said: as rules and topics have it, else the bot's own team. */
  team?: string | null
  priority?: number
  /** What the visitor reads instead of the usual line. */
  say?: string | null
  /** Who should be asked first. */
  prefer?: string | null
  /** The offer that the visitor accepted. */
  offer?: number | null
}

/**
 * The one way in which a conversation escalates. [H7] Whichever way it goes, it ends with a person or with a promise: whether
 * anybody can come is known before the bot falls silent. [H6] The line that the visitor reads is the server's.
 */
export function escalate(c: Conversation, cause: Cause, world: World): Decision {
  const { reason, evidence, also = [], prefer = null, offer = null } = cause
  const team = teamFor(c, cause, world)
  const priority = Math.max(c.priority, cause.priority ?? 0)
  const escalated: Fact = {
    type: 'escalated',
    reason,
    evidence,
    team,
    policyVersion: world.policyVersion,
    ...(also.length > 0 && { also }),
    ...(priority > 0 && { priority }),
    ...(prefer && { prefer }),
    ...(offer && { offer }),
  }
  if (!world.staffed.has(team)) {
    const { facts, effects } = promiseFacts(c, world, team)
    return { facts: [escalated, ...facts], effects }
  }
  const text = lineFor('connecting', c, { ...cause, team }, world)
  return {
    facts: [escalated, { type: 'serverSaid', kind: 'connecting', text }],
    effects: [{ type: 'route' }, ...waits(team, world.now, world)],
  }
}

/** At half of the patience there is a choice, at its end a promise. */
export function waits(team: string, since: number, world: World): WakeEffect[] {
  const patience = patienceOf(team, world)
  const drags: WakeEffect = { type: 'wake', at: since + patience / 2, input: { type: 'waitDrags', since } }
  const ends: WakeEffect = { type: 'wake', at: since + patience, input: { type: 'patienceEnds', since } }
  return world.teams.get(team)?.waitOffer ? [drags, ends] : [ends]
}

/** Who takes it. */
export function teamFor(c: Conversation, { team }: Pick<Cause, 'team'>, world: World): string {
  return team ?? c.team ?? usualTeam(c, world)
}

/** The owner's own words for this trigger, or the usual line. */
export function lineFor(
  name: 'connecting' | 'offer' | 'unsureOffer',
  c: Conversation,
  cause: Pick<Cause, 'say' | 'team'>,
  world: World,
): string {
  const team = teamFor(c, cause, world)
  const variables = knownOfTeam(team, c, world)
  if (cause.say) return filled(cause.say, variables)
  return name === 'connecting' ? teamText(name, team, c, world) : textOf(name, c, world, variables)
}
