import { z } from 'zod'
import { agentAct, visitorAct } from './acts.ts'
import { cause, id } from './ids.ts'

const n = z.int().min(0)

/** Frames from a widget. The first must be `hello`. */
export const visitorUp = z.discriminatedUnion('t', [
  /** `after` is the number of the last fact this client has; 0 for none. */
  z.object({ t: z.literal('hello'), protocol: z.int(), token: z.string().max(100), after: n }),
  z.object({ t: z.literal('act'), cause, act: visitorAct }),
  /** Sent at most every 3 s while somebody types; it fades by itself. */
  z.object({ t: z.literal('typing') }),
  z.object({ t: z.literal('seen'), n }),
  /** Carries the last number this client has: the server sends what is missing, then `pong`. */
  z.object({ t: z.literal('ping'), n }),
])

/** Frames from the inbox. Who it is, the cookie of the upgrade has said. */
export const agentUp = z.discriminatedUnion('t', [
  z.object({ t: z.literal('hello'), protocol: z.int() }),
  z.object({ t: z.literal('act'), cause, conversation: id, act: agentAct }),
  /** Follow a conversation's facts, after the last one this client has. */
  z.object({ t: z.literal('open'), conversation: id, after: n }),
  z.object({ t: z.literal('leave'), conversation: id }),
  /** Rows on screen: these are kept current, besides every change of holder anywhere. */
  z.object({ t: z.literal('view'), rows: z.array(id).max(200) }),
  z.object({ t: z.literal('typing'), conversation: id }),
  z.object({ t: z.literal('seen'), conversation: id, n }),
  z.object({ t: z.literal('online'), online: z.boolean() }),
  z.object({ t: z.literal('ping'), open: z.array(z.object({ conversation: id, n })).max(50) }),
])

export type VisitorUp = z.input<typeof visitorUp>
export type AgentUp = z.input<typeof agentUp>
