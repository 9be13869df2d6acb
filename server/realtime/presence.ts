import { randomUUID } from 'node:crypto'
import type { Colleague, People } from '@baton/contracts/down.ts'
import type { Pool } from 'pg'
import type { Around } from '../conversations/world.ts'
import { deadAfter, isOnline } from '../db/online.ts'
import type { Log } from '../log.ts'

type Named = { id: string; name: string }
type Someone = { id: string; name: string; online: boolean; teams: string[] }

const leaseMs = 5_000
const everybody = `
  select a.id, a.name, (${isOnline}) as online, array(select s.team from seat s where s.agent = a.id) as teams
  from agent a where a.ended_at is null order by a.name, a.id`

type Deps = {
  db: Pool
  node: string
  log: Log
  /** How long somebody who reloads the page still counts as connected, in ms. */
  graceMs: number
  /** Who is there has changed, here or elsewhere. */
  changed: (around: Around) => void
}

/**
 * Who is there. Declared status and connection are two things: an agent is online when both say so. Kept in rows, so that every node
 * and the router agree; read into memory for whoever asks often.
 */
export class Presence {
  readonly #deps: Deps
  #people: Someone[] = []
  #teams: Named[] = []
  #timer: NodeJS.Timeout | undefined
  #refreshing: Promise<void> | null = null
  #again = false
  readonly #leaving = new Set<NodeJS.Timeout>()
  /** Connections that are open on this node, and whose they are. */
  readonly #mine = new Map<string, string>()
  #changing: Promise<void> = Promise.resolve()

  constructor(deps: Deps) {
    this.#deps = deps
  }

  /** `alone`: no other node shares this database, so every other lease is a dead server's. */
  async start({ alone }: { alone: boolean }): Promise<void> {
    const { db, node } = this.#deps
    await db.query(alone ? 'delete from node' : `delete from node where seen_at < now() - ${deadAfter}`)
    await db.query('insert into node (id, seen_at) values ($1, now())', [node])
    await this.refresh()
    this.#timer = setInterval(() => this.#renew(), leaseMs)
  }

  /** The lease is left to lapse: whoever was connected here is on the way to another server, or back after a restart. */
  async stop(): Promise<void> {
    clearInterval(this.#timer)
    for (const timer of this.#leaving) clearTimeout(timer)
    await this.#changing
  }

  /** A socket of an agent has opened. Returns what ends it; `at once` for somebody who logs out. */
  connect(agent: string): (how: 'grace' | 'at once') => void {
    const id = randomUUID()
    this.#mine.set(id, agent)
    this.#change(() => this.#note())
    const end = () => {
      this.#mine.delete(id)
      this.#change(() => this.#deps.db.query('delete from connection where id = $1', [id]))
    }
    return (how) => {
      if (how === 'at once') return end()
      const timer = setTimeout(() => {
        this.#leaving.delete(timer)
        end()
      }, this.#deps.graceMs)
      this.#leaving.add(timer)
    }
  }

  /** One after the other, so that no row is written again after it was deleted. What fails is mended when the lease is renewed. */
  #change(work: () => Promise<unknown>): void {
    this.#changing = this.#changing
      .then(work)
      .then(() => this.refresh())
      .catch(() => this.#deps.log.warn('who is connected could not be written down'))
  }

  /** All connections that are open here: also those that another node has cleared away when it took this one for dead. */
  #note(): Promise<unknown> {
    const { db, node } = this.#deps
    return db.query({
      name: 'note_connections',
      text: `insert into connection (id, agent, node) select i.id, i.agent, $1 from unnest($2::uuid[], $3::uuid[]) i (id, agent)
        join agent a on a.id = i.agent on conflict (id) do nothing`,
      values: [node, [...this.#mine.keys()], [...this.#mine.values()]],
    })
  }

  async declare(agent: string, online: boolean): Promise<void> {
    await this.#deps.db.query('update agent set online = $2 where id = $1 and online is distinct from $2', [agent, online])
    await this.refresh()
  }

  /** Reads who is there and tells whoever listens, if that has changed. Calls that come while one runs share the next. */
  refresh(): Promise<void> {
    if (this.#refreshing) {
      this.#again = true
      return this.#refreshing
    }
    this.#refreshing = this.#read().finally(() => {
      this.#refreshing = null
    })
    return this.#refreshing
  }

  isOnline(agent: string): boolean {
    return this.#people.some((one) => one.id === agent && one.online)
  }

  colleagues(): Colleague[] {
    return this.#people.map(({ id, name, online }) => ({ id, name, online }))
  }

  /** What a visitor may know: whether anybody of a team is there, and the first names of up to three. */
  peopleOf(team: string): People {
    const there = this.#people.filter((one) => one.online && one.teams.includes(team))
    return { online: there.length > 0, names: there.slice(0, 3).map((one) => one.name.split(' ')[0] ?? one.name) }
  }

  async #read(): Promise<void> {
    do {
      this.#again = false
      const { rows } = await this.#deps.db.query<Someone>({ name: 'everybody', text: everybody })
      const teams = (await this.#deps.db.query<Named>({ name: 'teams', text: 'select id, name from team order by id' })).rows
      const same = JSON.stringify([rows, teams]) === JSON.stringify([this.#people, this.#teams])
      this.#people = rows
      this.#teams = teams
      if (!same) this.#deps.changed(this.#around())
    } while (this.#again)
  }

  #around(): Around {
    const online = this.#people.filter((one) => one.online)
    return {
      staffed: new Set(online.flatMap((one) => one.teams)),
      online: new Set(online.map((one) => one.id)),
      names: new Map(this.#teams.map(({ id, name }) => [id, name])),
      teams: new Map(),
    }
  }

  #renew(): void {
    const { db, node } = this.#deps
    this.#change(async () => {
      await db.query('insert into node (id, seen_at) values ($1, now()) on conflict (id) do update set seen_at = now()', [node])
      await this.#note()
    })
  }
}
