import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { OpenDatabase } from '../db/open.ts'
import { freshDatabase } from '../testing/database.ts'
import { encodeJob, planEncoding } from './encode-job.ts'
import { openMeaning } from './meaning.ts'
import { openScanner, type Scanner } from './scanner.ts'
import { wordsEncoder } from './testing/words-encoder.ts'

let database: OpenDatabase
let scanner: Scanner
let bot: string

beforeAll(async () => {
  database = await freshDatabase()
  scanner = openScanner()
})
afterAll(async () => {
  await scanner.close()
  await database.close()
})
beforeEach(async () => {
  bot = randomUUID()
  await database.pool.query('delete from job')
  await database.pool.query("insert into bot (id, name, brand, created_at) values ($1, 'Bot', '#123456', now())", [bot])
})

type Known = { question?: string; body: string }

/** A source with a chunk for each; the result is the chunks' ids. */
async function know(chunks: Known[]): Promise<{ source: string; ids: string[] }> {
  const source = randomUUID()
  const sql = `insert into source (id, bot, kind, title, status, created_at, updated_at) values ($1, $2, 'pairs', 'Shop', 'ready', now(), now())`
  await database.pool.query(sql, [source, bot])
  const ids = chunks.map(() => randomUUID())
  for (const [i, { question = null, body }] of chunks.entries()) {
    const insert = `insert into chunk (id, source, bot, position, title, question, body) values ($1, $2, $3, $4, 'Shop', $5, $6)`
    await database.pool.query(insert, [ids[i], source, bot, i, question, body])
  }
  return { source, ids }
}

function open(encoder = wordsEncoder()) {
  const job = encodeJob({ db: database.pool, encoder })
  const meaning = openMeaning({ db: database.pool, encoder, scanner, clock: () => 0, age: 0 })
  const encode = (source: string) => job.run({ id: '1', key: '', kind: 'encode', conversation: null, payload: { source }, attempts: 1 })
  return { encoder, meaning, encode }
}

const vectorsOf = async (source: string) => {
  const sql =
    'select v.encoder, v.phrasings, v.parts from vector v join chunk c on c.id = v.chunk where c.source = $1 order by c.position, v.encoder'
  return (await database.pool.query(sql, [source])).rows
}

describe('encoding in the background', () => {
  test('a pair gets a vector for each phrasing and one for its answer, a text for its stretches', async () => {
    const { encode } = open()
    const { source } = await know([{ question: 'Refund?\nMoney back?', body: 'Within 30 days.' }, { body: 'We open at nine. '.repeat(60) }])
    await encode(source)
    expect(await vectorsOf(source)).toEqual([
      { encoder: 'words', phrasings: 2, parts: 3 },
      { encoder: 'words', phrasings: 0, parts: 3 },
    ])
  })

  test('it is planned once where vectors are missing, and goes on where it was interrupted', async () => {
    const { encoder, encode } = open()
    const { source } = await know(Array.from({ length: 40 }, (_, i) => ({ body: `Piece number ${i}.` })))
    expect(await planEncoding(database.pool, encoder.name, 1)).toBe(true)
    expect(await planEncoding(database.pool, encoder.name, 2)).toBe(false)
    const { rows } = await database.pool.query('select kind, payload from job where key = $1', [`encode:${source}`])
    expect(rows).toEqual([{ kind: 'encode', payload: { source } }])
    const inner = encoder.encode
    let calls = 0
    encoder.encode = (texts) => (++calls > 1 ? Promise.reject(new Error('killed')) : inner(texts))
    await expect(encode(source)).rejects.toThrow('killed')
    expect(await vectorsOf(source)).toHaveLength(16)
    encoder.encode = inner
    await encode(source)
    expect(await vectorsOf(source)).toHaveLength(40)
    expect(encoder.asked).toHaveLength(40)
    await database.pool.query('delete from job')
    expect(await planEncoding(database.pool, encoder.name, 3)).toBe(false)
  })

  test('with another encoder everything is encoded anew, and the old vectors go last', async () => {
    const { source } = await know([{ body: 'Boots and tents.' }])
    await open().encode(source)
    const next = wordsEncoder('other')
    expect(await planEncoding(database.pool, 'other', 1)).toBe(true)
    await open(next).encode(source)
    expect(await vectorsOf(source)).toEqual([{ encoder: 'other', phrasings: 0, parts: 1 }])
  })
})

