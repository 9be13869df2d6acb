import { randomUUID } from 'node:crypto'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { type Door, openDoor } from '@baton/server/conversations/turn.ts'
import { Worlds } from '@baton/server/conversations/world.ts'
import { migrate } from '@baton/server/db/migrate.ts'
import { type OpenDatabase, openDatabase } from '@baton/server/db/open.ts'
import { silence } from '@baton/server/log.ts'
import { bareInserts } from './floors/insert.ts'
import { emptyFolder } from './house.ts'
import { workOf } from './processes.ts'
import { atLeast, type Bench, type Figure, percentile, type Size } from './report.ts'
import { type Agent, found, greet, hire, type Visitor } from './seed.ts'

const conversations = 1_000
/** Lines under way at once: enough for full batches. */
const underWay = 256
const rounds = 5

export const turns: Bench = {
  says: 'the door alone: lines taken, decided and stored durably, without sockets',
  async run(size) {
    const folder = emptyFolder()
    const database = await openDatabase({ dataDir: join(folder, 'data') }, silence)
    try {
      await migrate(database.connection)
      return await measured(database, size)
    } finally {
      await database.close()
      rmSync(folder, { recursive: true, force: true })
    }
  },
}

type Round = { floor: number; perSecond: number; own: number; others: number }

/** Floor and door by turns, so that whatever else the machine does falls on both. Of several rounds the middle one counts. */
async function measured(database: OpenDatabase, size: Size): Promise<Figure[]> {
  const load = await openLoad(database)
  const all: Round[] = []
  for (let i = 0; i <= rounds; i++) {
    const floor = await bareInserts(database.door, size.of(1_500))
    const round = { floor, ...(await load(size.of(2_000))) }
    if (i > 0) all.push(round) // the first warms up
  }
  const middle = (of: (round: Round) => number) => percentile(all.map(of), 0.5)
  const ratio = middle((round) => round.floor / round.perSecond)
  return [
    { what: 'bare batched inserts (the floor)', value: middle((round) => round.floor), unit: 'rows/s' },
    atLeast(
      'takeTurn',
      middle((round) => round.perSecond),
      'turns/s',
      5_000,
    ),
    { what: '… processor time of the server', value: middle((round) => round.own), unit: 'µs/turn' },
    { what: '… and of the database', value: middle((round) => round.others), unit: 'µs/turn' },
    { what: 'floor ÷ takeTurn', value: ratio, unit: '×', goal: '≤ 7 ×', ok: ratio <= 7 },
  ]
}

async function openLoad(database: OpenDatabase): Promise<(ms: number) => Promise<Omit<Round, 'floor'>>> {
  const place = await found(database)
  const [agent] = await hire(database, place, 1, 100)
  const visitors = await greet(database, place, conversations, () => ({ held: agent as Agent }))
  const door = openDoor({ ...database, now: Date.now, world: new Worlds(database.pool), published: () => {} })
  return async (ms) => {
    const before = workOf(process.pid)
    const started = performance.now()
    const counts = await Promise.all(Array.from({ length: underWay }, (_, i) => talk(door, visitors, i, started + ms)))
    const taken = counts.reduce((sum, count) => sum + count, 0)
    const perSecond = (taken / (performance.now() - started)) * 1_000
    const after = workOf(process.pid)
    return { perSecond, own: ((after.own - before.own) * 1_000) / taken, others: ((after.others - before.others) * 1_000) / taken }
  }
}

/** One line after the other until the time is over, each in another conversation. Returns how many there were. */
async function talk(door: Door, visitors: readonly Visitor[], from: number, until: number): Promise<number> {
  let taken = 0
  for (; performance.now() < until; taken++) {
    const { conversation } = visitors[(from + taken * underWay) % visitors.length] as Visitor
    const text = 'Does the Tarn 2 keep the rain out for a whole week in October?'
    const { refusal } = await door.takeTurn(conversation, randomUUID(), { type: 'visitorSays', text, page: null })
    if (refusal) throw new Error(`a turn was refused: ${refusal.no}`)
  }
  return taken
}
