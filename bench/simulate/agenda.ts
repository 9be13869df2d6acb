type Entry = { at: number; n: number; key: string | null; run: () => void }

/** A clock that jumps from one thing to do to the next. Of what has a key, a later plan replaces the earlier one, as in the job queue. */
export type Agenda = {
  readonly now: number
  /** Times are whole ms; what lies in the past is done now. */
  plan(at: number, run: () => void, key?: string): void
  after(ms: number, run: () => void): void
  /** Until nothing is left to do. */
  run(): void
}

export function agendaFrom(start: number): Agenda {
  const heap: Entry[] = []
  const keyed = new Map<string, Entry>()
  let now = start
  let n = 0

  const agenda: Agenda = {
    get now() {
      return now
    },
    plan(at, run, key) {
      const entry: Entry = { at: Math.max(now, Math.round(at)), n: n++, key: key ?? null, run }
      if (key) keyed.set(key, entry)
      push(heap, entry)
    },
    after: (ms, run) => agenda.plan(now + ms, run),
    run() {
      for (let entry = pop(heap); entry; entry = pop(heap)) {
        if (entry.key !== null && keyed.get(entry.key) !== entry) continue
        if (entry.key !== null) keyed.delete(entry.key)
        now = entry.at
        entry.run()
      }
    },
  }
  return agenda
}

function before(a: Entry | undefined, b: Entry | undefined): boolean {
  return a !== undefined && (b === undefined || a.at < b.at || (a.at === b.at && a.n < b.n))
}

function push(heap: Entry[], entry: Entry): void {
  let i = heap.length
  while (i > 0) {
    const above = (i - 1) >> 1
    const other = heap[above]
    if (!other || before(other, entry)) break
    heap[i] = other
    i = above
  }
  heap[i] = entry
}

function pop(heap: Entry[]): Entry | undefined {
  const first = heap[0]
  const last = heap.pop()
  if (!last || heap.length === 0) return first
  let i = 0
  for (;;) {
    const left = 2 * i + 1
    const below = before(heap[left + 1], heap[left]) ? left + 1 : left
    const other = heap[below]
    if (!other || before(last, other)) break
    heap[i] = other
    i = below
  }
  heap[i] = last
  return first
}
