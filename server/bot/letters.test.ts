import { describe, expect, test } from 'vitest'
import { lettersOf, likenessByLetters, piecesOf } from './letters.ts'

const textOf = (text: string) => lettersOf(text.split(' '))
const asked = (text: string) => new Map(text.split(' ').flatMap((word) => piecesOf(word).map((piece) => [piece, 1] as const)))

describe('letters of a text', () => {
  test('are pieces of four within a word, counted', () => {
    const { hashes, counts, size } = textOf('boot boots boots')
    expect(size).toBe(3 + 4 + 4)
    expect(hashes).toHaveLength(5) // " boo", "boot", "oot ", "oots", "ots "
    expect([...counts].sort()).toEqual([1, 2, 2, 3, 3])
    expect([...hashes]).toEqual([...hashes].sort((a, b) => a - b))
  })

  test('a word of fewer letters is a piece of its own; no words, no pieces', () => {
    expect(piecesOf('a')).toHaveLength(1)
    expect(piecesOf('a')).not.toEqual(piecesOf('b'))
    expect(lettersOf([])).toEqual({ hashes: new Uint32Array(), counts: new Uint8Array(), size: 0 })
  })

  test('find a text whose words are other forms of those that are asked, or misspelt', () => {
    const texts = ['our resolvers answer queries', 'parcels arrive within days', 'gift cards never expire'].map(textOf)
    for (const question of ['resolving a query', 'resolvrs', 'the resolver']) {
      const scores = likenessByLetters(asked(question), texts)
      expect(Math.max(...scores)).toBe(scores[0])
      expect(scores[0]).toBeGreaterThan(0)
      expect(scores[1]).toBe(0)
    }
  })

  test('what few texts hold says more than what all hold, and nothing comes to more than 1', () => {
    const texts = ['delivery to austria', 'delivery to norway', 'delivery to spain'].map(textOf)
    const [austria = 0, norway = 0] = likenessByLetters(asked('delivery austria'), texts)
    expect(austria).toBeGreaterThan(2 * norway)
    expect(austria).toBeLessThanOrEqual(1)
    expect(likenessByLetters(asked('delivery'), [])).toEqual([])
    expect(likenessByLetters(new Map(), texts)).toEqual([0, 0, 0])
  })

  test('of two texts that hold a word the shorter one is about it', () => {
    const texts = ['warranty of tents', 'tents and boots and stoves and maps and lamps and warranty'].map(textOf)
    const [short = 0, long = 0] = likenessByLetters(asked('warranty'), texts)
    expect(short).toBeGreaterThan(long)
  })
})
