import { type Condition, type Policy, type PolicyInput, policy } from '@baton/contracts/policy.ts'
import fc from 'fast-check'
import { sales, support } from './cast.ts'

const some = <T>(...values: T[]) => fc.constantFrom(...values)
const unit = fc.double({ min: 0, max: 1, noNaN: true })
const does = some('escalate' as const, 'offer' as const)
const handling = { team: some(null, support, sales), priority: fc.nat({ max: 3 }), say: some(null, 'One moment, {{visitor.name}}.') }
const trigger = { on: fc.boolean(), does, ...handling }
/** Words of the walks' lines, wild cards, and words that are in none of them. */
const word = some('order', 'water*', 'refund', '*proof', 'w*r*e', 'lawyer', 'did not help', 'kayak', 'menschen', 'that*')
const zone = some('UTC', 'Europe/Berlin', 'Asia/Kathmandu')

/** Any valid condition there is. */
const condition: fc.Arbitrary<Condition> = fc.oneof(
  fc.record({ field: some('page' as const), op: some('is' as const, 'isNot' as const), value: some('/tents*', '*', '/a*b*c', '/') }),
  fc.record({
    field: some('words' as const),
    op: some('has' as const, 'hasNot' as const),
    value: fc.array(word, { minLength: 1, maxLength: 5 }),
  }),
  fc.record({ field: some('language' as const), op: some('is' as const, 'isNot' as const), value: some('en', 'de') }),
  fc.record({
    field: some('name' as const, 'email' as const),
    op: some('is' as const, 'isNot' as const, 'contains' as const, 'startsWith' as const),
    value: some('vera', 'example'),
  }),
  fc.record({ field: some('contact' as const), op: some('known' as const, 'unknown' as const) }),
  fc.record({ field: some('verified' as const), op: some('yes' as const, 'no' as const) }),
  fc.record({ field: some('lines' as const), op: some('atLeast' as const, 'below' as const), value: fc.nat({ max: 6 }) }),
  fc.record({ field: some('score' as const), op: some('atLeast' as const, 'below' as const), value: unit }),
  fc.record({ field: some('topic' as const), op: some('is' as const, 'isNot' as const), value: some('billing') }),
  fc.record({
    field: some('time' as const),
    op: some('within' as const, 'outside' as const),
    from: some('08:00', '22:30'),
    to: some('17:00', '06:15'),
    zone,
  }),
  fc.record({
    field: some('day' as const),
    op: some('is' as const, 'isNot' as const),
    value: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }),
    zone,
  }),
  fc.record({ field: some('channel' as const), op: some('is' as const, 'isNot' as const), value: some('widget' as const) }),
)
const join = some('all' as const, 'any' as const)
const group = fc.record({
  join,
  of: fc.array(fc.oneof(condition, fc.record({ join, of: fc.array(condition, { minLength: 1, maxLength: 3 }) })), {
    minLength: 1,
    maxLength: 4,
  }),
})
const action = fc.oneof(
  fc.record({ do: does, ...handling }),
  fc.record({ do: some('flag' as const, 'leave' as const) }),
  fc.record({ do: some('route' as const), team: some(support, sales) }),
  fc.record({ do: some('priority' as const), priority: fc.nat({ max: 3 }) }),
  fc.record({ do: some('tag' as const), tag: some('vip', 'returns') }),
  fc.record({ do: some('note' as const), text: some('Look at the order first.') }),
)
const rules = fc.array(fc.record({ on: fc.boolean(), when: group, actions: fc.array(action, { minLength: 1, maxLength: 3 }) }), {
  maxLength: 6,
})
const terms = fc.array(fc.record({ text: word, exact: fc.boolean(), does, team: handling.team, priority: handling.priority }), {
  maxLength: 8,
})

/** Any valid policy: every trigger on or off and at any value, keywords, topics and rules of all kinds. */
export const policies: fc.Arbitrary<Policy> = fc
  .record({
    minConfidence: unit,
    team: some(support, sales),
    ringMs: fc.integer({ min: 5_000, max: 600_000 }),
    patienceMs: fc.integer({ min: 10_000, max: 3_600_000 }),
    answerWithinMs: fc.integer({ min: 60_000, max: 86_400_000 }),
    offers: fc.nat({ max: 10 }),
    showSure: fc.boolean(),
    returnMs: some(0, 600_000),
    idleMs: some(0, 60_000, 1_800_000),
    asked: fc.record({ ...handling, byMeaning: fc.boolean(), phrases: fc.array(some('get me somebody', 'mensch'), { maxLength: 2 }) }),
    keywords: fc.record({ on: fc.boolean(), say: handling.say, terms }),
    topic: fc.record({ on: fc.boolean(), does: some('route' as const, 'escalate' as const, 'offer' as const), team: handling.team }),
    unsure: fc.record({ ...trigger, askFrom: unit, allowed: fc.integer({ min: 1, max: 5 }) }),
    repeated: fc.record({ ...trigger, times: fc.integer({ min: 2, max: 5 }) }),
    frustration: fc.record({ ...trigger, threshold: unit }),
    circles: fc.record({ ...trigger, answers: fc.integer({ min: 2, max: 50 }) }),
    unresolved: fc.record(trigger),
    exchanges: fc.record({ on: fc.boolean(), ...handling, after: fc.integer({ min: 1, max: 20 }) }),
    failed: fc.record({ does, ...handling }),
    rules,
  })
  .map(({ asked, keywords, topic, unsure, repeated, frustration, circles, unresolved, exchanges, failed, rules: built, ...plain }) =>
    policy.parse({
      ...plain,
      triggers: {
        ...{ asked, unsure, repeated, frustration, circles, unresolved, exchanges, failed },
        keywords: { ...keywords, terms: keywords.terms.map((one, i) => ({ ...one, id: `t${i}` })) },
        topics: {
          on: topic.on,
          topics: [{ id: 'billing', name: 'Billing', examples: ['my invoice'], does: topic.does, team: topic.team }],
        },
      },
      rules: built.map((one, i) => ({ ...one, id: `r${i}`, name: `Rule ${i}` })),
    } satisfies PolicyInput),
  )
