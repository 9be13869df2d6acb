/** The words of a text as the search compares them: lower case, letters and digits only. */
export function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu) ?? []
}

/** What the search needs of a connection: `pg`'s pool, client, or a stand-in. */
export type Db = { query<R extends object>(sql: string, values?: unknown[]): Promise<{ rows: R[] }> }

/** A word's stem, or null for a word without meaning of its own ("the", "how"). */
export type Stem = string | null

const mostRemembered = 30_000

/**
 * Stems as PostgreSQL makes them, so that words compare as in its index. Remembered: a line seldom brings a word never seen. When there are too many,
 * those that nobody has asked for lately are forgotten; what a search that is under way has learned stays.
 */
export class Stems {
  private recent = new Map<string, Stem>()
  private before = new Map<string, Stem>()
  private readonly db: Db

  constructor(db: Db) {
    this.db = db
  }

  /** Makes `of` answer for these words, with at most one round trip. */
  async learn(words: Iterable<string>): Promise<void> {
    const all = [...new Set(words)]
    for (const word of all) this.keep(word)
    const news = all.filter((word) => !this.recent.has(word))
    if (news.length === 0) return
    const sql = `select word, (ts_lexize('english_stem', word))[1] as stem from unnest($1::text[]) word`
    const { rows } = await this.db.query<{ word: string; stem: Stem }>(sql, [news])
    for (const { word, stem } of rows) this.recent.set(word, stem)
    if (this.recent.size <= mostRemembered) return
    this.before = this.recent
    this.recent = new Map()
  }

  of(word: string): Stem {
    const stem = this.recent.has(word) ? this.recent.get(word) : this.before.get(word)
    return stem === undefined ? word : stem
  }

  private keep(word: string): void {
    const stem = this.before.get(word)
    if (stem !== undefined) this.recent.set(word, stem)
  }
}

/** Three- and four-letter pieces of a text, counted: they look alike when words are misspelt. Normed to length 1. */
export function gramsOf(words: string[]): Map<string, number> {
  const grams = new Map<string, number>()
  const text = ` ${words.join(' ')} `
  for (const size of [3, 4]) {
    for (let i = 0; i + size <= text.length; i++) grams.set(text.slice(i, i + size), (grams.get(text.slice(i, i + size)) ?? 0) + 1)
  }
  let square = 0
  for (const [gram, count] of grams) {
    const weight = 1 + Math.log(count)
    grams.set(gram, weight)
    square += weight * weight
  }
  const norm = Math.sqrt(square) || 1
  for (const [gram, weight] of grams) grams.set(gram, weight / norm)
  return grams
}

/** Cosine of two normed piece counts, 0–1. */
export function likeness(a: Map<string, number>, b: Map<string, number>): number {
  const [few, many] = a.size < b.size ? [a, b] : [b, a]
  let sum = 0
  for (const [gram, weight] of few) sum += weight * (many.get(gram) ?? 0)
  return Math.min(1, sum)
}
