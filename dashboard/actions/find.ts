import { type ActionId, definitionOf } from './definitions.ts'

/** The actions of which every word typed begins a word, those that begin with it first. */
export function find(ids: readonly ActionId[], text: string): ActionId[] {
  const typed = text.trim().toLowerCase().split(/\s+/).filter(Boolean)
  const commands = ids.filter((id) => definitionOf(id).only === undefined)
  const words = (id: ActionId) => definitionOf(id).words.toLowerCase()
  const found = commands.filter((id) =>
    typed.every((part) =>
      words(id)
        .split(' ')
        .some((word) => word.startsWith(part)),
    ),
  )
  const rank = (id: ActionId) => (words(id).startsWith(typed[0] ?? '') ? 0 : 1)
  return found.sort((a, b) => rank(a) - rank(b))
}
