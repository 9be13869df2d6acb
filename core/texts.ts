import type { Conversation } from '@baton/contracts/conversation.ts'
import type { FactOf } from '@baton/contracts/facts.ts'
import type { TextName } from '@baton/contracts/policy.ts'
import type { World } from './decision.ts'
import { span, within } from './spans.ts'

/** What a line may be filled in with; spans in ms from now. */
export type Variables = Partial<
  Record<'email' | 'team' | 'agent.name' | 'visitor.name' | 'bot.name', string> & Record<'within' | 'wait', number>
>

/** A line that the server writes, in the visitor's language where the owner has written it so. */
export function textOf(name: TextName, c: Conversation, world: World, variables: Variables = {}): string {
  const { texts, languages } = world.policy
  const all = { ...known(c, world), ...variables }
  const own = c.language && languages[c.language]?.[name]
  return own ? filled(own, all, c.language) : filled(texts[name], all)
}

/** What is known of a conversation: the team that it is for, and the agent who has it or had it last, by their first name. */
export function known(c: Conversation, { names, policy }: World, team = teamOf(c) ?? policy.team): Variables {
  const agent = c.holder.kind === 'agent' ? c.holder.name : c.last?.name
  return {
    'bot.name': names.bot,
    'visitor.name': c.contact.name ?? '',
    'agent.name': firstNameOf(agent ?? ''),
    team: names.teams.get(team) ?? '',
  }
}

/** [H6] Whoever comes in is announced in the owner's words. */
export function joins(
  c: Conversation,
  { how, team, by, agent, name }: Omit<FactOf<'accepted'>, 'type' | 'said'>,
  world: World,
): FactOf<'accepted'> {
  const said = textOf('joined', c, world, { ...known(c, world, team), 'agent.name': firstNameOf(name) })
  return { type: 'accepted', agent, name, how, team, said, ...(by && { by }) }
}

const firstNameOf = (name: string) => name.split(' ')[0] ?? ''

function teamOf({ holder, promise, team }: Conversation): string | null {
  return 'team' in holder ? holder.team : (promise?.team ?? team)
}

/** Fills `{{names}}` in, spans in the language of the text. What isn't known is left out, with the space before it; a line is never empty. */
export function filled(text: string, { within: due, wait, ...others }: Variables, language: string | null = null): string {
  const spoken = language ?? 'en'
  const known: Record<string, string | undefined> = {
    ...others,
    ...(due !== undefined && { within: within(due, spoken) }),
    ...(wait !== undefined && { wait: span(wait, spoken) }),
  }
  const said = text.replace(/(\s?)\{\{\s*([\w.]{1,20})\s*\}\}/g, (_, space: string, name: string) =>
    known[name] ? space + known[name] : '',
  )
  return said.trim() || text
}
