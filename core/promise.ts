import type { Conversation } from '@baton/contracts/conversation.ts'
import type { Fact } from '@baton/contracts/facts.ts'
import type { Decision, World } from './decision.ts'
import { dueOf, teamText } from './team.ts'
import { textOf } from './texts.ts'

/** [A2] Nobody can come: a promise with a due time, said to the visitor. [H7] Asked for again it is repeated, and may only move closer. */
export function promiseFacts(c: Conversation, world: World, team: string): Decision {
  const soonest = dueOf(team, world)
  const due = c.promise ? Math.min(c.promise.due, soonest) : soonest
  const kind = c.contact.email ? 'promiseByEmail' : 'promise'
  const promised: Fact = { type: 'promised', due, team }
  return {
    facts: [promised, promiseLine(kind, c, world, due, c.contact.email, team)],
    effects: c.promise?.missed ? [] : [{ type: 'wake', at: due, input: { type: 'promiseDue', due } }],
  }
}

/** The line about a promise, with `{{within}}` and `{{email}}` filled in. */
export function promiseLine(
  kind: 'promise' | 'promiseByEmail' | 'promiseConfirmed',
  c: Conversation,
  world: World,
  due: number,
  email: string | null,
  team: string,
): Fact {
  const variables = { within: due - world.now, email: email ?? '' }
  const text = kind === 'promiseConfirmed' ? textOf(kind, c, world, variables) : teamText(kind, team, c, world, variables)
  return { type: 'serverSaid', kind: kind === 'promiseConfirmed' ? kind : 'promise', text }
}
