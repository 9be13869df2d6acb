import type { Fact, Numbered } from '@baton/contracts/facts.ts'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { replay } from './replay.ts'
import { chunk, northpeak, sales, support } from './testing/cast.ts'
import { minute, plainSignals, policyWith, said, start } from './testing/given.ts'
import { goThrough, type Step, type Walk, walk } from './testing/steps.ts'

const today = policyWith()
const place = (facts: Fact[]) => facts.map((fact, i): Numbered => ({ n: i + 1, at: start + i * minute, cause: `c${i}`, fact }))
const over = (facts: Fact[], draft = today, since = 0) =>
  replay(place(facts), northpeak, { today, draft, askFrom: () => today.triggers.unsure.askFrom }, since)
const began: Fact = { type: 'episodeBegan', episode: 1, page: null }
const read = (line: number, signals: Partial<typeof plainSignals> = {}): Fact => ({
  type: 'lineRead',
  line,
  signals: { ...plainSignals, lines: [line], ...signals },
  topic: null,
  team: null,
})
const answer = (answers: number, confidence: number, text = `Answer ${answers}`) => ({
  ...{ answers, confidence, text, threshold: 0.7, mode: 'pair' as const, policyVersion: 1 },
  ...{ sources: [], tried: [0, 1].map((k) => ({ chunk: chunk.replace(/.$/, String(k)), title: `Q${k}`, url: null, score: 0.3 })) },
})
const saidAt = (line: number, confidence: number): Fact => ({ type: 'botSaid', ...answer(line, confidence) })
const heldAt = (line: number, confidence: number): Fact => ({ type: 'botHeldBack', ...answer(line, confidence) })
const escalated = (line: number, score: number): Fact => ({
  type: 'escalated',
  reason: 'unsure',
  evidence: { kind: 'score', line, score, threshold: 0.7, tried: [] },
  team: support,
  policyVersion: 1,
})

describe('a threshold that moves', () => {
  const held = [began, said('Do you hire?'), read(2), heldAt(2, 0.6), escalated(2, 0.6)]
  const answered = [began, said('Where is my tent?'), read(2), saidAt(2, 0.8)]

  it('says what was held back', () => {
    expect(over(held, { ...today, minConfidence: 0.5 })).toMatchObject([
      { kind: 'fewer', line: 2, before: { does: 'escalate', reason: 'unsure', team: support, score: 0.6 }, after: null, replayable: true },
    ])
  })

  it('asks which question was meant where it said something, and brings a person in where it is too unsure to ask', () => {
    expect(over(answered, { ...today, minConfidence: 0.9 })).toMatchObject([{ kind: null, after: null }])
    const cliff = { ...today, minConfidence: 0.9, triggers: { ...today.triggers, unsure: { ...today.triggers.unsure, askFrom: 0.85 } } }
    expect(over(answered, cliff)).toMatchObject([{ kind: 'more', before: null, after: { reason: 'unsure', score: 0.8 } }])
  })

  it('[H17] tells who comes no more where being unsure brings nobody in, and who comes where it does again', () => {
    const off = { ...today, triggers: { ...today.triggers, unsure: { ...today.triggers.unsure, on: false } } }
    expect(over(held, off)).toMatchObject([{ kind: 'fewer', before: { reason: 'unsure' }, after: null }])
    const honest: Fact[] = [...held.slice(0, 4), { type: 'serverSaid', kind: 'dontKnow', text: 'I don’t know.' }]
    const back = replay(place(honest), northpeak, { today: off, draft: today, askFrom: () => 0.35 })
    expect(back).toMatchObject([{ kind: 'more', before: null, after: { reason: 'unsure', score: 0.6 } }])
  })

  it('changes nothing where it is the same', () => {
    expect(over(held)).toMatchObject([{ kind: null, before: { reason: 'unsure' }, after: { reason: 'unsure' } }])
  })
})

