import type { AnyRoute, Api } from '@baton/contracts/api.ts'
import type { People } from '@baton/contracts/down.ts'
import type { Refusal } from '@baton/contracts/refusal.ts'
import type { WaitRange } from '@baton/contracts/team.ts'
import { numberedForVisitor } from '@baton/core/visibility.ts'
import type { Pool } from 'pg'
import { mayRead } from '../db/sight.ts'
import type { ByAgent, ByVisitor, Handler } from '../http/context.ts'
import type { Prove } from '../identity/prove.ts'
import type { Hub } from '../realtime/hub.ts'
import type { Rooms } from '../realtime/rooms.ts'
import type { Seen } from '../realtime/seen.ts'
import { takeAgentTurn, takeVisitorTurn } from './act-turn.ts'
import { listConversations } from './list.ts'
import { readFacts, readFactsPage, readState } from './store.ts'
import type { Door, Taken } from './turn.ts'

export type ConversationsDeps = {
  db: Pool
  door: Door
  hub: Hub
  rooms: Rooms
  peopleOf: (bot: string) => Promise<People>
  placeOf: (conversation: string) => Promise<{ place: number; of: number; range: WaitRange } | null>
  headOf: (conversation: string) => Promise<number>
  readSeen: (conversation: string) => Promise<Seen>
  noteSeen: (conversation: string, by: keyof Seen, n: number) => Promise<void>
  prove: Prove
}

type As<C extends ByAgent | ByVisitor, K extends keyof Api> = Handler<C, Api[K] & AnyRoute>

/** The handlers of conversations: the same door as the sockets. */
export function conversationHandlers(deps: ConversationsDeps) {
  return { ...forAgents(deps), ...forVisitors(deps) }
}

function forAgents({ db, door }: ConversationsDeps) {
  const conversations: As<ByAgent, 'conversations'> = ({ me }, { query }) => listConversations(db, me, query)
  const conversation: As<ByAgent, 'conversation'> = async ({ me }, { params: { id } }) => {
    const state = (await mayRead(db, me, id)) && (await readState(db, id))
    return state ? { ...state, id } : { no: 'notFound' }
  }
  const facts: As<ByAgent, 'facts'> = async ({ me }, { params: { id }, query }) =>
    (await mayRead(db, me, id)) ? readFacts(db, id, query.after, query.after + query.limit) : { no: 'notFound' }
  const turn: As<ByAgent, 'turn'> = async ({ me }, { params: { id }, body }) => {
    if (!(await mayRead(db, me, id))) return { no: 'notFound' }
    return answer(await takeAgentTurn(db, door, id, body.cause, body.act, { agent: me.agent, name: me.name }))
  }
  return { conversations, conversation, facts, turn }
}

function forVisitors(deps: ConversationsDeps) {
  const visitorTurn: As<ByVisitor, 'visitorTurn'> = async ({ visitor }, { body }) => {
    const open = { bot: visitor.bot, visitor: visitor.id }
    return answer(await takeVisitorTurn(deps.db, deps.door, visitor, body.cause, body.act, open, deps.prove))
  }
  const visitorSeen: As<ByVisitor, 'visitorSeen'> = async ({ visitor }, { body }) => {
    await deps.noteSeen(visitor.conversation, 'visitor', body.n)
    return { ok: true }
  }
  const visitorFacts: As<ByVisitor, 'visitorFacts'> = async ({ visitor, gone }, { query: { after, wait, ...held } }) => {
    const { conversation } = visitor
    // Before the facts, so that no head is told whose facts are not.
    const head = await deps.headOf(conversation)
    const first = await readFactsPage(deps.db, conversation, after)
    // [S2] Who knows more than there is starts over, and is not kept waiting for it.
    const waits = first.length === 0 && wait > 0 && after <= head
    const typing = waits ? await somethingHappens(deps, { conversation, after, ...held }, wait * 1_000, gone) : null
    // Before the facts too: an answer that has just ended is in one of them.
    const written = deps.rooms.draft(conversation)
    const facts = first.length > 0 ? first : await readFactsPage(deps.db, conversation, after)
    const [seen, people, place] = await Promise.all([deps.readSeen(conversation), deps.peopleOf(visitor.bot), deps.placeOf(conversation)])
    const waiting = place && { place: place.place, of: place.of, range: place.range }
    return {
      head: Math.max(head, facts.at(-1)?.n ?? 0),
      facts: facts.map(numberedForVisitor),
      seen,
      typing,
      people,
      waiting,
      draft: facts.length === 0 ? written : deps.rooms.draft(conversation),
    }
  }
  return { visitorTurn, visitorSeen, visitorFacts }
}

type Held = { conversation: string; after: number; draft?: string | undefined; heard: number }

/** Waits for a fact, more of an answer, a sign of typing or a reading eye, or until the time is over. Returns who types. */
function somethingHappens(
  { hub, rooms }: ConversationsDeps,
  { conversation, after, draft, heard }: Held,
  ms: number,
  gone: AbortSignal,
): Promise<string | null> {
  return new Promise((resolve) => {
    const { stop } = hub.follow({ conversation, n: after, send: () => end(null) })
    const leave = rooms.enter(conversation, {
      agent: null,
      typing: ({ agent, name }) => agent && end(name),
      seen: () => end(null),
      writing: () => end(null),
    })
    const timer = setTimeout(() => end(null), ms)
    gone.addEventListener('abort', () => end(null))
    const written = rooms.draft(conversation)
    if (written && (written.draft !== draft || written.text.length !== heard)) end(null)
    function end(typing: string | null) {
      clearTimeout(timer)
      stop()
      leave()
      resolve(typing)
    }
  })
}

function answer({ first, last, refusal }: Taken): { first: number; last: number } | Refusal {
  return refusal ?? { first, last }
}
