import { EventEmitter } from 'node:events'
import type pg from 'pg'
import { expect, test } from 'vitest'
import { Worlds } from '../conversations/world.ts'
import { silence } from '../log.ts'
import { Roster } from '../teams/roster.ts'
import { openLive } from './live.ts'

const posted = {
  id: 'b',
  name: 'Fern',
  company: 'Fernweh',
  greeting: 'Hello.',
  brand: '#000000',
  answersWithin: 0,
  picture: null,
  bio: null,
}

test('how a bot looks is kept, and read again after a gap in which its change may have been told', async () => {
  const client = () => Object.assign(new EventEmitter(), { query: async () => {}, end: async () => {} })
  const wires = [client(), client()]
  let [listening, name] = [0, 'Fern']
  const db = { query: async () => ({ rows: [] }) } as unknown as pg.Pool
  const live = await openLive({
    db,
    listen: async () => wires[listening++] as unknown as pg.Client,
    node: 'here',
    log: silence,
    world: new Worlds(db),
    single: false,
    graceMs: 0,
    readFace: async () => ({ ...posted, name }),
    standing: async () => new Map(),
    now: () => 0,
    roster: new Roster(),
    gone() {},
    routeAgain() {},
  })
  const now = async () => (await live.faceOf('b'))?.name
  expect(await now()).toBe('Fern')
  name = 'Bruno'
  expect(await now()).toBe('Fern')
  wires[0]?.emit('end')
  await expect.poll(now).toBe('Bruno')
  await live.stop()
})

test('another node’s reading mark is looked up only where somebody here has the conversation open', async () => {
  const asked: string[] = []
  const query = async (sql: string | { values?: string[] }) => {
    if (typeof sql !== 'string' && sql.values?.[0]?.startsWith('conversation-')) asked.push(sql.values[0])
    return { rows: [] }
  }
  const db = { query } as unknown as pg.Pool
  const wire = Object.assign(new EventEmitter(), { query: async () => {}, end: async () => {} })
  const live = await openLive({
    db,
    listen: async () => wire as unknown as pg.Client,
    node: 'here',
    log: silence,
    world: new Worlds(db),
    single: false,
    graceMs: 0,
    readFace: async () => null,
    standing: async () => new Map(),
    now: () => 0,
    roster: new Roster(),
    gone() {},
    routeAgain() {},
  })
  let heard = 0
  live.rooms.enter('conversation-open', { agent: null, typing() {}, seen: () => heard++, writing() {} })
  const news = ['conversation-shut', 'conversation-open'].map((conversation) => ({ about: 'seen', conversation }))
  wire.emit('notification', { payload: JSON.stringify({ from: 'there', news }) })
  await expect.poll(() => heard).toBe(1)
  expect(asked).toEqual(['conversation-open'])
  await live.stop()
})
