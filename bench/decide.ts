import { type Policy, policy } from '@baton/contracts/policy.ts'
import { opened } from '@baton/core/apply.ts'
import { decide } from '@baton/core/decide.ts'
import type { World } from '@baton/core/decision.ts'
import { imagined } from '@baton/core/imagined.ts'
import { atMost, type Bench, percentile } from './report.ts'

const decisions = 20_000
const [bot, team] = ['00000000-0000-4000-8000-0000000000bb', '00000000-0000-4000-8000-000000000051'] as const
const texts = [
  'Where is my order? It was to come on Tuesday and the tracking has not moved since.',
  'I don’t want to cancel, but I want a refund for the torn fly. What is your policy on post?',
  'word12 word77 of the parcels that arrived, and the invoice for word133 is missing',
  'thanks',
]

/** As long as a line may be. */
const longest = 'The tent arrived with a broken pole and nobody answered my letters; '.repeat(60).slice(0, 4_000)

export const deciding: Bench = {
  says: 'one line decided under 200 keywords and 50 rules, without embeddings',
  async run(size) {
    const world = imagined(large(), Date.UTC(2026, 2, 2, 9))
    const took = timed(size.of(decisions), (i) => texts[i % texts.length] ?? '', world)
    const long = timed(size.of(decisions / 40, 120), (i) => `${i} ${longest}`, world)
    return [
      atMost('deciding a line, p99', percentile(took, 0.99), 'ms', 1),
      { what: 'deciding a line, median', value: percentile(took, 0.5), unit: 'ms' },
      { what: 'deciding a line of 4,000 characters, median', value: percentile(long, 0.5), unit: 'ms' },
    ]
  },
}

/** In ms of the processor, as decisions wait for nothing, once everything is warm. A line is never the one before, as what is remembered of that would tell too little. */
function timed(count: number, textOf: (i: number) => string, world: World): number[] {
  const all = Array.from({ length: count }, (_, i) => {
    const text = textOf(i)
    const before = process.cpuUsage()
    decide(opened(bot, bot), { type: 'visitorSays', text, page: { url: 'https://shop.example/tents/3', title: '' } }, world)
    const { user, system } = process.cpuUsage(before)
    return (user + system) / 1_000
  })
  return all.slice(100)
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
