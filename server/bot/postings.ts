/** Words that may stand for each other; a chunk holds the group when it holds any of them. */
export type Group = readonly string[]

/** A word's run in a chunk: where it stands, and which groups of the question it belongs to. */
type Item = { at: number; weight: number; groups: readonly number[] }

/** Of the letters that PostgreSQL gives the fields of a chunk, D to A, as its `float4`. */
const weightOf = [0.1, 0.2, 0.4, 1].map(Math.fround)
const places = 1 << 14
/** Numbers of an entry: the slot of its chunk, the word's entry before it, and where its run of positions begins. */
const stride = 3
const none = 0xffffffff

/**
 * The lexemes of one bot's chunks in memory, with their positions: names the chunks that hold the words of a question, ranked as PostgreSQL's
 * `ts_rank_cd(tsv, query, 1)` ranks them. 10,000 chunks of 90 words take about 30 MB.
 */
export class Postings {
  readonly #slots = new Map<string, number>()
  readonly #chunks: (string | null)[] = []
  readonly #sizes: number[] = []
  /** Of each word its last entry. */
  readonly #last = new Map<string, number>()
  #entries = new Uint32Array(stride * 1024)
  #used = 0
  /** Runs of positions, each headed by its length; two bits of each are the weight. */
  #runs = new Uint16Array(2048)
  #run = 0

  /** How many chunks there are. */
  get size(): number {
    return this.#slots.size
  }

  /** How many there were that have gone since, and still take room. */
  get gone(): number {
    return this.#chunks.length - this.#slots.size
  }

  /** About how much memory it takes. */
  get bytes(): number {
    return this.#entries.byteLength + this.#runs.byteLength + this.#last.size * 100 + this.#chunks.length * 150
  }

  get chunks(): Iterable<string> {
    return this.#slots.keys()
  }

  has(chunk: string): boolean {
    return this.#slots.has(chunk)
  }

