import type { Grounds } from '@baton/contracts/facts.ts'
import type { Check, Outcome, TriggerName } from '@baton/contracts/rules.ts'
import { words } from '../ui/words.ts'

const caps: Record<Grounds['caps'][number], string> = {
  noCitation: 'Held down: a sentence names no source.',
  notAnswerable: 'Held down: its model said that the sources don’t answer this.',
  notSupported: 'Held down: a sentence is not in the source that it names.',
  promise: 'Held down: it promises what a bot cannot keep.',
}
const verdicts = { right: 'right', wrong: 'wrong', corrected: 'corrected' }
export const triggerNames: Record<TriggerName, string> = {
  asked: 'Asks for a person',
  rule: 'Your rules',
  keyword: 'Keywords',
  botFailed: 'The bot failed',
  topic: 'Topics',
  frustration: 'Frustration',
  repeated: 'The same question again',
  unresolved: 'Says that it didn’t help',
  unsure: 'How sure the bot was',
  circles: 'Going round in circles',
  exchanges: 'Answers without a resolution',
}
const states: Record<Check['state'], string> = {
  fired: 'fired',
  limited: 'would offer, but has offered enough',
  quiet: 'not reached',
  left: 'a rule left it to the bot',
  off: 'switched off',
  unread: 'not known',
}
const outcomes: Record<Outcome['does'], string> = {
  escalate: 'A person was brought in.',
  offer: 'A person was offered.',
  answer: 'The bot answered.',
  askBack: 'The bot asked which question was meant.',
  clarify: 'The bot asked for other words.',
  dontKnow: 'The bot said that it doesn’t know.',
  nothing: 'Nothing followed.',
}
const moods: [from: number, word: string][] = [
  [0.75, 'angry'],
  [0.5, 'frustrated'],
  [0.3, 'impatient'],
  [0, 'calm'],
]

/** In words, as nobody thinks in percent. */
function sureWord(confidence: number): string {
  if (confidence >= 0.9) return 'very sure'
  if (confidence >= 0.7) return 'fairly sure'
  return confidence >= 0.4 ? 'not quite sure' : 'unsure'
}

export const moodWord = (mood: number): string => moods.find(([from]) => mood >= from)?.[1] ?? 'calm'

/** What was read, how sure the bot was, and what was made of it. */
export const j = words({
  sure: sureWord,
  short: (value: string, threshold: string) => `${value} sure, needs ${threshold}`,
  scale: (value: string, threshold: string) => `${value}, threshold ${threshold}`,
  grounds: 'How sure the bot was',
  noGrounds: 'This answer was given before it was kept what its confidence is made of.',
  found: 'Found by the search',
  supported: 'In its sources, word for word',
  said: 'The model’s own word',
  raw: 'Taken together',
  calibrated: 'As often right as that',
  needed: 'Needed to be said',
  cap: (cap: Grounds['caps'][number]) => caps[cap],

  read: 'Read as',
  readTitle: 'What was read from this line',
  mood: 'Mood',
  topic: 'Topic',
  noTopic: 'none of yours',
  repeat: 'Asked before',
  repeatYes: (times: number, score: string) => `${times} times by now, ${score} alike`,
  repeatNo: 'no',
  asks: 'Asks for a person',
  language: 'Language',
  smallTalk: 'Small talk',
  searchSure: 'The search, before an answer',
  notKnown: 'not known',

  review: 'Review',
  right: 'Right',
  wrong: 'Wrong',
  correct: 'Correct it …',
  correctLabel: 'What would have been right?',
  correctHint: 'Kept with the conversation. It becomes knowledge once an admin approves it.',
  saveCorrection: 'Save the correction',
  cancel: 'Cancel',
  verdict: (name: string, verdict: keyof typeof verdicts) => `${verdicts[verdict]}, says ${name}`,

  whyNot: 'Why no person?',
  whyThis: 'Why this?',
  whyTitle: 'Why a person came, or did not',
  whyLoading: 'Looking at every trigger …',
  whyFailed: 'This could not be looked up. Try again in a moment.',
  outcome: (does: Outcome['does']) => outcomes[does],
  state: (state: Check['state']) => states[state],
  needs: (score: string, needs: string) => `${score} of ${needs}`,
  decided: 'decided',
  version: (n: number) => `By version ${n} of the rules, which was in force then.`,
})
