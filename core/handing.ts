import type { Conversation } from '@baton/contracts/conversation.ts'
import type { Fact } from '@baton/contracts/facts.ts'
import type { Speaker } from './agents.ts'
import { type Decision, leaving, nothing, refuse, type World } from './decision.ts'
import { escalate } from './escalation.ts'
import { promiseFacts } from './promise.ts'
import { firstLineWithin, patienceOf, watching } from './team.ts'
import { joins } from './texts.ts'

/** What takes a conversation from one person to another. */
export type HandingInput =
  /** Would rather not be rung for this one. */
  | { type: 'agentDeclines'; by: Speaker }
  /** `over`: they may do it to a colleague's conversation. `agent` is asked first, alone. */
  | { type: 'agentTransfers'; by: Speaker; over: boolean; team: string; agent: string | null; note: string | null }
  /** Without asking. */
  | { type: 'agentAssigns'; by: Speaker; to: Speaker; team: string | null }
  /** Their connection is gone and did not come back. */
  | { type: 'agentGone'; by: Speaker }
  /** Whoever took it has had time to write. */
  | { type: 'agentSilent'; tenure: number; reminded: boolean }

export function decideHanding(c: Conversation, input: HandingInput, world: World): Decision {
  if (c.episode === 0) return refuse({ no: 'nothingThere' })
  switch (input.type) {
    case 'agentDeclines':
      return declines(c, input.by)
    case 'agentTransfers':
      return transfers(c, input, world)
    case 'agentAssigns':
      return assigns(c, input, world)
    case 'agentGone':
      return gone(c, input.by, world)
    case 'agentSilent':
      return silent(c, input.reminded, world)
    default:
      return input satisfies never
  }
}

/** The others go on being rung, until when they would have been; where nobody is left, the router looks on. */
function declines(c: Conversation, by: Speaker): Decision {
  const ringing = c.holder.kind === 'queue' ? c.holder.ringing : null
  if (!ringing?.agents.includes(by.agent)) return nothing
  const facts: Fact[] = [{ type: 'ringDeclined', ...by }]
  if (ringing.agents.length === 1) return { facts, effects: [{ type: 'route' }] }
  return { facts, effects: [{ type: 'wake', at: ringing.until, input: { type: 'ringLapses', tenure: c.tenure + 1 } }] }
}

/** [H7] It stands in the queue until somebody accepts, and becomes a promise as any other: nothing is lost where nobody does. */
function transfers(
  c: Conversation,
  { by, over, team, agent, note }: Extract<HandingInput, { type: 'agentTransfers' }>,
  world: World,
): Decision {
  const { holder } = c
  if (holder.kind !== 'agent' || (holder.agent !== by.agent && !over))
    return refuse({ no: 'notYours', by: holder.kind === 'agent' ? holder.name : null })
  const evidence = { kind: 'handedOn' as const, ...by, to: agent, note }
  return leaving(c, escalate(c, { reason: 'transferred', evidence, team, prefer: agent }, world))
}

function assigns(c: Conversation, { by, to, team }: Extract<HandingInput, { type: 'agentAssigns' }>, world: World): Decision {
  const { holder } = c
  if (holder.kind === 'closed') return refuse({ no: 'closed' })
  if (holder.kind === 'agent' && holder.agent === to.agent) return nothing
  const own = holder.kind === 'bot' ? world.policy.team : holder.team
  const accepted = joins(c, { ...to, how: 'assigned', team: team ?? own, by: by.agent }, world)
  return leaving(c, { facts: [accepted], effects: watching(accepted.team, c.tenure + 1, world) })
}

/** [H7] What they have not answered goes back to the queue; what they have is offered to be moved. */
function gone(c: Conversation, by: Speaker, world: World): Decision {
  const { holder } = c
  if (holder.kind !== 'agent' || holder.agent !== by.agent) return nothing
  if (c.waiting === null || c.waiting > holder.since) return nothing
  return leaving(c, escalate(c, { reason: 'agentLeft', evidence: { kind: 'left', ...by }, team: holder.team }, world))
}

/** Reminded once; after as long again others are rung. */
function silent(c: Conversation, reminded: boolean, world: World): Decision {
  const { holder } = c
  if (holder.kind !== 'agent' || c.waiting === null) return nothing
  const since = Math.max(c.waiting, holder.since)
  const patience = firstLineWithin(holder.team, world)
  if (patience === null) return nothing
  const ends = since + patience * (reminded ? 2 : 1)
  const again = (at: number, reminded: boolean): Decision['effects'] => [
    { type: 'wake', at, input: { type: 'agentSilent', tenure: c.tenure, reminded } },
  ]
  if (world.now < ends) return { facts: [], effects: again(ends, reminded) }
  const speaker = { agent: holder.agent, name: holder.name }
  if (!reminded) return { facts: [{ type: 'agentReminded', ...speaker }], effects: again(since + 2 * patience, true) }
  // [H7] Who has been given from one silent agent to the next for longer than the patience lasts is promised an answer.
  if (holder.since - c.waiting > patienceOf(holder.team, world)) return leaving(c, promiseFacts(c, world, holder.team))
  return leaving(c, escalate(c, { reason: 'agentSilent', evidence: { kind: 'silent', ...speaker, since }, team: holder.team }, world))
}
