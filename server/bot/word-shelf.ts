import type { Finding } from './candidates.ts'
import { WordThread } from './word-thread.ts'
import type { Db } from './words.ts'

/** `shelf`: its number in the thread; `stamp`: of the knowledge that it holds; `bytes`: what it takes, null where that is too much. */
type Kept = { shelf: number; stamp: string; bytes: number | null; reading: boolean }
type Options = { most?: number; thread?: WordThread }

/** What all bots' words together may take, in bytes; the bot that was asked least lately makes room. */
const mostBytes = 96e6
const rowsAtOnce = 50

/** One thread for all: it starts with the first big knowledge. */
const ours = new WordThread()
let shelves = 0

/** The words of big knowledge in the memory of a thread, bot by bot; follows the database when it is asked for. */
export class WordShelf {
  /** The bot asked last comes last. */
  readonly #kept = new Map<string, Kept>()
  readonly #db: Db
  readonly #most: number
  readonly #thread: WordThread

  constructor(db: Db, { most = mostBytes, thread = ours }: Options = {}) {
    this.#db = db
    this.#most = most
    this.#thread = thread
  }

  /** The words of a bot as its knowledge is at `stamp`; null while they are being read, or where they would take too much room. */
  of(bot: string, stamp: string): Finding | null {
    const kept = this.#kept.get(bot) ?? { shelf: ++shelves, stamp: '', bytes: 0, reading: false }
    this.#kept.delete(bot)
    this.#kept.set(bot, kept)
    if (kept.stamp !== stamp) {
      if (!kept.reading) void this.#read(bot, stamp, kept)
      return null
    }
    return kept.bytes === null ? null : { find: (groups, joint, most) => this.#find(kept, { groups, joint, most }) }
  }

  async #find(kept: Kept, asked: { groups: Parameters<Finding['find']>[0]; joint: 'each' | 'any'; most: number }): Promise<string[]> {
    try {
      return await this.#thread.ask({ to: 'find', shelf: kept.shelf, ...asked })
    } catch (error) {
      kept.stamp = '' // to be read anew
      throw error
    }
  }

  async #read(bot: string, stamp: string, kept: Kept): Promise<void> {
    kept.reading = true
    try {
      kept.bytes = await this.#follow(bot, kept)
      if (kept.bytes === null) await this.#thread.ask({ to: 'drop', shelf: kept.shelf })
      kept.stamp = stamp
      await this.#makeRoom()
    } catch {
      // The database searches meanwhile, and the next question tries again.
    } finally {
      kept.reading = false
    }
  }

  /** Chunks never change but come and go. Null where they take too much room. */
  async #follow(bot: string, { shelf }: Kept): Promise<number | null> {
    const { rows } = await this.#db.query<{ id: string }>('select id from known_chunk where bot = $1', [bot])
    const news = await this.#thread.ask({ to: 'keep', shelf, chunks: rows.map(({ id }) => id) })
    let bytes = await this.#thread.ask({ to: 'add', shelf, rows: [] })
    for (let i = 0; i < news.length && bytes <= this.#most; i += rowsAtOnce) {
      const sql = 'select id, tsv::text as words from chunk where id = any($1)'
      const { rows } = await this.#db.query<{ id: string; words: string }>(sql, [news.slice(i, i + rowsAtOnce)])
      bytes = await this.#thread.ask({ to: 'add', shelf, rows })
    }
    return bytes <= this.#most ? bytes : null
  }

  async #makeRoom(): Promise<void> {
    let all = [...this.#kept.values()].reduce((sum, { bytes }) => sum + (bytes ?? 0), 0)
    for (const [bot, { shelf, bytes, reading }] of this.#kept) {
      if (all <= this.#most) return
      if (!bytes || reading) continue
      this.#kept.delete(bot)
      all -= bytes
      await this.#thread.ask({ to: 'drop', shelf })
    }
  }
}
