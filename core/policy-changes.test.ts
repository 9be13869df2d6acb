import { expect, it } from 'vitest'
import { changesBetween } from './policy-changes.ts'
import { policyWith } from './testing/given.ts'

const before = policyWith()

it('names what differs by its path, with what it was and is', () => {
  expect(changesBetween(before, before)).toEqual([])
  expect(changesBetween(before, { ...before, minConfidence: 0.6 })).toEqual([{ path: 'minConfidence', before: 0.7, after: 0.6 }])
})

it('follows what has an id, so that one keyword more or less is one change', () => {
  const { terms } = before.triggers.keywords
  const [first, second, ...others] = terms
  if (!first || !second) throw new Error('a new bot has keywords')
  const added = { ...first, id: 'leak', text: 'leak' }
  const after = {
    ...before,
    triggers: {
      ...before.triggers,
      keywords: { ...before.triggers.keywords, terms: [{ ...second, does: 'escalate' as const }, ...others, added] },
    },
  }
  expect(changesBetween(before, after)).toEqual([
    { path: `triggers.keywords.terms.${first.id}`, before: first, after: null },
    { path: `triggers.keywords.terms.${second.id}.does`, before: second.does, after: 'escalate' },
    { path: 'triggers.keywords.terms.leak', before: null, after: added },
  ])
})

it('tells another order from nothing', () => {
  const rule = (id: string) => ({ id, name: id })
  expect(changesBetween({ rules: [rule('a'), rule('b')] }, { rules: [rule('b'), rule('a')] })).toEqual([
    { path: 'rules', before: ['a', 'b'], after: ['b', 'a'] },
  ])
})
