import type { TeamSettings } from '@baton/contracts/team.ts'
import type { Pool } from './routing-pool.ts'
import { absent, type PassedOver, placesOf, type Seat, takes } from './routing-seats.ts'

/** What routing knows of a team, and how many conversations its agents have. */
export type TeamRules = Pick<TeamSettings, 'mode' | 'order' | 'sticky' | 'ladder' | 'fallback' | 'capacity'> & {
  held: number
  bots?: readonly string[]
}

/** Somebody, in however many teams, and what one run has given them so far. */
type Hand = {
  agent: string
  /** Places that no ring of this run, or one that is running, is for yet. */
  left: number
  /** Rings and gifts to them alone. */
  given: number
  chair: Chair | null
  /** The number of the last list that they were found in. */
  listed: number
}
/** A seat, with all that does not change while a run lasts. `next`: the same agent's in another team. */
export type Chair = { seat: Seat; team: Team; hand: Hand; next: Chair | null; passed: PassedOver[number] | null }
export type Team = {
  id: string
  rules: TeamRules
  /** Empty until somebody of it can be rung. */
  chairs: Chair[]
  /** All places that are left. */
  places: number
  /** Rings of this run. */
  ringing: number
  /** Who stands in when nobody accepts, one after the other, after the team itself. */
  chain: Team[]
  pools: Map<string, Pool>
}
export type Desk = {
  seats: readonly Seat[]
  teams: Map<string, Team>
  hands: Map<string, Hand>
  lists: number
}

const plain: TeamRules = {
  ...{ mode: 'ringAll', order: 'idle', sticky: true, ladder: [], fallback: null, capacity: null, held: 0 },
}

/** The teams, and how many places each has. */
export function deskOf(seats: readonly Seat[], rules: ReadonlyMap<string, TeamRules>): Desk {
  const desk: Desk = { seats, teams: new Map(), hands: new Map(), lists: 0 }
  for (const id of rules.keys()) teamOf(desk, id, rules)
  for (const seat of seats) {
    const team = teamOf(desk, seat.team, rules)
    if (absent(seat, 'supervisors') === null) team.places += placesOf(seat)
  }
  return desk
}

/** Gives these teams, and those that stand in for them, their chairs; whoever is in several teams has their places once. */
export function seatIn(desk: Desk, teams: Iterable<Team>): void {
  const all = new Set([...teams].flatMap(({ chain }) => chain))
  for (const team of all) team.places = 0
  for (const seat of desk.seats) {
    const team = desk.teams.get(seat.team)
    if (!team || !all.has(team)) continue
    const hand = handOf(desk, seat)
    hand.chair = { seat, team, hand, next: hand.chair, passed: null }
    team.chairs.push(hand.chair)
    if (absent(seat, 'supervisors') === null) team.places += hand.left
  }
}

function handOf({ hands }: Desk, seat: Seat): Hand {
  return hands.get(seat.agent) ?? newHand(hands, seat)
}

function newHand(hands: Desk['hands'], seat: Seat): Hand {
  const hand: Hand = { agent: seat.agent, left: placesOf(seat), given: 0, chair: null, listed: 0 }
  hands.set(seat.agent, hand)
  return hand
}

/** Also one in which nobody is. Apart from what makes one: this is asked for each seat, and that leaves something behind for each time it is called. */
function teamOf(desk: Desk, id: string, rules: ReadonlyMap<string, TeamRules>): Team {
  return desk.teams.get(id) ?? newTeam(desk, id, rules)
}

function newTeam(desk: Desk, id: string, rules: ReadonlyMap<string, TeamRules>): Team {
  const team: Team = { id, rules: rules.get(id) ?? plain, chairs: [], places: 0, ringing: 0, chain: [], pools: new Map() }
  desk.teams.set(id, team)
  team.chain = standIns(id, rules).map((one) => (one === id ? team : teamOf(desk, one, rules)))
  return team
}

/** The team itself and whom its ladder comes to, whom theirs does, and so on: each once. */
export function standIns(team: string, rules: ReadonlyMap<string, Pick<TeamRules, 'ladder' | 'fallback'>>): string[] {
  const chain = [team]
  for (const one of chain) {
    const { ladder = [], fallback = null } = rules.get(one) ?? {}
    if (fallback && !chain.includes(fallback) && ladder.some((step) => step.do === 'fallback')) chain.push(fallback)
  }
  return chain
}

/** Whether somebody of a team, or of one that stands in for it, is there at all for a bot's visitors: what decides between a ring and a promise. */
export function staffed(
  team: string,
  seats: readonly Seat[],
  rules: ReadonlyMap<string, TeamRules> = new Map(),
  bot: string | null = null,
): boolean {
  const reached = standIns(team, rules).filter((one) => one === team || takes(rules.get(one) ?? plain, bot))
  return seats.some((seat) => seat.online && !seat.closed && takes(seat, bot) && reached.includes(seat.team))
}

/** One place of somebody is spoken for. */
export function take(team: Team, { hand }: Chair): void {
  hand.left--
  for (let { chair } = hand; chair; chair = chair.next) chair.team.places--
  team.ringing++
}

/** Somebody's chair in one of the teams, the first that has one. */
export function chairIn(teams: readonly Team[], hand: Hand): Chair | undefined {
  for (const team of teams) for (let { chair } = hand; chair; chair = chair.next) if (chair.team === team) return chair
  return undefined
}

/** Marks those in a list; `hand.listed` then equals what is returned. */
export function list(desk: Desk, agents: readonly string[]): number {
  const number = ++desk.lists
  for (const agent of agents) {
    const hand = desk.hands.get(agent)
    if (hand) hand.listed = number
  }
  return number
}
