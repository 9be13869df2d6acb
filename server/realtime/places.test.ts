import { randomUUID } from 'node:crypto'
import { api } from '@baton/contracts/api.ts'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type House, openHouse } from '../testing/house.ts'
import { type Place, TellsPlace } from './places.ts'

const at = (place: number, change: Partial<Place> = {}): Place => ({ place, of: 5, team: 'support', since: 1, range: null, ...change })

it('a place is told once, and one that grows says why until it is better', () => {
  const tells = new TellsPlace()
  expect(tells.next(null)).toBeNull()
  expect(tells.next(at(2))).toEqual({ t: 'waiting', place: 2, of: 5, range: null })
  expect(tells.next(at(2))).toBeNull()
  expect(tells.next(at(3))).toMatchObject({ place: 3, reason: 'urgent' })
  expect(tells.next(at(3, { of: 6 }))).toMatchObject({ place: 3, of: 6, reason: 'urgent' })
  expect(tells.next(at(2))).toEqual({ t: 'waiting', place: 2, of: 5, range: null })
  expect(tells.next(at(4, { team: 'repairs' }))).toMatchObject({ place: 4, reason: 'moved' })
  expect(tells.next(null)).toEqual({ t: 'waiting', place: null })
  expect(tells.next(null)).toBeNull()
})

let house: House
beforeAll(async () => {
  house = await openHouse()
})
afterAll(() => house.stop())

it('whoever waits is told their place as it changes, has it again after leaving, and has it over HTTP', async () => {
  const { cast, database } = house
  const minutes = Array.from({ length: 10 }, (_, i) => (i + 1) * 60_000)
  for (const ms of minutes)
    await database.pool.query(
      'insert into handover (conversation, n, team, escalated_at, ended_at, accepted) values ($1, 1, $2, $3, $4, true)',
      [randomUUID(), cast.team, Date.now() - ms, Date.now()],
    )
  const agent = await house.agent(cast.ada)
  const [first, second] = [await house.visitor(), await house.visitor()]
  await first.act({ type: 'ask', page: null })
  await second.act({ type: 'ask', page: null })
  const range = { from: 180_000, to: 480_000 }
  expect(await second.frame('waiting', (frame) => frame.place === 2)).toEqual({ t: 'waiting', place: 2, of: 2, range })
  const again = await fetch(`${house.url}${api.visitorFacts.path}`, { headers: { authorization: `Bearer ${second.token}` } })
  expect((await again.json()).waiting).toEqual({ place: 2, of: 2, range })

  await database.pool.query(`update conversation set state = jsonb_set(state, '{holder,priority}', '2') where id = $1`, [
    second.conversation,
  ])
  const third = await house.visitor()
  await third.act({ type: 'ask', page: null })
  const urgent = await first.frame('waiting', (frame) => frame.place === 2)
  expect(urgent).toMatchObject({ of: 3, reason: 'urgent' })
  await agent.act({ type: 'accept' }, second.conversation)
  const better = await first.until(() => first.frames.slice(first.frames.indexOf(urgent) + 1).find((frame) => frame.t === 'waiting'))
  expect(better).toMatchObject({ place: 1, of: 2 })
  expect(better).not.toHaveProperty('reason')
  await second.frame('waiting', (frame) => frame.place === null)
  await expect
    .poll(async () => (await database.pool.query('select accepted from handover where conversation = $1', [second.conversation])).rows)
    .toEqual([{ accepted: true }])
})
