import { randomUUID } from 'node:crypto'
import { api } from '@baton/contracts/api.ts'
import type { Fact } from '@baton/contracts/facts.ts'
import { type PolicyInput, policy } from '@baton/contracts/policy.ts'
import type { ReplayState } from '@baton/contracts/rules.ts'
import { apply, opened } from '@baton/core/apply.ts'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Meaning } from '../encoder/meaning.ts'
import { toText } from '../encoder/vectors.ts'
import { at, foundedBy, joined, type Person, type TestHttp, testHttp } from '../testing/http.ts'
import { replayJob } from './replay-job.ts'

let http: TestHttp
let owner: Person
let bot: string
let team: string
beforeEach(async () => {
  http = await testHttp()
  owner = await foundedBy(http)
  bot = owner.me.bots[0]?.id ?? ''
  team = owner.me.teams[0]?.id ?? ''
})
afterEach(() => http.close())

const put = (body: object) => http.call(at(api.changePolicy, bot), { cookie: owner.cookie, body })
const get = async (route: Parameters<typeof at>[0], id = bot, rest: [string, string][] = [], query = '') => {
  const where = at(route, id)
  const path = rest.reduce((so, [name, value]) => so.replace(`:${name}`, value), where.path)
  const answer = await http.call({ ...where, path: path + query }, { cookie: owner.cookie })
  return { status: answer.statusCode, ...answer.json() }
}
const post = async (route: Parameters<typeof at>[0], body: object, rest: [string, string][] = []) => {
  const where = at(route, bot)
  const path = rest.reduce((so, [name, value]) => so.replace(`:${name}`, value), where.path)
  const answer = await http.call({ ...where, path }, { cookie: owner.cookie, body })
  return { status: answer.statusCode, ...answer.json() }
}

describe('a policy that can’t be used is refused with the field and the reason', () => {
  const nobody = randomUUID()
  const term = { id: 'leak', text: 'leak' }
  const condition = { field: 'topic', op: 'is', value: 'billing' }
  test.each<[PolicyInput | object, string, string]>([
    [{ triggers: { unsure: { team: nobody } } }, 'triggers.unsure.team', 'no such team'],
    [{ triggers: { keywords: { terms: [term, { ...term, id: 'x', team: nobody }] } } }, 'triggers.keywords.terms.1.team', 'no such team'],
    [{ triggers: { keywords: { terms: [term, term] } } }, 'triggers.keywords.terms.1.id', 'twice'],
    [{ triggers: { keywords: { terms: [{ ...term, text: '**' }] } } }, 'triggers.keywords.terms.0.text', 'more than a wild card'],
    [{ triggers: { keywords: { terms: [{ ...term, text: 'a*b*c*d*e' }] } } }, 'triggers.keywords.terms.0.text', 'at most three'],
    [
      { rules: [{ id: 'r', name: 'R', when: { join: 'all', of: [{ join: 'any', of: [condition] }] }, actions: [{ do: 'flag' }] }] },
      'rules.0.when.of.0.of.0.value',
      'no such topic',
    ],
    [
      {
        rules: [
          {
            id: 'r',
            name: 'R',
            when: { join: 'all', of: [{ field: 'lines', op: 'atLeast', value: 1 }] },
            actions: [{ do: 'route', team: nobody }],
          },
        ],
      },
      'rules.0.actions.0.team',
      'no such team',
    ],
    [{ offers: 11 }, 'offers', ''],
    [{ idleMs: 5 }, 'idleMs', 'a minute at least'],
    [{ texts: { offer: ' ' } }, 'texts.offer', ''],
    [{ texts: { handedBack: '{{agent.name}} {{wait}}' } }, 'texts.handedBack', 'may not be known'],
    [{ languages: { de: { offer: '{{team}}' } } }, 'languages.de.offer', 'may not be known'],
    [{ triggers: { asked: { say: '{{ team }}' } } }, 'triggers.asked.say', 'may not be known'],
  ])('%j', async (change, path, problem) => {
    const answer = await put({ team, ...change })
    expect(answer.statusCode).toBe(400)
    expect(answer.json().refusal).toMatchObject({ no: 'invalid', path })
    expect(answer.json().refusal.problem).toContain(problem)
  })
})

