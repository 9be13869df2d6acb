import type { Pool } from 'pg'
import type { Context } from '../bot/follow.ts'
import type { Encoder } from './encoder.ts'
import { remembering } from './remembering.ts'
import type { Scanner } from './scanner.ts'
import { Shelf } from './shelf.ts'
import { meanOf, normed } from './vectors.ts'

/**
 * How alike in meaning a question is to one chunk. 0 is as alike as any two chunks of this knowledge are, 1 the same: `best` of its phrasings,
 * all of them together (`centre`), the `body`'s likest stretch; 0 where there is nothing of the kind.
 */
export type Alike = { best: number; centre: number; body: number }

/** What a question means beside a bot's knowledge: the chunks that are likest to it, and how alike any of them is (null: not known yet). */
export type Compared = { near: string[]; of(chunk: string): Alike | null }

/** A phrasing of a chunk, or all of it (null), as if it were not there: for measuring. */
export type HeldOut = { chunk: string; phrasing: number | null }
/** `patient`: nobody waits, so whoever does goes first. */
export type Comparing = { patient?: boolean; heldOut?: HeldOut | null }

export type Meaning = {
  /** Of the encoder: vectors of two can't be compared. */
  name: string
  /** Normed vectors of these texts, in order; null where the encoder can't say in time. */
  encode(texts: readonly string[], how: { urgent?: boolean; signal?: AbortSignal }): Promise<Float32Array[] | null>
  /** Null where meaning can't help now: nothing is encoded yet, or the encoder has no time. The search then goes by words alone. */
  compare(bot: string, question: string, context: Context | null, how?: Comparing): Promise<Compared | null>
  close(): Promise<void>
}

export type MeaningDeps = {
  db: Pick<Pool, 'query'>
  encoder: Encoder
  scanner: Scanner
  /** Milliseconds, going forward. */
  clock: () => number
  /** How long a visitor may wait for it, in ms. */
  patience?: number
  /** How old what is in memory may be, in ms. */
  age?: number
}

/** Knowledge up to this size is compared as a whole by the search itself. */
const few = 50
/** Where nobody waits, in ms. */
const mostPatience = 60_000
const most = 50

export function openMeaning({ db, encoder: slow, scanner, clock, patience = 1_500, age = 2_000 }: MeaningDeps): Meaning {
  const encoder = remembering(slow)
  const shelves = new Map<string, { shelf: Shelf; read: number; reading: Promise<void> | null }>()

  async function shelfOf(bot: string): Promise<Shelf> {
    const kept = shelves.get(bot) ?? { shelf: new Shelf(db, bot, encoder.name), read: Number.NEGATIVE_INFINITY, reading: null }
    shelves.set(bot, kept)
    if (clock() - kept.read >= age) {
      kept.reading ??= kept.shelf
        .refresh()
        .then(() => {
          kept.read = clock()
        })
        .finally(() => {
          kept.reading = null
        })
      await kept.reading
    }
    return kept.shelf
  }

  async function compare(
    bot: string,
    question: string,
    context: Context | null,
    { patient = false, heldOut = null }: Comparing,
    signal: AbortSignal,
  ): Promise<Compared | null> {
    const shelf = await shelfOf(bot)
    if (shelf.chunks === 0) return null
    const wide = context?.leans || (context && shelf.texts)
    const texts = wide ? [question, `${context.line} ${question}`] : [question]
    const queries = (await encoder.encode(texts, { urgent: !patient, signal })).map(normed)
    const [plain] = queries
    if (plain?.length !== shelf.table.size) return null
    const near = shelf.chunks > few ? await nearest(shelf, queries.length > 1 ? meanOf(queries) : plain) : []
    const ofPairs = context?.leans ? queries : [plain]
    return { near, of: (chunk) => alike(shelf, shelf.isText(chunk) ? queries : ofPairs, chunk, heldOut) }
  }

  async function nearest(shelf: Shelf, query: Float32Array): Promise<string[]> {
    const { values, lengths, chunkOf } = shelf.table
    const rows = await scanner.nearest({ values, lengths, query, most: most * 4 })
    return [...new Set(rows.flatMap((row) => chunkOf[row] ?? []))].slice(0, most)
  }

  return {
    name: encoder.name,
    encode(texts, { urgent = false, signal }) {
      const limit = AbortSignal.timeout(urgent ? patience : mostPatience)
      const until = signal ? AbortSignal.any([signal, limit]) : limit
      const late = new Promise<null>((resolve) => until.addEventListener('abort', () => resolve(null)))
      const encoding = encoder.encode(texts, { urgent, signal: until }).then((vectors) => vectors.map(normed))
      return Promise.race([encoding.catch(() => null), late])
    },
    compare(bot, question, context, how = {}) {
      const signal = AbortSignal.timeout(how.patient ? mostPatience : patience)
      const late = new Promise<null>((resolve) => signal.addEventListener('abort', () => resolve(null)))
      // Whatever happens to an encoder or its network: words still find.
      return Promise.race([compare(bot, question, context, how, signal).catch(() => null), late])
    },
    async close() {
      await Promise.all([encoder.close(), scanner.close()])
    },
  }
}

/** With a line before it, a question is compared by itself and together with that line (a pair only where it leans on it); the likeness is the mean of both. */
function alike(shelf: Shelf, queries: Float32Array[], chunk: string, heldOut: HeldOut | null): Alike | null {
  const sum = { best: 0, centre: 0, body: 0 }
  for (const query of queries) {
    const found = shelf.likeness(query, chunk, heldOut?.chunk === chunk ? heldOut.phrasing : null)
    if (!found) return null
    const above = (cosine: number) => Math.max(0, (cosine - shelf.common) / (1 - shelf.common)) / queries.length
    if (found.phrasings.length > 0) {
      sum.best += above(Math.max(...found.phrasings))
      sum.centre += above(found.centre)
    }
    if (found.stretches.length > 0) sum.body += above(Math.max(...found.stretches))
  }
  return sum
}
