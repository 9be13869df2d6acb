import { api } from '@baton/contracts/api.ts'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type LearningHouse, openLearningHouse } from '../testing/house.ts'

let house: LearningHouse
let bot: string
let source: string
let pairs: { id: string; question: string }[]

beforeAll(async () => {
  house = await openLearningHouse()
  bot = house.cast.bot
  const made = await house.call(api.addSource, {
    id: bot,
    body: {
      kind: 'pairs',
      pairs: [
        { question: 'How long does delivery take?', answer: 'Two to four working days.' },
        { question: 'Do you deliver abroad?', answer: 'To every country of the EU.' },
        { question: 'How do I return something?', answer: 'Print the label under Account.' },
      ],
    },
  })
  source = made.id
  pairs = (await house.call(api.pairs, { id: source })).pairs
})
afterAll(() => house.stop())

const list = (query = {}) => house.call(api.tests, { id: bot, query })
const pairOf = (question: string) => pairs.find((pair) => pair.question === question)?.id ?? ''

async function run(draft: object | null = null) {
  const { id } = await house.call(api.startRun, { id: bot, body: { draft } })
  return house.looked(async () => {
    const seen = await house.call(api.run, { id, query: { limit: 200 } })
    return seen.run.state !== 'running' && seen
  })
}

it('keeps tests, with what they expect in words', async () => {
  const added = await house.call(api.addTest, {
    id: bot,
    body: { question: 'how long does delivery take', expects: { kind: 'pair', pair: pairOf('How long does delivery take?') } },
  })
  expect(added).toMatchObject({ expected: 'How long does delivery take?', conversation: null, last: null })
  await house.call(api.addTest, { id: bot, body: { question: 'I want a human', expects: { kind: 'handover' } } })
  await house.call(api.addTest, {
    id: bot,
    body: { question: 'do you deliver abroad', expects: { kind: 'answer', text: 'to all countries of the EU' } },
  })
  await house.call(api.addTest, { id: bot, body: { question: 'do you hire bakers', expects: { kind: 'source', source } } })
  const { counts, tests } = await list()
  expect(counts).toEqual({ all: 4, green: 0, red: 0, new: 4 })
  expect(tests.map(({ expected }) => expected)).toContain('Questions and answers')
  expect((await list({ text: 'HUMAN' })).tests).toHaveLength(1)
})

it('runs them: green and red, with why, and what has changed since the last time', async () => {
  const first = await run()
  expect(first.run).toMatchObject({ state: 'done', total: 4, done: 4, green: 3, red: 1, against: null, by: house.cast.ada.name })
  const red = first.results.find(({ green }) => !green)
  expect(red).toMatchObject({
    question: 'do you hire bakers',
    did: 'handedOver',
    why: 'It left it to a person.',
    before: null,
    change: null,
  })
  expect((await list()).counts).toEqual({ all: 4, green: 3, red: 1, new: 0 })
  expect((await list({ show: 'red' })).tests).toMatchObject([{ question: 'do you hire bakers', last: { green: false } }])

  const pair = pairOf('How do I return something?')
  await house.call(api.changePair, { id: pair, body: { question: 'Do you hire bakers?', answer: 'No, we sell tents.' } })
  const second = await run()
  expect(second.run).toMatchObject({ against: 'before', green: 4, red: 0, changes: { better: 1, worse: 0, other: 0 } })
  expect(second.results[0]).toMatchObject({ change: 'better', before: { green: false }, answer: 'No, we sell tents.' })
  const changed = await house.call(api.run, { id: second.run.id, query: { show: 'changed' } })
  expect(changed.results).toHaveLength(1)
})

it('compares a draft with what stands, and lets it stand once its run has been seen', async () => {
  await house.call(api.keepDraft, { id: bot, body: { minConfidence: 1 } })
  const early = await house.status(api.publishDraft, { id: bot, body: { run: '00000000-0000-4000-8000-000000000000' } })
  expect(early).toMatchObject({ status: 400, sentence: expect.stringContaining('run') })

  const { id } = await house.call(api.startRun, { id: bot, body: { draft: { minConfidence: 1 } } })
  const ended = async () => (await house.call(api.runs, { id: bot })).find((one) => one.id === id && one.state === 'done')
  await house.looked(ended)
  expect((await house.call(api.draft, { id: bot })).draft).toMatchObject({ run: id, ran: false })
  expect((await house.status(api.publishDraft, { id: bot, body: { run: id } })).status).toBe(400)

  const seen = await house.call(api.run, { id })
  expect(seen.run).toMatchObject({
    against: 'live',
    draft: { minConfidence: 1 },
    green: 1,
    red: 3,
    changes: { better: 0, worse: 3, other: 0 },
  })
  expect(seen.results[0]).toMatchObject({ change: 'worse', green: false, before: { green: true, did: 'answered' } })
  // A draft's run says nothing of the settings that stand.
  expect((await list()).counts).toMatchObject({ green: 4 })

  expect((await house.status(api.publishDraft, { id: bot, body: { run: id } }, 'bo')).status).toBe(403)
  const before = await house.call(api.policy, { id: bot })
  await house.call(api.publishDraft, { id: bot, body: { run: id } })
  const after = await house.call(api.policy, { id: bot })
  expect(after).toMatchObject({ version: before.version + 1, policy: { minConfidence: 1, team: before.policy.team } })
  expect((await house.call(api.draft, { id: bot })).draft).toBeNull()

  await house.call(api.changePolicy, { id: bot, body: { ...after.policy, minConfidence: 0.7 } })
})

