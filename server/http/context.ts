import type { AnyRoute } from '@baton/contracts/api.ts'
import type { Refusal } from '@baton/contracts/refusal.ts'
import type { z } from 'zod'
import type { SignedIn } from '../people/sessions.ts'
import type { Visitor } from '../people/visitors.ts'
import type { Peer } from './peer.ts'

/** What every handler knows of a request. */
export type Anyone = {
  peer: Peer
  /** The session token that the browser brought, whether or not it is still good. */
  token: string | null
  /** Gives the browser this session, or with null takes it away. */
  keepSession(token: string | null): void
  /** The host of the page that asks, or null. */
  page: string | null
  /** Aborted when the client goes away before it is answered, or when the server is about to stop. */
  gone: AbortSignal
}
export type ByVisitor = Anyone & { visitor: Visitor }
export type ByAgent = Anyone & { me: SignedIn }

export type Input<R extends AnyRoute> = { params: z.output<R['params']>; query: z.output<R['query']>; body: z.output<R['body']> }
export type Answer<R extends AnyRoute> = z.input<R['response']>

/** One call, one reply: what the route answers, or a refusal as a value. */
export type Handler<C extends Anyone, R extends AnyRoute> = (context: C, input: Input<R>) => Promise<Answer<R> | Refusal>

/** Whether a handler refused. No answer has a field `no`. */
export function isRefusal(answer: unknown): answer is Refusal {
  return typeof answer === 'object' && answer !== null && 'no' in answer
}
