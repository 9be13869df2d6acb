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
    case 'offerAnswered':
    case 'visitorChose':
    case 'visitorJudged':
    case 'serverSaid':
    case 'agentSaid':
    case 'reopened':
    case 'wentQuiet':
    case 'promised':
      return fact
    case 'botSaid':
      return {
        type: 'botSaid',
        text: fact.text,
        sources: fact.sources.map(({ title, url }) => ({ title, url })),
        answers: fact.answers,
        mode: fact.mode,
        ...(fact.shown && { sure: fact.confidence }),
      }
    case 'botAsked':
      return { type: 'botAsked', text: fact.text, choices: fact.choices.map(({ label }) => label), answers: fact.answers }
    case 'offered':
      return { type: 'offered', text: fact.text }
    case 'answerCut':
      return { type: 'answerCut', answers: fact.answers, draft: fact.draft, text: fact.text }
    case 'accepted': {
      const { type, agent, name, how, team, said } = fact
      return { type, agent, name, how, team, ...(said !== undefined && { said }) }
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
    case 'ringDeclined':
    case 'agentReminded':
    case 'handoverSeen':
    case 'agentNoted':
    case 'promiseMissed':
    case 'lineRead':
    case 'offerPlanned':
    case 'ruleApplied':
    case 'answerReviewed':
    case 'summarized':
      return null
    default:
      return fact satisfies never
  }
}

const ownTypes = new Set<VisitorFact['type']>(['visitorSaid', 'visitorAsked', 'visitorChose'])

/** A fact in its place, as a visitor may have it: a cause only where it is the visitor's own, by which their browser knows its line again. */
export function numberedForVisitor({ n, at, cause, fact }: Numbered): Numbered<VisitorFact | null> {
  const shown = forVisitor(fact)
  return { n, at, cause: shown && ownTypes.has(shown.type) ? cause : '', fact: shown }
}

/** The folded state as a visitor may know it. */
export function viewForVisitor(c: Conversation): Conversation {
  const promise = c.promise && { ...c.promise, missed: false }
  const offer = c.offer && { ...c.offer, reason: null, evidence: null, team: null, priority: 0 }
  const asking = c.asking && { ...c.asking, choices: c.asking.choices.map(({ label }) => ({ chunk: null, label })) }
  return { ...c, ...hidden, promise, offer, asking, holder: holderForVisitor(c.holder) }
}

/** What only colleagues know of, as a visitor's fold has it. */
const hidden = {
  ...{ tenure: 0, answered: 0, superseded: false, offered: [], read: 0, answers: 0, exchanges: 0, unsure: 0, score: null, language: null },
  ...{ planned: null, askedAbout: [], team: null, priority: 0, topic: null, tags: [], left: 0, lines: 0, waiting: null },
}

function holderForVisitor<H extends Holder>(holder: H): H
function holderForVisitor(holder: Holder): Holder {
  switch (holder.kind) {
    case 'queue': {
      const { declined: _, ...rest } = holder
      return { ...rest, reason: null, tried: [], ringing: null, step: 0, seen: false, priority: 0, prefer: null }
    }
    case 'closed':
      return { ...holder, outcome: null, ...(holder.waited && { waited: { queue: holderForVisitor(holder.waited.queue), waiting: null } }) }
    default:
      return holder
  }
}
