import { expect, it } from 'vitest'
import { smallTalkLanguage, smallTalkLine, smallTalkOf } from './smalltalk.ts'

it.each([
  ['greeting', ['hi', 'Hello!', 'good morning', 'hey there', 'Guten Tag', 'bonjour', 'hola', 'cześć', 'Hi, how are you?']],
  ['thanks', ['thanks', 'Thank you so much!', 'thx', 'perfect, thanks', 'merci beaucoup', 'danke', 'ok great thanks']],
  ['goodbye', ['bye', 'goodbye', 'ok thanks, bye', 'have a nice day', 'auf Wiedersehen']],
  ['fine', ['ok', 'okay', 'got it', 'alright', 'yes', 'no']],
  [
    'whoAreYou',
    [
      'wer bist du?',
      'are you a human?',
      'Are you a bot',
      'am i talking to a robot?',
      'who are you?',
      'Bist du ein Mensch?',
      'is this a real person',
    ],
  ],
  ['abuse', ['you idiot', 'fuck off', 'you are a stupid bot', 'Idiot!', 'du bist dumm', 'scheiße', 'va te faire foutre']],
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
  'is this stupid zip covered by the warranty',
  'your delivery was useless, I want my money back',
])('is more than small talk: %s', (line) => expect(smallTalkOf(line)).toBeNull())

it.each([
  ['Danke!', 'de'],
  ['bonjour', 'fr'],
  ['dzień dobry', 'pl'],
  ['hello there', 'en'],
  ['ok', 'en'],
  ['12345', null],
] as const)('%s is said in %s', (line, language) => expect(smallTalkLanguage(line)).toBe(language))

it.each(['en', 'de', 'fr', 'es', 'it', 'pt', 'nl', 'pl', 'tr', 'sv'] as const)('never pretends to be human, in %s', (language) => {
  for (const kind of ['whoAreYou', 'greeting'] as const) {
    const line = smallTalkLine(kind, { name: 'Fern', company: 'Fernweh $& Co', bio: 'Fond of boots.' }, language)
    expect(line).toMatch(/\bbot|robot/i)
    expect(line).toContain('Fern')
    expect(line).toContain('Fernweh $& Co')
    expect(line.endsWith('Fond of boots.')).toBe(kind === 'whoAreYou')
  }
  expect(smallTalkLine('greeting', { name: 'Fern' }, language)).not.toMatch(/[{}]/)
})