  /** `vector` is the chunk's `tsvector` as text. */
  add(chunk: string, vector: string): void {
    const slot = this.#chunks.push(chunk) - 1
    this.#slots.set(chunk, slot)
    let size = 0
    for (const [, word = '', positions = ''] of vector.matchAll(/'((?:[^']|'')*)'(?::([\dA-D,]+))?/g)) {
      const run = this.#run
      this.#write(positions)
      size += this.#runs[run] ?? 0
      this.#enter(word.includes("'") ? word.replaceAll("''", "'") : word, slot, run)
    }
    this.#sizes.push(size)
  }

  delete(chunk: string): void {
    const slot = this.#slots.get(chunk)
    if (slot === undefined) return
    this.#slots.delete(chunk)
    this.#chunks[slot] = null
  }

  /** At most `most` chunks that hold each group, or any, the best first. */
  find(groups: readonly Group[], joint: 'each' | 'any', most: number): string[] {
    const scores = joint === 'any' ? this.#ofAny(groups) : this.#ofEach(groups)
    const found: { chunk: string; rank: number }[] = []
    for (let slot = 0; slot < scores.length; slot++) {
      const [score, chunk] = [scores[slot] ?? 0, this.#chunks[slot]]
      if (score > 0 && chunk) found.push({ chunk, rank: Math.fround(score / Math.log((this.#sizes[slot] ?? 0) + 1)) })
    }
    // Sorting numbers alone costs little.
    const floor = found.length > most ? (new Float32Array(found.map(({ rank }) => rank)).sort()[found.length - most] ?? 0) : 0
    return found
      .filter(({ rank }) => rank >= floor)
      .sort((a, b) => b.rank - a.rank || (a.chunk < b.chunk ? -1 : 1))
      .slice(0, most)
      .map(({ chunk }) => chunk)
  }

  /** Every place of every word counts for its weight. */
  #ofAny(groups: readonly Group[]): Float64Array {
    const scores = new Float64Array(this.#chunks.length)
    for (const word of new Set(groups.flat())) {
      this.#each(word, (slot, run) => {
        for (let i = run + 1; i <= run + (this.#runs[run] ?? 0); i++) {
          scores[slot] = (scores[slot] ?? 0) + (weightOf[(this.#runs[i] ?? 0) >> 14] ?? 0)
        }
      })
    }
    return scores
  }

  #ofEach(groups: readonly Group[]): Float64Array {
    const scores = new Float64Array(this.#chunks.length)
    const items = new Map(this.#holdingEach(groups).map((slot) => [slot, [] as Item[]]))
    if (items.size === 0) return scores
    for (const word of new Set(groups.flat())) {
      const own = groups.flatMap((group, i) => (group.includes(word) ? [i] : []))
      this.#each(word, (slot, run) => items.get(slot)?.push(...this.#itemsOf(run, own)))
    }
    for (const [slot, of] of items) scores[slot] = closeness(of, groups.length)
    return scores
  }

  #holdingEach(groups: readonly Group[]): number[] {
    const held = new Uint16Array(this.#chunks.length)
    for (const [i, group] of groups.entries()) {
      for (const word of group) {
        this.#each(word, (slot) => {
          if (held[slot] === i) held[slot] = i + 1
        })
      }
    }
    const holding: number[] = []
    for (let slot = 0; slot < held.length; slot++) if (held[slot] === groups.length && this.#chunks[slot] !== null) holding.push(slot)
    return holding
  }

  #itemsOf(run: number, groups: readonly number[]): Item[] {
    return Array.from({ length: this.#runs[run] ?? 0 }, (_, i) => {
      const position = this.#runs[run + 1 + i] ?? 0
      return { at: position % places, weight: weightOf[position >> 14] ?? 0, groups }
    })
  }

  #each(word: string, visit: (slot: number, run: number) => void): void {
    for (let entry = this.#last.get(word) ?? none; entry !== none; entry = this.#entries[entry + 1] ?? none) {
      visit(this.#entries[entry] ?? 0, this.#entries[entry + 2] ?? 0)
    }
  }

  #enter(word: string, slot: number, run: number): void {
    if (this.#used + stride > this.#entries.length) this.#entries = grown(this.#entries, Uint32Array)
    const before = this.#last.get(word)
    this.#entries[this.#used] = slot
    this.#entries[this.#used + 1] = before ?? none
    this.#entries[this.#used + 2] = run
    // As a piece of its chunk's text a word would keep the whole of it.
    this.#last.set(before === undefined ? Buffer.from(word).toString() : word, this.#used)
    this.#used += stride
  }

  /** `1,17B`: positions and their weights, D where none stands. A lexeme without any counts like one at the end. */
  #write(positions: string): void {
    if (this.#run + mostPositions > this.#runs.length) this.#runs = grown(this.#runs, Uint16Array)
    const head = this.#run++
    let [at, weight] = [0, 0]
    for (let i = 0; i <= positions.length; i++) {
      const sign = i < positions.length ? positions.charCodeAt(i) : comma
      if (sign >= letterA) weight = letterA + 3 - sign
      else if (sign !== comma) at = at * 10 + sign - digit0
      else {
        this.#runs[this.#run++] = (at || places - 1) + weight * places
        at = 0
        weight = 0
      }
    }
    this.#runs[head] = this.#run - head - 1
  }
}

const [comma, digit0, letterA] = [44, 48, 65]
/** PostgreSQL keeps at most 255 of a word in a text. */
const mostPositions = 300

function grown<T extends Uint32Array | Uint16Array>(from: T, Kind: new (length: number) => T): T {
  const more = new Kind(Math.ceil(from.length * 1.5) + mostPositions)
  more.set(from)
  return more
}

/**
 * PostgreSQL's cover density: each shortest stretch that holds all groups counts, by the weights of its words and the words between them.
 */
function closeness(items: Item[], groups: number): number {
  items.sort((a, b) => a.at - b.at || a.weight - b.weight)
  let sum = 0
  for (let from = 0; ; from++) {
    const end = reach(items, from, 1, groups)
    if (end === null) return sum
    from = reach(items, end, -1, groups) ?? from
    sum += worth(items.slice(from, end + 1))
  }
}

/** Where, going from `from` by `step`, all groups have been met; null where they are not. */
function reach(items: readonly Item[], from: number, step: 1 | -1, groups: number): number | null {
  const met = new Set<number>()
  for (let i = from; i >= 0 && i < items.length; i += step) {
    for (const group of items[i]?.groups ?? []) met.add(group)
    if (met.size === groups) return i
  }
  return null
}

function worth(stretch: readonly Item[]): number {
  const inverse = stretch.reduce((sum, { weight }) => sum + 1 / weight, 0)
  const between = (stretch.at(-1)?.at ?? 0) - (stretch[0]?.at ?? 0) - (stretch.length - 1)
  const noise = between < 0 ? Math.floor((stretch.length - 1) / 2) : between
  return stretch.length / inverse / (1 + noise)
}
