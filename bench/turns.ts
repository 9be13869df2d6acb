import { randomUUID } from 'node:crypto'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { openDoor } from '@baton/server/conversations/turn.ts'
import { Worlds } from '@baton/server/conversations/world.ts'
import { migrate } from '@baton/server/db/migrate.ts'
import { type OpenDatabase, openDatabase } from '@baton/server/db/open.ts'
import { silence } from '@baton/server/log.ts'
import { bareInserts } from './floors/insert.ts'
import { emptyFolder } from './house.ts'
import { atLeast, type Bench, type Size } from './report.ts'
import { type Agent, found, greet, hire } from './seed.ts'

const conversations = 1_000
/** Lines under way at once: enough for full batches. */
const underWay = 256

export const turns: Bench = {
  says: 'the door alone: lines taken, decided and stored durably, without sockets',
  async run(size) {
    const folder = emptyFolder()
    const database = await openDatabase({ dataDir: join(folder, 'data') }, silence)
    try {
      await migrate(database.connection)
      const ms = size.of(6_000)
      await bareInserts(database.door, ms / 4)
      const floor = await bareInserts(database.door, ms)
      const perSecond = await turnsPerSecond(database, size)
      return [
        { what: 'bare batched inserts (the floor)', value: floor, unit: 'rows/s' },
        atLeast('takeTurn', perSecond, 'turns/s', 5_000),
        { what: 'floor ÷ takeTurn', value: floor / perSecond, unit: '×', goal: '≤ 7 ×', ok: floor / perSecond <= 7 },
      ]
    } finally {
      await database.close()
      rmSync(folder, { recursive: true, force: true })
    }
  },
}

async function turnsPerSecond(database: OpenDatabase, size: Size): Promise<number> {
  const place = await found(database)
  const [agent] = await hire(database, place, 1, 100)
  const visitors = await greet(database, place, conversations, () => ({ held: agent as Agent }))
  const world = new Worlds(database.pool)
  const door = openDoor({ ...database, now: Date.now, world, published: () => {} })
  let next = 0
  let taken = 0
  async function talkUntil(until: number): Promise<void> {
    while (performance.now() < until) {
      const { conversation } = visitors[next++ % conversations] as (typeof visitors)[number]
      const { refusal } = await door.takeTurn(conversation, randomUUID(), {
        type: 'visitorSays',
        text: 'Does the Tarn 2 keep the rain out for a whole week in October?',
        page: null,
      })
      if (refusal) throw new Error(`a turn was refused: ${refusal.no}`)
      taken++
    }
  }
  const during = async (ms: number) => {
    taken = 0
    const started = performance.now()
    await Promise.all(Array.from({ length: underWay }, () => talkUntil(started + ms)))
    return (taken / (performance.now() - started)) * 1_000
  }
  await during(size.of(1_500))
  return during(size.of(6_000))
}
