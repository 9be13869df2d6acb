import type { Encoder } from './encoder.ts'

const most = 2_000

/** The same encoder, which encodes a text that was lately asked for only once: a line is searched, read and compared in one go. */
export function remembering(encoder: Encoder): Encoder {
  const known = new Map<string, Promise<Float32Array>>()

  function keep(text: string, vector: Promise<Float32Array>): Promise<Float32Array> {
    known.set(text, vector)
    vector.catch(() => known.delete(text))
    for (const oldest of known.keys()) {
      if (known.size <= most) break
      known.delete(oldest)
    }
    return vector
  }

  return {
    ...encoder,
    async encode(texts, how) {
      const news = [...new Set(texts)].filter((text) => !known.has(text))
      const encoding = news.length > 0 ? encoder.encode(news, how) : Promise.resolve([])
      const fresh = news.map((text, i) =>
        keep(
          text,
          encoding.then((vectors) => at(vectors, i)),
        ),
      )
      await Promise.all(fresh)
      return Promise.all(texts.map((text) => known.get(text) ?? encoder.encode([text], how).then((vectors) => at(vectors, 0))))
    },
  }
}

function at(vectors: Float32Array[], i: number): Float32Array {
  const vector = vectors[i]
  if (!vector) throw new Error('the encoder gave fewer vectors than texts')
  return vector
}
