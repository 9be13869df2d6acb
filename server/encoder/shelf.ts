import type { Pool } from 'pg'
import { pause } from '../pause.ts'
import { cosine, lengthOf, normed, product } from './vectors.ts'

type Db = Pick<Pool, 'query'>
/** A chunk's vectors: rows of the table from `row` on, those of phrasings first. */
type Place = { row: number; phrasings: number; parts: number; centre: Float32Array | null }
type Loaded = { chunk: string; phrasings: number; parts: number; bytes: Int8Array }

const rowsAtOnce = 200
const chunksAtOnce = 200

/** All vectors one after the other, `size` numbers each, in memory that threads share; of each row its length and the chunk that it belongs to. */
export type Table = { size: number; values: Int8Array; lengths: Float32Array; chunkOf: string[] }

/** One bot's vectors in memory. Follows the database as far as it was last brought up to date. */
export class Shelf {
  /** Replaced as a whole, never changed: whoever is searching keeps the one that it began with. */
  table: Table = { size: 0, values: new Int8Array(0), lengths: new Float32Array(0), chunkOf: [] }
  /** How alike two chunks of this knowledge are that have nothing to do with each other: where likeness begins. */
  common = 0
  /** Whether there are texts among the chunks. */
  texts = false
  #places = new Map<string, Place>()
  readonly #steps = new Map<string, number>()
  readonly #sources = new Map<string, Map<string, Loaded>>()
  readonly #db: Db
  readonly #bot: string
  readonly #encoder: string

  constructor(db: Db, bot: string, encoder: string) {
    this.#db = db
    this.#bot = bot
    this.#encoder = encoder
  }

  get chunks(): number {
    return this.#places.size
  }

  /** Whether the chunk is a text rather than a pair. */
  isText(chunk: string): boolean {
    return this.#places.get(chunk)?.phrasings === 0
  }

  /** Reads what has come since the last time. */
  async refresh(): Promise<void> {
    const { rows } = await this.#db.query<{ source: string; step: number }>(
      'select e.source, e.step from encoding e where e.encoder = $1 and e.source in (select source from known_chunk where bot = $2)',
      [this.#encoder, this.#bot],
    )
    const changed = rows.filter(({ source, step }) => this.#steps.get(source) !== step)
    const standing = new Set(rows.map(({ source }) => source))
    const gone = [...this.#sources.keys()].filter((source) => !standing.has(source))
    if (changed.length === 0 && gone.length === 0) return
    for (const source of gone) {
      this.#sources.delete(source)
      this.#steps.delete(source)
    }
    for (const { source, step } of changed) {
      await this.#readSource(source)
      this.#steps.set(source, step)
    }
    await this.#arrange()
  }

  /**
   * How alike the question is to each phrasing and each stretch of a chunk (cosines); null while the chunk has no vectors.
   * The phrasing numbered `without` is left out.
   */
  likeness(
    query: Float32Array,
    chunk: string,
    without: number | null = null,
  ): { phrasings: number[]; centre: number; stretches: number[] } | null {
    const place = this.#places.get(chunk)
    const { size, values, lengths } = this.table
    if (!place || query.length !== size) return null
    const all = Array.from({ length: place.parts }, (_, i) => cosine(query, values, place.row + i, lengths[place.row + i] ?? 0))
    const phrasings = all.slice(0, place.phrasings).filter((_, i) => i !== without)
    const centre = () => (without === null ? this.#centreOf(place) : this.#meanOf(place, without))
    return {
      phrasings,
      centre: phrasings.length > 1 ? product(query, centre()) : (phrasings[0] ?? 0),
      stretches: all.slice(place.phrasings),
    }
  }

  /** What all phrasings of a chunk have in common: their mean. Kept for the next question. */
  #centreOf(place: Place): Float32Array {
    place.centre ??= this.#meanOf(place, null)
    return place.centre
  }

  #meanOf(place: Place, without: number | null): Float32Array {
    const { size, values, lengths } = this.table
    const sum = new Float32Array(size)
    for (let row = place.row; row < place.row + place.phrasings; row++) {
      if (row - place.row === without) continue
      const length = lengths[row] || 1
      for (let i = 0; i < size; i++) sum[i] = (sum[i] as number) + (values[row * size + i] as number) / length
    }
    return normed(sum)
  }

  async #readSource(source: string): Promise<void> {
    const before = this.#sources.get(source)
    const listed = await this.#db.query<{ chunk: string }>(
      'select v.chunk from vector v join chunk c on c.id = v.chunk where c.source = $1 and v.encoder = $2',
      [source, this.#encoder],
    )
    const kept = new Map(listed.rows.flatMap(({ chunk }) => [[chunk, before?.get(chunk) ?? null] as const]))
    const missing = [...kept].filter(([, loaded]) => loaded === null).map(([chunk]) => chunk)
    for (let i = 0; i < missing.length; i += rowsAtOnce) {
      const { rows } = await this.#db.query<{ chunk: string; phrasings: number; parts: number; bytes: Buffer }>(
        'select chunk, phrasings, parts, bytes from vector where chunk = any($1) and encoder = $2',
        [missing.slice(i, i + rowsAtOnce), this.#encoder],
      )
      for (const { bytes, ...rest } of rows)
        kept.set(rest.chunk, { ...rest, bytes: new Int8Array(bytes.buffer, bytes.byteOffset, bytes.length).slice() })
    }
    this.#sources.set(source, new Map([...kept].flatMap(([chunk, loaded]) => (loaded ? [[chunk, loaded] as const] : []))))
  }