test('versions say who changed what, and an earlier one comes back as a new one', async () => {
  await put({ team, minConfidence: 0.6 })
  await put({ team, minConfidence: 0.5, offers: 3 })
  const { versions, next } = await get(api.policies)
  expect(
    versions.map(({ version, by, changes }: { version: number; by: string | null; changes: { path: string }[] }) => [
      version,
      by,
      changes.map((one) => one.path),
    ]),
  ).toEqual([
    [3, 'Ada Okafor', ['minConfidence', 'offers']],
    [2, 'Ada Okafor', ['minConfidence']],
    [1, 'Ada Okafor', []],
  ])
  expect(next).toBeNull()
  expect((await get(api.policies, bot, [], '?limit=1')).next).toBe(3)
  expect((await get(api.policyVersion, bot, [['version', '2']])).policy.minConfidence).toBe(0.6)
  expect(await post(api.restorePolicy, {}, [['version', '2']])).toMatchObject({ status: 200, version: 4, policy: { minConfidence: 0.6 } })
  expect((await get(api.policy)).version).toBe(4)
  expect(http.told).toContainEqual({ botChanged: bot })
  expect((await post(api.restorePolicy, {}, [['version', '99']])).status).toBe(404)
})

test('the tester answers for a draft, and keeps nothing', async () => {
  const draft = policy.parse({ team, triggers: { keywords: { terms: [{ id: 'leak', text: 'leak*', does: 'escalate' }] } } })
  const dialogue = [{ by: 'visitor', text: 'my tent leaks' }]
  expect((await post(api.testPolicy, { dialogue, policy: draft })).lines[0].outcome).toMatchObject({ does: 'escalate', reason: 'keyword' })
  expect((await post(api.testPolicy, { dialogue })).lines[0].outcome).toMatchObject({ does: 'escalate', reason: 'botFailed' })
  const bad = await post(api.testPolicy, { dialogue, policy: { ...draft, team: randomUUID() } })
  expect(bad.refusal).toMatchObject({ no: 'invalid', path: 'team' })
  const counts = await http.database.pool.query(
    'select (select count(*) from conversation) + (select count(*) from fact) + (select count(*) from job) as n',
  )
  expect(counts.rows).toEqual([{ n: 0 }])
})

// ——— recorded conversations

const signals = {
  ...{ encoder: null, vector: null, language: 'en', smallTalk: null, asks: 0, mood: 0, moodMarks: [] },
  ...{ topics: [], repeat: null, found: [], sure: 0.8 },
}
const began: Fact = { type: 'episodeBegan', episode: 1, page: null }
const says = (text: string): Fact => ({ type: 'visitorSaid', text, page: null })
const reads = (line: number): Fact => ({ type: 'lineRead', line, signals: { ...signals, lines: [line] }, topic: null, team: null })
const answer = (answers: number, confidence: number) => ({
  ...{ answers, confidence, text: `Answer ${answers}`, threshold: 0.7, mode: 'pair' as const, policyVersion: 1, sources: [], tried: [] },
})
const held = (line: number, confidence: number): Fact[] => [
  { type: 'botHeldBack', ...answer(line, confidence) },
  {
    type: 'escalated',
    reason: 'unsure',
    evidence: { kind: 'score', line, score: confidence, threshold: 0.7, tried: [] },
    team,
    policyVersion: 1,
  },
]
const answered = (line: number, confidence: number): Fact => ({ type: 'botSaid', ...answer(line, confidence) })
const byMenu = (): Fact => ({ type: 'escalated', reason: 'asked', evidence: { kind: 'menu' }, team, policyVersion: 1 })

/** A conversation as it would be stored, begun so many days ago. */
async function recorded(facts: Fact[], daysAgo = 1): Promise<string> {
  const [id, visitor] = [randomUUID(), randomUUID()]
  const start = http.now() - daysAgo * 86_400_000
  const placed = facts.map((fact, i) => ({ n: i + 1, at: start + i * 1_000, cause: 'test:cause', fact }))
  const state = placed.reduce(apply, opened(bot, visitor))
  const { pool } = http.database
  await pool.query('insert into conversation (id, bot, visitor, version, state) values ($1, $2, $3, $4, $5)', [
    id,
    bot,
    visitor,
    state.n,
    JSON.stringify(state),
  ])
  for (const { n, at, cause, fact } of placed)
    await pool.query('insert into fact (conversation, n, at, cause, fact) values ($1, $2, $3, $4, $5)', [
      id,
      n,
      at,
      cause,
      JSON.stringify(fact),
    ])
  return id
}

async function runJobs(meaning: Meaning | null = null): Promise<void> {
  const { rows } = await http.database.pool.query("delete from job where kind = 'replay' returning payload")
  const job = replayJob({ db: http.database.pool, clock: http.now, meaning })
  for (const { payload } of rows) await job.run({ id: '1', key: '', kind: 'replay', conversation: null, attempts: 1, payload })
}

