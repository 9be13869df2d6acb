import { pause } from '../pause.ts'
import { Postings } from './postings.ts'
import type { Db } from './words.ts'

type Kept = { postings: Postings; stamp: string; reading: boolean; tooBig: boolean }

/** What all bots' words together may take, in bytes; the bot that was asked least lately makes room. */
const mostBytes = 96e6
const rowsAtOnce = 100
const chunksAtOnce = 10
/** Those that have gone take room until they are so many of all. */
const mostGone = 0.5

/** The words of big knowledge in memory, bot by bot; follows the database when it is asked for. */
export class WordShelf {
  /** The bot asked last comes last. */
  readonly #kept = new Map<string, Kept>()
  readonly #db: Db
  readonly #most: number

  constructor(db: Db, most = mostBytes) {
    this.#db = db
    this.#most = most
  }

  /** The words of a bot as its knowledge is at `stamp`; null while they are being read, or where they would take too much room. */
  of(bot: string, stamp: string): Postings | null {
    const kept = this.#kept.get(bot) ?? { postings: new Postings(), stamp: '', reading: false, tooBig: false }
    this.#kept.delete(bot)
    this.#kept.set(bot, kept)
    if (kept.stamp === stamp) return kept.tooBig ? null : kept.postings
    if (!kept.reading) void this.#read(bot, stamp, kept)
    return null
  }

  async #read(bot: string, stamp: string, kept: Kept): Promise<void> {
    kept.reading = true
    try {
      kept.tooBig = !(await this.#follow(bot, kept))
      if (kept.tooBig) kept.postings = new Postings()
      kept.stamp = stamp
      this.#makeRoom()
    } catch {
      // The database searches meanwhile, and the next question tries again.
    } finally {
      kept.reading = false
    }
  }

  /** Chunks never change but come and go. False where they take too much room. */
  async #follow(bot: string, kept: Kept): Promise<boolean> {
    const { rows } = await this.#db.query<{ id: string }>('select id from known_chunk where bot = $1', [bot])
    const standing = new Set(rows.map(({ id }) => id))
    if (kept.postings.gone > mostGone * kept.postings.size) kept.postings = new Postings()
    const { postings } = kept
    for (const chunk of [...postings.chunks]) if (!standing.has(chunk)) postings.delete(chunk)
    const news = [...standing].filter((chunk) => !postings.has(chunk))
    for (let i = 0; i < news.length; i += rowsAtOnce) {
      await this.#add(postings, news.slice(i, i + rowsAtOnce))
      if (postings.bytes > this.#most) return false
    }
    return true
  }

  async #add(postings: Postings, chunks: string[]): Promise<void> {
    const { rows } = await this.#db.query<{ id: string; words: string }>('select id, tsv::text as words from chunk where id = any($1)', [
      chunks,
    ])
    for (const [i, { id, words }] of rows.entries()) {
      if (!postings.has(id)) postings.add(id, words)
      if (i % chunksAtOnce === chunksAtOnce - 1) await pause()
    }
  }

  #makeRoom(): void {
    let bytes = [...this.#kept.values()].reduce((sum, { postings }) => sum + postings.bytes, 0)
    for (const [bot, { postings, reading }] of this.#kept) {
      if (bytes <= this.#most) return
      if (reading) continue
      this.#kept.delete(bot)
      bytes -= postings.bytes
    }
  }
}
