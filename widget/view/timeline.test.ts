import type { Numbered, VisitorFact } from '@baton/contracts/facts.ts'
import { describe, expect, it, vi } from 'vitest'
import { blank, type Live, type Pending, reduce } from '../live/store.ts'
import { face } from '../testing/wire.ts'
import { greetingOf, type Item, timeline } from './timeline.ts'

const hour = 3_600_000
const now = new Date(2026, 10, 24, 12).getTime()
const ada = { agent: 'a', name: 'Ada Okafor' }
const you = (text: string): VisitorFact => ({ type: 'visitorSaid', text, page: null })
const adaSaid = (text: string): VisitorFact => ({ type: 'agentSaid', ...ada, text })
const answer = (text: string, sources: { title: string; url: null }[] = []): VisitorFact => ({
  type: 'botSaid',
  text,
  sources,
  answers: 1,
  mode: 'quote',
})

/** A conversation whose facts came at these times (hours ago). */
function told(...facts: [ago: number, fact: VisitorFact | null][]): Live {
  const { people, ...bot } = face
  const numbered: Numbered<VisitorFact | null>[] = facts.map(([ago, fact], k) => ({
    n: k + 1,
    at: now - ago * hour,
    cause: `c${k + 1}`,
    fact,
  }))
  return reduce({ ...blank(bot, people, 'v', []), link: 'on' }, { t: 'facts', facts: numbered }, now)
}
const withPending = (live: Live, ...outbox: Pending[]): Live => ({ ...live, outbox })
const pending = (cause: string, text: string): Pending => ({ cause, act: { type: 'say', text }, at: now })

function inWords(item: Item): string {
  if (item.kind === 'day') return '—'
  if (item.kind === 'event') return `(${item.text ?? `${item.what}${item.name && ` ${item.name}`}`})`
  const name = item.speaker.by === 'agent' ? item.speaker.name : item.speaker.by
  return `${name}: ${item.text}${item.state ? ` [${item.state}]` : ''}`
}
const read = (live: Live) => timeline(live, now).map(inWords)

it('greets in the language of the visitor’s browser where it is written, else in the first', () => {
  const live = told()
  const greets = (language: string, greetings?: Record<string, string>) => {
    vi.stubGlobal('navigator', { language })
    const { text } = greetingOf({ ...live, bot: { ...live.bot, ...(greetings && { greetings }) } })
    vi.unstubAllGlobals()
    return text
  }
  const written = { de: 'Hallo.' }
  expect([greets('de-AT', written), greets('fr-FR', written), greets('de'), greets('', written)]).toEqual([
    'Hallo.',
    'Hello.',
    'Hello.',
    'Hello.',
  ])
})

describe('the timeline', () => {
  it('shows what happened, and nothing of what is hidden', () => {
    const live = told(
      [0.2, { type: 'episodeBegan', episode: 1, page: null }],
      [0.2, you('Hello')],
      [0.2, null],
      [0.2, { type: 'visitorAsked' }],
      [0.2, { type: 'escalated', team: 't' }],
      [0.1, { type: 'accepted', ...ada, how: 'accepted', team: 't', said: 'Ada is yours' }],
      [0.1, adaSaid('Hi')],
      [0.1, { type: 'handedBack', ...ada }],
      [0.1, { type: 'closed', ...ada }],
    )
    expect(read(live)).toEqual(['you: Hello', '(asked)', '(Ada is yours)', 'Ada: Hi', '(left Ada)', '(closed Ada)'])
  })

  it('puts a heading where a day or a long silence lies between, and none before what begins today', () => {
    expect(read(told([30, you('yesterday')], [2, you('today')], [0.5, you('later')]))).toEqual([
      '—',
      'you: yesterday',
      '—',
      'you: today',
      '—',
      'you: later [sent]',
    ])
    expect(read(told([2, you('today')]))).toEqual(['you: today [sent]'])
  })

  it('says how far the last line came', () => {
    const held = told([0.2, { type: 'accepted', ...ada, how: 'wrote', team: 't' }], [0.1, you('one')], [0.1, you('two')])
    expect(read(held).slice(1)).toEqual(['you: one', 'you: two [sent]'])
    expect(read({ ...held, seen: { visitor: 0, agent: 3 } }).at(-1)).toBe('you: two [seen]')
    const answered = reduce(held, { t: 'facts', facts: [{ n: 4, at: now, cause: 'c4', fact: adaSaid('three') }] }, now)
    expect(read(answered).slice(-2)).toEqual(['you: two', 'Ada: three'])
    expect(read({ ...answered, seen: { visitor: 0, agent: 4 } }).slice(-2)).toEqual(['you: two [seen]', 'Ada: three'])
  })

  it('shows what has not gone out, after everything, in its order', () => {
    const live = withPending(told([0.1, you('sent')]), { ...pending('p1', 'answered'), last: 9 }, pending('p2', 'two'))
    expect(read(live)).toEqual(['you: sent', 'you: answered [sent]', 'you: two [sending]'])
    expect(read({ ...live, link: 'down' }).at(-1)).toBe('you: two [waiting]')
    const asking: Pending = { cause: 'p3', act: { type: 'ask' }, at: now }
    expect(read(withPending(told(), asking))).toEqual(['(asked)'])
  })

  it('keeps a line under the same key from the first key press to its fact', () => {
    const before = timeline(withPending(told(), pending('c1', 'Hello')), now)[0]
    expect(timeline(told([0, you('Hello')]), now)[0]?.key).toBe(before?.key)
  })

  it('groups what one speaker says in a row: named once, the face at the end', () => {
    const items = timeline(
      told(
        [0.2, { type: 'accepted', ...ada, how: 'accepted', team: 't' }],
        [0.1, adaSaid('a')],
        [0.1, adaSaid('b')],
        [0.1, you('c')],
        [0, adaSaid('d')],
      ),
      now,
    )
    const lines = items.flatMap((item) => (item.kind === 'line' ? [[item.text, item.first, item.last, item.named]] : []))
    expect(lines).toEqual([
      ['a', true, false, true],
      ['b', false, true, false],
      ['c', true, true, false],
      ['d', true, true, false],
    ])
  })

  it('knows what was said of an answer, also before the server does', () => {
    const live = told([0.1, you('q')], [0.1, answer('a')], [0.1, { type: 'answerRated', answer: 2, helpful: false }])
    const of = (each: Live) => timeline(each, now).flatMap((item) => (item.kind === 'line' && item.answer ? [item.answer.helpful] : []))
    expect(of(live)).toEqual([false])
    expect(of(told([0.1, you('q')], [0.1, answer('a')]))).toEqual([null])
    expect(of(withPending(live, { cause: 'r', act: { type: 'rate', answer: 2, helpful: true }, at: now }))).toEqual([true])
  })
})
