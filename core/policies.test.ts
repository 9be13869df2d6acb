import { policy } from '@baton/contracts/policy.ts'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { laws, settled } from './testing/laws.ts'
import { policies } from './testing/policies.ts'
import { goThrough, walk } from './testing/steps.ts'

const seed = 20_260_302

it('[H1] [H2] [H3] [H4] [H5] [H6] [H7] [H8] [H9] hold whatever the policy', { timeout: 120_000 }, () => {
  const walks = fc.tuple(walk, policies).map(([one, policy]) => ({
    ...one,
    policy,
    steps: one.steps.map((step) => (step.do === 'policyChanges' ? { ...step, policy } : step)),
  }))
  fc.assert(
    fc.property(walks, (one) => settled(goThrough(one, laws))),
    { seed, numRuns: 300 },
  )
})

it('any policy loads, or is refused with the field and the reason', { timeout: 60_000 }, () => {
  const spoilt = fc.oneof(fc.constant(null), fc.constant(-1), fc.constant(''), fc.constant('*'), fc.constant({}), fc.constant([{}]))
  let refused = 0
  fc.assert(
    fc.property(policies, fc.nat(), spoilt, (one, which, value) => {
      const places = placesIn(one)
      const path = places[which % places.length] ?? []
      const read = policy.safeParse(withAt(one, path, value))
      if (read.success) {
        expect(policy.parse(read.data)).toEqual(read.data)
        return
      }
      refused++
      for (const issue of read.error.issues) {
        expect(issue.message.length).toBeGreaterThan(3)
        const shared = issue.path.slice(0, path.length).map(String)
        expect(path.slice(0, shared.length)).toEqual(shared)
      }
    }),
    { seed, numRuns: 400 },
  )
  expect(refused).toBeGreaterThan(50)
})

/** Every path of a value, leaves and what holds them. */
function placesIn(value: unknown, path: string[] = []): string[][] {
  if (typeof value !== 'object' || value === null) return [path]
  return [...(path.length > 0 ? [path] : []), ...Object.entries(value).flatMap(([name, inner]) => placesIn(inner, [...path, name]))]
}

function withAt(value: unknown, [name, ...rest]: string[], instead: unknown): unknown {
  if (name === undefined) return instead
  if (Array.isArray(value)) return value.map((one, i) => (String(i) === name ? withAt(one, rest, instead) : one))
  return { ...(value as object), [name]: withAt((value as Record<string, unknown>)[name], rest, instead) }
}
