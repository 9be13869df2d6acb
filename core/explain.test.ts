import type { Evidence } from '@baton/contracts/facts.ts'
import { policy as policySchema } from '@baton/contracts/policy.ts'
import type { Check, TriggerName } from '@baton/contracts/rules.ts'
import { describe, expect, it } from 'vitest'
import { checksOf, type Looked } from './explain.ts'
import { chunk, sales } from './testing/cast.ts'
import { draft, plainSignals, policyWith, withBot, world } from './testing/given.ts'

const line = (text: string, change: Partial<Looked> = {}): Looked => ({
  ...{ n: withBot.n + 1, text, written: withBot, decided: null, textOf: () => 'How long does it take?' },
  read: { state: withBot, signals: { ...plainSignals, lines: [withBot.n + 1] } },
  answered: { state: withBot, draft: draft(0.81) },
  ...change,
})
const of = (checks: readonly Check[], trigger: TriggerName) => checks.filter((one) => one.trigger === trigger)

describe('keywords', () => {
  it('tells one that is meant from one that is denied', () => {
    const checks = checksOf(line('I don’t want to cancel, but I want a refund for the torn fly'), world())
    expect(of(checks, 'keyword')).toMatchObject([
      { state: 'fired', does: 'offer', name: 'refund', why: 'want' },
      { state: 'quiet', does: null, name: 'cancel', why: 'negated' },
    ])
    for (const { marks } of of(checks, 'keyword')) expect(marks).toHaveLength(1)
  })

  it('says when an offer was made already', () => {
    const offered = { ...withBot, offered: ['keyword' as const] }
    expect(of(checksOf(line('I want a refund', { written: offered }), world()), 'keyword')).toMatchObject([{ state: 'limited' }])
  })
})

describe('scores', () => {
  it('stand beside what they would need', () => {
    const checks = checksOf(line('How long?'), world())
    expect(of(checks, 'unsure')).toMatchObject([{ state: 'quiet', score: 0.81, needs: 0.7 }])
    expect(of(checks, 'frustration')).toMatchObject([{ state: 'quiet', score: 0, needs: 0.5 }])
    expect(of(checks, 'circles')).toMatchObject([{ state: 'quiet', score: 1, needs: 8 }])
    expect(of(checks, 'asked')).toMatchObject([{ state: 'quiet', score: 0, needs: 0.5 }])
  })

  it('are unknown where nothing was read, or answered', () => {
    const checks = checksOf(line('How long?', { read: null, answered: null }), world())
    for (const trigger of ['frustration', 'repeated', 'unsure', 'botFailed', 'circles', 'exchanges'] as const)
      expect(of(checks, trigger)).toMatchObject([{ trigger, state: 'unread' }])
  })

  it('below the threshold fire, unless the bot may ask back first', () => {
    const held = { state: withBot, draft: draft(0.5) }
    expect(of(checksOf(line('How long?', { answered: held }), world()), 'unsure')).toMatchObject([{ state: 'fired', score: 0.5 }])
    const choices = [0, 1].map((k) => ({ chunk, label: `Question ${k}` }))
    const half = { state: withBot, draft: { ...draft(0.5), choices } }
    expect(of(checksOf(line('How long?', { answered: half }), world()), 'unsure')).toMatchObject([
      { state: 'quiet', score: 0.5, needs: 0.7 },
    ])
  })
})

it('puts first what decided, and shows the earlier question', () => {
  const signals = { ...plainSignals, lines: [withBot.n + 1], mood: 0.9, repeat: { line: 2, score: 0.8, times: 2 } }
  const state = { ...withBot, answers: 1 }
  const evidence: Evidence = { kind: 'mood', line: withBot.n + 1, marks: [], score: 0.9, threshold: 0.5 }
  const checks = checksOf(line('How long??', { read: { state, signals }, answered: null, decided: { evidence } }), world())
  expect(checks.slice(0, 2)).toMatchObject([
    { trigger: 'frustration', decides: true, state: 'fired' },
    { trigger: 'repeated', decides: false, state: 'fired', score: 2, found: ['How long does it take?'] },
  ])
})

it('[H17] says that being unsure is switched off, and what else looked at the score', () => {
  const unsure = { ...policyWith().triggers.unsure, on: false }
  const rules = policySchema.shape.rules.parse([
    { id: 'low', name: 'Low', when: { join: 'all', of: [{ field: 'score', op: 'below', value: 0.6 }] }, actions: [{ do: 'offer' }] },
  ])
  const w = world({ policy: policyWith({ triggers: { ...policyWith().triggers, unsure }, rules }) })
  const checks = checksOf(line('How long?', { answered: { state: withBot, draft: draft(0.5) } }), w)
  expect(of(checks, 'unsure')).toMatchObject([{ state: 'off' }])
  expect(of(checks, 'rule')).toMatchObject([{ state: 'fired', name: 'Low', does: 'offer' }])
})

it('names topics and rules, on or off', () => {
  const policy = policyWith({
    rules: [
      {
        id: 'a',
        name: 'Tents',
        on: true,
        when: { join: 'all', of: [{ field: 'lines', op: 'atLeast', value: 1 }] },
        actions: [{ do: 'flag' }],
      },
      {
        id: 'b',
        name: 'Maps',
        on: true,
        when: { join: 'all', of: [{ field: 'lines', op: 'atLeast', value: 9 }] },
        actions: [{ do: 'flag' }],
      },
      {
        id: 'c',
        name: 'Off',
        on: false,
        when: { join: 'all', of: [{ field: 'lines', op: 'atLeast', value: 1 }] },
        actions: [{ do: 'flag' }],
      },
    ],
  })
  policy.triggers.topics.topics = [{ id: 'bill', name: 'Billing', examples: ['my invoice'], team: sales, does: 'escalate', priority: 0 }]
  const signals = { ...plainSignals, lines: [withBot.n + 1], topics: [{ topic: 'bill', score: 0.4 }] }
  const checks = checksOf(line('my bill', { read: { state: withBot, signals } }), world({ policy }))
  expect(of(checks, 'topic')).toMatchObject([{ state: 'quiet', name: 'Billing', score: 0.4, needs: 0.5 }])
  expect(of(checks, 'rule').map(({ name, state }) => `${name} ${state}`)).toEqual(['Tents fired', 'Maps quiet', 'Off off'])
})