  /** Lays all vectors out in one table, in pieces; what was loaded becomes a view of it. */
  async #arrange(): Promise<void> {
    const all = [...this.#sources.values()].flatMap((source) => [...source.values()]).filter(({ parts }) => parts > 0)
    const first = all[0]
    const size = first ? first.bytes.length / first.parts : 0
    // An end point that gives vectors of another length under the same name: what doesn't fit the first is as if it weren't there.
    const fitting = all.filter(({ bytes, parts }) => bytes.length === parts * size)
    const rows = fitting.reduce((sum, { parts }) => sum + parts, 0)
    const values = new Int8Array(new SharedArrayBuffer(rows * size))
    const lengths = new Float32Array(new SharedArrayBuffer(rows * 4))
    const chunkOf: string[] = []
    const places = new Map<string, Place>()
    const sum = new Float64Array(size)
    let count = 0
    for (const [i, loaded] of fitting.entries()) {
      if (i % chunksAtOnce === chunksAtOnce - 1) await pause()
      const row = chunkOf.length
      values.set(loaded.bytes, row * size)
      loaded.bytes = values.subarray(row * size, (row + loaded.parts) * size)
      places.set(loaded.chunk, { row, phrasings: loaded.phrasings, parts: loaded.parts, centre: null })
      for (let i = row; i < row + loaded.parts; i++) {
        lengths[i] = lengthOf(values.subarray(i * size, (i + 1) * size))
        chunkOf.push(loaded.chunk)
      }
      const length = lengths[row] ?? 0
      if (length === 0) continue
      for (let k = 0; k < size; k++) sum[k] = (sum[k] as number) + (values[row * size + k] as number) / length // both are in range
      count++
    }
    this.#places = places
    this.texts = fitting.some(({ phrasings }) => phrasings === 0)
    this.table = { size, values, lengths, chunkOf }
    this.common = commonLikeness(sum, count)
  }
}

/** Two sentences about nothing in common, as the built-in encoder sees them; counts like `doubt` chunks, so that little knowledge says little. */
const usualCommon = 0.3
const doubt = 5
const fewest = 4

/** The mean cosine of all pairs of `count` vectors of length 1, by their sum alone: it hangs on no order, and so is the same on every server. */
function commonLikeness(sum: Float64Array, count: number): number {
  if (count < fewest) return usualCommon
  const square = sum.reduce((total, x) => total + x * x, 0)
  const mean = (square - count) / (count * (count - 1))
  return (usualCommon * doubt + mean * count) / (doubt + count)
}
