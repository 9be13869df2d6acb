import { EventEmitter } from 'node:events'
import type pg from 'pg'
import { expect, test } from 'vitest'
import { silence } from '../log.ts'
import { openBus } from './bus.ts'

test('what is told at once is packed by its bytes: PostgreSQL counts those, not characters', async () => {
  const payloads: string[] = []
  const query = async ({ values }: { values: [string] }) => void payloads.push(values[0])
  const client = Object.assign(new EventEmitter(), { query: async () => {}, end: async () => {} })
  const bus = await openBus({
    listen: async () => client as unknown as pg.Client,
    db: { query } as unknown as pg.Pool,
    node: 'here',
    log: silence,
    heard() {},
    missed() {},
  })
  for (let i = 0; i < 40; i++) bus.publish({ about: 'typing', conversation: `c${i}`, agent: 'a', name: '客户服务'.repeat(15) })
  await expect.poll(() => payloads.flatMap((payload) => JSON.parse(payload).news)).toHaveLength(40)
  for (const payload of payloads) expect(Buffer.byteLength(payload)).toBeLessThan(8_000)
  await bus.close()
})
