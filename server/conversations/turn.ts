import type { Conversation } from '@baton/contracts/conversation.ts'
import type { Numbered } from '@baton/contracts/facts.ts'
import type { Refusal } from '@baton/contracts/refusal.ts'
import { apply, opened } from '@baton/core/apply.ts'
import type { Input } from '@baton/core/decide.ts'
import { decide } from '@baton/core/decide.ts'
import type { World } from '@baton/core/decision.ts'
import type { Pool, PoolClient } from 'pg'
import { jobOf } from './effects.ts'
import { Lane } from './lane.ts'
import {
  claimedBefore,
  type FirstResult,
  firstResult,
  type Job,
  type Locked,
  lockConversations,
  openConversations,
  type Room,
  readFacts,
  roomsOf,
  routingLock,
  save,
} from './store.ts'
import { inTransaction, type Opened, together } from './transaction.ts'

/** `open` says whose conversation this is, for the turn that may be its first. */
export type Turn = { id: string; cause: string; input: Input; open?: { bot: string; visitor: string } | undefined }

/** What a turn came to. `facts` are numbered `first` … `last`; none were produced when `last < first`. */
export type Taken = {
  id: string
  cause: string
  first: number
  last: number
  facts: Numbered[]
  refusal: Refusal | null
  /** The cause was known: this is the first one's result, and nothing was changed or published. */
  repeated: boolean
  /** The state after it; null where nothing was changed. */
  state: Conversation | null
}

export type DoorDeps = {
  /** Two pipelined connections for plain turns. */
  door: Pool
  /** Pipelined too, for turns that give a seat: they may wait for the routing lock, and must not hold up the others. */
  seats: Pool
  /** For reading a first result again. */
  pool: Pool
  now: () => number
  /** What is known about a bot, from memory. `load` fetches what is not. */
  world: { of(bot: string): Omit<World, 'now' | 'room'> | null; load(bots: string[]): Promise<void> }
  /** After commit: sockets hear what happened, and whoever runs jobs what there is to do. */
  published: (taken: Taken[], jobs: Job[]) => void
  /** A transaction ended without an answer: what it stored, if it did, nobody was told. */
  doubt?: () => void
}

/**
 * The only door: whatever reaches a conversation (socket, bot, agent, router, timer) takes a turn here. A cause names what is
 * being handled: a retry changes nothing and gets the first one's facts or refusal. Turns of many conversations share one
 * transaction of two round trips; see docs/subsystems/turn.md.
 */
