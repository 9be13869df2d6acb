import { words } from '../ui/words.ts'

export const handText = words({
  transferTitle: 'Hand on',
  transferIntro: 'It moves when somebody accepts. Until then it waits in the queue; nothing is lost if nobody does.',
  to: 'To',
  wholeTeam: (name: string) => `The team ${name}`,
  load: (open: number, capacity: number) => `${open} of ${capacity}`,
  note: 'Note for whoever takes it',
  noteHint: 'The visitor never sees it.',
  whom: 'Choose a team or a person.',
  transfer: 'Hand on',
  transferred: 'Handed on. It waits for somebody to accept.',
  assignTitle: 'Assign',
  assignIntro: 'They have it at once, without being asked, also beyond their capacity.',
  assign: 'Assign',
  nobodyElse: 'Nobody else works here yet.',
  cancel: 'Cancel',
  followed: 'You follow this conversation: you are told when the visitor writes.',
  unfollowed: 'You follow it no longer.',
  ringsFor: (time: string) => `rings ${time}`,
  ringsUntil: 'After that it is rung for others',
  wrote: (who: string) => `${who} wrote`,
})
