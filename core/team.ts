import type { Conversation } from '@baton/contracts/conversation.ts'
import type { TeamSettings } from '@baton/contracts/team.ts'
import { isOpen, opensAt } from './availability.ts'
import type { Effect, World } from './decision.ts'
import { takes } from './routing-seats.ts'
import { filled, known, textOf, type Variables } from './texts.ts'

/**
 * Who takes a bot's visitors where nobody said so: the team that names the topic; else the bot's own, unless it says what it speaks, that is not
 * the visitor's language, and one that does is there.
 */
export function usualTeam(c: Pick<Conversation, 'bot' | 'topic' | 'language'>, world: World): string {
  const { policy, teams, staffed } = world
  const topic = policy.triggers.topics.topics.find(({ id }) => id === c.topic)?.name.toLowerCase()
  const able = [...teams].filter(([id, settings]) => id === policy.team || takes(settings, c.bot))
  const named = able.filter(([, { topics }]) => topics.some((one) => one.toLowerCase() === topic)).map(([id]) => id)
  if (named.length > 0) return named.find((id) => staffed.has(id)) ?? named[0] ?? policy.team
  const own = teams.get(policy.team)?.languages ?? []
  if (c.language === null || own.length === 0 || own.includes(c.language)) return policy.team
  const { language } = c
  return able.find(([id, { languages }]) => languages.includes(language) && staffed.has(id))?.[0] ?? policy.team
}

/** How long somebody waits for a team before it becomes a promise, in ms. */
export function patienceOf(team: string, world: Pick<World, 'teams' | 'policy'>): number {
  return world.teams.get(team)?.patienceMs ?? world.policy.patienceMs
}

/** When an answer is due that is promised now: within the team's time, counted from when it is open again. */
export function dueOf(team: string, world: Pick<World, 'teams' | 'policy' | 'now'>): number {
  const settings = world.teams.get(team)
  const hours = settings?.hours ?? null
  const from = isOpen(hours, world.now) ? world.now : (opensAt(hours, world.now) ?? world.now)
  return from + (settings?.answerWithinMs ?? world.policy.answerWithinMs)
}

/** A line in the team's own words where it has some, else in the bot's. */
export function teamText(
  name: keyof TeamSettings['texts'],
  team: string,
  c: Conversation,
  world: World,
  variables: Variables = {},
): string {
  const own = world.teams.get(team)?.texts[name]
  const all = { ...knownOfTeam(team, c, world), ...variables }
  return own ? filled(own, all) : textOf(name, c, world, all)
}

/** What lines about a team are filled in with. `wait`: how long it takes at most, as after that it is a promise. */
export function knownOfTeam(team: string, c: Conversation, world: World): Variables {
  const since = c.holder.kind === 'queue' ? c.holder.since : world.now
  return { ...known(c, world, team), wait: since + patienceOf(team, world) - world.now }
}

/** Who was given a conversation without being asked may not have seen it. */
const givenMinutes = 3

/** How long whoever takes a conversation has for their first line, in ms; null is for ever. */
export function firstLineWithin(team: string, world: Pick<World, 'teams'>): number | null {
  const settings = world.teams.get(team)
  const minutes = settings?.silentMinutes ?? (settings?.mode === 'assign' ? givenMinutes : null)
  return minutes === null ? null : minutes * 60_000
}

/** Until when whoever takes a conversation has to have written a line. `tenure` is the one that taking it begins. */
export function watching(team: string, tenure: number, world: World): Effect[] {
  const within = firstLineWithin(team, world)
  if (within === null) return []
  return [{ type: 'wake', at: world.now + within, input: { type: 'agentSilent', tenure, reminded: false } }]
}