export function openDoor(deps: DoorDeps) {
  const plain = new Lane((batch) => inTransaction(deps.door, [], (c) => takeAll(c, batch, null)), {
    batch: 64,
    perConversation: 16,
    inFlight: 2,
    doubt: deps.doubt,
  })
  const seats = new Lane((batch) => inTransaction(deps.seats, seatOpening(batch), (c, opening) => takeSeats(c, opening, batch)), {
    batch: 64,
    perConversation: 1,
    inFlight: 1,
    doubt: deps.doubt,
  })

  function takeTurn(id: string, cause: string, input: Input, open?: Turn['open']): Promise<Taken> {
    return (input.type === 'agentAccepts' ? seats : plain).take({ id, cause, input, open })
  }

  /** For jobs: a turn that can't be stored for now throws, so that its job comes back instead of being done. */
  async function mustTakeTurn(id: string, cause: string, input: Input): Promise<void> {
    const { refusal } = await takeTurn(id, cause, input)
    if (refusal?.no === 'tryAgain') throw new Error('the turn of a job could not be stored')
  }

  /** For the router: under the routing lock, `find` says which turns to take. Returns how many there were. */
  async function underRoutingLock(find: (c: PoolClient) => Promise<Turn[]>): Promise<number> {
    return inTransaction(deps.seats, [routingLock()], async (c) => {
      const turns = await find(c)
      const results = turns.length > 0 ? await takeAll(c, turns, null) : await c.query('commit').then(() => [])
      for (const result of results) if (result instanceof Error) throw result
      return results.length
    }).catch((error) => {
      deps.doubt?.()
      throw error // its job comes back
    })
  }

  // An acceptance: lock, count, then the batch as any other, with the rooms in hand.
  function seatOpening(batch: Turn[]) {
    return [routingLock(), roomsOf(batch.map(agentOf), deps.now())]
  }

  async function takeSeats(c: PoolClient, opening: Opened, batch: Turn[]): Promise<(Taken | Error)[]> {
    const rooms = new Map((((await opening)[2]?.rows ?? []) as Room[]).map((room) => [room.agent, room]))
    return takeAll(c, batch, rooms)
  }

  async function takeAll(c: PoolClient, batch: Turn[], rooms: Map<string, Room> | null): Promise<(Taken | Error)[]> {
    const { rows, repeats } = await lock(c, batch)
    const results = batch.map((turn, i) => (repeats.has(i) ? turn : takeOne(turn, rows.get(turn.id), rooms)))
    const taken = results.filter((r): r is Fresh => 'jobs' in r)
    const jobs = taken.flatMap((r) => r.jobs)
    const changed = [...rows.values()].filter((row) => row.state.n > row.version)
    const states = changed.map((row) => ({ id: row.id, version: row.state.n, state: row.state }))
    const facts = taken.flatMap((r) => r.facts.map((f) => ({ id: r.id, ...f })))
    await together(c, save({ turns: taken.filter((r) => r.stored), facts, jobs, states }), { text: 'commit' })
    deps.published(taken, jobs)
    return Promise.all(results.map((r) => ('input' in r ? readFirst(deps.pool, r) : r)))
  }

  /** A row's `version` stays what was stored; its `state` is folded on. A repeat, also inside the batch, is told by its place. */
  async function lock(c: PoolClient, batch: Turn[]) {
    const opening = batch.filter((turn) => turn.open)
    const ids = [...new Set(batch.map((turn) => turn.id))]
    const statements = [
      lockConversations(ids),
      claimedBefore(
        batch.map((t) => t.id),
        batch.map((t) => t.cause),
      ),
    ]
    const answers = await together(c, ...(opening.length > 0 ? [opensFor(opening)] : []), ...statements)
    const [locked, claimed] = answers.slice(-2)
    const rows = new Map(((locked?.rows ?? []) as Locked[]).map((row) => [row.id, row]))
    await deps.world.load([...new Set([...rows.values()].map((row) => row.state.bot))])
    const repeats = new Set(((claimed?.rows ?? []) as { place: number }[]).map((row) => row.place))
    const seen = new Set<string>()
    batch.forEach(({ id, cause }, i) => {
      const key = `${id} ${cause}`
      if (seen.has(key)) repeats.add(i)
      seen.add(key)
    })
    return { rows, repeats }
  }

  /** A throw of `decide` is a bug in one turn: it fails alone, and nothing of it was folded in. */
  function takeOne(turn: Turn, row: Locked | undefined, rooms: Map<string, Room> | null): Fresh | Error {
    const result = { id: turn.id, cause: turn.cause, repeated: false }
    const whose = turn.open && row && (row.state.visitor !== turn.open.visitor || row.state.bot !== turn.open.bot)
    if (!row || whose) return { ...result, first: 1, last: 0, facts: [], refusal: { no: 'notFound' }, state: null, jobs: [], stored: false }
    try {
      const now = Math.max(deps.now(), row.state.at)
      const room = rooms?.get(agentOf(turn)) ?? null
      const decision = decide(row.state, turn.input, worldFor(row.state, now, room))
      const first = row.state.n + 1
      const facts = decision.facts.map((fact, k) => ({ n: first + k, at: now, cause: turn.cause, fact }))
      row.state = facts.reduce(apply, row.state)
      if (room && facts.length > 0) room.open++
      const jobs = decision.effects.map((effect) => jobOf(turn.id, effect, now))
      return { ...result, first, last: row.state.n, facts, refusal: decision.refusal ?? null, state: row.state, jobs, stored: true }
    } catch (error) {
      return error instanceof Error ? error : new Error(String(error))
    }
  }

  function worldFor(c: Conversation, now: number, room: Room | null): World {
    const known = deps.world.of(c.bot)
    if (!known) throw new Error(`no bot ${c.bot}`)
    return { ...known, now, room: room && { open: room.open, capacity: room.capacity } }
  }

  return { takeTurn, mustTakeTurn, underRoutingLock }
}

export type Door = ReturnType<typeof openDoor>

/** A turn that was taken now. Refusals are stored under their cause too; a conversation that isn't there has no place to store one. */
type Fresh = Taken & { jobs: Job[]; stored: boolean }

function agentOf({ input }: Turn): string {
  return 'by' in input ? input.by.agent : ''
}

function opensFor(turns: Turn[]) {
  const first = [...new Map(turns.flatMap((t) => (t.open ? [[t.id, t.open] as const] : []))).entries()]
  return openConversations(
    first.map(([id]) => id),
    first.map(([, { bot }]) => bot),
    first.map(([, { visitor }]) => visitor),
    first.map(([, { bot, visitor }]) => JSON.stringify(opened(bot, visitor))),
  )
}

async function readFirst(db: Pool, { id, cause }: Turn): Promise<Taken> {
  const { rows } = await db.query<FirstResult>(firstResult(id, cause))
  const known = rows[0]
  if (!known) throw new Error(`no turn under a cause that was claimed, in conversation ${id}`)
  const facts = await readFacts(db, id, known.first - 1, known.last)
  return { id, cause, ...known, facts, repeated: true, state: null }
}
