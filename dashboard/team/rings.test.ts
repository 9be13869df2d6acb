import type { Fact, Numbered } from '@baton/contracts/facts.ts'
import { expect, test } from 'vitest'
import { noteRead, readUpTo } from './follow-read.ts'
import { ringsOf } from './rings.ts'

const [ada, bo, cy] = ['a', 'b', 'c'].map((x) => `00000000-0000-4000-8000-00000000000${x}`) as [string, string, string]
const names = new Map([
  [ada, 'Ada'],
  [bo, 'Bo'],
  [cy, 'Cy'],
])
const name = (id: string) => names.get(id) ?? id
const numbered = (...facts: Fact[]): Numbered[] => facts.map((fact, i) => ({ n: i + 1, at: 1_000 * i, cause: 'c', fact }))
const escalated: Fact = { type: 'escalated', reason: 'asked', evidence: { kind: 'menu' }, team: ada, policyVersion: 1 }
const rung = (change: object): Fact => ({ type: 'rung', agents: [ada], until: 9, step: 1, ...change }) as Fact

test('[R4] each ring since it escalated last says who and why, and who not and why not, by reason', () => {
  const rings = ringsOf(
    numbered(
      escalated,
      rung({ agents: [cy], why: 'only' }),
      escalated,
      rung({ why: 'idle', passedOver: [bo, cy].map((agent) => ({ agent, why: 'later' })) }),
      rung({ agents: [ada, bo], why: 'everybody', lacks: ['language'], passedOver: [{ agent: cy, why: 'bot' }] }),
    ),
    name,
  )
  expect(rings.map(({ n }) => n)).toEqual([5, 4])
  expect(rings[0]).toMatchObject({
    who: 'all who could be: Ada and Bo',
    lacks: 'Nobody was left who speaks the visitor’s language, so the others were asked.',
    passedOver: ['Only for other bots: Cy'],
  })
  expect(rings[1]).toMatchObject({ lacks: null, passedOver: ['Not yet: Bo and Cy'] })
})

test('before it escalates nobody was rung; a ring of an earlier release says who', () => {
  expect(ringsOf(numbered(rung({})), name)).toEqual([])
  expect(ringsOf(numbered(escalated, rung({})), name)[0]).toMatchObject({ who: 'all who could be: Ada', passedOver: [] })
})

test('what I have read of somebody whom I follow only ever grows', () => {
  noteRead('one', 4)
  noteRead('one', 2)
  expect([readUpTo('one'), readUpTo('two')]).toEqual([4, undefined])
  expect(JSON.parse(localStorage.getItem('baton:follow-read') ?? '')).toEqual({ one: 4 })
})
