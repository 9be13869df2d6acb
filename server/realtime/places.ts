import type { Waiting } from '@baton/contracts/down.ts'
import type { WaitRange } from '@baton/contracts/team.ts'
import type { Pool } from 'pg'
import { rangesOf } from '../teams/waits.ts'

/** Where somebody stands in a team's queue, and since when. */
export type Place = { place: number; of: number; team: string; since: number; range: WaitRange }

const everyMs = 2_000
const minute = 60_000

/** In the order in which the router takes them: the effective priority grows with the wait. */
const queue = `
  select id, team, since, (row_number() over (partition by team order by coalesce(priority, 0) * $1::bigint - since desc, since, id))::int as place,
    (count(*) over (partition by team))::int as of
  from conversation where kind = 'queue'`

type Deps = {
  db: Pick<Pool, 'query'>
  now: () => number
  ageingMs: () => number
  /** Somebody here listens to it. */
  heard: () => boolean
  changed: () => void
  failed: (error: unknown) => void
}

/** Who stands where in which queue: read at most every two seconds, and only after the queue has moved. */
export class Places {
  readonly #deps: Deps
  #places = new Map<string, Place>()
  #readAt = 0
  #timer: NodeJS.Timeout | undefined
  #reading: Promise<void> | null = null

  constructor(deps: Deps) {
    this.#deps = deps
  }

  /** Of the last look. */
  known(conversation: string): Place | null {
    return this.#places.get(conversation) ?? null
  }

  /** As it is now, for somebody who has just come. */
  async of(conversation: string): Promise<Place | null> {
    if (this.#reading || this.#deps.now() - this.#readAt >= everyMs) await this.#read()
    return this.known(conversation)
  }

  /** The queue has moved: whoever waits is told soon. */
  moved(): void {
    if (this.#timer) return
    if (!this.#deps.heard()) {
      this.#readAt = 0
      return
    }
    const wait = Math.min(everyMs, Math.max(0, this.#readAt + everyMs - this.#deps.now()))
    this.#timer = setTimeout(() => {
      this.#timer = undefined
      this.#read().then(this.#deps.changed, this.#deps.failed)
    }, wait).unref()
  }

  stop(): void {
    clearTimeout(this.#timer)
  }

  #read(): Promise<void> {
    this.#reading ??= this.#look().finally(() => {
      this.#reading = null
    })
    return this.#reading
  }

  async #look(): Promise<void> {
    const { db, now, ageingMs } = this.#deps
    this.#readAt = now()
    const { rows } = await db.query<Omit<Place, 'range'> & { id: string }>({ name: 'places', text: queue, values: [ageingMs()] })
    const teams = [...new Set(rows.map((row) => row.team))]
    const ranges = teams.length > 0 ? await rangesOf(db, teams, now()) : new Map<string, WaitRange>()
    this.#places = new Map(rows.map(({ id, ...row }) => [id, { ...row, range: inMinutes(ranges.get(row.team) ?? null) }]))
  }
}

/** Whole minutes, outwards: what is shown does not flicker by seconds, and promises nothing. */
function inMinutes(range: WaitRange): WaitRange {
  if (!range) return null
  const from = Math.floor(range.from / minute) * minute
  return { from, to: Math.max(from + minute, Math.ceil(range.to / minute) * minute) }
}

/**
 * What somebody is told of their place after `told`; null where that is nothing new. A place that grows says why: somebody more urgent
 * came first, or another team has it now. The reason stays until the place is better.
 */
export class TellsPlace {
  #before: Place | null = null
  #reason: 'urgent' | 'moved' | undefined
  #told = ''

  next(place: Place | null): Waiting | null {
    const before = this.#before
    if (place && before) {
      if (place.place < before.place) this.#reason = undefined
      if (place.place > before.place) this.#reason = place.team === before.team && place.since === before.since ? 'urgent' : 'moved'
    } else this.#reason = undefined
    this.#before = place
    const frame = waitingOf(place, this.#reason)
    const said = JSON.stringify(frame)
    if (said === this.#told || (!place && !before)) return null
    this.#told = said
    return frame
  }
}

function waitingOf(place: Place | null, reason?: 'urgent' | 'moved'): Waiting {
  return place
    ? { t: 'waiting', place: place.place, of: place.of, range: place.range, ...(reason && { reason }) }
    : { t: 'waiting', place: null }
}