it('has a draft run anew once what stands has changed', async () => {
  await house.call(api.keepDraft, { id: bot, body: { askFrom: 0.5 } })
  const { run: one } = await run({ askFrom: 0.5 })
  expect((await house.call(api.draft, { id: bot })).draft).toMatchObject({ run: one.id, ran: true })
  const { policy } = await house.call(api.policy, { id: bot })
  await house.call(api.changePolicy, { id: bot, body: policy })
  expect((await house.call(api.draft, { id: bot })).draft).toMatchObject({ run: null, ran: false })
  await house.call(api.dropDraft, { id: bot })
})

it('takes tests from CSV, and gives them back so', async () => {
  const csv = 'question,answer\nCan I pay by card?,Yes\nI need a lawyer,\n,nothing\nHOW LONG does delivery take,x\n'
  const shown = await house.call(api.importTests, { id: bot, body: { from: 'csv', csv } })
  expect(shown).toMatchObject({ good: 2, bad: 2, added: 0 })
  expect(shown.rows.map(({ line, problem }) => [line, problem])).toEqual([
    [2, null],
    [3, null],
    [4, 'The question is missing.'],
    [5, 'There is a test with this question.'],
  ])
  expect(await house.call(api.importTests, { id: bot, body: { from: 'csv', csv, commit: true } })).toMatchObject({ added: 2 })
  const added = (await list({ show: 'new' })).tests
  expect(added.map(({ question, expects }) => [question, expects.kind])).toEqual([
    ['Can I pay by card?', 'answer'],
    ['I need a lawyer', 'handover'],
  ])
  const exported = await house.call(api.exportTests, { id: bot })
  expect(exported.csv).toContain('"I need a lawyer","","handover"')
  expect(await house.call(api.removeTests, { id: bot, body: { ids: added.map(({ id }) => id) } })).toEqual({ removed: 2 })
  const again = await house.call(api.importTests, { id: bot, body: { from: 'csv', csv: exported.csv } })
  expect(again).toMatchObject({ good: 2, bad: 4 })
  expect(await house.status(api.importTests, { id: bot, body: { from: 'csv', csv: '"' } })).toMatchObject({ status: 400 })
  const many = Array.from({ length: 1_000 }, (_, i) => `what about the ${i}th part of this long question,an answer`).join('\n')
  expect(await house.call(api.importTests, { id: bot, body: { from: 'csv', csv: many } })).toMatchObject({ good: 1_000 })
})

it('takes tests from answers that visitors found helpful', async () => {
  const visitor = await house.asks('where do you deliver abroad?')
  const said = visitor.facts().find(({ fact }) => fact?.type === 'botSaid')
  await visitor.act({ type: 'rate', answer: said?.n ?? 0, helpful: true })
  const found = await house.call(api.importTests, { id: bot, body: { from: 'conversations', commit: true } })
  expect(found.rows).toEqual([
    {
      ...{ line: null, question: 'where do you deliver abroad?', expected: 'Do you deliver abroad?', problem: null },
      ...{ conversation: visitor.conversation, expects: { kind: 'pair', pair: pairOf('Do you deliver abroad?') } },
    },
  ])
  expect(found.added).toBe(1)
  expect(await house.call(api.importTests, { id: bot, body: { from: 'conversations', commit: true } })).toMatchObject({ good: 0, added: 0 })
})

it('goes on with a run where a server left it, and ends one that is cancelled', async () => {
  const { pool } = house.database
  const done = await run()
  const { id, total } = done.run
  await pool.query("update test_run set state = 'running' where id = $1", [id])
  await pool.query('delete from test_result where run = $1 and position > 1', [id])
  await pool.query(
    `insert into job (key, kind, payload, run_at) values ('testRun:' || $1::text, 'testRun', jsonb_build_object('run', $1::text), 0)`,
    [id],
  )
  const ended = await house.looked(async () => {
    const seen = await house.call(api.run, { id })
    return seen.run.state === 'done' && seen
  })
  expect(ended.run).toMatchObject({ total, done: total })

  const other = await house.call(api.startRun, { id: bot, body: {} })
  expect(await house.call(api.cancelRun, { id: other.id, body: {} })).toMatchObject({ state: 'cancelled' })
  expect((await house.status(api.removeRun, { id: other.id })).status).toBe(200)
  expect((await house.status(api.run, { id: other.id })).status).toBe(404)
})

it('refuses what can’t be, and says which field', async () => {
  const nobody = '00000000-0000-4000-8000-000000000000'
  const expects = { kind: 'pair', pair: nobody }
  const refused = { status: 400, sentence: expect.stringContaining('expects') }
  expect(await house.status(api.addTest, { id: bot, body: { question: 'a', expects } })).toMatchObject(refused)
  const [test] = (await list()).tests
  expect(await house.status(api.changeTest, { id: test?.id ?? '', body: { question: 'a', expects } })).toMatchObject(refused)
  const body = { question: 'a', expects: { kind: 'handover' } }
  expect((await house.status(api.addTest, { id: nobody, body })).status).toBe(404)
  expect((await house.status(api.changeTest, { id: nobody, body })).status).toBe(404)
  expect((await house.status(api.startRun, { id: nobody, body: {} })).status).toBe(404)
  expect((await house.status(api.importTests, { id: nobody, body: { from: 'csv', csv: 'a,b' } })).status).toBe(404)
  expect((await house.status(api.keepDraft, { id: nobody, body: {} })).status).toBe(404)
  for (const [route, sent] of [
    [api.addTest, { id: bot, body }],
    [api.changeTest, { id: test?.id ?? '', body }],
    [api.removeTests, { id: bot, body: { ids: [nobody] } }],
    [api.startRun, { id: bot, body: {} }],
    [api.keepDraft, { id: bot, body: {} }],
  ] as const)
    expect((await house.status(route, sent, 'bo')).status).toBe(403)
})
