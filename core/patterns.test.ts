import type { Condition, Group } from '@baton/contracts/policy.ts'
import { group } from '@baton/contracts/policy.ts'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fits, globOf, pathOf } from './glob.ts'
import { matches as matchesFacts, type RuleFacts, wordsOf } from './patterns.ts'

type Given = Omit<RuleFacts, 'path' | 'words'> & { page: string | null; text: string }
const facts: Given = {
  page: 'https://shop.example/Pricing/pro?utm=1#top',
  text: 'I want my money back',
  language: 'de',
  name: 'Lena Vogt',
  email: 'lena@shop.example',
  verified: true,
  lines: 3,
  score: 0.4,
  topic: 'billing',
  now: Date.UTC(2026, 2, 2, 17, 30), // a Monday, 18:30 in Berlin
  channel: 'widget',
}
const unknown: Given = { ...facts, page: null, language: null, name: null, email: null, verified: false, score: null, topic: null }
const matches = (one: Group, { page, text, ...known }: Given) =>
  matchesFacts(one, { ...known, path: page === null ? null : pathOf(page), words: wordsOf([one])(text) })
const glob = (pattern: string, text: string) => fits(text, globOf(pattern))
const berlin = 'Europe/Berlin'
const all = (...of: Group['of']): Group => ({ join: 'all', of })
const any = (...of: Group['of']): Group => ({ join: 'any', of })

const holding: Condition[] = [
  { field: 'page', op: 'is', value: '/pricing/*' },
  { field: 'page', op: 'isNot', value: '/docs/*' },
  { field: 'words', op: 'has', value: ['refund', 'money back'] },
  { field: 'words', op: 'hasNot', value: ['refund'] },
  { field: 'language', op: 'is', value: 'de' },
  { field: 'name', op: 'startsWith', value: 'lena' },
  { field: 'name', op: 'isNot', value: 'Lena' },
  { field: 'email', op: 'contains', value: '@Shop.' },
  { field: 'contact', op: 'known' },
  { field: 'verified', op: 'yes' },
  { field: 'lines', op: 'atLeast', value: 3 },
  { field: 'score', op: 'below', value: 0.5 },
  { field: 'topic', op: 'is', value: 'billing' },
  { field: 'time', op: 'within', from: '18:30', to: '19:00', zone: berlin },
  { field: 'time', op: 'within', from: '18:00', to: '06:00', zone: berlin },
  { field: 'time', op: 'outside', from: '09:00', to: '18:30', zone: berlin },
  { field: 'day', op: 'is', value: [1], zone: berlin },
  { field: 'day', op: 'isNot', value: [6, 7], zone: berlin },
  { field: 'channel', op: 'is', value: 'widget' },
]
const failing: Condition[] = [
  { field: 'page', op: 'is', value: '/pricing' },
  { field: 'words', op: 'has', value: ['cancel*'] },
  { field: 'language', op: 'isNot', value: 'de' },
  { field: 'name', op: 'is', value: 'Lena' },
  { field: 'lines', op: 'below', value: 3 },
  { field: 'score', op: 'atLeast', value: 0.5 },
  { field: 'time', op: 'within', from: '09:00', to: '18:30', zone: berlin },
  { field: 'day', op: 'is', value: [2], zone: 'Europe/Berlin' },
]

describe('a condition', () => {
  it.each(holding.map((condition) => [JSON.stringify(condition), condition] as const))('%s holds', (_name, condition) => {
    expect(matches(all(condition), facts)?.matched).toHaveLength(1)
  })
  it.each(failing.map((condition) => [JSON.stringify(condition), condition] as const))('%s does not hold', (_name, condition) => {
    expect(matches(all(condition), facts)).toBeNull()
  })

  it('about what is not known holds neither way', () => {
    for (const op of ['is', 'isNot'] as const) {
      expect(matches(all({ field: 'language', op, value: 'de' }), unknown)).toBeNull()
      expect(matches(all({ field: 'page', op, value: '/a' }), unknown)).toBeNull()
    }
    for (const op of ['atLeast', 'below'] as const) expect(matches(all({ field: 'score', op, value: 0.5 }), unknown)).toBeNull()
  })

  it('about a contact holds once an address is known', () => {
    expect(matches(all({ field: 'contact', op: 'unknown' }), unknown)).not.toBeNull()
    expect(matches(all({ field: 'contact', op: 'unknown' }), facts)).toBeNull()
  })
})

