import type { Conversation } from '@baton/contracts/conversation.ts'
import type { TeamSettings } from '@baton/contracts/team.ts'
import { isOpen, opensAt } from './availability.ts'
import type { Effect, World } from './decision.ts'
import { filled, textOf, type Variables } from './texts.ts'

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
  if (!own) return textOf(name, c, world, variables)
  return filled(own, { 'bot.name': world.names.bot, 'visitor.name': c.contact.name ?? '', ...variables })
}

/** Until when whoever takes a conversation has to have written a line. `tenure` is the one that taking it begins. */
export function watching(team: string, tenure: number, world: World): Effect[] {
  const minutes = world.teams.get(team)?.silentMinutes
  if (!minutes) return []
  return [{ type: 'wake', at: world.now + minutes * 60_000, input: { type: 'agentSilent', tenure, reminded: false } }]
}
