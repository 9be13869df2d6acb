import type { Conversation } from '@baton/contracts/conversation.ts'
import type { Fact, FactOf } from '@baton/contracts/facts.ts'
import { type Decision, leaving, nothing, type World } from './decision.ts'
import { promiseFacts } from './promise.ts'

/** What the router and the clock do to whoever waits. */
export type QueueInput =
  | { type: 'rings'; tenure: number; agents: string[]; until: number; step: number; passedOver: NonNullable<FactOf<'rung'>['passedOver']> }
  | { type: 'ringLapses'; tenure: number }
  | { type: 'patienceEnds'; since: number }
  | { type: 'teamLeaves'; tenure: number }

export function decideQueue(c: Conversation, input: QueueInput, world: World): Decision {
  const { holder } = c
  if (holder.kind !== 'queue') return nothing
  switch (input.type) {
    case 'rings':
      return rings(c, input)
    case 'ringLapses':
      return holder.ringing ? { facts: [{ type: 'ringLapsed', agents: holder.ringing.agents }], effects: [{ type: 'route' }] } : nothing
    case 'patienceEnds':
      return holder.since === input.since ? leaving(c, promiseFacts(c, world, holder.team)) : nothing
    case 'teamLeaves':
      return leaving(c, promiseFacts(c, world, holder.team))
    default:
      return input satisfies never
  }
}

function rings(c: Conversation, ring: Extract<QueueInput, { type: 'rings' }>): Decision {
  const { agents, until, step, passedOver } = ring
  const rung: Fact = { type: 'rung', agents, until, step, ...(passedOver.length > 0 && { passedOver }) }
  return { facts: [rung], effects: [{ type: 'wake', at: until, input: { type: 'ringLapses', tenure: c.tenure + 1 } }] }
}
