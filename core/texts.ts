import type { Conversation } from '@baton/contracts/conversation.ts'
import type { TextName } from '@baton/contracts/policy.ts'
import type { World } from './decision.ts'

/** What a line may be filled in with. */
export type Variables = Partial<Record<'within' | 'email' | 'team' | 'agent.name' | 'visitor.name' | 'bot.name' | 'wait', string>>

/** A line that the server writes, in the visitor's language where the owner has written it so. */
export function textOf(name: TextName, c: Conversation, world: World, variables: Variables = {}): string {
  const { texts, languages } = world.policy
  const text = (c.language && languages[c.language]?.[name]) || texts[name]
  return filled(text, { ...known(c, world), ...variables })
}

/** What is known of a conversation: the team that it is for, and the agent who has it or had it last, by their first name. */
export function known(c: Conversation, { names, policy }: World, team = teamOf(c) ?? policy.team): Variables {
  const agent = c.holder.kind === 'agent' ? c.holder.name : c.last?.name
  return {
    'bot.name': names.bot,
    'visitor.name': c.contact.name ?? '',
    'agent.name': agent?.split(' ')[0] ?? '',
    team: names.teams.get(team) ?? '',
  }
}

function teamOf({ holder, promise, team }: Conversation): string | null {
  return 'team' in holder ? holder.team : (promise?.team ?? team)
}

/** A span of milliseconds as people say it, never shorter than it is. */
export function span(ms: number): string {
  const minutes = Math.max(1, Math.ceil(ms / 60_000))
  if (minutes < 60) return minutes === 1 ? 'a minute' : `${minutes} minutes`
  const hours = Math.ceil(minutes / 60)
  if (hours <= 48) return hours === 1 ? 'an hour' : `${hours} hours`
  return `${Math.ceil(hours / 24)} days`
}

/** Fills `{{names}}` in. What isn't known is left out, with the space before it; a line is never empty. */
export function filled(text: string, variables: Variables): string {
  const known: Record<string, string | undefined> = variables
  const said = text.replace(/(\s?)\{\{\s*([\w.]{1,20})\s*\}\}/g, (_, space: string, name: string) =>
    known[name] ? space + known[name] : '',
  )
  return said.trim() || text
}
