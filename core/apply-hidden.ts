import type { Conversation, HolderOf } from '@baton/contracts/conversation.ts'
import type { Fact, VisitorFact } from '@baton/contracts/facts.ts'
import { pass, union } from './passing.ts'

/** The part of `apply` for facts that no visitor receives; the widget is built without it. A type from a newer version leaves the state as it is. */
export function foldHidden(c: Conversation, fact: Fact | VisitorFact): Conversation {
  switch (fact.type) {
    case 'lineRead':
      return {
        ...c,
        read: fact.line,
        topic: fact.topic ?? c.topic,
        team: fact.team ?? c.team,
        language: c.language ?? fact.signals.language,
      }
    case 'offerPlanned': {
      const { reason, evidence, also, team, priority, text } = fact
      return { ...c, planned: { reason, evidence, also, team, priority, text } }
    }
    case 'ruleApplied':
      return {
        ...c,
        team: fact.team ?? c.team,
        priority: Math.max(c.priority, fact.priority ?? 0),
        tags: union(c.tags, fact.tags),
        left: fact.leave ? (fact.line ?? c.visitorLine) : c.left,
      }
    case 'botHeldBack':
      return { ...c, answered: fact.answers, superseded: false, unsure: c.unsure + 1, score: fact.confidence, asking: null }
    case 'answerSuperseded':
      return { ...c, superseded: true }
    case 'rung':
      return inQueue(c, (q) => ({
        ...q,
        ringing: { agents: fact.agents, until: fact.until, step: fact.step, ...(fact.reach && { reach: fact.reach }) },
        step: fact.step,
        tried: union(q.tried, fact.agents),
      }))
    case 'ringLapsed':
      return inQueue(c, (q) => ({ ...q, ringing: null }))
    case 'ringDeclined':
      return inQueue(c, (q) => declined(q, fact.agent))
    case 'handoverSeen':
      return c.holder.kind === 'queue' ? { ...c, holder: { ...c.holder, seen: true } } : c
    case 'promiseMissed':
      return c.promise ? { ...c, promise: { ...c.promise, missed: true } } : c
    default:
      return c
  }
}

function declined(q: HolderOf<'queue'>, agent: string): HolderOf<'queue'> {
  const agents = q.ringing?.agents.filter((one) => one !== agent) ?? []
  return { ...q, ringing: q.ringing && agents.length > 0 ? { ...q.ringing, agents } : null, declined: union(q.declined ?? [], [agent]) }
}

function inQueue(c: Conversation, change: (q: HolderOf<'queue'>) => HolderOf<'queue'>): Conversation {
  return c.holder.kind === 'queue' ? pass(c, change(c.holder)) : c
}

/** Where a context begins, nothing that was counted or read before is of account. [H9] */
export function anew(c: Conversation): Conversation {
  return {
    ...c,
    context: c.n,
    lines: 0,
    answers: 0,
    exchanges: 0,
    unsure: 0,
    askedAbout: [],
    score: null,
    team: null,
    priority: 0,
    topic: null,
    offered: [],
  }
}