describe('replay', () => {
  const draft = () => policy.parse({ team, minConfidence: 0.5 })

  test('says what would go another way, for each day and team, and conversation by conversation', async () => {
    const first = await recorded([began, says('Do you hire?'), reads(2), ...held(2, 0.6)])
    await recorded([began, says('Where is my tent?'), reads(2), answered(2, 0.9)])
    await recorded([began, says('Not read'), ...held(2, 0.6)], 2)
    await recorded([began, says('Too long ago'), reads(2), ...held(2, 0.6)], 40)
    const begun = await post(api.startReplay, { policy: draft(), days: 30 })
    expect(begun).toMatchObject({ state: 'running', done: 0, total: 0 })
    await runJobs()
    const done: ReplayState = await get(api.replay, begun.id)
    expect(done).toMatchObject({ state: 'done', done: 3, total: 3 })
    expect(done.result).toEqual({
      ...{ more: 0, fewer: 1, other: 0, episodes: 3, notReplayable: 1, before: 1, after: 0 },
      perDay: [{ day: '2026-11-23', more: 0, fewer: 1, other: 0 }],
      perTeam: [{ team, more: 0, fewer: 1, other: 0 }],
    })
    const { changes, next } = await get(api.replayChanges, begun.id)
    expect(changes).toMatchObject([
      { conversation: first, line: 2, text: 'Do you hire?', kind: 'fewer', before: { reason: 'unsure', score: 0.6 }, after: null },
    ])
    expect(next).toBeNull()
    expect((await get(api.replayChanges, begun.id, [], '?kind=more')).changes).toEqual([])
    expect((await get(api.replayChanges, begun.id, [], '?after=x')).refusal).toMatchObject({ path: 'after' })
  })

  const billing = { id: 'billing', name: 'Billing', examples: ['the invoice is wrong'], does: 'escalate' }
  const withTopic = () => policy.parse({ team, triggers: { topics: { topics: [billing] } } })
  const of = (vector: number[], encoder = 'test'): Fact => {
    const read = { ...signals, lines: [2], vector: toText(Float32Array.from(vector)), encoder }
    return { type: 'lineRead', line: 2, signals: read, topic: null, team: null }
  }
  /** Examples all mean the same. */
  const meaning: Meaning = {
    name: 'test',
    encode: async (texts) => texts.map(() => Float32Array.from([1, 0])),
    compare: async () => null,
    close: async () => {},
  }

  test('compares lines with a topic that is new, by the vector that was stored; what another encoder read can’t be told', async () => {
    const near = await recorded([began, says('You charged me twice'), of([0.95, 0.3]), answered(2, 0.9)])
    await recorded([began, says('Where is my tent?'), of([0, 1]), answered(2, 0.9)])
    await recorded([began, says('You charged me thrice'), of([1, 0], 'older'), answered(2, 0.9)])
    const begun = await post(api.startReplay, { policy: withTopic() })
    await runJobs(meaning)
    expect((await get(api.replay, begun.id)).result).toMatchObject({ more: 1, fewer: 0, episodes: 3, notReplayable: 1 })
    const { changes } = await get(api.replayChanges, begun.id)
    expect(changes).toMatchObject([{ conversation: near, kind: 'more', after: { reason: 'topic' } }])
  })

  test('compares them by words where no encoder read them', async () => {
    await recorded([began, says('the invoice is wrong'), reads(2), answered(2, 0.9)])
    const begun = await post(api.startReplay, { policy: withTopic() })
    await runJobs()
    expect((await get(api.replay, begun.id)).result).toMatchObject({ more: 1, notReplayable: 0 })
  })

  test('tells days by the clock of the bot’s team', async () => {
    const hours = { zone: 'Pacific/Kiritimati' } // fourteen hours ahead: always another day than in UTC from ten in the morning on
    await http.database.pool.query(`update team set settings = jsonb_set(coalesce(settings, '{}'), '{hours}', $2) where id = $1`, [
      team,
      JSON.stringify(hours),
    ])
    await recorded([began, says('Do you hire?'), reads(2), ...held(2, 0.6)])
    const begun = await post(api.startReplay, { policy: draft() })
    await runJobs()
    const local = new Date(http.now() - 86_400_000 + 14 * 3_600_000).toISOString().slice(0, 10)
    expect(await get(api.replay, begun.id)).toMatchObject({ zone: 'Pacific/Kiritimati', result: { perDay: [{ day: local }] } })
  })

  test('pages what it found', async () => {
    for (let i = 0; i < 3; i++) await recorded([began, says(`Do you hire ${i}?`), reads(2), ...held(2, 0.6)])
    const begun = await post(api.startReplay, { policy: draft() })
    await runJobs()
    const page = await get(api.replayChanges, begun.id, [], '?limit=2')
    expect(page.changes).toHaveLength(2)
    expect((await get(api.replayChanges, begun.id, [], `?limit=2&after=${page.next}`)).changes).toHaveLength(1)
  })

  test('ends when it is cancelled, or another begins', async () => {
    await recorded([began, says('Do you hire?'), reads(2), ...held(2, 0.6)])
    const first = await post(api.startReplay, { policy: draft() })
    const second = await post(api.startReplay, { policy: draft() })
    expect((await get(api.replay, first.id)).state).toBe('cancelled')
    const ended = await http.call(at(api.cancelReplay, second.id), { cookie: owner.cookie })
    expect(ended.statusCode).toBe(200)
    await runJobs()
    expect(await get(api.replay, second.id)).toMatchObject({ state: 'cancelled', done: 0 })
  })

  test('is for admins, and of a policy that can be used', async () => {
    const bo = await joined(http, owner, 'Bo', 'agent')
    expect((await http.call(at(api.startReplay, bot), { cookie: bo.cookie, body: { policy: draft() } })).statusCode).toBe(403)
    expect((await post(api.startReplay, { policy: { ...draft(), team: randomUUID() } })).refusal).toMatchObject({ path: 'team' })
    expect((await get(api.replay, randomUUID())).status).toBe(404)
  })
})

