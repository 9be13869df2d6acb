import type { BotError } from '@baton/contracts/facts.ts'
import type { Expectation, TestDid, TestOutcome } from '@baton/contracts/test-cases.ts'
import type { Draft } from '@baton/core/decide.ts'
import { deedOf } from '../deed.ts'
import type { Standing } from '../settings.ts'

/** What an answer rests on: its chunk's pair, source and page. */
export type Rests = { title: string; pair: string | null; source: string | null; url: string | null }

/** From this share on two texts say the same: F1 of their words. */
export const sameText = 0.6

/** Whether what the bot did is what was expected, and what was not. */
export function judge(
  expects: Expectation,
  expected: string,
  question: string,
  said: Draft | { failed: BotError },
  rests: readonly Rests[],
  standing: Standing,
): TestOutcome {
  const did = didOf(question, said, standing)
  const failed = 'failed' in said
  const why =
    failed && expects.kind !== 'handover' ? `It failed: ${said.failed}.` : problemOf(expects, expected, did, failed ? '' : said.text, rests)
  return {
    green: why === null,
    did,
    answer: failed ? '' : said.text,
    confidence: failed ? 0 : said.confidence,
    sources: rests.map(({ title }) => title),
    why,
  }
}

function didOf(question: string, said: Draft | { failed: BotError }, standing: Standing): TestDid {
  const { does } = deedOf(standing, { question, history: [], said })
  if (does === 'answers') return 'answered'
  if (does === 'doesntKnow') return 'doesntKnow'
  return does === 'asksBack' || does === 'clarifies' ? 'askedBack' : 'handedOver'
}

const instead: Record<TestDid, string> = {
  answered: 'It answered by itself.',
  askedBack: 'It asked back.',
  handedOver: 'It left it to a person.',
  doesntKnow: 'It said that it doesn’t know.',
}

function problemOf(expects: Expectation, expected: string, did: TestDid, text: string, rests: readonly Rests[]): string | null {
  if (expects.kind === 'handover') {
    return did === 'handedOver' ? null : instead[did]
  }
  if (did !== 'answered') return instead[did]
  const from = rests.map(({ title }) => `“${title}”`).join(', ') || 'nothing'
  switch (expects.kind) {
    case 'pair':
      return rests.some(({ pair }) => pair === expects.pair) ? null : `It answered from ${from}, not from “${expected}”.`
    case 'source':
      return rests.some(({ source, url }) => source === expects.source && (expects.url === null || url === expects.url))
        ? null
        : `It answered from ${from}, not from “${expected}”.`
    case 'answer':
      return sharedWords(text, expects.text) >= sameText ? null : 'It said something else.'
    default:
      return expects satisfies never
  }
}

/** F1 of the words of two texts, counting each as often as it stands there. */
export function sharedWords(a: string, b: string): number {
  const [ours, theirs] = [wordsOf(a), wordsOf(b)]
  if (ours.length === 0 || theirs.length === 0) return ours.length === theirs.length ? 1 : 0
  const left = new Map<string, number>()
  for (const word of theirs) left.set(word, (left.get(word) ?? 0) + 1)
  const both = ours.filter((word) => {
    const count = left.get(word) ?? 0
    left.set(word, count - 1)
    return count > 0
  }).length
  return (2 * both) / (ours.length + theirs.length)
}

function wordsOf(text: string): string[] {
  return (text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).filter((word) => !articles.has(word))
}
const articles = new Set(['a', 'an', 'the'])
