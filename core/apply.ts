import type { Conversation, Holder, HolderOf } from '@baton/contracts/conversation.ts'
import type { Fact, Numbered, VisitorFact } from '@baton/contracts/facts.ts'
import { anew, foldHidden } from './apply-hidden.ts'
import { pass, union } from './passing.ts'

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
    offer: null,
    planned: null,
    offered: [],
    asking: null,
    askedAbout: [],
    read: 0,
    lines: 0,
    answers: 0,
    exchanges: 0,
    unsure: 0,
    score: null,
    team: null,
    priority: 0,
    topic: null,
    tags: [],
    left: 0,
    language: null,
    last: null,
    solved: null,
    nudged: false,
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
      return {
        ...anew(pass(c, { kind: 'bot' })),
        episode: fact.episode,
        page: fact.page ?? c.page,
        answered: c.n,
        waiting: null,
        tags: [],
        solved: null,
      }
    case 'visitorSaid':
      return visitorSaid(c, fact)
    case 'visitorAsked':
      return { ...c, language: fact.language ?? c.language }
    case 'visitorStoppedWaiting':
      return { ...pass(c, { kind: 'bot' }), waiting: null }
    case 'offerAnswered':
      return { ...c, offer: null, nudged: false }
    case 'visitorChose':
      return { ...said(c, 'visitor', c.contact.name, fact.text), asking: null, visitorLine: c.n, nudged: false }
    case 'visitorJudged':
      return { ...c, solved: fact.solved }
    case 'answerRated':
      return fact.helpful ? { ...c, exchanges: 0 } : c
    case 'botAsked':
      return botAsked(c, fact)
    case 'offered':
      return offered(c, fact)
    case 'answerCut':
      return { ...said(c, 'bot', null, fact.text), answered: Math.max(c.answered, fact.answers) }
    case 'contactGiven':
      return {
        ...c,
        contact: {
          ...c.contact,
          name: fact.name ?? c.contact.name,
          email: fact.email ?? c.contact.email,
          verified: fact.verified,
          ...(fact.subject && { subject: fact.subject }),
        },
      }
    case 'botSaid':
      return botSaid(c, fact)
    case 'serverSaid':
      // While somebody waits, a list shows what they want rather than that we are connecting them.
      if ((fact.kind === 'connecting' || fact.kind === 'waitOffer') && c.preview?.by === 'visitor') return c
      return {
        ...said(c, 'bot', null, fact.text),
        nudged: c.nudged || fact.kind === 'stillThere',
        answered: fact.kind === 'offerDeclined' ? c.visitorLine : c.answered,
        ...(fact.kind === 'dontKnow' && { answers: c.answers + 1, exchanges: c.exchanges + 1 }),
      }
    case 'escalated':
      return escalated(c, fact)
    case 'accepted':
    case 'reopened':
      if (fact.type === 'reopened' && fact.waits) return waitsAgain(c)
      return taken(c, { kind: 'agent', agent: fact.agent, name: fact.name, team: fact.team, since: c.at })
    case 'agentSaid':
      return { ...said(c, 'agent', fact.name, fact.text), waiting: null, answered: c.visitorLine, nudged: false }
    case 'handedBack':
      return { ...anew(pass(c, { kind: 'bot' })), answered: c.visitorLine, waiting: null }
    case 'closed':
      return {
        ...pass(c, {
          ...{ kind: 'closed', by: fact.name, at: c.at, outcome: 'outcome' in fact ? fact.outcome : null },
          ...(c.holder.kind === 'queue' && { waited: { queue: { ...c.holder, ringing: null }, waiting: c.waiting } }),
        }),
        waiting: null,
        last: { agent: fact.agent, name: fact.name, at: c.at },
      }
    case 'wentQuiet':
      return { ...pass(c, { kind: 'closed', by: '', at: c.at, outcome: 'unanswered' }), waiting: null }
    case 'promised':
      return promised(c, fact.due, fact.team)
    case 'promiseKept':
    case 'promiseWithdrawn':
      return { ...c, promise: null }
    default:
      return foldHidden(c, fact)
  }
}

function visitorSaid(c: Conversation, fact: Extract<Anyone, { type: 'visitorSaid' }>): Conversation {
  const waiting = c.holder.kind === 'agent' ? (c.waiting ?? c.at) : c.waiting
  return {
    ...said(c, 'visitor', c.contact.name, fact.text),
    visitorLine: c.n,
    page: fact.page ?? c.page,
    waiting,
    language: fact.language ?? c.language,
    lines: c.lines + 1,
    offer: null,
    asking: null,
    nudged: false,
  }
}

/** What a greeting is answered with is no answer to a question. */
function botSaid(c: Conversation, fact: Extract<Anyone, { type: 'botSaid' }>): Conversation {
  const answered = { ...said(c, 'bot', null, fact.text), answered: fact.answers, superseded: false, asking: null, nudged: false }
  if (fact.mode === 'smalltalk') return { ...answered, exchanges: 0 }
  const score = 'confidence' in fact ? fact.confidence : null
  return { ...answered, answers: c.answers + 1, exchanges: c.exchanges + 1, unsure: 0, askedAbout: [], score }
}

function botAsked(c: Conversation, fact: Extract<Anyone, { type: 'botAsked' }>): Conversation {
  const choices = fact.choices.map((one) => (typeof one === 'string' ? { chunk: null, label: one } : one))
  const score = 'confidence' in fact ? fact.confidence : null
  const asked = { ...said(c, 'bot', null, fact.text), answered: fact.answers, superseded: false, nudged: false }
  const about = choices.flatMap(({ chunk }) => chunk ?? [])
  const asking = choices.length > 0 ? { n: c.n, line: fact.answers, choices } : null
  return { ...asked, unsure: c.unsure + 1, askedAbout: union(c.askedAbout, about), score, asking }
}

function offered(c: Conversation, fact: Extract<Anyone, { type: 'offered' }>): Conversation {
  const known = 'reason' in fact
  const { reason, evidence, team, priority } = known ? fact : { reason: null, evidence: null, team: null, priority: 0 }
  const offer = { n: c.n, reason, evidence, team, priority }
  return {
    ...said(c, 'bot', null, fact.text),
    offer,
    offered: known ? union(c.offered, [fact.reason]) : c.offered,
    asking: null,
    planned: null,
  }
}

function escalated(c: Conversation, fact: Extract<Anyone, { type: 'escalated' }>): Conversation {
  const known = 'reason' in fact
  const queue: Holder = {
    kind: 'queue',
    team: fact.team,
    reason: known ? fact.reason : null,
    since: c.at,
    tried: [],
    ringing: null,
    step: 0,
    seen: false,
    priority: known ? (fact.priority ?? 0) : 0,
    prefer: known ? (fact.prefer ?? null) : null,
    ...(known && fact.evidence.kind === 'silent' && { declined: [fact.evidence.agent] }),
  }
  return { ...pass(c, queue), waiting: c.waiting ?? c.at, answered: c.visitorLine }
}

/** As if it had never been closed. */
function waitsAgain(c: Conversation): Conversation {
  const waited = c.holder.kind === 'closed' && c.holder.waited
  return waited ? { ...pass(c, waited.queue), waiting: waited.waiting } : c
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
