import { sendKey } from '../ui/keys.ts'

export type Group = 'conversation' | 'list' | 'go' | 'me'
export type Definition = {
  words: string
  group: Group
  /** As tinykeys names them. Several are alternatives. */
  keys?: readonly string[]
  /** As people read them, where that is something else. */
  shown?: readonly string[]
  /** Told in the sheet of shortcuts, but no command: it needs the place where it is done. */
  only?: 'sheet'
}

/** Every action once: what it is called, where it belongs, and its keys. Who offers it says when it is available and what it does. */
export const definitions = {
  accept: { words: 'Accept', group: 'conversation', keys: ['a'] },
  decline: { words: 'Decline the ring', group: 'conversation', keys: ['d'] },
  takeOver: { words: 'Take over', group: 'conversation', keys: ['t'] },
  reply: { words: 'Reply', group: 'conversation', keys: ['r'] },
  note: { words: 'Write a note', group: 'conversation', keys: ['n'] },
  send: { words: 'Send', group: 'conversation', shown: [sendKey], only: 'sheet' },
  handBack: { words: 'Hand back to the bot', group: 'conversation', keys: ['h'] },
  transfer: { words: 'Hand on to a colleague or a team …', group: 'conversation', keys: ['m'] },
  assign: { words: 'Assign to a colleague …', group: 'conversation', keys: ['i'] },
  follow: { words: 'Follow this conversation', group: 'conversation', keys: ['f'] },
  unfollow: { words: 'Follow it no longer', group: 'conversation', keys: ['f'] },
  close: { words: 'Close the conversation', group: 'conversation', keys: ['e'] },
  reopen: { words: 'Re-open', group: 'conversation', keys: ['o'] },
  next: { words: 'Next conversation', group: 'list', keys: ['j', 'ArrowDown'], shown: ['j'], only: 'sheet' },
  previous: { words: 'Previous conversation', group: 'list', keys: ['k', 'ArrowUp'], shown: ['k'], only: 'sheet' },
  open: { words: 'Open', group: 'list', shown: ['↵'], only: 'sheet' },
  select: { words: 'Select the conversation', group: 'list', keys: ['x'] },
  selectNone: { words: 'Select none', group: 'list', keys: ['Escape'], shown: ['Esc'] },
  search: { words: 'Search', group: 'list', keys: ['/', 'Shift+/'], shown: ['/'] },
  goInbox: { words: 'Go to the inbox', group: 'go', keys: ['g i'] },
  goBoard: { words: 'Go to the live board', group: 'go', keys: ['g b'] },
  goKnowledge: { words: 'Go to the knowledge', group: 'go', keys: ['g k'] },
  goTeam: { words: 'Go to the team', group: 'go', keys: ['g t'] },
  goSettings: { words: 'Go to the settings', group: 'go', keys: ['g s'] },
  goAccount: { words: 'My account', group: 'go' },
  beOnline: { words: 'Be online', group: 'me' },
  beBusy: { words: 'Be busy', group: 'me' },
  beAway: { words: 'Be away', group: 'me' },
  beOffline: { words: 'Be offline', group: 'me' },
  palette: { words: 'All commands', group: 'me', keys: ['$mod+k'], only: 'sheet' },
  help: { words: 'Keyboard shortcuts', group: 'me', keys: ['Shift+?', '?'], shown: ['?'] },
  signOut: { words: 'Log out', group: 'me' },
} as const satisfies Record<string, Definition>

export type ActionId = keyof typeof definitions
export const actionIds = Object.keys(definitions) as ActionId[]

/** The definition of an action, widened. */
export function definitionOf(id: ActionId): Definition {
  return definitions[id]
}
