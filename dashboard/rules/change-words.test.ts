import { policy } from '@baton/contracts/policy.ts'
import { changesBetween } from '@baton/core/policy-changes.ts'
import { expect, test } from 'vitest'
import { actionWords, changeWords, conditionWords } from './change-words.ts'

const team = '00000000-0000-4000-8000-000000000051'
const before = policy.parse({ team })
const names = { team: () => 'Billing' }
const said = (after: typeof before) => changesBetween(before, after).map((change) => changeWords(change, names))
const withTrigger = (change: object) => policy.parse({ ...before, triggers: { ...before.triggers, ...change } })

test('says what changed as the page calls it', () => {
  expect(said({ ...before, minConfidence: 0.6 })).toEqual(['Unsure, threshold: 70 % → 60 %'])
  expect(said({ ...before, offers: 3, idleMs: 0 })).toEqual(['Offers in one episode: 2 → 3', 'Silence: 30 min → 0 s'])
  expect(said(withTrigger({ frustration: { does: 'offer', team } }))).toEqual([
    'Frustration, does: escalates at once → offers a person',
    'Frustration, team: the bot’s team → Billing',
  ])
  expect(said(withTrigger({ circles: { on: false } }))).toEqual(['Going in circles, on: on → off'])
})

test('names keywords, rules and lines by what their owner wrote', () => {
  const [first, ...terms] = before.triggers.keywords.terms
  expect(said(withTrigger({ keywords: { terms } }))).toEqual([`Keyword, “${first?.text}”: removed`])
  const rule = {
    id: 'r',
    name: 'Pricing',
    when: { join: 'all', of: [{ field: 'lines', op: 'atLeast', value: 3 }] },
    actions: [{ do: 'flag' }],
  }
  expect(said(policy.parse({ ...before, rules: [rule] }))).toEqual(['Your rules, “Pricing”: added'])
  expect(said({ ...before, texts: { ...before.texts, offer: 'Shall I?' } })[0]).toMatch(/^“Offering a person”: “Would you.*→ “Shall I\?”$/)
})

test('reads a rule out', () => {
  const topic = () => 'Billing'
  expect(conditionWords({ field: 'page', op: 'is', value: '/pricing*' }, topic)).toBe('Page is /pricing*')
  expect(conditionWords({ field: 'score', op: 'below', value: 0.8 }, topic)).toBe('How sure the bot is below 80 %')
  expect(conditionWords({ field: 'topic', op: 'isNot', value: 'x' }, topic)).toBe('Topic is not “Billing”')
  expect(actionWords({ do: 'escalate', team, priority: 0, say: null }, names.team)).toBe('escalate at once to Billing')
  expect(actionWords({ do: 'tag', tag: 'vip' }, names.team)).toBe('tag “vip”')
})
