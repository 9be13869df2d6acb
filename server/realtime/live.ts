import { isDeepStrictEqual } from 'node:util'
import type { BotFace, People } from '@baton/contracts/down.ts'
import type { Pool } from 'pg'
import { readFactsPage } from '../conversations/store.ts'
import type { Taken } from '../conversations/turn.ts'
import type { Around, Worlds } from '../conversations/world.ts'
import type { Piece } from '../conversations/writing.ts'
import type { Sight } from '../db/sight.ts'
import type { Log } from '../log.ts'
import type { Roster } from '../teams/roster.ts'
import type { AgentSocket } from './agent-socket.ts'
import { alone, type Bus, type News, openBus } from './bus.ts'
import { Hub } from './hub.ts'
import { hasMoved, Inbox } from './inbox.ts'
import { Places } from './places.ts'
import { Presence } from './presence.ts'
import { Rooms } from './rooms.ts'
import { noteSeen, readSeen, type Seen } from './seen.ts'
import type { VisitorSocket } from './visitor-socket.ts'

export type LiveDeps = {
  db: Pool
  listen: Parameters<typeof openBus>[0]['listen']
  node: string
  log: Log
  world: Worlds
  /** This database is ours alone: there are no other nodes to talk to. */
  single: boolean
  graceMs: number
  now: () => number
  roster: Roster
  /** The last connection of these agents has ended. */
  gone: (agents: string[]) => void
  readFace: (bot: string) => Promise<BotFace | null>
  /** Of these sessions, those that still stand, and whose bots' conversations they read. */
  standing: (sessions: string[]) => Promise<Map<string, Sight['bots']>>
  /** Somebody came or went: whoever waits may be rung now. */
  routeAgain: () => void
}

const lookEveryMs = 5_000
/** By then a database that has only hiccuped answers again, in ms. */
const doubtAfterMs = 300

