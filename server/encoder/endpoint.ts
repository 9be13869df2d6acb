import { z } from 'zod'
import { ownersFetch } from '../outbound.ts'
import type { Encoder } from './encoder.ts'

export type EndpointSettings = {
  /** Of an OpenAI-compatible end point, up to and including `/v1`. */
  url: string
  name: string
  key?: string | undefined
  /** For one request, in ms. */
  patience?: number
}

const answer = z.object({ data: z.array(z.object({ index: z.int().min(0), embedding: z.array(z.number()).min(1) })) })
const atOnce = 32
const mostCharacters = 6_000
const tries = 2
const pause = 500

/** An encoder behind any OpenAI-compatible end point, and the way to languages other than English. */
export function openEndpoint({ url, name, key, patience = 20_000 }: EndpointSettings): Encoder {
  const fetch = ownersFetch()
  const closing = new AbortController()

  async function ask(texts: readonly string[], signals: AbortSignal[]): Promise<Float32Array[]> {
    const response = await fetch(`${url}/embeddings`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(key ? { authorization: `Bearer ${key}` } : {}) },
      body: JSON.stringify({ model: name, input: texts.map((text) => text.slice(0, mostCharacters) || '.'), encoding_format: 'float' }),
      signal: AbortSignal.any([...signals, AbortSignal.timeout(patience)]),
    })
    if (!response.ok) throw new Refused(response.status)
    const { data } = answer.parse(await response.json())
    const vectors = texts.map((_, i) => data.find(({ index }) => index === i)?.embedding)
    return vectors.map((vector) => {
      if (!vector) throw new Error('The embedding end point left a text out.')
      return Float32Array.from(vector)
    })
  }

  async function askTwice(texts: readonly string[], signals: AbortSignal[]): Promise<Float32Array[]> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await ask(texts, signals)
      } catch (error) {
        // A wrong key or name will be as wrong in a moment; what stands is tried again.
        const again = error instanceof Refused ? error.status === 429 || error.status >= 500 : !(error instanceof z.ZodError)
        if (!again || attempt >= tries || signals.some(({ aborted }) => aborted)) throw error
        await new Promise((resolve) => setTimeout(resolve, pause))
      }
    }
  }

  return {
    name: `endpoint:${name}`,
    async encode(texts, { signal } = {}) {
      const signals = [closing.signal, ...(signal ? [signal] : [])]
      const vectors: Float32Array[] = []
      for (let i = 0; i < texts.length; i += atOnce) vectors.push(...(await askTwice(texts.slice(i, i + atOnce), signals)))
      return vectors
    },
    async close() {
      closing.abort(new Error('The encoder is closed.'))
    },
  }
}

class Refused extends Error {
  readonly status: number

  constructor(status: number) {
    super(`The embedding end point answered ${status}.`)
    this.status = status
  }
}
