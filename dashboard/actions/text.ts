import { plural, words } from '../ui/words.ts'
import type { Group } from './definitions.ts'

export const groups: Record<Group, string> = { conversation: 'Conversation', list: 'List', go: 'Go to', me: 'Me and Baton' }

export const t = words({
  shortcuts: 'Keyboard shortcuts',
  group: (group: Group) => groups[group],
  commands: 'Commands',
  find: 'Type a command',
  nothing: (text: string) => `No command matches “${text}”.`,
  found: (n: number) => plural(n, 'command', 'commands'),
})