/** Everything that is told rather than stored: who follows what, who is there, what passes between the nodes. */
export async function openLive(deps: LiveDeps) {
  const { db, world, log } = deps
  const hub = new Hub((conversation, after) => readFactsPage(db, conversation, after))
  const rooms = new Rooms(deps.now)
  const inbox = new Inbox(db)
  const visitors = new Set<VisitorSocket>()
  const faces = new Map<string, BotFace>()
  let forgotten = 0
  /** A commit whose answer was lost may have happened without a word: the next look compares, also where there are no other nodes. */
  let doubt = false
  const presence = new Presence({
    ...{ db, node: deps.node, log, graceMs: deps.graceMs, now: deps.now, roster: deps.roster },
    changed: peopleChanged,
    gone: deps.gone,
  })
  const places = new Places({
    ...{ db, now: deps.now, failed: noted },
    ageingMs: () => deps.roster.work.ageingMinutes * 60_000,
    heard: () => visitors.size > 0,
    changed() {
      for (const visitor of visitors) if (visitor.conversation) visitor.tellPlace(places.known(visitor.conversation))
    },
  })
  const bus: Bus = deps.single ? alone : await openBus({ listen: deps.listen, db, node: deps.node, log, heard, missed })
  const looking = setInterval(() => void look(), lookEveryMs)

  function published(taken: readonly Taken[]): void {
    for (const one of taken) if (isWritten(one)) rooms.written(one.id)
    hub.published(taken)
    inbox.published(taken)
    if (taken.some(hasMoved)) places.moved()
    if (deps.single) return
    for (const one of taken) {
      if (one.facts.length > 0)
        bus.publish({ about: 'facts', conversation: one.id, head: one.last, moved: hasMoved(one), written: isWritten(one) })
    }
  }

  function heard(news: News): void {
    switch (news.about) {
      case 'facts':
        if (news.written) rooms.written(news.conversation)
        hub.head(news.conversation, news.head)
        if (news.moved) places.moved()
        return void showRow(news.conversation, news.moved).catch(noted)
      case 'writing':
        return rooms.writing(news.conversation, news)
      case 'typing':
        return rooms.typing(news.conversation, news)
      case 'seen':
        return void tellSeen(news.conversation).catch(noted)
      case 'people':
        return void presence.refresh().catch(noted)
      case 'bot':
        return forget(news.bot)
      case 'sockets':
        return end(news.agent, news)
    }
  }

  /** What the others said meanwhile is not known: what is kept of bots is read again, and the rest looked up. */
  function missed(): void {
    forget()
    void look()
  }

  async function showRow(conversation: string, moved: boolean): Promise<void> {
    if (!moved && !inbox.all().some((socket) => socket.shows(conversation))) return
    const { rows } = await db.query({ name: 'read_row', text: 'select state from conversation where id = $1', values: [conversation] })
    if (rows[0]) inbox.changed(conversation, rows[0].state, moved)
  }

  async function tellSeen(conversation: string): Promise<void> {
    if (rooms.has(conversation)) rooms.seen(conversation, await readSeen(db, conversation))
  }

  /** Every few seconds, and after a gap in listening: what a node that died did not get to say, and sessions that have ended. */
  async function look(): Promise<void> {
    try {
      const doubted = doubt
      doubt = false
      if (!deps.single || doubted) await compareHeads()
      if (!deps.single) await inbox.catchUp()
      if (doubted) await inbox.showAgain()
      await endSessions()
    } catch (error) {
      doubt = true
      noted(error)
    }
  }

  async function compareHeads(): Promise<void> {
    const ids = hub.conversations()
    if (ids.length === 0) return
    const { rows } = await db.query<{ id: string; version: number }>('select id, version from conversation where id = any($1::uuid[])', [
      ids,
    ])
    for (const { id, version } of rows) hub.head(id, version)
  }

  async function endSessions(): Promise<void> {
    const sockets = inbox.all()
    if (sockets.length === 0) return
    const standing = await deps.standing([...new Set(sockets.map((socket) => socket.me.session))])
    for (const socket of sockets) {
      const bots = standing.get(socket.me.session)
      if (bots === undefined) socket.end(4401)
      else if (!isDeepStrictEqual(bots, socket.me.bots)) socket.end(1012) // it comes back, and reads what it may
    }
  }

  function peopleChanged(around: Around): void {
    world.setAround(around)
    endSessions().catch(noted) // what somebody may read may be what has changed
    inbox.tell({ t: 'team', team: presence.colleagues() })
    const byBot = new Map<string, Promise<People>>()
    for (const visitor of visitors) {
      if (!visitor.bot) continue
      const people = byBot.get(visitor.bot) ?? peopleOf(visitor.bot)
      byBot.set(visitor.bot, people)
      people.then((now) => visitor.send({ t: 'people', people: now }), noted)
    }
    deps.routeAgain()
    bus.publish({ about: 'people' })
  }

  async function peopleOf(bot: string): Promise<People> {
    await world.load([bot])
    const team = world.of(bot)?.policy.team
    return team ? presence.peopleOf(team, bot) : { online: false, names: [] }
  }

  async function faceOf(bot: string): Promise<BotFace | null> {
    const known = faces.get(bot)
    if (known) return known
    const began = forgotten
    const face = await deps.readFace(bot)
    if (face && began === forgotten) faces.set(bot, face)
    return face
  }

  /** A bot, or all of them. */
  function forget(bot?: string): void {
    world.forget(bot)
    forgotten++
    if (bot) faces.delete(bot)
    else faces.clear()
  }

  function end(agent: string, { only, except }: { only?: string; except?: string }): void {
    const ending = inbox.socketsOf(agent).filter(({ me }) => (only ? me.session === only : me.session !== except))
    for (const socket of ending) socket.end(4401)
  }

  function writing(conversation: string, piece: Piece): void {
    rooms.writing(conversation, piece)
    bus.publish({ about: 'writing', conversation, ...piece })
  }

  function typing(conversation: string, by: { agent: string | null; name: string | null }): void {
    rooms.typing(conversation, by)
    bus.publish({ about: 'typing', conversation, ...by })
  }

  async function see(conversation: string, by: keyof Seen, n: number): Promise<void> {
    const seen = await noteSeen(db, conversation, by, n)
    if (!seen) return
    rooms.seen(conversation, seen)
    bus.publish({ about: 'seen', conversation })
  }

  /** An inbox has opened: its agent is connected, and is told who else is there. Whoever logged out is gone at once. */
  function joined(socket: AgentSocket): (code: number) => void {
    inbox.join(socket)
    if (!deps.single) inbox.catchUp().catch(noted)
    socket.send({ t: 'team', team: presence.colleagues() })
    const leave = presence.connect(socket.me.agent)
    return (code) => {
      inbox.leave(socket)
      leave(code === 4401 ? 'at once' : 'grace')
    }
  }

  function noted(error: unknown): void {
    log.warn({ error: error instanceof Error ? error.name : 'unknown' }, 'something could not be told')
  }

  return {
    hub,
    rooms,
    inbox,
    visitors,
    presence,
    places,
    published,
    peopleOf,
    faceOf,
    writing,
    typing,
    see,
    joined,
    /** The bot's name, look or policy has changed. */
    botChanged(bot: string): void {
      forget(bot)
      bus.publish({ about: 'bot', bot })
    },
    /** An agent's sockets end on every node: all of them, only those of one session, or all but those. */
    closeSockets(agent: string, which: { only?: string; except?: string } = {}): void {
      end(agent, which)
      bus.publish({ about: 'sockets', agent, ...which })
    },
    /** Something may have been stored and not told: it is looked up at once, or as soon as the database is back. */
    doubt(): void {
      if (doubt) return
      doubt = true
      setTimeout(() => void look(), doubtAfterMs).unref()
    },
    async stop(): Promise<void> {
      clearInterval(looking)
      inbox.stop()
      places.stop()
      await presence.stop()
      await bus.close()
    },
  }
}

/** Whether an answer that may have been heard while it was written is a fact now. */
function isWritten({ facts }: Taken): boolean {
  return facts.some(({ fact }) => fact.type === 'botSaid' || fact.type === 'answerCut')
}
