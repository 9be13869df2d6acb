/** Everything a visitor reads that is not said by somebody. Another language is another table with the same keys. */
const english = {
  dialog: 'Chat with {company}',
  open: 'Open chat',
  'open.unread': 'Open chat, {count} unread',
  close: 'Close chat',
  log: 'Conversation',
  newer: 'New message',
  offline: 'No connection. What you write goes out when it is back.',
  stale: 'There is a newer version. Reload the page',
  'people.online': 'People are online',
  'people.names': '{names} online',
  'people.away': 'The bot is here, people are away',
  'people.coming': 'A person is on the way',
  'agent.online': 'Online',
  'agent.away': 'Away at the moment',
  and: '{first} and {second}',
  you: 'You',
  bot: 'Bot',
  'bot.says': 'Bot, answers at once',
  typing: '{name} is writing',
  helpful: 'Helpful?',
  'helpful.yes': 'Yes',
  'helpful.no': 'No',
  'helpful.thanks': 'Thank you',
  'state.waiting': 'Goes out when the connection is back',
  'state.sending': 'Sending',
  'state.sent': 'Sent',
  'state.seen': 'Seen',
  'event.asked': 'You asked for a person',
  'event.joined': '{name} has joined',
  'event.left': '{name} has handed over to the bot',
  'event.closed': '{name} closed this conversation. Write again any time.',
  'event.withdrawn': '{name} marked this as done',
  'event.bot': 'You went on with the bot',
  'event.contact': 'We know you as {name}',
  'event.quiet': 'Closed, as nobody has written for a while. Write again any time.',
  'event.solved': 'You said: solved',
  'event.unsolved': 'You said: not solved',
  'offer.yes': 'Yes, connect me',
  'offer.no': 'No, thanks',
  'choice.none': 'None of these, talk to a person',
  'choice.person': 'None of these',
  solved: 'Was this solved?',
  'sure.very': 'Very sure',
  'sure.fairly': 'Fairly sure',
  'sure.hardly': 'Not quite sure',
  menu: 'Menu',
  'menu.person': 'Talk to a person',
  'menu.person.away': 'An answer within {within}',
  'menu.person.waiting': 'You are in line',
  'menu.person.here': 'You talk to {name}',
  'menu.sound.off': 'Sound off',
  'menu.sound.on': 'Sound on',
  write: 'Write a message',
  'write.label': 'Your message',
  'write.agent': 'Write to {name}',
  'write.queue': 'Add something, they will see it',
  'write.promise': 'Ask the bot meanwhile',
  'write.left': '{count} characters left',
  send: 'Send',
  'queue.title': 'You’re connected soon',
  'queue.waited': 'You have waited {time}.',
  'queue.keep': 'You keep your place if you leave this page.',
  'queue.who': 'Who should we ask for?',
  'queue.email': 'Leave an e-mail instead',
  'queue.known': 'Answer me by e-mail instead',
  'queue.bot': 'Go on with the bot',
  'field.name': 'Name',
  'field.email': 'E-mail',
  'field.save': 'Save',
  'field.skip': 'Skip',
  'field.wrong': 'That is no e-mail address yet.',
  'promise.title': 'An answer by {when}',
  'promise.late': 'Your answer is late',
  'promise.late.more': 'It was due {when}. Your question is still with us.',
  'promise.zone': 'Your time, {zone}. We keep track of it.',
  'promise.label': 'E-mail for the answer',
  'promise.send': 'Send me the answer',
  'promise.here': 'You will read it here and at {email}.',
  'promise.change': 'Use another e-mail',
} as const

type Table = typeof english
type Key = keyof Table
type Names<S extends string> = S extends `${string}{${infer Name}}${infer Rest}` ? Name | Names<Rest> : never
type Values<K extends Key> = [Names<Table[K]>] extends [never]
  ? [values?: Record<string, string>]
  : [values: Record<Names<Table[K]>, string | number>]

/** The text of a key with its values filled in; a key that is not in the table, or a value that is missing, doesn't compile. */
export function t<K extends Key>(key: K, ...[values]: Values<K>): string {
  const filled = (values ?? {}) as Record<string, string | number>
  return english[key].replace(/\{(\w+)\}/g, (_, name: string) => String(filled[name]))
}

/** The language of the table above: dates and times follow the visitor's own variant of it. */
export const language = 'en'
