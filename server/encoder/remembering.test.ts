import { expect, test } from 'vitest'
import type { Encoder } from './encoder.ts'
import { remembering } from './remembering.ts'

function counted(): Encoder & { asked: string[][]; failing: boolean } {
  const encoder = {
    name: 'counted',
    asked: [] as string[][],
    failing: false,
    async encode(texts: readonly string[]) {
      encoder.asked.push([...texts])
      if (encoder.failing) throw new Error('away')
      return texts.map((text) => new Float32Array([text.length]))
    },
    async close() {},
  }
  return encoder
}

test('a text is encoded once, also when it is asked for twice at the same time', async () => {
  const under = counted()
  const encoder = remembering(under)
  const [first, second] = await Promise.all([encoder.encode(['a', 'bb', 'a']), encoder.encode(['bb'])])
  expect(first.map((vector) => vector[0])).toEqual([1, 2, 1])
  expect(second[0]).toBe(first[1])
  expect(under.asked).toEqual([['a', 'bb']])
})

test('what failed is asked for again', async () => {
  const under = counted()
  const encoder = remembering(under)
  under.failing = true
  await expect(encoder.encode(['a'])).rejects.toThrow('away')
  under.failing = false
  expect((await encoder.encode(['a']))[0]?.[0]).toBe(1)
})
