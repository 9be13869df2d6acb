import { fact } from '@baton/contracts/facts.ts'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { laws, settled } from './testing/laws.ts'
import { goThrough, type Walk, walk } from './testing/steps.ts'

const seed = Number(process.env.WALK_SEED ?? 20_260_302)
const walks = Number(process.env.WALKS ?? 1_000)

it('[H2] [H3] [H4] [H5] [H7] [H8] [H9] [H10] [A2] [A3] [A4] [R1] [R2] [R3] [R4] [V1] hold on every walk, and when all jobs and timers have run out', {
  timeout: 180_000,
}, () => {
  fc.assert(fc.property(walk, walkOnce), { seed, numRuns: walks, reporter })
})

it('takes every kind of fact into its walks', { timeout: 180_000 }, () => {
  const all = fact.options.map((option) => option.shape.type.value).sort()
  const seen = new Set<string>()
  // Some are rare: a few at a time, until all have been seen.
  for (let chunk = 0; chunk < 20 && seen.size < all.length; chunk++)
    for (const one of fc.sample(walk, { seed: seed + chunk, numRuns: 200 }))
      for (const { facts } of goThrough(one, laws).conversations) for (const one of facts) seen.add(one.fact.type)
  expect([...seen].sort()).toEqual(all)
})

function walkOnce(one: Walk): void {
  settled(goThrough(one, laws))
}

/** The shortest walk that fails, told step by step. Run it again with `WALK_SEED=… npx vitest run core/walks.test.ts`. */
function reporter(run: fc.RunDetails<[Walk]>): void {
  const found = run.counterexample?.[0]
  if (!found) return
  const story: string[] = []
  try {
    settled(goThrough(found, laws, story))
  } catch (broken) {
    story.push(String(broken))
  }
  const setting = JSON.stringify({ ...found.policy, texts: undefined, seats: found.seats, teams: found.teams })
  throw new Error(`seed ${run.seed}, path ${run.counterexamplePath}\n${setting}\n${story.join('\n')}`)
}
