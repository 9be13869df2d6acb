import { teamSettings } from '@baton/contracts/team.ts'
import type { Rules, Seat, TeamRules, Waiting } from '@baton/core/routing.ts'
import { atMost, type Bench, percentile } from './report.ts'
import { shipped } from './shipped.ts'
import { type Chance, chanceOf } from './simulate/chance.ts'

const agents = 500
const waiting = 2_000
const decisions = 2_000
const warmUp = 1_000
const most = 64
const [minute, at] = [60_000, Date.UTC(2026, 2, 2, 9)]
const languages = ['en', 'de', 'fr', 'it', 'es']
const skills = ['invoices', 'returns', 'tents', 'boots']

type Core = typeof import('@baton/core/routing.ts')
type Case = { says: string; teams: number; mode: TeamRules['mode']; free: number }
const modes = ['ringOne', 'ringAll', 'assign'] as const
const freed: Case[] = modes.map((mode) => ({ says: mode, teams: 10, mode, free: 3 }))
const opening: Case[] = modes.flatMap((mode) => [
  { says: `${mode}, ten teams`, teams: 10, mode, free: agents },
  { says: `${mode}, one team`, teams: 1, mode, free: agents },
])

/** The router's decision alone, over a whole queue; of a shift that opens, the first 64 rings, as the server has it. */
export const routing: Bench = {
  says: `who is rung next, of ${agents} agents for ${waiting.toLocaleString('en')} who wait, in time of the processor`,
  async run(size) {
    const count = size.of(decisions, 200)
    const core = await shipped<Core>(['@baton/core/routing.ts'])
    const few = freed.flatMap((one) => timed(core, one, count))
    const many = opening
      .map((one) => ({ ...one, each: percentile(timed(core, one, Math.ceil(count / 4)), 0.5) }))
      .sort((a, b) => b.each - a.each)
    const [slowest] = many
    return [
      atMost('three have room again: who is rung, p99', percentile(few, 0.99), 'ms', 1),
      { what: '… median', value: percentile(few, 0.5), unit: 'ms' },
      atMost(`a shift opens (${slowest?.says}): for each of the first 64 rings`, (slowest?.each ?? Number.NaN) / most, 'ms', 1),
    ]
  },
}

/** Once everything is warm; each decision is over another queue and other seats. */
function timed({ route }: Core, one: Case, count: number): number[] {
  const chance = chanceOf(7)
  const rules = rulesOf(one)
  const halls = Array.from({ length: 3 }, () => asRead({ seats: seatsOf(one, chance), queue: queueOf(one, chance) }))
  return Array.from({ length: warmUp + count }, (_, i) => {
    const { seats, queue } = halls[i % halls.length] as (typeof halls)[number]
    const before = process.cpuUsage()
    route(queue, seats, at + i * 1_000, rules)
    const { user, system } = process.cpuUsage(before)
    return (user + system) / 1_000
  }).slice(warmUp)
}

/** Rows come out of the database as JSON. */
function asRead<T>(value: T): T {
  return JSON.parse(JSON.stringify(value))
}

function rulesOf({ teams, mode }: Case): Rules {
  const settings = { ...teamSettings.parse({ mode }), held: 0 }
  return { teams: new Map(Array.from({ length: teams }, (_, i) => [idOf('team', i), settings])), ageingMs: 10 * minute, most }
}

/** Speaks one or two languages and knows a thing or two; one in ten is away, and few have room where few are free. */
function seatsOf({ teams, free }: Case, chance: Chance): Seat[] {
  return Array.from({ length: agents }, (_, i) => ({
    agent: idOf('agent', i),
    team: idOf('team', i % teams),
    online: i < free && !chance.often(0.1),
    ...{ open: i < free ? Math.floor(chance.between(0, 3)) : 3, capacity: 3, turn: Math.floor(chance.between(0, at)) },
    languages: languages.filter(() => chance.often(0.3)),
    skills: skills.filter(() => chance.often(0.3)),
  }))
}

/** One in three has been rung in vain, and one in twenty is rung now. */
function queueOf({ teams }: Case, chance: Chance): Waiting[] {
  return Array.from({ length: waiting }, (_, i) => {
    const rung = Array.from({ length: chance.often(0.33) ? 2 : 0 }, () => idOf('agent', Math.floor(chance.between(0, agents))))
    const ringing = chance.often(0.05) ? { agents: [idOf('agent', i % agents)], until: at + minute, step: 1 } : null
    return {
      ...{ id: idOf('waits', i), tenure: 2, ringMs: 45_000 },
      language: chance.pick(languages) ?? null,
      skills: chance.often(0.3) ? [chance.pick(skills) ?? ''] : [],
      last: chance.often(0.1) ? idOf('agent', i % agents) : null,
      queue: {
        ...({ kind: 'queue', team: idOf('team', i % teams), reason: 'asked', seen: false, prefer: null } as const),
        ...{ since: at - Math.floor(chance.between(0, 30 * minute)), tried: rung, ringing, step: rung.length },
        priority: chance.often(0.1) ? 1 : 0,
      },
    }
  })
}

function idOf(what: 'agent' | 'team' | 'waits', i: number): string {
  return `00000000-0000-4000-8000-${what.charCodeAt(0).toString(16).padStart(4, '0')}${i.toString(16).padStart(8, '0')}`
}
