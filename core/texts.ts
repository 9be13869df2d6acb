import type { Conversation } from '@baton/contracts/conversation.ts'
import type { TextName } from '@baton/contracts/policy.ts'
import type { World } from './decision.ts'

/** What a line may be filled in with. */
export type Variables = Partial<Record<'within' | 'email' | 'team' | 'agent.name' | 'visitor.name' | 'bot.name' | 'wait', string>>

/** A line that the server writes, in the visitor's language where the owner has written it so. */
export function textOf(name: TextName, c: Conversation, world: World, variables: Variables = {}): string {
  const { texts, languages } = world.policy
  const text = (c.language && languages[c.language]?.[name]) || texts[name]
  return filled(text, { 'bot.name': world.names.bot, 'visitor.name': c.contact.name ?? '', ...variables })
}

/** Fills `{{names}}` in. What isn't known is left out, with the space before it; a line is never empty. */
export function filled(text: string, variables: Variables): string {
  const known: Record<string, string | undefined> = variables
  const said = text.replace(/(\s?)\{\{\s*([\w.]{1,20})\s*\}\}/g, (_, space: string, name: string) =>
    known[name] ? space + known[name] : '',
  )
  return said.trim() || text
}
