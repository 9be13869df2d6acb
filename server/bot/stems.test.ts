import { expect, test } from 'vitest'
import { type Db, Stems } from './words.ts'

const words = (from: number, count: number) => Array.from({ length: count }, (_, i) => `word${from + i}ing`)

/** Cuts "ing" off, and counts what it is asked for. */
function database() {
  let asked = 0
  const db: Db = {
    async query<R extends object>(_sql: string, [list]: unknown[] = []) {
      const all = list as string[]
      asked += all.length
      return { rows: all.map((word) => ({ word, stem: word.replace(/ing$/, '') })) as unknown as R[] }
    },
  }
  return { db, asked: () => asked }
}

test('what a search has learned stays while others learn more than is remembered', async () => {
  const stems = new Stems(database().db)
  await stems.learn(['running', 'ties'])
  await stems.learn(words(0, 29_999))
  await stems.learn(['shoes'])
  for (const [word, stem] of [
    ['running', 'runn'],
    ['shoes', 'shoes'],
    ['word7ing', 'word7'],
  ] as const)
    expect(stems.of(word)).toBe(stem)
})

test('words that are asked for again are kept, others are forgotten and learned anew', async () => {
  const { db, asked } = database()
  const stems = new Stems(db)
  await stems.learn(['running', 'jumping'])
  for (let round = 0; round < 4; round++) {
    await stems.learn(words(round * 30_001, 30_001))
    await stems.learn(['running'])
  }
  expect(stems.of('running')).toBe('runn')
  expect(stems.of('jumping')).toBe('jumping')
  expect(asked()).toBe(2 + 4 * 30_001)
  await stems.learn(['jumping'])
  expect(stems.of('jumping')).toBe('jump')
})

test('more words at once than are remembered are all known', async () => {
  const stems = new Stems(database().db)
  await stems.learn(words(0, 70_000))
  expect(words(0, 70_000).every((word) => stems.of(word) === word.slice(0, -3))).toBe(true)
})
