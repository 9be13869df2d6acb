import { isApple } from '../ui/keys.ts'
import { type ActionId, definitionOf } from './definitions.ts'

/** The keys of an action as people read them: `g then i` as two of them. */
export function KeysOf({ id }: { id: ActionId }) {
  const { keys, shown } = definitionOf(id)
  const names = shown ?? keys?.slice(0, 1) ?? []
  return names.flatMap((name) => name.split(' ').map((part) => <kbd key={`${name}${part}`}>{inWords(part)}</kbd>))
}

function inWords(key: string): string {
  return key.replace('$mod+k', isApple ? '⌘ K' : 'Ctrl K')
}
