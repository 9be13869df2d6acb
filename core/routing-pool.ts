import type { FactOf } from '@baton/contracts/facts.ts'
import type { Standing } from './ladder.ts'
import { type Chair, type Desk, list, type Team } from './routing-desk.ts'
import { absent, type Need, type PassedOver, type Seat, takes, type Why } from './routing-seats.ts'

/** What nobody could bring who was asked all the same. */
export type Lacks = NonNullable<FactOf<'rung'>['lacks']>

/** Who can be rung at a step, of all whom it comes to; alike for all who need the same. */
export type Pool = {
  chairs: readonly Chair[]
  /** Why not, seat by seat. */
  why: (Why | null)[]
  fit: readonly Chair[]
  agents: string[] | null
  /** What is needed and nobody who can be rung has, though somebody of them does. */
  lacks: Lacks
  /** All of them, as if none were rung, and all but `agents`: worked out once. */
  all: PassedOver | null
  rest: PassedOver | null
}
/** A step of the ladder, and how far into the teams that stand in it comes. */
type Step = Pick<Standing, 'do' | 'stage'>
export type Fit = { pool: Pool; lacks: Lacks }

/** [R2] Whoever has all that is needed is asked first. Once all of them were, in vain, the others are: another language is better than nobody. */
export function whoFits(desk: Desk, team: Team, step: Step, need: Need, asked: readonly string[]): Fit {
  const pool = poolOf(team, step, need)
  let fit: Fit = { pool, lacks: pool.lacks }
  for (const { lacks, ...weaker } of lessThan(need)) {
    if (!isSpent(desk, fit.pool, asked)) break
    const more = poolOf(team, step, weaker)
    if (more.fit.length > fit.pool.fit.length) fit = { pool: more, lacks: [...more.lacks, ...lacks] }
  }
  return fit
}

/** The skill is given up before the language. */
function lessThan({ bot, language, skills }: Need): (Need & { lacks: Lacks })[] {
  const unskilled: (Need & { lacks: Lacks })[] = skills.length > 0 ? [{ bot, language, skills: [], lacks: ['skill'] }] : []
  if (language === null) return unskilled
  return [...unskilled, { bot, language: null, skills: [], lacks: skills.length > 0 ? ['language', 'skill'] : ['language'] }]
}

/** Whether all who fit were asked. */
function isSpent(desk: Desk, { fit }: Pool, asked: readonly string[]): boolean {
  if (fit.length > asked.length) return false
  const listed = list(desk, asked)
  return fit.every(({ hand }) => hand.listed === listed)
}

function poolOf(team: Team, step: Step, need: Need): Pool {
  const key = `${step.do} ${step.stage} ${need.language} ${need.skills.length > 0 ? need.skills.join(' ') : ''} ${need.bot}`
  const known = team.pools.get(key)
  if (known) return known
  const pool = readPool(team, step, need)
  team.pools.set(key, pool)
  return pool
}

/** Whoever takes other bots' visitors only is never among them; a language or a skill that nobody there has tells nobody apart. */
function readPool(team: Team, { do: reach, stage }: Step, need: Need): Pool {
  const chairs = chairsOf(team, stage)
  const why = chairs.map(({ seat }): Why | null => (isFor(seat, team, need.bot) ? absent(seat, reach) : 'bot'))
  const lacks: Lacks = []
  const { language, skills } = need
  if (language !== null) narrow('language', ({ seat }) => seat.languages?.includes(language) === true)
  if (skills.length > 0) narrow('skill', ({ seat }) => seat.skills?.some((skill) => skills.includes(skill)) === true)
  const fit = chairs.filter((_, i) => why[i] === null)
  return { chairs, why, fit, agents: null, lacks, all: null, rest: null }

  function narrow(what: Lacks[number], has: (chair: Chair) => boolean): void {
    if (chairs.some((chair, i) => why[i] === null && has(chair)))
      for (let i = 0; i < chairs.length; i++) why[i] ??= has(chairs[i] as Chair) ? null : what
    else if (chairs.some(has)) lacks.push(what)
  }
}

function isFor(seat: Seat, { id, chain }: Team, bot: string | null): boolean {
  if (!takes(seat, bot)) return false
  const standIn = seat.team === id ? undefined : chain.find((one) => one.id === seat.team)
  return standIn === undefined || takes(standIn.rules, bot)
}

function chairsOf(team: Team, stage: number): readonly Chair[] {
  if (stage === 0) return team.chairs
  const all = team.chain.slice(0, stage + 1).flatMap(({ chairs }) => chairs)
  const first = new Map(all.toReversed().map((chair) => [chair.hand, chair]))
  return all.filter((chair) => first.get(chair.hand) === chair)
}

/** All whom a ring for everybody who fits goes to. */
export function everybody(pool: Pool): string[] {
  pool.agents ??= pool.fit.map(({ hand }) => hand.agent)
  return pool.agents
}

/** [R4] All who aren't rung, and why. `rung` are agents, or the one seat that is rung alone; `asked` the list of those who were before. */
export function passedOver(pool: Pool, rung: readonly string[] | Chair, asked: number | null): PassedOver {
  pool.all ??= pool.chairs.map((chair, i) => entry(chair, pool.why[i] ?? 'later'))
  if (rung === pool.agents) {
    pool.rest ??= pool.all.filter((_, i) => pool.why[i] !== null)
    return pool.rest
  }
  const found = pool.all.slice()
  if (asked !== null) markTried(found, pool, asked)
  if ('hand' in rung) found.splice(pool.chairs.indexOf(rung), 1)
  return 'hand' in rung ? found : found.filter(({ agent }) => !rung.includes(agent))
}

function markTried(all: PassedOver, { chairs, why }: Pool, asked: number): void {
  for (let i = 0; i < chairs.length; i++) {
    const chair = chairs[i] as Chair
    if (chair.hand.listed === asked && why[i] === null) all[i] = entry(chair, 'tried')
  }
}

/** Mostly the same as before: made once. */
function entry(chair: Chair, why: Why): PassedOver[number] {
  if (chair.passed?.why !== why) chair.passed = { agent: chair.hand.agent, why }
  return chair.passed
}
