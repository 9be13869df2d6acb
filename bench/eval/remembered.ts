import { createHash } from 'node:crypto'
import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Encoder } from '@baton/server/encoder/encoder.ts'

/** An encoder that keeps what it has encoded in a file, so that a second measurement takes seconds: the vectors are the same. */
export function remembered(encoder: Encoder, file: string): Encoder {
  const known = new Map<string, Float32Array>()
  mkdirSync(dirname(file), { recursive: true })
  if (existsSync(file)) {
    for (const line of readFileSync(file, 'utf8').split('\n')) {
      const [key, vector] = line.split(' ')
      if (key && vector) known.set(key, new Float32Array(Uint8Array.from(Buffer.from(vector, 'base64')).buffer))
    }
  }
  const keyOf = (text: string) => createHash('sha256').update(`${encoder.name}\n${text}`).digest('base64url').slice(0, 22)
  return {
    name: encoder.name,
    async encode(texts, how) {
      const news = [...new Set(texts)].filter((text) => !known.has(keyOf(text)))
      for (const [i, vector] of (await encoder.encode(news, how)).entries()) {
        const key = keyOf(news[i] ?? '')
        known.set(key, vector)
        appendFileSync(file, `${key} ${Buffer.from(vector.buffer, vector.byteOffset, vector.byteLength).toString('base64')}\n`)
      }
      return texts.map((text) => known.get(keyOf(text)) ?? new Float32Array())
    },
    close: () => encoder.close(),
  }
}
