import type { Conversation, Holder, HolderOf } from '@baton/contracts/conversation.ts'
import type { Fact, Numbered, VisitorFact } from '@baton/contracts/facts.ts'

type Anyone = Fact | VisitorFact | null

const previewLength = 160

/** A conversation before its first fact. */
export function opened(bot: string, visitor: string): Conversation {
  return {
    shape: 1,
    n: 0,
    at: 0,
    bot,
    visitor,
    episode: 0,
    tenure: 0,
    holder: { kind: 'bot' },
    promise: null,
    contact: { name: null, email: null, verified: false },
    page: null,
    preview: null,
    visitorLine: 0,
    answered: 0,
    context: 0,
    superseded: false,
    waiting: null,
  }
}

/**
 * Folds one fact in: the same code on the server, in the inbox and in the widget. It makes no choices, `decide` and `route` have
 * made them. A hidden fact (`null`) and a type from a newer version leave the state as it is, but their number counts.
 */
export function apply(c: Conversation, { n, at, fact }: Numbered<Anyone>): Conversation {
  const next = { ...c, n, at }
  return fact === null ? next : fold(next, fact)
}

function fold(c: Conversation, fact: Exclude<Anyone, null>): Conversation {
  switch (fact.type) {
    case 'episodeBegan':
      return { ...pass(c, { kind: 'bot' }), episode: fact.episode, page: fact.page ?? c.page, context: c.n, answered: c.n, waiting: null }
    case 'visitorSaid':
      return visitorSaid(c, fact.text, fact.page)
    case 'visitorStoppedWaiting':
      return { ...pass(c, { kind: 'bot' }), waiting: null }
    case 'contactGiven':
      return { ...c, contact: { name: fact.name ?? c.contact.name, email: fact.email ?? c.contact.email, verified: fact.verified } }
    case 'botSaid':
      return { ...said(c, 'bot', null, fact.text), answered: fact.answers, superseded: false }
    case 'botHeldBack':
      return { ...c, answered: fact.answers, superseded: false }
    case 'answerSuperseded':
      return { ...c, superseded: true }
    case 'serverSaid':
      // While somebody waits, a list shows what they want rather than that we are connecting them.
      return fact.kind === 'connecting' && c.preview?.by === 'visitor' ? c : said(c, 'bot', null, fact.text)
    case 'escalated':
      return escalated(c, fact)
    case 'rung':
      return inQueue(c, (q) => ({
        ...q,
        ringing: { agents: fact.agents, until: fact.until, step: fact.step },
        step: fact.step,
        tried: union(q.tried, fact.agents),
      }))
    case 'ringLapsed':
      return inQueue(c, (q) => ({ ...q, ringing: null }))
    case 'handoverSeen':
      return c.holder.kind === 'queue' ? { ...c, holder: { ...c.holder, seen: true } } : c
    case 'accepted':
    case 'reopened':
      return taken(c, { kind: 'agent', agent: fact.agent, name: fact.name, team: fact.team, since: c.at })
    case 'agentSaid':
      return { ...said(c, 'agent', fact.name, fact.text), waiting: null, answered: c.visitorLine }
    case 'handedBack':
      return { ...pass(c, { kind: 'bot' }), context: c.n, answered: c.visitorLine, waiting: null }
    case 'closed':
      return { ...pass(c, { kind: 'closed', by: fact.name, at: c.at, outcome: 'outcome' in fact ? fact.outcome : null }), waiting: null }
    case 'promised':
      return promised(c, fact.due, fact.team)
    case 'promiseKept':
    case 'promiseWithdrawn':
      return { ...c, promise: null }
    case 'promiseMissed':
      return c.promise ? { ...c, promise: { ...c.promise, missed: true } } : c
    default:
      return c
  }
}

function visitorSaid(c: Conversation, text: string, page: Conversation['page']): Conversation {
  const waiting = c.holder.kind === 'agent' ? (c.waiting ?? c.at) : c.waiting
  return { ...said(c, 'visitor', c.contact.name, text), visitorLine: c.n, page: page ?? c.page, waiting }
}

function escalated(c: Conversation, fact: Extract<Anyone, { type: 'escalated' }>): Conversation {
  const reason = 'reason' in fact ? fact.reason : null
  const queue: Holder = { kind: 'queue', team: fact.team, reason, since: c.at, tried: [], ringing: null, step: 0, seen: false }
  return { ...pass(c, queue), waiting: c.at, answered: c.visitorLine }
}

/** Whoever takes over in the middle of a question, or accepts a promise, owes a line from then on. */
function taken(c: Conversation, holder: HolderOf<'agent'>): Conversation {
  const owed = c.promise !== null || c.visitorLine > c.answered
  return { ...pass(c, holder), waiting: c.waiting ?? (owed ? c.at : null) }
}

/** The bot stays available while a promise stands. Asked for again, it only ever moves closer; a missed one stays missed. */
function promised(c: Conversation, due: number, team: string): Conversation {
  const promise = c.promise ? { ...c.promise, due: Math.min(c.promise.due, due) } : { due, team, since: c.at, missed: false }
  return { ...pass(c, { kind: 'bot' }), promise, waiting: null }
}

function said(c: Conversation, by: 'visitor' | 'bot' | 'agent', name: string | null, text: string): Conversation {
  return { ...c, preview: { n: c.n, at: c.at, by, name, text: cut(text) } }
}

/** A pair of surrogates that the cut would split is mended: jsonb refuses half of one. */
function cut(text: string): string {
  const line = text
    .slice(0, previewLength * 2)
    .replace(/\s+/g, ' ')
    .trim()
  return (line.length <= previewLength ? line : `${line.slice(0, previewLength)}…`).toWellFormed()
}

/** What was overtaken before a passage is of no account after it. */
function pass(c: Conversation, holder: Holder): Conversation {
  return { ...c, holder, tenure: c.tenure + 1, superseded: false }
}

function inQueue(c: Conversation, change: (q: HolderOf<'queue'>) => HolderOf<'queue'>): Conversation {
  return c.holder.kind === 'queue' ? pass(c, change(c.holder)) : c
}

function union(a: readonly string[], b: readonly string[]): string[] {
  return [...new Set([...a, ...b])]
}
