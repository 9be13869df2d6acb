import type { Policy } from '@baton/contracts/policy.ts'
import type { World } from './decision.ts'

/** What a decision may know where it is only looked at and nothing follows: of every team somebody is there. */
export function imagined(policy: Policy, now: number, names: World['names'] = nameless): World {
  return { now, policy, policyVersion: 0, teams: noTeams, staffed: everybody, online: nobody, names, room: null }
}

const nameless: World['names'] = { bot: '', teams: new Map() }
/** How long a team rings, and in which words, changes nothing of whether a person is needed. */
const noTeams: World['teams'] = new Map()
const nobody: ReadonlySet<string> = new Set()
export const everybody: ReadonlySet<string> = Object.assign(new Set<string>(), { has: () => true })
