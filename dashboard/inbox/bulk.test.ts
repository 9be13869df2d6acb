import { beforeEach, expect, test, vi } from 'vitest'
import type { Live } from '../live/store.ts'
import { ada, arrival, bo, others, rowOf } from '../testing/scenes.ts'
import { bulkActs, doAll } from './bulk.ts'

const called = vi.hoisted(() => vi.fn(async (_route: { path: string }, _with: { body: object }) => ({})))
vi.mock('../live/call.ts', () => ({ call: called }))

const now = 1_800_000_000_000
const rows = [arrival(now), ...others(now)].slice(0, 3).map(rowOf)
const [row] = rows as [(typeof rows)[number]]
const said: [string, string][] = []
const act = vi.fn(async (id: string, wish: { type: string }) => {
  said.push([id, wish.type])
  return id === rows[1]?.id && wish.type === 'close' ? { ok: false, sentence: 'We promised an answer here.' } : { ok: true }
})
const acts = bulkActs({ act } as unknown as Live, ada.id)
const was = (holder: object) => ({ ...row, holder: { since: now, ...holder } }) as typeof row
const own = was({ kind: 'agent', agent: ada.id, name: 'Ada', team: bo.id })
const queued = was({
  kind: 'queue',
  team: bo.id,
  tried: [],
  ringing: null,
  step: 0,
  seen: false,
  priority: 0,
  prefer: null,
  reason: 'asked',
})

beforeEach(() => {
  said.length = 0
  called.mockClear()
})

test('what is refused is told and not undone', async () => {
  const { done, refused } = await doAll(rows, acts.close)
  expect(done.map(({ id }) => id)).toEqual([rows[0]?.id, rows[2]?.id])
  expect(refused).toEqual(['We promised an answer here.'])
})

test.each([
  ['mine', own, ['reopen'], []],
  ['the bot’s', was({ kind: 'bot' }), ['reopen', 'handBack'], []],
  ['waiting', queued, ['reopen'], []],
])('a close is undone to whom it was with: %s', async (_, before, does, calls) => {
  expect(await acts.close.undo(row.id, before)).toBeNull()
  expect(said.map(([, type]) => type)).toEqual(does)
  expect(called.mock.calls.map(([{ path }, { body }]) => [path, body])).toMatchObject(calls)
})

test('what was assigned goes back to the queue, or to whoever had it', async () => {
  await acts.assign(bo.id).undo(row.id, queued)
  await acts.assign(bo.id).undo(row.id, was({ kind: 'agent', agent: bo.id, name: 'Bo', team: bo.id }))
  expect(said.map(([, type]) => type)).toEqual(['takeOver'])
  expect(called.mock.calls.map(([, { body }]) => body)).toMatchObject([{ team: bo.id }, { agent: bo.id }])
})
