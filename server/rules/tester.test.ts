import type { Signals } from '@baton/contracts/facts.ts'
import { type PolicyInput, policy } from '@baton/contracts/policy.ts'
import type { Draft } from '@baton/core/decide.ts'
import { describe, expect, it } from 'vitest'
import { type Line, type TestDeps, tryDialogue } from './tester.ts'

const [bot, team, billing] = ['b', 's', '1'].map((_, k) => `00000000-0000-4000-8000-00000000000${k}`) as [string, string, string]
const names = { bot: 'Fern', teams: new Map([[billing, 'Billing']]) }
const calm: Signals = {
  ...{ lines: [2], encoder: null, vector: null, language: 'en', smallTalk: null, asks: 0, mood: 0, moodMarks: [] },
  ...{ topics: [], repeat: null, found: [], sure: 0.8 },
}
const answer = (confidence: number): Draft => ({ text: 'Within 30 days.', confidence, mode: 'pair', sources: [], tried: [] })

function trying(change: PolicyInput | object, deps: Partial<TestDeps> = {}) {
  const tried = { bot, policy: policy.parse({ team, ...change }), names }
  const all = { ask: async () => answer(0.9), read: async () => calm, clock: () => 1_000, signal: new AbortController().signal, ...deps }
  return (...lines: (string | Line)[]) =>
    tryDialogue(
      tried,
      lines.map((one) => (typeof one === 'string' ? { by: 'visitor', text: one, page: null } : one)),
      all,
    )
}
const firstOf = async (seen: ReturnType<ReturnType<typeof trying>>) => {
  const [line] = await seen
  if (!line) throw new Error('no line was seen')
  return { ...line, decisive: line.checks.find(({ decides }) => decides)?.trigger ?? null }
}

describe('each trigger', () => {
  it('asked', async () => {
    expect(await firstOf(trying({})('Can I talk to a human?'))).toMatchObject({ decisive: 'asked', outcome: { does: 'escalate', team } })
  })

  it('asked, by meaning', async () => {
    const read = async () => ({ ...calm, asks: 0.9 })
    expect(await firstOf(trying({}, { read })('somebody real perhaps'))).toMatchObject({ decisive: 'asked', outcome: { does: 'escalate' } })
  })

  it('keyword, to its own team, after the answer where it only offers', async () => {
    const term = { id: 'leak', text: 'leak', does: 'offer', team: billing }
    const found = await firstOf(trying({ triggers: { keywords: { terms: [term] } } })('my tent leaks'))
    expect(found).toMatchObject({ decisive: 'keyword', outcome: { does: 'offer', team: billing, score: 0.9 } })
    expect(found.outcome.said).toEqual(['Within 30 days.', expect.stringContaining('connect you')])
  })

  it('rule', async () => {
    const page = { field: 'page', op: 'is', value: '/pricing*' }
    const rules = [{ id: 'p', name: 'Pricing', when: { join: 'all', of: [page] }, actions: [{ do: 'escalate', team: billing }] }]
    const line: Line = { by: 'visitor', text: 'how much?', page: { url: 'https://shop.example/pricing/big', title: '' } }
    expect(await firstOf(trying({ rules })(line))).toMatchObject({ decisive: 'rule', outcome: { does: 'escalate', team: billing } })
  })

  it('topic, by the examples of the draft', async () => {
    let asked: unknown
    const read: TestDeps['read'] = async ({ topics }) => {
      asked = topics
      return { ...calm, topics: [{ topic: 'bill', score: 0.8 }] }
    }
    const topics = [{ id: 'bill', name: 'Billing', examples: ['my invoice'], team: billing, does: 'escalate' }]
    expect(await firstOf(trying({ triggers: { topics: { topics } } }, { read })('the bill is wrong'))).toMatchObject({
      decisive: 'topic',
      outcome: { does: 'escalate', team: billing },
    })
    expect(asked).toMatchObject(topics)
  })

  it('frustration and repeated', async () => {
    const repeat = { line: 2, score: 0.9, times: 2 }
    const reads = [calm, { ...calm, mood: 0.9 }]
    const seen = await trying({}, { read: async () => reads.shift() ?? null })('how long?', 'useless bot')
    expect(seen[1]?.outcome).toMatchObject({ does: 'escalate', reason: 'frustration' })
    const again = [calm, { ...calm, repeat }]
    const twice = await trying({}, { read: async () => again.shift() ?? null })('how long?', 'how many days?')
    expect(twice[1]?.outcome).toMatchObject({ does: 'escalate', reason: 'repeated' })
    expect(twice[1]?.checks[0]).toMatchObject({ trigger: 'repeated', score: 2, found: ['how long?'] })
  })

  it('unresolved, circles and exchanges', async () => {
    const unresolved = await trying({})('how long?', 'that did not help at all')
    expect(unresolved[1]?.outcome).toMatchObject({ does: 'offer', reason: 'unresolved' })
    const circles = await trying({})('how long?', 'and by post?')
    expect(circles[1]?.outcome).toMatchObject({ does: 'offer', reason: 'circles' })
    let k = 0
    const ask = async () => ({ ...answer(0.9), text: `Answer ${k++}` })
    const exchanges = await trying({}, { ask })('how long?', 'and by post?', 'and abroad?')
    expect(exchanges.map(({ outcome }) => outcome.does)).toEqual(['answer', 'answer', 'offer'])
    expect(exchanges[2]?.outcome.reason).toBe('exchanges')
  })

  it('unsure, and the band above it', async () => {
    const held = await firstOf(trying({}, { ask: async () => answer(0.6) })('how long?'))
    expect(held).toMatchObject({ decisive: 'unsure', outcome: { does: 'escalate', score: 0.6 } })
    expect(held.outcome.said).not.toContain('Within 30 days.')
    const choices = ['One?', 'Two?'].map((label) => ({ chunk: bot, label }))
    const half = await firstOf(trying({}, { ask: async () => ({ ...answer(0.6), choices }) })('how long?'))
    expect(half).toMatchObject({ decisive: null, outcome: { does: 'askBack', said: ['Did you mean one of these?', 'One?', 'Two?'] } })
  })

  it('[H17] unsure, where that brings nobody in', async () => {
    const off = { triggers: { unsure: { on: false } } }
    const seen = await firstOf(trying(off, { ask: async () => answer(0.6) })('how long?'))
    const said = [expect.stringContaining('I don’t have an answer to that')]
    expect(seen).toMatchObject({ decisive: null, outcome: { does: 'dontKnow', reason: null, score: 0.6, said } })
  })

  it('failed', async () => {
    const ask = async () => ({ failed: 'slow' as const })
    expect(await firstOf(trying({}, { ask })('how long?'))).toMatchObject({ decisive: 'botFailed', outcome: { does: 'escalate' } })
  })
})

it('takes a line of the bot’s for its answer', async () => {
  const never: TestDeps['ask'] = async () => {
    throw new Error('the bot was asked')
  }
  const given: Line = { by: 'bot', text: 'Three days.', page: null }
  expect((await trying({}, { ask: never })('how long?', given))[0]?.outcome).toMatchObject({ does: 'answer', said: ['Three days.'] })
})

it('says nothing more once a person has it', async () => {
  const seen = await trying({})('Can I talk to a human?', 'hello?')
  expect(seen[1]?.outcome).toMatchObject({ does: 'nothing', said: [] })
})
