import { randomUUID } from 'node:crypto'
import type { Colleague, People } from '@baton/contracts/down.ts'
import { isOpen, opensAt } from '@baton/core/availability.ts'
import { standIns } from '@baton/core/routing.ts'
import { takes } from '@baton/core/routing-seats.ts'
import type { Pool } from 'pg'
import type { Around } from '../conversations/world.ts'
import { deadAfter } from '../db/online.ts'
import type { Log } from '../log.ts'
import { bringBack, declareStatus, sendAway } from '../people/status.ts'
import type { Member, Roster } from '../teams/roster.ts'

const leaseMs = 5_000

type Deps = {
  db: Pool
  node: string
  log: Log
  /** How long somebody who reloads the page still counts as connected, in ms. */
  graceMs: number
  now: () => number
  roster: Roster
  /** Who is there, or how a team works, has changed, here or elsewhere. */
  changed: (around: Around) => void
  /** Their last connection has ended. */
  gone: (agents: string[]) => void
}

/**
 * Who is there. Declared status and connection are two things: an agent is online when both say so. Kept in rows, so that every node
 * and the router agree; read into memory for whoever asks often.
 */
export class Presence {
  readonly #deps: Deps
  #around: Around = { staffedFor: () => new Set(), online: new Set(), names: new Map(), teams: new Map() }
  /** Who works now, by agent and team: it changes with the clock alone. */
  #working = ''
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
    await declareStatus(this.#deps.db, agent, online ? 'online' : 'offline', agent, this.#deps.now())
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
    return this.#deps.roster.members.some((one) => one.id === agent && one.online)
  }

  colleagues(): Colleague[] {
    return this.#deps.roster.members.map(({ id, name, online, status }) => ({ id, name, online, status }))
  }

  /** What a bot's visitor may know: whether anybody of a team is there, when it opens, and the first names of up to three. */
  peopleOf(team: string, bot: string): People {
    const { roster, now } = this.#deps
    const hours = roster.teams.get(team)?.settings.hours ?? null
    const there = this.#there(team).filter((one) => takes(one, bot))
    const names = there.slice(0, 3).map((one) => one.name.split(' ')[0] ?? one.name)
    return { online: there.length > 0, names, open: isOpen(hours, now()), opensAt: opensAt(hours, now()) }
  }

  #there(team: string): Member[] {
    const { roster, now } = this.#deps
    return roster.members.filter((one) => one.online && one.seats.some((seat) => seat.team === team) && roster.inHours(one, team, now()))
  }

  async #read(): Promise<void> {
    const { db, roster } = this.#deps
    do {
      this.#again = false
      const before = new Set(roster.members.filter((one) => one.connected).map((one) => one.id))
      const changed = await roster.refresh(db)
      const working = this.#works()
      if (!changed && working === this.#working) continue
      const gone = roster.members.filter((one) => !one.connected && before.has(one.id)).map((one) => one.id)
      if (gone.length > 0) this.#deps.gone(gone)
      this.#working = working
      this.#around = this.#look()
      this.#deps.changed(this.#around)
    } while (this.#again)
  }

  #works(): string {
    const { roster, now } = this.#deps
    return roster.members.flatMap((one) => one.seats.map(({ team }) => (roster.inHours(one, team, now()) ? '1' : '0'))).join('')
  }

  /** A team is there while somebody of it is, or of those that stand in for it. */
  #look(): Around {
    const { roster } = this.#deps
    const all = [...roster.teams.values()]
    const there = new Map(all.map(({ id }) => [id, this.#there(id)]))
    const teams = new Map(all.map(({ id, settings }) => [id, settings]))
    const known = new Map<string, ReadonlySet<string>>()
    const manned = (bot: string) => (team: string, i: number) =>
      (i === 0 || takes(teams.get(team) ?? {}, bot)) && there.get(team)?.some((one) => takes(one, bot))
    return {
      staffedFor(bot) {
        const staffed = known.get(bot) ?? new Set(all.map(({ id }) => id).filter((id) => standIns(id, teams).some(manned(bot))))
        known.set(bot, staffed)
        return staffed
      },
      online: new Set(roster.members.filter((one) => one.online).map((one) => one.id)),
      names: new Map(all.map(({ id, name }) => [id, name])),
      teams,
    }
  }

  /** Whoever gave no sign is away; whose hours have begun is back, if they want it so. */
  async #keepStatuses(): Promise<void> {
    const { db, roster, now } = this.#deps
    const { awayAfterMinutes } = roster.work
    if (awayAfterMinutes !== null) await sendAway(db, awayAfterMinutes, now())
    const began = roster.members.filter((one) => one.hours && isOpen(one.hours, now()) && !isOpen(one.hours, now() - 2 * leaseMs))
    const back = began.filter((one) => one.backAtHours && one.status !== 'online').map((one) => one.id)
    if (back.length > 0) await bringBack(db, back, now())
  }

  #renew(): void {
    const { db, node } = this.#deps
    this.#change(async () => {
      await db.query('insert into node (id, seen_at) values ($1, now()) on conflict (id) do update set seen_at = now()', [node])
      await this.#note()
      await this.#keepStatuses()
    })
  }
}
