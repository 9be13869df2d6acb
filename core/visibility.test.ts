import type { Fact } from '@baton/contracts/facts.ts'
import { describe, expect, it } from 'vitest'
import { ada, support } from './testing/cast.ts'
import { closed, draft, promised, ringing, start, withAda } from './testing/given.ts'
import { forVisitor, viewForVisitor } from './visibility.ts'

const answer = { ...draft(0.9), threshold: 0.7, answers: 2, policyVersion: 1 }

describe('[V1] a visitor sees only what is for visitors', () => {
  it.each<[string, Fact]>([
    ['a draft that was held back', { type: 'botHeldBack', ...answer }],
    ['an answer that was dropped', { type: 'answerSuperseded', answers: 2 }],
    ['a ring', { type: 'rung', agents: [ada.agent], until: start, step: 1 }],
    ['the end of a ring', { type: 'ringLapsed', agents: [ada.agent] }],
    ['that somebody has seen it', { type: 'handoverSeen', ...ada }],
    ['a note', { type: 'agentNoted', ...ada, text: 'Paid by card.' }],
    ['that we are late', { type: 'promiseMissed' }],
  ])('[H2] not %s', (_, fact) => {
    expect(forVisitor(fact)).toBeNull()
  })

  it.each<[string, Fact, object]>([
    [
      'an answer without its score',
      { type: 'botSaid', ...answer },
      { type: 'botSaid', text: answer.text, mode: 'pair', answers: 2, sources: [{ title: 'Returns', url: null }] },
    ],
    [
      'an escalation without its reason',
      { type: 'escalated', reason: 'unsure', evidence: { kind: 'menu' }, team: support, policyVersion: 1 },
      { type: 'escalated', team: support },
    ],
    ['a hand-back without the note', { type: 'handedBack', ...ada, note: 'difficult' }, { type: 'handedBack', ...ada }],
    ['a closing without the outcome', { type: 'closed', ...ada, outcome: 'spam' }, { type: 'closed', ...ada }],
    ['a kept promise without how late', { type: 'promiseKept', ...ada, late: true }, { type: 'promiseKept', ...ada }],
    ['a withdrawn one without why', { type: 'promiseWithdrawn', ...ada, why: 'spam' }, { type: 'promiseWithdrawn', ...ada }],
  ])('%s', (_, fact, seen) => {
    expect(forVisitor(fact)).toEqual(seen)
  })
})

describe('[V1] nor does the state show more', () => {
  it('who is rung, who was tried, why, and whether somebody looked', () => {
    expect(viewForVisitor(ringing).holder).toMatchObject({ reason: null, ringing: null, tried: [], step: 0, seen: false })
  })

  it('how it was judged, or that a promise is late', () => {
    expect(viewForVisitor(closed).holder).toMatchObject({ kind: 'closed', by: 'Ada', outcome: null })
    expect(viewForVisitor({ ...promised, promise: promised.promise && { ...promised.promise, missed: true } }).promise?.missed).toBe(false)
  })

  it('but who speaks', () => {
    expect(viewForVisitor(withAda).holder).toEqual(withAda.holder)
    expect(JSON.stringify(viewForVisitor(ringing))).not.toContain(ada.agent)
  })
})
