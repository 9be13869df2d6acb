import { EventEmitter } from 'node:events'
import type { Worker } from 'node:worker_threads'
import { afterAll, describe, expect, test } from 'vitest'
import { openLocalEncoder } from './local.ts'
import { normed, product } from './vectors.ts'

describe('the built-in encoder', () => {
  const encoder = openLocalEncoder()
  afterAll(() => encoder.close())

  test('what means the same lies closer than what is about something else', async () => {
    const [money = none, refund = none, shipping = none] = (
      await encoder.encode(['I want my money back', 'How do I get a refund?', 'How do I get a parcel to Norway?'])
    ).map(normed)
    expect(money).toHaveLength(512)
    expect(product(money, refund)).toBeGreaterThan(product(money, shipping))
  })

  test('hostile and empty texts come back as vectors too', async () => {
    const texts = ['', '   ', '\u0000', '👩‍👩‍👧', 'ü'.repeat(5000), '[a]('.repeat(2000), '\ud800']
    const vectors = await encoder.encode(texts)
    expect(vectors).toHaveLength(texts.length)
    for (const vector of vectors) expect(vector.every(Number.isFinite)).toBe(true)
  })
})

describe('the queue before it', () => {
  test('a visitor goes before indexing, between two batches of it', async () => {
    const { start, threads } = fakeThreads()
    const encoder = openLocalEncoder(start)
    const order: string[] = []
    const index = encoder.encode([long('a'), long('b'), long('c')]).then(() => order.push('index'))
    const visitor = encoder.encode(['visitor'], { urgent: true }).then(() => order.push('visitor'))
    threads[0]?.answer()
    expect(threads[0]?.asked.at(-1)).toEqual(['visitor'])
    threads[0]?.answer()
    await visitor
    threads[0]?.answer()
    threads[0]?.answer()
    await index
    expect(order).toEqual(['visitor', 'index'])
  })

  test('it can get ready before anybody asks, and a visitor is next', async () => {
    const { start, threads } = fakeThreads()
    const encoder = openLocalEncoder(start)
    encoder.ready?.()
    expect(threads[0]?.asked).toEqual([['.']])
    const visitor = encoder.encode(['visitor'], { urgent: true })
    threads[0]?.answer()
    threads[0]?.answer()
    expect(await visitor).toEqual([Float32Array.of(7)])
  })

  test('short texts go together', async () => {
    const { start, threads } = fakeThreads()
    const all = openLocalEncoder(start).encode(['one', 'two', 'three'])
    expect(threads[0]?.asked).toEqual([['one', 'two', 'three']])
    threads[0]?.answer()
    expect(await all).toEqual([Float32Array.of(3), Float32Array.of(3), Float32Array.of(5)])
  })

  test('a thread that dies is replaced and its texts tried once more', async () => {
    const { start, threads } = fakeThreads()
    const encoder = openLocalEncoder(start)
    const one = encoder.encode(['one'])
    threads[0]?.emit('exit', 1)
    expect(threads[1]?.asked).toEqual([['one']])
    threads[1]?.answer()
    expect(await one).toEqual([Float32Array.of(3)])
    const never = encoder.encode(['deadly'])
    const after = encoder.encode(['after'])
    threads[1]?.emit('error', new Error('out of memory'))
    threads[2]?.emit('error', new Error('out of memory'))
    await expect(never).rejects.toThrow('out of memory')
    threads[3]?.answer()
    expect(await after).toEqual([Float32Array.of(5)])
  })

  test('what nobody waits for any more is left out', async () => {
    const { start, threads } = fakeThreads()
    const encoder = openLocalEncoder(start)
    const running = encoder.encode(['running'])
    const gone = new AbortController()
    const waiting = encoder.encode(['waiting'], { signal: gone.signal })
    gone.abort()
    await expect(waiting).rejects.toThrow('Nobody waits')
    threads[0]?.answer()
    await running
    expect(threads[0]?.asked).toEqual([['running']])
  })

  test('closing fails what waits, and ends the thread', async () => {
    const { start, threads } = fakeThreads()
    const encoder = openLocalEncoder(start)
    const one = expect(encoder.encode(['one'])).rejects.toThrow('closed')
    await encoder.close()
    await one
    expect(threads[0]?.ended).toBe(true)
    await expect(encoder.encode(['two'])).rejects.toThrow('closed')
  })
})

const none = new Float32Array()
const long = (letter: string) => letter.repeat(500)

/** Threads that answer when told to: each text's vector is its length. */
class FakeThread extends EventEmitter {
  asked: string[][] = []
  ended = false
  postMessage(texts: string[]) {
    this.asked.push(texts)
  }
  answer() {
    this.emit(
      'message',
      Float32Array.from(this.asked.at(-1) ?? [], (text) => text.length),
    )
  }
  ref() {}
  unref() {}
  async terminate() {
    this.ended = true
  }
}

function fakeThreads() {
  const threads: FakeThread[] = []
  const start = () => {
    const thread = new FakeThread()
    threads.push(thread)
    return thread as unknown as Worker
  }
  return { start, threads }
}