describe('conditions joined', () => {
  const [yes, no] = [holding[0], failing[0]] as [Condition, Condition]
  it('by AND hold together, by OR one is enough', () => {
    expect(matches(all(yes, no), facts)).toBeNull()
    expect(matches(any(no, yes), facts)).toEqual({ matched: ['page is /pricing/*'] })
    expect(matches(any(no, no), facts)).toBeNull()
  })

  it('may hold others', () => {
    expect(matches(all(yes, { join: 'any', of: [no, yes] }), facts)?.matched).toHaveLength(2)
    expect(matches(any(no, { join: 'all', of: [yes, no] }), facts)).toBeNull()
  })

  it('say which words were found', () => {
    const words: Condition = { field: 'words', op: 'has', value: ['refund', 'money back'] }
    expect(matches(all(words), facts)).toEqual({ matched: ['words has money back'] })
  })
})

describe('a wild card', () => {
  it.each([
    ['/a/*', '/a/b/c', true],
    ['/a/*', '/a', false],
    ['*/c', '/a/c', true],
    ['/a*c*e', '/abcde', true],
    ['/a*b', '/ab', true],
    ['/ab*b', '/ab', false],
    ['*', '', true],
    ['a**b', 'ab', true],
  ])('%s on %s: %s', (pattern, text, expected) => expect(glob(pattern, text)).toBe(expected))

  it.each([
    ['https://example.com', '/'],
    ['https://example.com/A/', '/a'],
    ['/a?b#c', '/a'],
    ['a/b', '/a/b'],
    ['*/checkout', '*/checkout'],
  ])('%s has the path %s', (address, path) => expect(pathOf(address)).toBe(path))

  it('cannot stall, however many there are', () => {
    let steps = 0
    class Counting extends String {
      override indexOf(part: string, from?: number): number {
        steps++
        return super.indexOf(part, from)
      }
    }
    const text = new Counting('a'.repeat(4000)) as unknown as string
    expect(glob(`${'a*'.repeat(1000)}b`, text)).toBe(false)
    expect(steps).toBeLessThanOrEqual(1000)
  })

  it('finds what a plain comparison finds', { timeout: 30_000 }, () => {
    const parts = fc.array(fc.stringMatching(/^[ab]{0,3}$/), { minLength: 1, maxLength: 4 })
    fc.assert(
      fc.property(parts, fc.stringMatching(/^[ab]{0,12}$/), (pieces, text) => {
        expect(glob(pieces.join('*'), text)).toBe(new RegExp(`^${pieces.join('.*')}$`).test(text))
      }),
    )
  })
})

it('lists of words are found together as each is alone', () => {
  const word = fc.constantFrom('refund', 'cancel', 'breach of data', 'par*', '*ls', 'speak to a human', 'brech', 'manager')
  const list = fc.array(word, { minLength: 1, maxLength: 4 })
  const line = fc.array(
    fc.constantFrom('refund', 'cancle', 'parcels', 'data', 'of', 'breach', 'brech', 'a', 'human', 'speak', 'managed', '.'),
    {
      maxLength: 12,
    },
  )
  fc.assert(
    fc.property(fc.array(list, { minLength: 1, maxLength: 4 }), line, (lists, said) => {
      const text = said.join(' ')
      const groups = lists.map((value) => all({ field: 'words', op: 'has', value }))
      const together = wordsOf(groups)(text)
      for (const [i, value] of lists.entries()) expect(together(value)).toEqual(wordsOf(groups.slice(i, i + 1))(text)(value))
    }),
  )
})

it('takes any valid rule and any facts', { timeout: 30_000 }, () => {
  const condition = fc.constantFrom(...holding, ...failing)
  const groups = fc.record({
    join: fc.constantFrom('all' as const, 'any' as const),
    of: fc.array(
      fc.oneof(condition, fc.record({ join: fc.constant('any' as const), of: fc.array(condition, { minLength: 1, maxLength: 4 }) })),
      {
        minLength: 1,
        maxLength: 6,
      },
    ),
  })
  const text = fc.string({ unit: 'binary', maxLength: 60 })
  const some = fc.record({
    page: fc.option(text),
    text,
    name: fc.option(text),
    email: fc.option(text),
    now: fc.integer({ min: 0, max: 4e12 }),
  })
  fc.assert(
    fc.property(groups, some, (one, given) => {
      expect(group.safeParse(one).success).toBe(true)
      const found = matches(one, { ...facts, ...given })
      expect(found === null || found.matched.length > 0).toBe(true)
    }),
  )
})
