import type { Encoder } from '../encoder.ts'

/** An encoder for tests that knows words and nothing of meaning: each word adds to one of 64 numbers. Remembers what it was asked. */
export function wordsEncoder(name = 'words'): Encoder & { asked: string[]; failing: boolean } {
  const encoder = {
    name,
    asked: [] as string[],
    failing: false,
    async encode(texts: readonly string[]) {
      if (encoder.failing) throw new Error('The encoder is away.')
      encoder.asked.push(...texts)
      return texts.map((text) => {
        const vector = new Float32Array(64)
        for (const word of text.toLowerCase().match(/\w+/g) ?? []) {
          let hash = 7
          for (const letter of word) hash = (hash * 31 + letter.charCodeAt(0)) % 64
          vector[hash] = (vector[hash] ?? 0) + 1
        }
        return vector
      })
    },
    async close() {},
  }
  return encoder
}
