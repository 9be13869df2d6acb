import type { Conversation } from '@baton/contracts/conversation.ts'
import { type Decision, type Effect, fact, leaving, nothing, type World } from './decision.ts'
import { textOf } from './texts.ts'

/** Each line of ours begins the silence anew; nothing is set for a visitor's, as whoever answers it does. */
export function listening(c: Conversation, world: World): Effect[] {
  const { idleMs } = world.policy
  const episode = c.episode + (c.episode === 0 || c.holder.kind === 'closed' ? 1 : 0)
  return idleMs > 0 ? [{ type: 'wake', at: world.now + idleMs, input: { type: 'silenceLasts', episode } }] : []
}

/** The visitor is asked once whether there is more; after as long again it is closed as unanswered. Never while we owe them something. */
export function silenceLasts(c: Conversation, episode: number, world: World): Decision {
  const ours = c.holder.kind === 'bot' || c.holder.kind === 'agent'
  if (c.episode !== episode || !ours || c.promise || c.waiting !== null || !c.preview || c.preview.by === 'visitor') return nothing
  if (c.nudged) return leaving(c, fact({ type: 'wentQuiet' }))
  const ends = c.preview.at + world.policy.idleMs
  if (world.now < ends) return { facts: [], effects: [{ type: 'wake', at: ends, input: { type: 'silenceLasts', episode } }] }
  return { facts: [{ type: 'serverSaid', kind: 'stillThere', text: textOf('stillThere', c, world) }], effects: listening(c, world) }
}
