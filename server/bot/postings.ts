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
      const run = positions.split(',')
      size += run.length
      this.#enter(word.replaceAll("''", "'"), slot, run)
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
    const ranks = Float32Array.from(scores, (score, slot) => (score > 0 ? score / Math.log((this.#sizes[slot] ?? 0) + 1) : 0))
    const floor = ranks.length > most ? (ranks.toSorted()[ranks.length - most] ?? 0) : 0
    const found: { chunk: string; rank: number }[] = []
    for (const [slot, rank] of ranks.entries()) {
      const chunk = this.#chunks[slot]
      if (rank > 0 && rank >= floor && chunk) found.push({ chunk, rank })
    }
    found.sort((a, b) => b.rank - a.rank || (a.chunk < b.chunk ? -1 : 1))
    return found.slice(0, most).map(({ chunk }) => chunk)
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
    return this.#standing(scores)
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
    return this.#standing(scores)
  }

  #standing(scores: Float64Array): Float64Array {
    for (let slot = 0; slot < scores.length; slot++) if (this.#chunks[slot] === null) scores[slot] = 0
    return scores
  }

  #holdingEach(groups: readonly Group[]): number[] {
    let holding: Set<number> | null = null
    for (const group of groups) {
      const before: Set<number> | null = holding
      const now = new Set<number>()
      for (const word of group) this.#each(word, (slot) => (before === null || before.has(slot)) && now.add(slot))
      holding = now
    }
    return [...(holding ?? [])]
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

  #enter(word: string, slot: number, run: readonly string[]): void {
    if (this.#used + stride > this.#entries.length) this.#entries = grown(this.#entries, Uint32Array)
    if (this.#run + run.length + 1 > this.#runs.length) this.#runs = grown(this.#runs, Uint16Array)
    this.#entries.set([slot, this.#last.get(word) ?? none, this.#run], this.#used)
    this.#last.set(word, this.#used)
    this.#used += stride
    this.#runs[this.#run++] = run.length
    for (const position of run) this.#runs[this.#run++] = packed(position)
  }
}

/** `17B`: a position and its weight, D where none stands. A lexeme without any counts like one at the end. */
function packed(position: string): number {
  const weight = 'DCBA'.indexOf(position.at(-1) || ' ')
  const at = position === '' ? places - 1 : Number.parseInt(position, 10)
  return at + Math.max(0, weight) * places
}

/** A PostgreSQL run has at most 255 positions. */
function grown<T extends Uint32Array | Uint16Array>(from: T, Kind: new (length: number) => T): T {
  const more = new Kind(Math.ceil(from.length * 1.5) + 300)
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
