import type { VisitorActInput } from '@baton/contracts/acts.ts'
import type { Conversation } from '@baton/contracts/conversation.ts'
import type { BotFace, People, VisitorDown, Waiting } from '@baton/contracts/down.ts'
import type { Numbered, VisitorFact } from '@baton/contracts/facts.ts'
import { apply, opened } from '@baton/core/apply.ts'

/** `idle`: nothing to connect for yet. `stale`: the server speaks a newer protocol, only a reload of the page helps. */
export type LinkState = 'idle' | 'connecting' | 'on' | 'down' | 'stale'

/** An act that the server has not answered (`last` undefined), or answered with facts up to `last` that have not come yet. */
export type Pending = { cause: string; act: VisitorActInput; at: number; last?: number }

/** `drawnAs`: the draft that it was heard as, whose place on screen it takes. */
export type Said = Numbered<VisitorFact> & { drawnAs?: string }

/** An answer that is still being written. `after` is the number of the last fact before it. */
export type Draft = { id: string; text: string; after: number; at: number }

/** All that the panel shows, folded from frames and from what the visitor does. */
export type Live = {
  link: LinkState
  bot: BotFace
  people: People
  /** As last told; null before. */
  waiting: Waiting | null
  conversation: Conversation
  /** The facts a visitor may see, oldest first. */
  facts: Said[]
  /** Numbers read so far by each side. */
  seen: { visitor: number; agent: number }
  /** `until` in ms since 1970, by our clock. */
  typing: { name: string; until: number } | null
  draft: Draft | null
  /** In the order in which they go out. */
  outbox: Pending[]
  refused: { text: string; sentence: string } | null
  /** The server's clock minus ours, in ms. */
  skew: number
}

export type Event =
  | VisitorDown
  | { t: 'link'; link: LinkState }
  | { t: 'queued'; pending: Pending[] }
  | { t: 'shown'; n: number }
  | { t: 'takenBack' }
  | { t: 'newVisitor'; visitor: string; outbox: Pending[] }

const typingFades = 4_000

export function blank(bot: BotFace, people: People, visitor: string, outbox: Pending[]): Live {
  return {
    link: 'idle',
    bot,
    people,
    waiting: null,
    conversation: opened(bot.id, visitor),
    facts: [],
    seen: { visitor: 0, agent: 0 },
    typing: null,
    draft: null,
    outbox,
    refused: null,
    skew: 0,
  }
}

/** Pure: `now` is ms since 1970 by our clock. */
export function reduce(live: Live, event: Event, now: number): Live {
  switch (event.t) {
    case 'welcome':
      return { ...live, bot: event.bot, people: event.people, seen: furthest(live.seen, event.seen), skew: event.now - now }
    case 'fresh':
      return {
        ...blank(live.bot, live.people, live.conversation.visitor, live.outbox.filter(unanswered)),
        link: live.link,
        skew: live.skew,
      }
    case 'newVisitor':
      return { ...blank(live.bot, live.people, event.visitor, event.outbox), link: live.link, refused: live.refused }
    case 'facts':
      return takeFacts(live, event.facts)
    case 'done':
      return { ...live, outbox: live.outbox.map((p) => (p.cause === event.cause ? { ...p, last: event.last } : p)).filter(lacking(live)) }
    case 'refused':
      return refuse(live, event.cause, event.sentence)
    case 'typing':
      return { ...live, typing: event.name === null ? null : { name: event.name, until: now + typingFades } }
    case 'seen':
      return { ...live, seen: furthest(live.seen, event.seen) }
    case 'draft':
      return { ...live, draft: written(live, event, now) }
    case 'people':
      return { ...live, people: event.people }
    case 'waiting':
      return { ...live, waiting: event }
    case 'link':
      return { ...live, link: event.link }
    case 'queued':
      return {
        ...live,
        refused: null,
        outbox: [...live.outbox, ...event.pending.filter((p) => !live.outbox.some((o) => o.cause === p.cause))],
      }
    case 'shown':
      return { ...live, seen: furthest(live.seen, { visitor: event.n, agent: 0 }) }
    case 'takenBack':
      return live.refused ? { ...live, refused: { ...live.refused, text: '' } } : live
    default:
      return live
  }
}

export const unanswered = (pending: Pending): boolean => pending.last === undefined

/** How many lines the visitor has not seen yet. */
export function unread(live: Live): number {
  return live.facts.filter(({ n, fact }) => n > live.seen.visitor && isLine(fact)).length
}

/** Something that was said to the visitor. */
export function isLine(fact: VisitorFact): fact is Extract<VisitorFact, { type: Lines }> {
  return lines.includes(fact.type)
}
type Lines = 'botSaid' | 'serverSaid' | 'agentSaid' | 'botAsked' | 'offered' | 'answerCut'
const lines: VisitorFact['type'][] = ['botSaid', 'serverSaid', 'agentSaid', 'botAsked', 'offered', 'answerCut'] satisfies Lines[]

/** What is missing in the middle can't be shown: such a draft is left until its fact comes. One whose fact has come is over. */
function written(
  { draft, conversation, facts, skew }: Live,
  { draft: id, answers = Infinity, offset, text }: Extract<VisitorDown, { t: 'draft' }>,
  now: number,
): Draft | null {
  if (facts.some(({ fact }) => (fact.type === 'botSaid' || fact.type === 'answerCut') && fact.answers >= answers)) return draft
  const known = draft?.id === id ? draft : { id, text: '', after: conversation.n, at: now + skew }
  const whole = offset > known.text.length ? '' : known.text.slice(0, offset) + text
  return whole ? { ...known, text: whole } : null
}

/** Takes what follows on what we have; what lies behind a hole is left for the answer to a question (see `holed`). */
function takeFacts(live: Live, came: Numbered<VisitorFact | null>[]): Live {
  let { conversation, typing, draft } = live
  const facts = [...live.facts]
  const causes = new Set<string>()
  for (const numbered of came) {
    if (numbered.n !== conversation.n + 1) continue
    conversation = apply(conversation, numbered)
    causes.add(numbered.cause)
    const { fact } = numbered
    if (fact?.type === 'agentSaid') typing = null
    const ends = draft && (fact?.type === 'answerCut' ? fact.draft === draft.id : fact?.type === 'botSaid')
    if (fact) facts.push({ ...(numbered as Said), ...(ends && draft && { drawnAs: draft.id }) })
    if (ends) draft = null
  }
  const next = { ...live, conversation, facts, typing, draft }
  return { ...next, outbox: live.outbox.filter((p) => !causes.has(p.cause)).filter(lacking(next)) }
}

/** Whether a frame of facts left a hole behind what we have. */
export function holed(live: Live, came: Numbered<unknown>[]): boolean {
  return came.some(({ n }) => n > live.conversation.n)
}

const lacking = (live: Live) => (pending: Pending) => pending.last === undefined || pending.last > live.conversation.n

/** A refused line goes back to whoever wrote it, with the reason; a refused wish has only the reason. */
function refuse(live: Live, cause: string | null, sentence: string): Live {
  const pending = live.outbox.find((p) => p.cause === cause)
  if (!pending) return live
  const text = pending.act.type === 'say' ? pending.act.text : ''
  return { ...live, outbox: live.outbox.filter((p) => p !== pending), refused: { text, sentence } }
}

function furthest(a: Live['seen'], b: Live['seen']): Live['seen'] {
  return { visitor: Math.max(a.visitor, b.visitor), agent: Math.max(a.agent, b.agent) }
}
