import { type Policy, policy } from '@baton/contracts/policy.ts'
import type { World } from '@baton/core/decision.ts'
import { atMost, type Bench, percentile } from './report.ts'
import { shipped } from './shipped.ts'

const decisions = 20_000
/** Lines until the processor's code for them has settled: they are told apart. */
const cold = 1_000
const [bot, team] = ['00000000-0000-4000-8000-0000000000bb', '00000000-0000-4000-8000-000000000051'] as const
const texts = [
  'Where is my order? It was to come on Tuesday and the tracking has not moved since.',
  'I don’t want to cancel, but I want a refund for the torn fly. What is your policy on post?',
  'word12 word77 of the parcels that arrived, and the invoice for word133 is missing',
  'thanks',
]

/** As long as a line may be. */
const longest = 'The tent arrived with a broken pole and nobody answered my letters; '.repeat(60).slice(0, 4_000)

type Core = typeof import('@baton/core/decide.ts') & typeof import('@baton/core/apply.ts') & typeof import('@baton/core/imagined.ts')

export const deciding: Bench = {
  says: 'one line decided under 200 keywords and 50 rules, without embeddings',
  async run(size) {
    const core = await shipped<Core>(['decide', 'apply', 'imagined'].map((name) => `@baton/core/${name}.ts`))
    const world = core.imagined(large(), Date.UTC(2026, 2, 2, 9))
    const took = timed(core, size.of(decisions + cold), (i) => texts[i % texts.length] ?? '', world)
    const long = timed(core, size.of(decisions / 40, 120), (i) => `${i} ${longest}`, world)
    const warm = took.slice(cold)
    return [
      { what: 'the very first line under a policy', value: took[0] ?? Number.NaN, unit: 'ms' },
      { what: `the first ${cold} lines after a start, p99`, value: percentile(took.slice(0, cold), 0.99), unit: 'ms' },
      atMost('deciding a line, p99', percentile(warm, 0.99), 'ms', 1),
      { what: 'deciding a line, median', value: percentile(warm, 0.5), unit: 'ms' },
      { what: 'deciding a line of 4,000 characters, p99', value: percentile(long, 0.99), unit: 'ms' },
    ]
  },
}

/** In ms of the processor (all threads of this process, so collecting garbage counts). A line is never the one before, as what is remembered of that would tell too little. */
function timed({ decide, opened }: Core, count: number, textOf: (i: number) => string, world: World): number[] {
  return Array.from({ length: count }, (_, i) => {
    const text = textOf(i)
    const before = process.cpuUsage()
    decide(opened(bot, bot), { type: 'visitorSays', text, page: { url: 'https://shop.example/tents/3', title: '' } }, world)
    const { user, system } = process.cpuUsage(before)
    return (user + system) / 1_000
  })
}

function large(): Policy {
  const groups = ['word', 'phrase of', 'prefix*', 'broken']
  const terms = Array.from({ length: 200 }, (_, i) => ({
    id: `t${i}`,
    text: `${groups[i % 4]} ${i % 4 === 0 ? '' : 'word'}${i}`,
    does: 'offer',
  }))
  const rules = Array.from({ length: 50 }, (_, i) => ({
    id: `r${i}`,
    name: `Rule ${i}`,
    when: {
      join: i % 2 === 0 ? 'all' : 'any',
      of: [
        { field: 'page', op: 'is', value: `/shop*${i}*` },
        { field: 'words', op: 'has', value: [`thing${i}`, `gear ${i}`, 'par*ls'] },
        {
          join: 'any',
          of: [
            { field: 'day', op: 'is', value: [6, 7], zone: 'Europe/Berlin' },
            { field: 'lines', op: 'atLeast', value: 5 },
          ],
        },
      ],
    },
    actions: [{ do: 'tag', tag: `tag ${i}` }],
  }))
  return policy.parse({ team, triggers: { keywords: { terms } }, rules })
}
