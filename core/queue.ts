import type { Conversation, HolderOf } from '@baton/contracts/conversation.ts'
import type { Fact, FactOf } from '@baton/contracts/facts.ts'
import type { Speaker } from './agents.ts'
import { type Decision, fact, leaving, nothing, type World } from './decision.ts'
import { promiseFacts } from './promise.ts'
import { teamText, watching } from './team.ts'
import { joins } from './texts.ts'

type Rung = { tenure: number; step: number; passedOver: NonNullable<FactOf<'rung'>['passedOver']> } & Pick<
  FactOf<'rung'>,
  'reach' | 'why' | 'lacks'
>

/** What the router and the clock do to whoever waits. */
export type QueueInput =
  | ({ type: 'rings'; agents: string[]; until: number } & Rung)
  /** Given without being asked, where a team wants it so. */
  | ({ type: 'gives'; to: Speaker } & Rung)
  | { type: 'ringLapses'; tenure: number }
  /** Half of the patience is over. */
  | { type: 'waitDrags'; since: number }
  | { type: 'patienceEnds'; since: number }
  | { type: 'teamLeaves'; tenure: number }

export function decideQueue(c: Conversation, input: QueueInput, world: World): Decision {
  const { holder } = c
  if (holder.kind !== 'queue') return nothing
  switch (input.type) {
    case 'rings':
      return rings(c, input)
    case 'gives':
      return gives(c, holder, input, world)
    case 'ringLapses':
      return holder.ringing ? { facts: [{ type: 'ringLapsed', agents: holder.ringing.agents }], effects: [{ type: 'route' }] } : nothing
    case 'waitDrags':
      return holder.since === input.since
        ? fact({ type: 'serverSaid', kind: 'waitOffer', text: teamText('waitOffer', holder.team, c, world) })
        : nothing
    case 'patienceEnds':
      return holder.since === input.since ? leaving(c, promiseFacts(c, world, holder.team)) : nothing
    case 'teamLeaves':
      return leaving(c, promiseFacts(c, world, holder.team))
    default:
      return input satisfies never
  }
}

function rings(c: Conversation, ring: Extract<QueueInput, { type: 'rings' }>): Decision {
  return {
    facts: [rungFact(ring.agents, ring.until, ring)],
    effects: [{ type: 'wake', at: ring.until, input: { type: 'ringLapses', tenure: c.tenure + 1 } }],
  }
}

/** [R4] Why them and nobody else stands in the ring, which is over at once. */
function gives(c: Conversation, { team }: HolderOf<'queue'>, gift: Extract<QueueInput, { type: 'gives' }>, world: World): Decision {
  const rung = rungFact([gift.to.agent], world.now, gift)
  const accepted = joins(c, { ...gift.to, how: 'assigned', team }, world)
  return leaving(c, { facts: [rung, accepted], effects: watching(team, c.tenure + 2, world) })
}

function rungFact(agents: string[], until: number, { step, passedOver, reach, why, lacks }: Rung): Fact {
  const told = {
    ...(passedOver.length > 0 && { passedOver }),
    ...(reach && { reach }),
    ...(why && { why }),
    ...(lacks?.length && { lacks }),
  }
  return { type: 'rung', agents, until, step, ...told }
}
