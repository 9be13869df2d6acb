import { expect, test, vi } from 'vitest'
import type { Live } from '../live/store.ts'
import { ada, arrival, others, rowOf } from '../testing/scenes.ts'
import { bulkActs, doAll } from './bulk.ts'

const now = 1_800_000_000_000
const rows = [arrival(now), ...others(now)].slice(0, 3).map(rowOf)

test('what is refused is told and not undone; the rest is, each by the act that takes it back', async () => {
  const said: [string, string][] = []
  const act = vi.fn(async (id: string, wish: { type: string }) => {
    said.push([id, wish.type])
    return id === rows[1]?.id ? { ok: false, sentence: 'We promised an answer here.' } : { ok: true }
  })
  const { close } = bulkActs({ act } as unknown as Live, ada.id)
  const { done, refused } = await doAll(rows, close)
  expect(done.map(({ id }) => id)).toEqual([rows[0]?.id, rows[2]?.id])
  expect(refused).toEqual(['We promised an answer here.'])

  said.length = 0
  await doAll(done, { run: close.undo })
  expect(said).toEqual([
    [rows[0]?.id, 'reopen'],
    [rows[2]?.id, 'reopen'],
  ])
})
