import type { DayOff, Hours } from '@baton/contracts/hours.ts'
import { type Status, type TeamSettings, teamSettings } from '@baton/contracts/team.ts'
import { isOpen, withDaysOff } from '@baton/core/availability.ts'
import { isConnected } from '../db/online.ts'
import type { Queries } from '../db/transaction.ts'

export type Member = {
  id: string
  name: string
  /** Declared online, and connected. */
  online: boolean
  connected: boolean
  status: Status
  languages: string[]
  skills: string[]
  /** Bots whose visitors they take; none means all. */
  bots: string[]
  /** When they work: their hours without their days off; null is always. */
  hours: Hours | null
  backAtHours: boolean
  seats: { team: string; supervisor: boolean }[]
}
export type KnownTeam = { id: string; name: string; settings: TeamSettings }
export type Work = { awayAfterMinutes: number | null; quietAfterMinutes: number | null; ageingMinutes: number }

type Row = Omit<Member, 'hours' | 'status'> & {
  declared: boolean
  absence: 'busy' | 'away' | null
  hours: string | null
  daysOff: string
}

const everybody = `
  select a.id, a.name, a.online as declared, a.absence, (${isConnected}) as connected, a.online and (${isConnected}) as online,
    a.languages, a.skills, a.bots, a.hours::text as hours, a.days_off::text as "daysOff", a.back_at_hours as "backAtHours",
    coalesce((select jsonb_agg(jsonb_build_object('team', s.team, 'supervisor', s.supervisor) order by s.team) from seat s where s.agent = a.id), '[]') as seats
  from agent a where a.ended_at is null order by a.name, a.id`
const teams = 'select id, name, settings::text as settings from team order by name, id'
const work = 'select away_after as "awayAfterMinutes", quiet_after as "quietAfterMinutes", ageing as "ageingMinutes" from company'

/** What an agent has declared. */
export function statusOf({ declared, absence }: { declared: boolean; absence: 'busy' | 'away' | null }): Status {
  return declared ? 'online' : (absence ?? 'offline')
}

/** The people and the teams, kept in memory for whoever asks often: at most a few seconds old. */
export class Roster {
  members: Member[] = []
  teams = new Map<string, KnownTeam>()
  work: Work = { awayAfterMinutes: null, quietAfterMinutes: null, ageingMinutes: 10 }
  #read = ''
  readonly #hours = new Map<string, Hours | null>()
  readonly #settings = new Map<string, TeamSettings>()

  /** Reads what there is, and says whether it differs from before. */
  async refresh(db: Queries): Promise<boolean> {
    const people = (await db.query<Row>({ name: 'everybody', text: everybody })).rows
    const known = (await db.query<{ id: string; name: string; settings: string }>({ name: 'teams', text: teams })).rows
    const [how] = (await db.query<Work>({ name: 'work', text: work })).rows
    const read = JSON.stringify([people, known, how])
    if (read === this.#read) return false
    this.#read = read
    this.teams = new Map(known.map(({ id, name, settings }) => [id, { id, name, settings: this.#settingsOf(settings) }]))
    this.members = people.map(({ declared, absence, hours, daysOff, ...rest }) => ({
      ...rest,
      status: statusOf({ declared, absence }),
      hours: this.#hoursOf(hours, daysOff, rest.seats),
    }))
    if (how) this.work = how
    return true
  }

  /** Whether somebody works at an instant, for a team or for whichever is open. */
  inHours({ hours }: Pick<Member, 'hours'>, team: string, at: number): boolean {
    return isOpen(hours, at) && isOpen(this.teams.get(team)?.settings.hours ?? null, at)
  }

  /** Parsed once, so that whoever has worked out when they open next need not do so again. */
  #hoursOf(hours: string | null, daysOff: string, seats: Member['seats']): Hours | null {
    const zone = seats.map(({ team }) => this.teams.get(team)?.settings.hours?.zone).find(Boolean) ?? 'UTC'
    const key = `${hours} ${daysOff} ${zone}`
    const known = this.#hours.get(key)
    if (known !== undefined) return known
    if (this.#hours.size > 5_000) this.#hours.clear()
    const read = withDaysOff(hours === null ? null : (JSON.parse(hours) as Hours), JSON.parse(daysOff) as DayOff[], zone)
    this.#hours.set(key, read)
    return read
  }

  #settingsOf(text: string): TeamSettings {
    const known = this.#settings.get(text)
    if (known) return known
    if (this.#settings.size > 1_000) this.#settings.clear()
    const read = teamSettings.parse(JSON.parse(text))
    this.#settings.set(text, read)
    return read
  }
}
