import { z } from 'zod'
import { draftSettings } from './drafts.ts'
import { confidence } from './facts.ts'
import { looked, paging } from './gaps.ts'
import { id } from './ids.ts'
import { type AnyRoute, byId, ok, route } from './route.ts'
import { clean, limits } from './text.ts'

const written = (max: number) => z.string().max(max).transform(clean).pipe(z.string().trim().min(1))

/**
 * What a question should lead to: an answer from this pair, or from this source (`url`: from this page of it); an answer that says the same as this
 * text; or that the bot does not answer by itself.
 */
export const expectation = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('pair'), pair: id }),
  z.object({ kind: z.literal('source'), source: id, url: z.string().max(limits.address).nullable().default(null) }),
  z.object({ kind: z.literal('answer'), text: written(limits.line) }),
  z.object({ kind: z.literal('handover') }),
])
export const testBody = z.object({ question: written(500), expects: expectation })

/** What the bot did with a question: it answered by itself, asked back (with choices or for other words), or left it to a person. */
export const testDid = z.enum(['answered', 'askedBack', 'handedOver', 'doesntKnow'])
/** `why` says in a sentence what was not as expected; null where green. */
const outcome = z.object({
  green: z.boolean(),
  did: testDid,
  answer: z.string(),
  confidence,
  /** Titles of what the answer rests on. */
  sources: z.array(z.string()),
  why: z.string().nullable(),
})
const testCase = z.object({
  id,
  question: z.string(),
  expects: expectation,
  /** What is expected, in words: the pair's question, the source's title. */
  expected: z.string(),
  /** The conversation that it was taken from. */
  conversation: id.nullable(),
  /** What came of it in the last run with the settings that stand. */
  last: outcome.extend({ run: id, at: z.number() }).nullable(),
})
export const testShow = z.enum(['all', 'green', 'red', 'new'])

export const runState = z.enum(['running', 'done', 'cancelled', 'failed'])
const run = z.object({
  id,
  bot: id,
  state: runState,
  by: z.string(),
  startedAt: z.number(),
  endedAt: z.number().nullable(),
  policyVersion: z.int(),
  /** What was tried out; null: the settings that stand. */
  draft: draftSettings.nullable(),
  /** What it is compared with: a draft with the settings that stand, any other run with the one before. */
  against: z.enum(['live', 'before']).nullable(),
  total: z.int(),
  done: z.int(),
  green: z.int(),
  red: z.int(),
  /** Red that became green, green that became red, and otherwise another answer or deed. */
  changes: z.object({ better: z.int(), worse: z.int(), other: z.int() }),
  problem: z.string().nullable(),
})
const result = outcome.extend({
  id,
  /** Null where the test was removed since. */
  test: id.nullable(),
  question: z.string(),
  expected: z.string(),
  ms: z.number(),
  before: outcome.nullable(),
  change: z.enum(['better', 'worse', 'other']).nullable(),
})
const imported = z.object({
  /** Where the row begins in the file, from 1; null where it is no file. */
  line: z.int().nullable(),
  question: z.string(),
  expects: expectation.nullable(),
  expected: z.string(),
  conversation: id.nullable(),
  problem: z.string().nullable(),
})

/** The routes of questions with known answers, and of what comes of asking them. */
export const testRoutes = {
  tests: route({
    method: 'GET',
    path: '/v1/bots/:id/tests',
    who: 'agent',
    summary: 'The tests of a bot, and how each went last',
    params: byId,
    query: z.object({ show: testShow.default('all'), text: looked, ...paging }),
    response: z.object({ tests: z.array(testCase), next: z.string().nullable(), counts: z.record(testShow, z.int()) }),
  }),
  addTest: route({
    method: 'POST',
    path: '/v1/bots/:id/tests',
    who: 'admin',
    summary: 'Add a question with what it should lead to',
    params: byId,
    body: testBody,
    response: testCase,
  }),
  changeTest: route({
    method: 'PUT',
    path: '/v1/tests/:id',
    who: 'admin',
    summary: 'Change a test',
    params: byId,
    body: testBody,
    response: testCase,
  }),
  removeTests: route({
    method: 'POST',
    path: '/v1/bots/:id/tests/removal',
    who: 'admin',
    summary: 'Remove tests',
    params: byId,
    body: z.object({ ids: z.array(id).min(1).max(500) }),
    response: z.object({ removed: z.int() }),
  }),
  importTests: route({
    method: 'POST',
    path: '/v1/bots/:id/tests/imports',
    who: 'admin',
    summary:
      'Read tests from CSV (question, answer; an empty answer expects a handover), or from answers that visitors found helpful. Without `commit` it only shows what would come of it',
    params: byId,
    body: z.discriminatedUnion('from', [
      z.object({ from: z.literal('csv'), csv: z.string().max(1_000_000), commit: z.boolean().default(false) }),
      z.object({ from: z.literal('conversations'), limit: z.int().min(1).max(500).default(100), commit: z.boolean().default(false) }),
    ]),
    response: z.object({ rows: z.array(imported), good: z.int(), bad: z.int(), added: z.int() }),
  }),
  exportTests: route({
    method: 'GET',
    path: '/v1/bots/:id/tests/export',
    who: 'agent',
    summary: 'The tests as CSV that can be read in again',
    params: byId,
    response: z.object({ name: z.string(), csv: z.string() }),
  }),
  startRun: route({
    method: 'POST',
    path: '/v1/bots/:id/test-runs',
    who: 'admin',
    summary: 'Ask all tests, with the settings that stand or with others',
    params: byId,
    body: z.object({ draft: draftSettings.nullable().default(null) }),
    response: run,
  }),
  runs: route({
    method: 'GET',
    path: '/v1/bots/:id/test-runs',
    who: 'agent',
    summary: 'The last runs, the newest first',
    params: byId,
    response: z.array(run),
  }),
  run: route({
    method: 'GET',
    path: '/v1/test-runs/:id',
    who: 'agent',
    summary: 'One run: how far it is, and its results so far; those that changed first',
    params: byId,
    query: z.object({ show: z.enum(['all', 'green', 'red', 'changed']).default('all'), ...paging }),
    response: z.object({ run, results: z.array(result), next: z.string().nullable() }),
  }),
  cancelRun: route({
    method: 'POST',
    path: '/v1/test-runs/:id/cancellation',
    who: 'admin',
    summary: 'End a run that is under way; what it has found so far stays',
    params: byId,
    body: z.object({}),
    response: run,
  }),
  removeRun: route({
    method: 'DELETE',
    path: '/v1/test-runs/:id',
    who: 'admin',
    summary: 'Forget a run that has ended',
    params: byId,
    response: ok,
  }),
} satisfies Record<string, AnyRoute>

export type TestShow = z.infer<typeof testShow>
export type Expectation = z.infer<typeof expectation>
export type TestBody = z.infer<typeof testBody>
export type TestDid = z.infer<typeof testDid>
export type TestOutcome = z.infer<typeof outcome>
export type TestItem = z.infer<typeof testCase>
export type TestRun = z.infer<typeof run>
export type TestResult = z.infer<typeof result>
export type ImportedTest = z.infer<typeof imported>
