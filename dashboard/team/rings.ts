import type { FactOf, Numbered } from '@baton/contracts/facts.ts'
import { joined, words } from '../ui/words.ts'
import { passedOverGroups } from './reasons.ts'

type Rung = FactOf<'rung'>
type Name = (agent: string) => string
/** One ring, as it is told: when, for whom and why them, and why nobody else. */
type RingTold = { n: number; at: number; who: string; lacks: string | null; passedOver: string[] }

const whyThem: Record<NonNullable<Rung['why']>, (names: string) => string> = {
  preferred: (names) => `${names}, who was wished for`,
  before: (names) => `${names}, who had this visitor before`,
  idle: (names) => `${names}, with the fewest conversations and longest without a new one`,
  roundRobin: (names) => `${names}, whose turn it was`,
  only: (names) => `${names}, as nobody else could be`,
  everybody: (names) => `all who could be: ${names}`,
  supervisors: (names) => `the supervisors and all who could be: ${names}`,
  fallback: (names) => `also those who stand in: ${names}`,
}

const lacking: Record<NonNullable<Rung['lacks']>[number], string> = {
  language: 'Nobody was left who speaks the visitor’s language, so the others were asked.',
  skill: 'Nobody was left who knows the matter, so the others were asked.',
}

export const t = words({
  title: 'Who was rung, and who not',
  rung: (who: string) => `Rung: ${who}.`,
  passed: (why: string, names: string) => `${why}: ${names}`,
})

/** The rings since it escalated last, newest first. */
export function ringsOf(facts: readonly Numbered[], name: Name): RingTold[] {
  const came = facts.findLastIndex(({ fact }) => fact.type === 'escalated')
  const since = came < 0 ? [] : facts.slice(came)
  return since.flatMap(({ n, at, fact }) => (fact.type === 'rung' ? [told(n, at, fact, name)] : [])).reverse()
}

function told(n: number, at: number, { agents, why = 'everybody', lacks = [], passedOver = [] }: Rung, name: Name): RingTold {
  const reasons = [...new Set(passedOver.map((one) => one.why))]
  return {
    ...{ n, at, who: whyThem[why](joined(agents.map(name))) },
    lacks: lacks.length > 0 ? lacks.map((one) => lacking[one]).join(' ') : null,
    passedOver: reasons.map((reason) => {
      const names = passedOver.filter((one) => one.why === reason).map(({ agent }) => name(agent))
      return t('passed', passedOverGroups[reason], joined(names))
    }),
  }
}
