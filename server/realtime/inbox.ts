import type { Conversation } from '@baton/contracts/conversation.ts'
import type { AgentDown, Counts } from '@baton/contracts/down.ts'
import type { Fact } from '@baton/contracts/facts.ts'
import type { Pool } from 'pg'
import type { Taken } from '../conversations/turn.ts'
import { isTheirs, mayRead, readsBot, type Sight } from '../db/sight.ts'
import type { AgentSocket } from './agent-socket.ts'
import { Told } from './told.ts'

/** Facts after which a conversation stands in another list, or in another place of one. */
const moves: ReadonlySet<Fact['type']> = new Set<Fact['type']>([
  'episodeBegan',
  'escalated',
  'visitorStoppedWaiting',
  'rung',
  'ringLapsed',
  'handoverSeen',
  'accepted',
  'handedBack',
  'closed',
  'reopened',
  'promised',
  'promiseKept',
  'promiseMissed',
  'promiseWithdrawn',
])

const movedAfterMs = 10
const changedAfterMs = 250
const countsAfterMs = 1_000

type Pending = { state: Conversation; moved: boolean }
type Changed = { id: string; state: Conversation; moved: boolean; text: string }
type Counted = {
  bot: string
  kind: Conversation['holder']['kind']
  agent: string | null
  count: number
  promises: number
  longest: number | null
}
/** `bot` is null where nobody is here who reads only some bots' conversations. */
type Closed = { bot: string | null; count: number }

const countOpen = `
  select bot, kind, agent, count(*)::int as count, count(due)::int as promises, min(since) filter (where kind = 'queue') as longest
  from conversation where episode > 0 and kind <> 'closed' group by bot, kind, agent`
const countClosed = "select null as bot, count(*)::int as count from conversation where kind = 'closed'"
const countClosedByBot = "select bot, count(*)::int as count from conversation where kind = 'closed' group by bot"

/** From so many on, the closed ones are counted now and then: nobody misses one, and counting them costs. */
const many = 10_000
const manyAfterMs = 30_000

export function hasMoved(taken: Pick<Taken, 'facts'>): boolean {
  return taken.facts.some(({ fact }) => moves.has(fact.type))
}

/**
 * What every open inbox is told without asking: rows whose place has changed, at once; other changes of rows on screen, gathered;
 * how many stand in each list, once a second.
 */
export class Inbox {
  readonly #sockets = new Set<AgentSocket>()
  readonly #pending = new Map<string, Pending>()
  readonly #told = new Told()
  readonly #db: Pool
  #moved: NodeJS.Timeout | undefined
  #changed: NodeJS.Timeout | undefined
  #counting: NodeJS.Timeout | undefined
  #countedAt = 0
  #reading: Promise<Counted[]> | undefined
  #closed: { rows: Closed[]; at: number; byBot: boolean } = { rows: [], at: Number.NEGATIVE_INFINITY, byBot: false }

  constructor(db: Pool) {
    this.#db = db
  }

  join(socket: AgentSocket): void {
    this.#sockets.add(socket)
    void this.#count([socket])
  }

  leave(socket: AgentSocket): void {
    this.#sockets.delete(socket)
  }

