import { expect, test } from 'vitest'
import { openHouse } from './testing/house.ts'

test('presence came only from an open tab: [R1] declared status and connection are two things', async () => {
  const house = await openHouse({ ask: async () => ({ failed: 'down' }) })
  const { agent } = house.cast.ada
  const { presence } = house.server.engine.live
  const declared = async () =>
    (await house.database.db.selectFrom('agent').select('online').where('id', '=', agent).executeTakeFirstOrThrow()).online
  const tab = await house.agent(house.cast.ada)
  expect([presence.isOnline(agent), await declared()]).toEqual([true, true])
  tab.close()
  await tab.until(() => (presence.isOnline(agent) ? undefined : true))
  expect(await declared()).toBe(true)
  // Back on another device: nothing need be declared again.
  await house.agent(house.cast.ada)
  expect(presence.isOnline(agent)).toBe(true)
  await house.stop()
})
