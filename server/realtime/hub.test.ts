import type { Numbered } from '@baton/contracts/facts.ts'
import fc from 'fast-check'
import { expect, test, vi } from 'vitest'
import type { Taken } from '../conversations/turn.ts'
import { Hub } from './hub.ts'

const fact = (n: number): Numbered => ({ n, at: n, cause: 'c', fact: { type: 'visitorAsked' } })
const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => from + i)
const told = (from: number, to: number): Taken[] => [
  { id: 'c1', cause: 'c', first: from, last: to, facts: range(from, to).map(fact), refusal: null, repeated: false, state: null },
]

/** A database whose reads see what was committed when they began, and answer when the test says so. */
function slowDatabase() {
  let committed = 0
  const answers: (() => void)[] = []
  return {
    commit: (n: number) => {
      committed = n
    },
    read: (_: string, after: number) => {
      const seen = range(after + 1, committed).map(fact)
      return new Promise<Numbered[]>((resolve) => answers.push(() => resolve(seen)))
    },
    answer: async () => {
      answers.shift()?.()
      await new Promise((later) => setImmediate(later))
    },
    waiting: () => answers.length,
  }
}

test('[S1] a fact committed while a read is under way, which that read did not see, still comes', async () => {
  const db = slowDatabase()
  const hub = new Hub(db.read)
  const got: number[] = []
  hub.follow({ conversation: 'c1', n: 0, send: (facts) => got.push(...facts.map((f) => f.n)) })
  db.commit(1)
  hub.published(told(1, 1))
  while (db.waiting() > 0) await db.answer()
  expect(got).toEqual([1])
})

test('[S1] whatever comes in which order, each listener gets every number once, in order', async () => {
  const step = fc.oneof(
    fc.constant('commit' as const),
    fc.constant('lose' as const),
    fc.constant('answer' as const),
    fc.constant('head' as const),
  )
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 60 }), async (steps) => {
      const db = slowDatabase()
      const hub = new Hub(db.read)
      const got: number[] = []
      hub.follow({ conversation: 'c1', n: 0, send: (facts) => got.push(...facts.map((f) => f.n)) })
      let n = 0
      for (const what of steps) {
        if (what === 'answer') await db.answer()
        if (what === 'commit' || what === 'lose') db.commit(++n)
        if (what === 'commit') hub.published(told(n, n))
        if (what === 'head') hub.head('c1', n)
      }
      hub.head('c1', n)
      for (let i = 0; i < 200 && db.waiting() > 0; i++) await db.answer()
      expect(got).toEqual(range(1, n))
    }),
  )
})

test('a head that nobody has is not waited for, and who has left hears nothing', async () => {
  const db = slowDatabase()
  const hub = new Hub(db.read)
  const got: number[] = []
  const { stop } = hub.follow({ conversation: 'c1', n: 0, send: (facts) => got.push(...facts.map((f) => f.n)) })
  await db.answer()
  hub.head('c1', 7)
  await db.answer()
  expect(db.waiting()).toBe(0)
  db.commit(1)
  hub.head('c1', 1)
  stop()
  await db.answer()
  expect(got).toEqual([])
  expect(hub.conversations()).toEqual([])
})

test('[S1] what can’t be read while the database is away is read later, and nobody trips over it', async () => {
  vi.useFakeTimers()
  let away = false
  const read = async (_: string, after: number) => {
    if (away) throw new Error('the database is away')
    return range(after + 1, committed).map(fact)
  }
  let committed = 5
  const hub = new Hub(read)
  const got: number[] = []
  await hub.follow({ conversation: 'c1', n: 2, send: (facts) => got.push(...facts.map((f) => f.n)) }).caughtUp
  away = true
  hub.published(told(7, 7)) // 6 has not been heard of
  hub.head('c1', 7)
  hub.follow({ conversation: 'c2', n: 0, send: () => {} })
  await vi.advanceTimersByTimeAsync(3_000)
  expect(got).toEqual([3, 4, 5])
  committed = 7
  away = false
  await vi.advanceTimersByTimeAsync(1_000)
  vi.useRealTimers()
  expect(got).toEqual([3, 4, 5, 6, 7])
})
