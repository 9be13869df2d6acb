import { api } from '@baton/contracts/api.ts'
import { sql } from 'kysely'
import { afterEach, describe, expect, test } from 'vitest'
import { type TestHttp, testHttp } from '../testing/http.ts'
import { faultOf, isOutage } from './fault.ts'

const secret = 'what somebody wrote'
let http: TestHttp | null = null
afterEach(async () => {
  await http?.close()
  http = null
})

function here(): TestHttp {
  if (!http) throw new Error('no server')
  return http
}

/** A server whose visitor of a bot's face meets this error. */
async function meeting(error: () => unknown) {
  http = await testHttp({
    deps: {
      peopleOf: async () => {
        throw await error()
      },
    },
  })
  return here().call({ method: 'GET', path: api.face.path.replace(':id', '7f0a2d3e-5b7c-4a53-9a57-6f0e8f4f8a11') })
}

async function databaseError(): Promise<unknown> {
  const { db } = here().database
  await sql`insert into team (id, name) values ('7f0a2d3e-5b7c-4a53-9a57-6f0e8f4f8a11', ${secret})`.execute(db)
  return sql`insert into team (id, name) values ('7f0a2d3e-5b7c-4a53-9a57-6f0e8f4f8a11', ${secret})`.execute(db).catch((error) => error)
}

describe('a surprise', () => {
  test.each<[string, () => unknown, object]>([
    ['an error that quotes a text', () => new Error(secret), { name: 'Error' }],
    ['a parser’s error', () => new SyntaxError(`Unexpected token in "${secret}"`), { name: 'SyntaxError' }],
    ['a bug in our code', () => new TypeError('x is not a function'), { name: 'TypeError', message: 'x is not a function' }],
    ['a database error', databaseError, { name: 'error', code: '23505', table: 'team', constraint: 'team_pkey' }],
    ['something that is no error', () => secret, {}],
  ])('%s is logged under an id, without what anybody wrote', async (_title, error, fault) => {
    const answer = await meeting(error)
    expect(answer.statusCode).toBe(500)
    const { refusal, id, sentence } = answer.json()
    expect([refusal, sentence]).toEqual([null, expect.stringContaining(id)])
    const [line = '', ...more] = here().logged
    expect(more).toEqual([])
    expect(JSON.parse(line)).toMatchObject({ id, method: 'GET', route: '/v1/bots/:id/face', fault })
    expect(line + answer.body).not.toContain(secret)
    expect(line.toLowerCase()).not.toContain('insert into')
  })
})

test.each(['ECONNREFUSED', '57P01', '53100', '53300', '08006'])('a database that is away (%s) is worth another try', async (code) => {
  const answer = await meeting(() => Object.assign(new Error(secret), { code }))
  expect(answer.statusCode).toBe(503)
  expect(answer.json().refusal).toEqual({ no: 'tryAgain' })
})

test('an outage is told from a bug', () => {
  expect(isOutage(new Error('Connection terminated unexpectedly'))).toBe(true)
  expect(isOutage(Object.assign(new Error(), { code: '23505' }))).toBe(false)
  expect(isOutage('08006')).toBe(false)
  expect(isOutage(Object.assign(new Error(), { code: 'ENOENT', syscall: 'connect' }))).toBe(true)
  expect(isOutage(Object.assign(new Error(), { code: 'ENOENT', syscall: 'open' }))).toBe(false)
  expect(faultOf(Object.assign(new Error(secret), { code: 'X', detail: secret, query: secret }))).toEqual({
    name: 'Error',
    code: 'X',
    at: expect.any(Array),
  })
})
