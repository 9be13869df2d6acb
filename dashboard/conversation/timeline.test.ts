import type { Fact } from '@baton/contracts/facts.ts'
import { describe, expect, test } from 'vitest'
import { ada, arrival, began, bo, said, scene, team, vera } from '../testing/scenes.ts'
import { briefing } from './briefing.ts'
import { timeline } from './timeline.ts'

const now = Date.UTC(2026, 10, 24, 12)
const names = (known = vera(now).state) => ({
  agent: (id: string) => (id === ada.id ? ada.name : bo.name),
  team: () => 'Support',
  now,
  known,
})
const texts = (facts: Parameters<typeof timeline>[0], known = vera(now).state) =>
  timeline(facts, names(known)).map(({ content }) => ('text' in content ? content.text : content.kind))

describe('the timeline', () => {
  const entries = timeline(vera(now).facts, names())

  test('says with every entry who holds the conversation', () => {
    const seconds = entries.filter(({ n }) => n >= 8).map(({ holder, content }) => `${content.kind}/${holder}`)
    expect(seconds).toEqual([
      'fact/closed',
      'visitor/bot',
      'bot/bot',
      'visitor/bot',
      'heldBack/bot',
      'escalated/queue',
      'bot/queue',
      'seam/agent',
      'note/agent',
    ])
  })

  test('folds a rating into its answer and the rings into the escalation', () => {
    expect(entries.find(({ n }) => n === 10)?.content).toMatchObject({ kind: 'bot', helpful: true, confidence: 0.93 })
    expect(entries.find(({ content }) => content.kind === 'escalated' && content.rings > 0)?.content).toMatchObject({
      team: 'Support',
      rung: ['Ada', 'Bo'],
    })
  })

  test('an episode that ended says at its head how', () => {
    expect(texts(vera(now).facts)[0]).toMatch(/^Episode 1 · .* · solved by Bo$/)
    expect(texts(vera(now).facts)).toContain('Episode 2 · today')
  })

  test('marks the words by which somebody asked', () => {
    const { facts, state } = arrival(now)
    const line = timeline(facts, names(state)).find(({ content }) => content.kind === 'visitor')?.content
    expect(line).toMatchObject({ text: 'Can I talk to a human?', marks: [[6, 22]] })
  })

  test('separates days inside an episode', () => {
    const day = 86_400_000
    const { facts, state } = scene('days', now, [
      [2 * day, began(1)],
      [2 * day, said('one')],
      [day, said('two')],
      [0, said('three')],
    ])
    expect(timeline(facts, names(state)).map(({ content }) => content.kind)).toEqual([
      'fact',
      'visitor',
      'day',
      'visitor',
      'day',
      'visitor',
    ])
  })

  test('a hand-back carries its note below it', () => {
    const back: Fact = { type: 'handedBack', agent: ada.id, name: ada.name, note: 'Only wants the size' }
    const { facts, state } = scene('back', now, [
      [1, began(1)],
      [0, back],
    ])
    expect(texts(facts, state).slice(1)).toEqual(['**Ada handed back to the bot**', 'Only wants the size'])
  })

  test('a fact of a newer version is passed over and keeps its number', () => {
    const { facts, state } = scene('newer', now, [
      [1, began(1)],
      [0, { type: 'sangASong' } as unknown as Fact],
      [0, said('hi')],
    ])
    expect(timeline(facts, names(state)).map(({ n }) => n)).toEqual([1, 3])
  })
})

describe('the briefing', () => {
  test('says why, with the evidence and what was tried', () => {
    const { why, tried, clock } = briefing(vera(now).facts)
    expect(why).toMatchObject({
      reason: 'unsure',
      evidence: { score: 0.54, threshold: 0.7 },
      line: { text: expect.stringContaining('seam tape') },
    })
    expect(tried).toMatchObject({ threshold: 0.7, answers: 1, helpful: 1 })
    expect(tried?.sources.map(({ title, score }) => `${title} ${score}`)).toEqual([
      'Warranty terms 0.54',
      'Repairing tents and tarps at home 0.41',
      'Returns 0.22',
    ])
    expect(clock).toEqual({ asked: now - 148_000, seen: now - 136_000, accepted: now - 100_000, firstLine: null })
  })

  test('sums up earlier episodes, the latest first', () => {
    expect(briefing(vera(now).facts).earlier).toMatchObject([
      { episode: 1, n: 1, text: 'Has my tent shipped?', outcome: 'solved', by: 'Bo Lindqvist' },
    ])
  })

  test('a first click on "Talk to a person" has no line and no answers', () => {
    const { facts } = scene('first', now, [
      [1, began(1)],
      [0, { type: 'visitorAsked' }],
      [0, { type: 'escalated', reason: 'asked', evidence: { kind: 'menu' }, team, policyVersion: 1 }],
    ])
    expect(briefing(facts)).toMatchObject({ why: { line: null, reason: 'asked' }, tried: null, earlier: [] })
  })
})
