import type { Conversation } from '@baton/contracts/conversation.ts'
import type { Fact } from '@baton/contracts/facts.ts'
import { begin, type Decision, fact, leaving, nothing, refuse, type World } from './decision.ts'
import { escalate, waits } from './escalation.ts'
import { placesOf } from './routing-seats.ts'
import { listening } from './silence.ts'
import { watching } from './team.ts'
import { joins, textOf } from './texts.ts'

export type Speaker = { agent: string; name: string }

/** What an agent does. An acceptance carries no tenure: an agent who answers a ring that has just been renewed still means it. */
export type AgentInput =
  | { type: 'agentAccepts'; by: Speaker }
  | { type: 'agentTakesOver'; by: Speaker }
  | { type: 'agentSays'; by: Speaker; text: string }
  | { type: 'agentNotes'; by: Speaker; text: string }
  | { type: 'agentHandsBack'; by: Speaker; note: string | null }
  | { type: 'agentCloses'; by: Speaker; outcome: 'solved' | 'unsolved' | 'spam'; why: string | null }
  /** `back`: to where it waited. */
  | { type: 'agentReopens'; by: Speaker; back: boolean }
  | { type: 'agentSees'; by: Speaker }
  /** `isAnswer`: that number is an answer of the bot's, said or held back; looked up beforehand, as the state doesn't know. */
  | { type: 'agentReviews'; by: Speaker; answer: number; verdict: 'right' | 'wrong' | 'corrected'; text: string | null; isAnswer: boolean }
  /** Their account has ended: whoever they held is somebody else's now. */
  | { type: 'agentLeaves'; by: Speaker }

export function decideAgent(c: Conversation, input: AgentInput, world: World): Decision {
  const { by } = input
  if (c.episode === 0) return refuse({ no: 'nothingThere' })
  switch (input.type) {
    case 'agentAccepts':
      return accepts(c, by, world)
    case 'agentTakesOver':
      return takesOver(c, by, world)
    case 'agentSays':
      return says(c, by, input.text, world)
    case 'agentNotes':
      return fact({ type: 'agentNoted', ...by, text: input.text })
    case 'agentHandsBack':
      return handsBack(c, by, input.note, world)
    case 'agentCloses':
      return closes(c, by, input)
    case 'agentReopens':
      return reopens(c, by, input.back, world)
    case 'agentSees':
      return c.holder.kind === 'queue' && !c.holder.seen ? fact({ type: 'handoverSeen', ...by }) : nothing
    case 'agentReviews':
      return reviews(c, by, input)
    case 'agentLeaves':
      return leaves(c, by, world)
    default:
      return input satisfies never
  }
}

/** One wins; whoever comes second reads who. A seat is given only where there is room for it. */
function accepts(c: Conversation, by: Speaker, world: World): Decision {
  const { holder } = c
  if (holder.kind === 'agent')
    return holder.agent === by.agent ? nothing : refuse({ no: 'alreadyAccepted', by: holder.name, agent: holder.agent })
  if (holder.kind !== 'queue' && !(holder.kind === 'bot' && c.promise)) return refuse({ no: 'notWaiting' })
  if (world.room && placesOf(world.room) < 1) return refuse({ no: 'full', open: Math.ceil(world.room.open), capacity: world.room.capacity })
  return leaving(c, taking(c, { ...by, how: 'accepted' }, world))
}

/** At any moment and from anybody, also beyond the own capacity. */
function takesOver(c: Conversation, by: Speaker, world: World): Decision {
  const { holder } = c
  if (holder.kind === 'agent' && holder.agent === by.agent) return nothing
  if (holder.kind === 'closed') return fact({ type: 'reopened', ...by, team: world.policy.team })
  return leaving(c, taking(c, { ...by, how: 'tookOver' }, world))
}

