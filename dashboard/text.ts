import { words } from './ui/words.ts'

export const t = words({
  main: 'Main',
  inbox: 'Inbox',
  inboxWaiting: (n: number, time: string) => `Inbox, ${n} ${n === 1 ? 'needs' : 'need'} a person, longest wait ${time}`,
  knowledge: 'Knowledge',
  settings: 'Settings',
  board: 'Live board',
  meStatus: (name: string, status: string) => `${name}, ${status}`,
  offline: 'No connection. What you write is kept and sent when it is back.',
  connecting: 'Connecting …',
  outdated: 'Baton was updated.',
  reload: 'Reload the page',
  insecure: 'This connection is not encrypted. Passwords and conversations can be read on the way; put HTTPS in front of it.',
  skip: 'Skip to the conversations',
  broken: 'This page could not be shown.',
  brokenHint: 'Nothing you sent is lost. Reloading usually helps.',
  unreachable: 'The server does not answer.',
  unreachableHint: 'It may be restarting. Nothing is lost; this page tries again by itself.',
  notFound: 'There is no such page.',
  toInbox: 'Go to the inbox',
})
