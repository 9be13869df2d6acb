import type { Api } from '@baton/contracts/api.ts'
import type { BotFace, People } from '@baton/contracts/down.ts'
import type { Kysely } from 'kysely'
import type { Database } from '../db/tables.ts'
import { type Anyone, type ByAgent, type Handler, isRefusal } from '../http/context.ts'
import { type Limiter, limits } from '../http/limits.ts'
import { networkOf } from '../http/peer.ts'
import { newVisitor } from '../people/visitors.ts'
import { isAllowed } from './sites.ts'
import { botOf, changeBot, changePolicy, policyOf } from './store.ts'

export type BotsDeps = {
  db: Kysely<Database>
  clock: () => number
  limiter: Limiter
  /** How a bot looks, and whether people are there for its visitors: from memory, as every page with a widget asks, and each open panel now and then. */
  faceOf(bot: string): Promise<BotFace | null>
  peopleOf(bot: string): Promise<People> | People
  /** A bot's name, colour or policy changed. */
  botChanged(bot: string): void
}

type As<C extends Anyone, K extends keyof Api> = Handler<C, Api[K]>

/** The handlers of bots, their policies, and what a widget asks before it is anybody. */
export function botHandlers(deps: BotsDeps) {
  const { db, clock } = deps
  const change: As<ByAgent, 'changeBot'> = async (_context, { params, body }) => {
    const changed = await changeBot(db, params.id, body)
    if (!isRefusal(changed)) deps.botChanged(params.id)
    return changed
  }
  const policy: As<ByAgent, 'policy'> = async (_context, { params }) => (await policyOf(db, params.id)) ?? { no: 'notFound' }
  const renew: As<ByAgent, 'changePolicy'> = async ({ me }, { params, body }) => {
    const renewed = await changePolicy(db, params.id, body, me.agent, clock())
    if (!isRefusal(renewed)) deps.botChanged(params.id)
    return renewed
  }
  const face: As<Anyone, 'face'> = async (_context, { params }) => {
    const [found, people] = await Promise.all([deps.faceOf(params.id), deps.peopleOf(params.id)])
    return found ? { ...found, people } : { no: 'notFound' }
  }
  return { changeBot: change, policy, changePolicy: renew, face, visitor: visitorHandler(deps) }
}

function visitorHandler({ db, clock, limiter }: BotsDeps): As<Anyone, 'visitor'> {
  return async ({ peer, page }, { body }) => {
    const retryIn = limiter.take(limits.visitors, networkOf(peer.address), peer.shared)
    if (retryIn > 0) return { no: 'tooMany', retryIn }
    const bot = await botOf(db, body.bot)
    if (!bot) return { no: 'notFound' }
    // Our own try-it page is always allowed.
    if (page !== peer.host && !isAllowed(bot.sites, page)) return { no: 'wrongOrigin' }
    return newVisitor(db, bot.id, clock())
  }
}
