import { expect, it } from 'vitest'
import { smallTalkLine, smallTalkOf } from './smalltalk.ts'

it.each([
  ['greeting', ['hi', 'Hello!', 'good morning', 'hey there', 'Guten Tag', 'bonjour', 'hola', 'cześć', 'Hi, how are you?']],
  ['thanks', ['thanks', 'Thank you so much!', 'thx', 'perfect, thanks', 'merci beaucoup', 'danke', 'ok great thanks']],
  ['goodbye', ['bye', 'goodbye', 'ok thanks, bye', 'have a nice day', 'auf Wiedersehen']],
  ['fine', ['ok', 'okay', 'got it', 'alright', 'yes', 'no']],
  [
    'whoAreYou',
    ['are you a human?', 'Are you a bot', 'am i talking to a robot?', 'who are you?', 'Bist du ein Mensch?', 'is this a real person'],
  ],
] as const)('is %s', (kind, lines) => {
  for (const line of lines) expect(smallTalkOf(line), line).toBe(kind)
})

it.each([
  'hi, where is my parcel?',
  'thanks but it is still broken',
  'how do I say goodbye to my subscription',
  'ok what about Austria',
  'are you open on Sunday?',
  '',
  '???',
  'no, the other one',
  'good boots for winter',
])('is more than small talk: %s', (line) => expect(smallTalkOf(line)).toBeNull())

it('never pretends to be human', () => {
  expect(smallTalkLine('whoAreYou', { name: 'Baton' })).toMatch(/a bot/)
  expect(smallTalkLine('greeting', { name: 'Baton' })).toMatch(/a bot/)
})
