import type { Api } from '@baton/contracts/api.ts'
import type { Refusal } from '@baton/contracts/refusal.ts'
import type { Kysely } from 'kysely'
import type { Database } from '../db/tables.ts'
import { type Anyone, type ByAgent, type Handler, isRefusal } from '../http/context.ts'
import { type Limiter, limits } from '../http/limits.ts'
import { networkOf, type Peer } from '../http/peer.ts'
import { acceptInvitation, changeAgent, changeOwn, invite, recover, removeAgent } from './agents.ts'
import { meOf } from './me.ts'
import { beginSession, endSession } from './sessions.ts'
import { isOpen, setUp } from './setup.ts'
import { createChecks } from './signin.ts'

export type PeopleDeps = {
  db: Kysely<Database>
  clock: () => number
  limiter: Limiter
  /** The address that people reach us at, when it is set; else the one that the request names. */
  publicUrl: string | undefined
  /** Closes an agent's sockets on every node: all, only those of one session, or all except those of one session. */
  closeSockets(agent: string, which?: { only: string } | { except: string }): void
  /** Names, roles, capacity or membership changed: tell the inboxes, and route again. */
  peopleChanged(): void
}

type Handlers = ReturnType<typeof account> & ReturnType<typeof links> & ReturnType<typeof colleagues>
type As<C extends Anyone, K extends keyof Api> = Handler<C, Api[K]>

/** The handlers of set-up, sessions, invitations and agents. */
export function peopleHandlers(deps: PeopleDeps): Handlers {
  return { ...account(deps), ...links(deps), ...colleagues(deps) }
}

function account(deps: PeopleDeps) {
  const { db, clock, limiter } = deps
  const checks = createChecks(db, clock)
  const signIn: As<Anyone, 'signIn'> = async (context, { body }) => {
    const network = networkOf(context.peer.address)
    const retryIn = limiter.take(limits.signIns, network, context.peer.shared)
    if (retryIn > 0) return { no: 'tooMany', retryIn }
    return enter(deps, context, await checks.signIn(body.email, body.password, network))
  }
  const signOut: As<ByAgent, 'signOut'> = async ({ me, token, keepSession }) => {
    if (token) await endSession(db, token)
    keepSession(null)
    deps.closeSockets(me.agent, { only: me.session })
    return { ok: true }
  }
  const me: As<ByAgent, 'me'> = ({ me, peer }) => meOf(db, me.agent, peer.secure, baseUrlOf(deps, peer))
  const changeMe: As<ByAgent, 'changeMe'> = async ({ me, peer }, { body: { name, password } }) => {
    const no =
      (password && (await checks.confirm(me.agent, password.old, networkOf(peer.address)))) ||
      (await changeOwn(db, me.agent, me.session, { name, password: password?.new }))
    if (no) return no
    if (password) deps.closeSockets(me.agent, { except: me.session })
    if (name !== undefined) deps.peopleChanged()
    return meOf(db, me.agent, peer.secure, baseUrlOf(deps, peer))
  }
  return { signIn, signOut, me, changeMe }
}

/** What one-time links open. */
function links(deps: PeopleDeps) {
  const { db, clock } = deps
  const setupState: As<Anyone, 'setupState'> = async () => ({ open: await isOpen(db) })
  const setup: As<Anyone, 'setup'> = async (context, { body: { token, ...founding } }) =>
    tooManyLinks(deps, context.peer) ?? enter(deps, context, await setUp(db, token, founding, clock()))
  const recovery: As<Anyone, 'recover'> = async (context, { body }) => {
    const limited = tooManyLinks(deps, context.peer)
    if (limited) return limited
    const who = await recover(db, body.token, body.password, clock())
    if (!isRefusal(who)) deps.closeSockets(who.agent)
    return enter(deps, context, who)
  }
  const accept: As<Anyone, 'accept'> = async (context, { body }) => {
    const limited = tooManyLinks(deps, context.peer)
    if (limited) return limited
    const who = await acceptInvitation(db, body.token, body.password, clock())
    if (!isRefusal(who)) deps.peopleChanged()
    return enter(deps, context, who)
  }
  return { setupState, setup, recover: recovery, accept }
}

function colleagues(deps: PeopleDeps) {
  const { db, clock } = deps
  const inviting: As<ByAgent, 'invite'> = async ({ peer }, { body }) => {
    const invited = await invite(db, body, baseUrlOf(deps, peer), clock())
    if (!isRefusal(invited)) deps.peopleChanged()
    return invited
  }
  const change: As<ByAgent, 'changeAgent'> = async ({ me }, { params, body }) => {
    const changed = await changeAgent(db, me.role, params.id, body)
    if (isRefusal(changed)) return changed
    // They come back at once, with what their new role may see.
    if (body.role) deps.closeSockets(params.id)
    deps.peopleChanged()
    return changed
  }
  const remove: As<ByAgent, 'removeAgent'> = async ({ me }, { params }) => {
    const no = await removeAgent(db, me.role, params.id, clock())
    if (no) return no
    deps.closeSockets(params.id)
    deps.peopleChanged()
    return { ok: true }
  }
  return { invite: inviting, changeAgent: change, removeAgent: remove }
}

/** Whoever proved who they are gets a session of a new token, never the one the browser came with. */
async function enter({ db, clock, ...deps }: PeopleDeps, context: Anyone, who: { agent: string } | Refusal) {
  if (isRefusal(who)) return who
  if (context.token) await endSession(db, context.token)
  context.keepSession(await beginSession(db, who.agent, clock()))
  return meOf(db, who.agent, context.peer.secure, baseUrlOf(deps, context.peer))
}

function tooManyLinks({ limiter }: PeopleDeps, peer: Peer): Refusal | null {
  const retryIn = limiter.take(limits.links, networkOf(peer.address), peer.shared)
  return retryIn > 0 ? { no: 'tooMany', retryIn } : null
}

function baseUrlOf({ publicUrl }: Pick<PeopleDeps, 'publicUrl'>, peer: Peer): string {
  return publicUrl ?? `${peer.secure ? 'https' : 'http'}://${peer.host ?? 'localhost'}`
}