test('an answer tells why it did not escalate, and one that was held back why it did', async () => {
  const calm = await recorded([began, says('I don’t want to cancel. How long?'), reads(2), answered(2, 0.81)])
  const why = await get(api.why, calm, [['n', '4']])
  expect(why).toMatchObject({ answer: 4, n: 2, policyVersion: 1, outcome: { does: 'answer', score: 0.81 } })
  const of = (trigger: string) => why.checks.filter((one: { trigger: string }) => one.trigger === trigger)
  expect(of('keyword')).toMatchObject([{ state: 'quiet', name: 'cancel', why: 'negated' }])
  expect(of('unsure')).toMatchObject([{ state: 'quiet', score: 0.81, needs: 0.7 }])
  const unsure = await recorded([began, says('Do you hire?'), reads(2), ...held(2, 0.6)])
  expect((await get(api.why, unsure, [['n', '4']])).checks[0]).toMatchObject({ trigger: 'unsure', decides: true, score: 0.6, needs: 0.7 })
  expect((await get(api.why, unsure, [['n', '2']])).refusal).toMatchObject({ path: 'n' })
})

test('triggers and confidences of the last days are counted', async () => {
  await recorded([began, says('Do you hire?'), reads(2), ...held(2, 0.6)])
  await recorded([began, says('Where is my tent?'), reads(2), answered(2, 1)])
  await recorded([began, says('Where is my tent?'), reads(2), answered(2, 0.9), { type: 'visitorAsked' }, byMenu()], 45)
  const use = await get(api.policyUse)
  expect(use.triggers).toEqual({ unsure: 1 })
  expect(use.scores).toHaveLength(40)
  expect(use.scores.flatMap((count: number, step: number) => (count > 0 ? [[step, count]] : []))).toEqual([
    [24, 1],
    [39, 1],
  ])
})

test('what came of an answer says whether it was wrong as far as it tells; the rest is its confidence', async () => {
  const { pool } = http.database
  const known = await recorded([began, says('Do you hire?'), reads(2), answered(2, 0.6)])
  await recorded([began, says('Where is my tent?'), reads(2), answered(2, 0.9)])
  await pool.query(
    `insert into outcome (conversation, answer, bot, mode, raw, confidence, found_right, weight, source, at, noted_at)
     values ($1, 4, $2, 'pair', 0.6, 0.6, false, 0.6, 'rated', now(), now())`,
    [known, bot],
  )
  const { wrong } = await get(api.policyUse)
  expect(wrong[24]).toBeCloseTo(0.6 + 0.4 * 0.4)
  expect(wrong[36]).toBeCloseTo(0.1)
  expect(wrong.filter((one: number) => one > 0)).toHaveLength(2)
})

test('words that come before a person are suggested, made keywords or dismissed', async () => {
  for (let i = 0; i < 8; i++) {
    await recorded([began, says(`The warranty of parcel ${i} is a mess`), reads(2), answered(2, 0.9), { type: 'visitorAsked' }, byMenu()])
    await recorded([began, says(`How long does delivery take to place ${i}`), reads(2), answered(2, 0.9)])
  }
  const { suggestions } = await get(api.termSuggestions)
  const warranty = suggestions.find(({ term }: { term: string }) => term.includes('warranty'))
  expect(warranty).toMatchObject({ here: 1, there: 0 })
  expect(warranty.examples[0]).toContain('warranty')
  const term = { text: warranty.term, group: 'own', does: 'offer' }
  const taken = await post(api.settleTerm, { do: 'accept', term })
  expect(taken.policy.triggers.keywords.terms.at(-1)).toMatchObject(term)
  expect(taken.version).toBe(2)
  const left = (await get(api.termSuggestions)).suggestions.map((one: { term: string }) => one.term)
  expect(left).not.toContain(warranty.term)
  expect(left.length).toBeGreaterThan(0)
  await post(api.settleTerm, { do: 'dismiss', term: left[0] })
  expect((await get(api.termSuggestions)).suggestions.map((one: { term: string }) => one.term)).not.toContain(left[0])
})