  tell(frame: AgentDown): void {
    const text = JSON.stringify(frame)
    for (const socket of this.#sockets) socket.sendText(text)
  }

  socketsOf(agent: string): AgentSocket[] {
    return [...this.#sockets].filter((socket) => socket.me.agent === agent)
  }

  all(): AgentSocket[] {
    return [...this.#sockets]
  }

  published(taken: readonly Taken[]): void {
    if (this.#sockets.size === 0) return
    for (const one of taken) if (one.state && one.facts.length > 0) this.changed(one.id, one.state, hasMoved(one))
  }

  /** A row that was read may be older than one that a turn has brought meanwhile: the newer one is told. */
  changed(id: string, read: Conversation, moved: boolean): void {
    const before = this.#pending.get(id)
    const state = before && before.state.n > read.n ? before.state : read
    this.#told.note(id, state)
    this.#pending.set(id, { state, moved: moved || before?.moved === true })
    if (moved) this.#moved ??= setTimeout(() => this.#flush(), movedAfterMs)
    else this.#changed ??= setTimeout(() => this.#flush(), changedAfterMs)
    if (moved) this.countSoon()
  }

  /** Tells what nobody told us: called now and then where there are other nodes. */
  async catchUp(): Promise<void> {
    if (this.#sockets.size === 0) return
    for (const { id, state } of await this.#told.missed(this.#db)) this.changed(id, state, true)
  }

  /** Tells every row that concerns people, or is on somebody's screen, as it is now. */
  async showAgain(): Promise<void> {
    if (this.#sockets.size === 0) return
    const shown = [...new Set([...this.#sockets].flatMap((socket) => socket.shown()))]
    const { rows } = await this.#db.query<{ id: string; state: Conversation }>({
      name: 'show_again',
      text: `select id, state from conversation where kind = 'queue' or kind = 'agent' or due is not null or id = any($1::uuid[])`,
      values: [shown],
    })
    for (const { id, state } of rows) this.changed(id, state, true)
  }

  countSoon(): void {
    this.#counting ??= setTimeout(
      () => {
        this.#counting = undefined
        void this.#count([...this.#sockets])
      },
      Math.max(50, this.#countedAt + countsAfterMs - performance.now()),
    )
  }

  stop(): void {
    clearTimeout(this.#moved)
    clearTimeout(this.#changed)
    clearTimeout(this.#counting)
  }

  #flush(): void {
    clearTimeout(this.#moved)
    clearTimeout(this.#changed)
    this.#moved = this.#changed = undefined
    const rows = [...this.#pending].map(([id, { state, moved }]) => ({ id, state, moved, text: JSON.stringify({ ...state, id }) }))
    this.#pending.clear()
    for (const socket of this.#sockets) {
      const concern = rows.filter((row) => row.moved || socket.shows(row.id))
      tellRows(
        socket,
        concern.filter(({ state }) => isTheirs(socket.me, state)),
      )
      if (socket.me.bots === null) continue
      for (const row of concern) if (!isTheirs(socket.me, row.state) && socket.shows(row.id)) void this.#doubt(socket, row)
    }
  }

  /** [V3] On their screen, and neither its bot nor its holder says that they read it: whoever follows it goes on, for the others it is gone. */
  async #doubt(socket: AgentSocket, row: Changed): Promise<void> {
    const stays = await mayRead(this.#db, socket.me, row.id).catch(() => null)
    if (stays === null)
      socket.end(1013) // the database is away: the inbox comes back, and asks again
    else if (stays) tellRows(socket, [row])
    else socket.lose(row.id)
  }

  async #count(sockets: AgentSocket[]): Promise<void> {
    if (sockets.length === 0) return
    this.#countedAt = performance.now()
    this.#reading ??= this.#readCounts().finally(() => {
      this.#reading = undefined
    })
    const counted = await this.#reading.catch(() => null) // the next change counts again
    if (counted) for (const socket of sockets) socket.send({ t: 'counts', counts: countsFor(socket.me, counted, this.#closed.rows) })
  }

  /** Once for all inboxes that open meanwhile: what changes after it is counted anyway. */
  async #readCounts(): Promise<Counted[]> {
    const byBot = [...this.#sockets].some(({ me }) => me.bots !== null)
    const { rows: known, at } = this.#closed
    if (sumOf(known) < many || performance.now() > at + manyAfterMs || (byBot && !this.#closed.byBot)) {
      const asked = byBot ? { name: 'count_closed_by_bot', text: countClosedByBot } : { name: 'count_closed', text: countClosed }
      this.#closed = { rows: (await this.#db.query<Closed>(asked)).rows, at: performance.now(), byBot }
    }
    return (await this.#db.query<Counted>({ name: 'count_open', text: countOpen })).rows
  }
}

function tellRows(socket: AgentSocket, rows: readonly Changed[]): void {
  if (rows.length > 0) socket.sendText(`{"t":"rows","rows":[${rows.map((row) => row.text).join(',')}]}`)
}

function sumOf(rows: readonly { count: number }[]): number {
  return rows.reduce((total, row) => total + row.count, 0)
}

/** Without what somebody reads of other bots because they are asked to come or follow it: that is for a moment, and in their lists. */
function countsFor(sight: Sight, all: readonly Counted[], closed: readonly Closed[]): Counts {
  const counted = all.filter((row) => readsBot(sight, row.bot) || row.agent === sight.agent)
  const sum = (of: (row: Counted) => number) => counted.reduce((total, row) => total + of(row), 0)
  const longest = counted.map((row) => row.longest).filter((since) => since !== null)
  return {
    needs: sum((row) => (row.kind === 'queue' ? row.count : row.kind === 'bot' ? row.promises : 0)),
    mine: sum((row) => (row.agent === sight.agent ? row.count : 0)),
    all: sum((row) => row.count),
    closed: sumOf(closed.filter((row) => readsBot(sight, row.bot ?? ''))),
    longest: longest.length > 0 ? Math.min(...longest) : null,
  }
}
