import { expect, it } from 'vitest'
import { policy } from './policy.ts'

const team = '00000000-0000-4000-8000-000000000051'

it('a new bot needs to know only its team', () => {
  expect(policy.parse({ team })).toMatchObject({
    team,
    minConfidence: 0.7,
    ringMs: 30_000,
    patienceMs: 300_000,
    answerWithinMs: 86_400_000,
  })
})

it('has a sentence for every passage, and fills in nothing else than it knows', () => {
  for (const text of Object.values(policy.parse({ team }).texts)) {
    expect(text.length).toBeGreaterThan(10)
    expect(text.replace(/\{\{(within|email|agent\.name)\}\}/g, '')).not.toMatch(/[{}]/)
  }
})

it('keeps the sentences that are not changed', () => {
  const { texts } = policy.parse({ team, texts: { greeting: 'Hi.' } })
  expect(texts).toMatchObject({ greeting: 'Hi.', connecting: policy.parse({ team }).texts.connecting })
})

it.each([
  { team: 'support' },
  { team, minConfidence: 1.1 },
  { team, minConfidence: -0.1 },
  { team, minConfidence: Number.NaN },
  { team, ringMs: 4_999 },
  { team, ringMs: 5_000.5 },
  { team, patienceMs: 0 },
  { team, answerWithinMs: 15 * 86_400_000 },
  { team, texts: { greeting: '  ' } },
  { team, texts: { connecting: 'x'.repeat(601) } },
])('refuses %j', (wrong) => {
  expect(policy.safeParse(wrong).success).toBe(false)
})