/** [H8] A public line takes the conversation, whatever it came from; in a colleague's it joins. It keeps an open promise. */
function says(c: Conversation, by: Speaker, text: string, world: World): Decision {
  const taken: Fact[] = c.holder.kind === 'agent' ? [] : [joins(c, { ...by, how: 'wrote', team: teamOf(c, world) }, world)]
  const kept: Fact[] = c.promise ? [{ type: 'promiseKept', ...by, late: world.now > c.promise.due }] : []
  const facts: Fact[] = [...begin(c, null), ...taken, { type: 'agentSaid', ...by, text }, ...kept]
  return leaving(c, { facts, effects: listening(c, world) })
}

/** [H9] The fold cuts the bot's context here; the server says who speaks from now on. */
function handsBack(c: Conversation, by: Speaker, note: string | null, world: World): Decision {
  if (c.holder.kind !== 'agent' || c.holder.agent !== by.agent)
    return refuse({ no: 'notYours', by: c.holder.kind === 'agent' ? c.holder.name : null })
  const facts: Fact[] = [
    { type: 'handedBack', ...by, note },
    { type: 'serverSaid', kind: 'handedBack', text: textOf('handedBack', c, world) },
  ]
  return leaving(c, { facts, effects: listening(c, world) })
}

/** An open promise is not closed away: somebody says why none is needed. */
function closes(c: Conversation, by: Speaker, { outcome, why }: { outcome: 'solved' | 'unsolved' | 'spam'; why: string | null }): Decision {
  if (c.holder.kind === 'closed') return refuse({ no: 'closed' })
  if (c.holder.kind === 'agent' && c.holder.agent !== by.agent) return refuse({ no: 'notYours', by: c.holder.name })
  if (c.promise && !why) return refuse({ no: 'promiseOpen' })
  const withdrawn: Fact[] = c.promise && why ? [{ type: 'promiseWithdrawn', ...by, why }] : []
  return leaving(c, { facts: [...withdrawn, { type: 'closed', ...by, outcome }], effects: [] })
}

/** Whoever re-opens it has it; put back, it waits as if it had never been closed. */
function reopens(c: Conversation, by: Speaker, back: boolean, world: World): Decision {
  const { holder } = c
  if (holder.kind !== 'closed') return refuse({ no: 'notClosed' })
  if (!back) return fact({ type: 'reopened', ...by, team: world.policy.team })
  if (!holder.waited) return refuse({ no: 'nothingThere' })
  const { team, since } = holder.waited.queue
  // What was due before the closing has been done.
  const timers = waits(team, since, world).filter(({ at, input }) => input.type === 'patienceEnds' || at > holder.at)
  return { facts: [{ type: 'reopened', ...by, team, waits: true }], effects: [{ type: 'route' }, ...timers] }
}

/** A correction without its text corrects nothing. */
function reviews(
  c: Conversation,
  by: Speaker,
  { answer, verdict, text, isAnswer }: Extract<AgentInput, { type: 'agentReviews' }>,
): Decision {
  if (!isAnswer || answer > c.n) return refuse({ no: 'nothingThere' })
  if (verdict === 'corrected' && !text) return refuse({ no: 'invalid', path: 'text', problem: 'a correction says what is right' })
  return fact({ type: 'answerReviewed', ...by, answer, verdict, text: verdict === 'corrected' ? text : null })
}

/** [H7] Nobody keeps a visitor who can no longer answer: others are rung, or there is a promise. */
function leaves(c: Conversation, by: Speaker, world: World): Decision {
  if (c.holder.kind !== 'agent' || c.holder.agent !== by.agent) return nothing
  return leaving(c, escalate(c, { reason: 'agentLeft', evidence: { kind: 'left', ...by }, team: c.holder.team }, world))
}

/** From then on they owe a line. */
function taking(c: Conversation, taken: Speaker & { how: 'accepted' | 'tookOver' }, world: World): Decision {
  const team = teamOf(c, world)
  return { facts: [joins(c, { ...taken, team }, world)], effects: watching(team, c.tenure + 1, world) }
}

function teamOf(c: Conversation, world: World): string {
  return c.holder.kind === 'queue' || c.holder.kind === 'agent' ? c.holder.team : world.policy.team
}