describe('comparing', () => {
  test('a question is likest to the pair that means the same', async () => {
    const { meaning, encode } = open()
    const { source, ids } = await know([
      { question: 'How long does shipping take?\nWhen does my parcel come?', body: 'Three days.' },
      { question: 'Can I return boots?', body: 'Within 30 days.' },
    ])
    await encode(source)
    const compared = await meaning.compare(bot, 'how long does shipping take', null)
    const [shipping, boots] = ids.map((id) => compared?.of(id))
    expect(shipping?.best).toBeGreaterThan(0.95)
    expect(shipping?.centre).toBeLessThan(shipping?.best ?? 0)
    expect(boots?.best).toBeLessThan(0.5)
    expect(compared?.of(randomUUID())).toBeNull()
  })

  test('the line before counts when it is given', async () => {
    const { meaning, encode } = open()
    const { source, ids } = await know([{ body: 'Shipping to Austria takes days.' }, { body: 'Boots and tents and stoves.' }])
    await encode(source)
    const alone = await meaning.compare(bot, 'and austria', null)
    const leaning = await meaning.compare(bot, 'and austria', { line: 'how many days takes shipping', leans: true })
    expect(leaning?.of(ids[0] ?? '')?.body).toBeGreaterThan(alone?.of(ids[0] ?? '')?.body ?? 1)
  })

  test('a line before that is not leant on counts for texts, not for pairs', async () => {
    const { meaning, encode } = open()
    const { source, ids } = await know([
      { body: 'Shipping to Austria takes days.' },
      { question: 'How long does shipping take?', body: 'Three days.' },
    ])
    await encode(source)
    const [text = '', pair = ''] = ids
    const alone = await meaning.compare(bot, 'austria', null)
    const after = await meaning.compare(bot, 'austria', { line: 'how many days takes shipping', leans: false })
    expect(after?.of(text)?.body).toBeGreaterThan(alone?.of(text)?.body ?? 1)
    expect(after?.of(pair)).toEqual(alone?.of(pair))
  })

  test('how alike they are hangs neither on the order in which knowledge came nor on how much of it was read at once', async () => {
    const pieces = [
      'Boots and tents.',
      'Tents and stoves.',
      'Boots.',
      'Shipping of boots.',
      'Shipping takes days.',
      'Days and weeks.',
      'Stoves.',
    ]
    const likenessAfter = async (...parts: string[][]) => {
      const { meaning, encode } = open()
      bot = randomUUID()
      await database.pool.query("insert into bot (id, name, brand, created_at) values ($1, 'Bot', '#123456', now())", [bot])
      let asked = await know([{ body: 'Shipping takes weeks.' }])
      await encode(asked.source)
      const chunk = asked.ids[0] ?? ''
      for (const part of parts) {
        asked = await know(part.map((body) => ({ body })))
        await encode(asked.source)
        await meaning.compare(bot, 'shipping', null)
      }
      return (await meaning.compare(bot, 'shipping of stoves', null))?.of(chunk)?.body
    }
    const once = await likenessAfter(pieces)
    expect(once).toBeGreaterThan(0.1)
    expect(await likenessAfter(pieces.toReversed())).toBeCloseTo(once ?? 0, 10)
    expect(await likenessAfter(pieces.slice(4), pieces.slice(0, 4))).toBeCloseTo(once ?? 0, 10)
  })

  test('of much knowledge the likest are named, and what is gone or new is noticed', async () => {
    const { meaning, encode } = open()
    const { source, ids } = await know(Array.from({ length: 80 }, (_, i) => ({ body: `Product ${i} weighs ${i * 7} grams.` })))
    await encode(source)
    const first = await meaning.compare(bot, 'Product 33 weighs', null)
    expect(first?.near.slice(0, 5)).toContain(ids[33])
    expect(first?.near).toHaveLength(50)
    const more = await know([{ body: 'Zebras gallop.' }])
    await encode(more.source)
    expect((await meaning.compare(bot, 'zebras gallop', null))?.near[0]).toBe(more.ids[0])
    await database.pool.query('delete from source where id = $1', [more.source])
    expect((await meaning.compare(bot, 'zebras gallop', null))?.of(more.ids[0] ?? '')).toBeNull()
  })

  test('nothing encoded, or an encoder that is away: no meaning, and no failure', async () => {
    const { meaning, encoder, encode } = open()
    const { source } = await know([{ body: 'Boots.' }])
    expect(await meaning.compare(bot, 'boots', null)).toBeNull()
    expect(encoder.asked).toEqual([])
    await encode(source)
    encoder.failing = true
    expect(await meaning.compare(bot, 'boots', null)).toBeNull()
  })

  test('an encoder that takes too long is not waited for', async () => {
    const { encoder, encode } = open()
    const { source } = await know([{ body: 'Boots.' }])
    await encode(source)
    encoder.encode = () => new Promise(() => {})
    const meaning = openMeaning({ db: database.pool, encoder, scanner, clock: () => 0, patience: 10 })
    expect(await meaning.compare(bot, 'boots', null)).toBeNull()
  })
})
