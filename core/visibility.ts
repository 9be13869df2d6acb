import type { Conversation, Holder } from '@baton/contracts/conversation.ts'
import type { Fact, Numbered, VisitorFact } from '@baton/contracts/facts.ts'

/**
 * [V1] The one place that says what a visitor may see. A hidden fact is null and still takes its number.
 * Law: folding the projected facts and projecting the folded state give the same.
 */
export function forVisitor(fact: Fact): VisitorFact | null {
  switch (fact.type) {
    case 'episodeBegan':
    case 'visitorSaid':
    case 'visitorAsked':
    case 'contactGiven':
    case 'answerRated':
    case 'visitorStoppedWaiting':
    case 'serverSaid':
    case 'accepted':
    case 'agentSaid':
    case 'reopened':
    case 'promised':
      return fact
    case 'botSaid':
      return {
        type: 'botSaid',
        text: fact.text,
        sources: fact.sources.map(({ title, url }) => ({ title, url })),
        answers: fact.answers,
        mode: fact.mode,
      }
    case 'escalated':
      return { type: 'escalated', team: fact.team }
    case 'handedBack':
    case 'closed':
    case 'promiseKept':
    case 'promiseWithdrawn':
      return { type: fact.type, agent: fact.agent, name: fact.name }
    case 'botHeldBack':
    case 'answerSuperseded':
    case 'rung':
    case 'ringLapsed':
    case 'handoverSeen':
    case 'agentNoted':
    case 'promiseMissed':
      return null
    default:
      return fact satisfies never
  }
}

/** A fact in its place, as a visitor may have it: a cause only where it is the visitor's own, by which their browser knows its line again. */
export function numberedForVisitor({ n, at, cause, fact }: Numbered): Numbered<VisitorFact | null> {
  const shown = forVisitor(fact)
  return { n, at, cause: shown?.type === 'visitorSaid' || shown?.type === 'visitorAsked' ? cause : '', fact: shown }
}

/** The folded state as a visitor may know it. */
export function viewForVisitor(c: Conversation): Conversation {
  const promise = c.promise && { ...c.promise, missed: false }
  return { ...c, tenure: 0, answered: 0, superseded: false, promise, holder: holderForVisitor(c.holder) }
}

function holderForVisitor(holder: Holder): Holder {
  switch (holder.kind) {
    case 'queue':
      return { ...holder, reason: null, tried: [], ringing: null, step: 0, seen: false }
    case 'closed':
      return { ...holder, outcome: null }
    default:
      return holder
  }
}