describe('what can’t be told', () => {
  it('an episode whose lines were not read', () => {
    expect(over([began, said('Where is my tent?'), saidAt(2, 0.8)])).toMatchObject([{ replayable: false }])
  })

  it('what came after a person wrote by hand', () => {
    const ada = { agent: chunk, name: 'Ada' }
    const facts: Fact[] = [began, said('Hi'), { type: 'accepted', ...ada, how: 'wrote', team: support }, said('I want a lawyer')]
    expect(over(facts)).toMatchObject([{ kind: null, before: null }])
  })

  it('an episode from before the time that is asked for', () => {
    const facts: Fact[] = [began, said('My lawyer will write'), { type: 'wentQuiet' }, { ...began, episode: 2 }, said('hello there')]
    expect(over(facts, today, start + 3 * minute)).toMatchObject([{ episode: 2, before: null }])
  })
})

it('a keyword of the draft brings a person sooner, to its team', () => {
  const facts = [began, said('The kayak leaks'), read(2), saidAt(2, 0.9), said('I want a human'), escalated(5, 0.1)]
  const term = { id: 'leak', text: 'leak', group: 'own', exact: false, does: 'escalate', team: sales, priority: 0 } as const
  const draft = { ...today, triggers: { ...today.triggers, keywords: { ...today.triggers.keywords, terms: [term] } } }
  expect(over(facts, draft)).toMatchObject(
    [{ kind: 'other', line: 2, before: null, after: { does: 'escalate', reason: 'keyword', team: sales } }].map((one) => ({
      ...one,
      kind: 'more',
    })),
  )
})

/** What really came first in an episode, before anybody took it by hand. */
function recordedIn(facts: readonly Numbered[]): (string | null)[] {
  const episodes: (string | null | undefined)[] = []
  for (const { fact } of facts) {
    const last = episodes.length - 1
    if (fact.type === 'episodeBegan') episodes.push(undefined)
    else if (last < 0 || episodes[last] !== undefined) continue
    else if (fact.type === 'escalated' || fact.type === 'offered') episodes[last] = `${fact.type} ${fact.reason} ${fact.team}`
    else if (byHand.has(fact.type)) episodes[last] = null
  }
  return episodes.map((one) => one ?? null)
}
const nobodyWatches = { onTurn() {}, onRoute() {}, onRest() {} }
const byHand = new Set(['accepted', 'reopened', 'agentSaid', 'closed', 'wentQuiet'])

/** One policy throughout; answers differ, as the record does not say which were thought to be the same. */
function steady(one: Walk): Walk {
  const steps = one.steps.filter((step) => step.do !== 'policyChanges').map((step, i) => distinct(step, i))
  return { ...one, steps }
}

function distinct(step: Step, i: number): Step {
  if (step.do !== 'botReturns' || typeof step.answer === 'string') return step
  const { answer } = step
  if ('cut' in answer) return { ...step, answer: { ...answer, shown: `Shown ${i}` } }
  return { ...step, answer: { ...answer, text: answer.text && `Answer ${i}`, same: null } }
}

it('by the very policy that decided it comes to what was recorded', { timeout: 60_000 }, () => {
  let episodes = 0
  fc.assert(
    fc.property(walk, (one) => {
      const { policy } = one
      for (const { facts } of goThrough(steady(one), nobodyWatches).conversations) {
        const again = replay(facts, northpeak, { today: policy, draft: policy, askFrom: () => policy.triggers.unsure.askFrom })
        const told = again.map(
          ({ before }) => before && `${before.does === 'escalate' ? 'escalated' : 'offered'} ${before.reason} ${before.team}`,
        )
        expect(told).toEqual(recordedIn(facts))
        expect(again.every(({ kind }) => kind === null)).toBe(true)
        episodes += told.filter(Boolean).length
      }
    }),
    { seed: 20_260_302, numRuns: 400 },
  )
  expect(episodes).toBeGreaterThan(400)
})
