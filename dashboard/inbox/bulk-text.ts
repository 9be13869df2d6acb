import { plural, words } from '../ui/words.ts'

const conversations = (n: number) => plural(n, 'conversation', 'conversations')

export const bulkText = words({
  label: 'What to do with the selected conversations',
  picked: (n: number) => `${n} selected`,
  close: 'Close',
  handBack: 'To the bot',
  assign: 'Assign',
  assignTo: 'Assign the selected conversations to',
  none: 'Select none',
  closed: (n: number) => `${conversations(n)} closed as solved`,
  handedBack: (n: number) => `${conversations(n)} handed back to the bot`,
  assigned: (n: number) => `${conversations(n)} assigned`,
  nothing: 'Nothing was changed',
  refused: (n: number, why: string) => `${conversations(n)} left as ${n === 1 ? 'it was' : 'they were'}: ${why}`,
  undo: 'Undo',
  undone: (n: number) => `${conversations(n)} as before`,
})
