import { conversation } from '@baton/contracts/conversation.ts'
import { numbered } from '@baton/contracts/facts.ts'
import { apply, opened } from '@baton/core/apply.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readFacts, readState } from '../conversations/store.ts'
import { silence } from '../log.ts'
import { isPassword } from '../people/password.ts'
import { freshDatabase } from '../testing/database.ts'
import type { OpenDatabase } from './open.ts'
import { type Seeded, seedDemo } from './seed.ts'

const now = Date.parse('2026-11-24T09:00:00Z')
let database: OpenDatabase
let seeded: Seeded

beforeAll(async () => {
  database = await freshDatabase()
  seeded = await seedDemo(database, silence, () => now)
})
afterAll(() => database.close())

test('[S3] every past conversation is what its facts fold to, in order and in the past', async () => {
  const rows = await database.db.selectFrom('conversation').select(['id', 'bot', 'visitor']).execute()
  expect(rows).toHaveLength(26)
  for (const { id, bot, visitor } of rows) {
    const facts = await readFacts(database.pool, id, 0)
    const state = await readState(database.pool, id)
    expect(facts.map((fact) => numbered.parse(fact).n)).toEqual(facts.map((_, i) => i + 1))
    expect(conversation.parse(state)).toEqual(facts.reduce(apply, opened(bot, visitor)))
    expect(Math.max(...facts.map(({ at }) => at))).toBeLessThan(now)
    expect(facts.map(({ at }) => at)).toEqual(facts.map(({ at }) => at).sort((a, b) => a - b))
  }
})

test('[A3] nobody is kept waiting, and one promise is open', async () => {
  const rows = await database.db.selectFrom('conversation').select(['kind', 'due', 'state']).execute()
  const count = (kind: string) => rows.filter((row) => row.kind === kind).length
  expect([count('bot'), count('queue'), count('agent'), count('closed')]).toEqual([9, 0, 3, 14])
  expect(rows.filter(({ state }) => state.waiting !== null)).toEqual([])
  expect(rows.filter(({ due }) => due !== null && due > now)).toHaveLength(1)
})

test('nothing is left to be done but the promise', async () => {
  const jobs = await database.db.selectFrom('job').select(['key', 'run_at']).execute()
  expect(jobs.map(({ key }) => key.split(':')[0])).toEqual(['promiseDue'])
  expect(jobs[0]?.run_at).toBeGreaterThan(now)
})

test('another start changes nothing but the passwords', async () => {
  const everything = () =>
    database.db
      .selectFrom('fact')
      .select((e) => e.fn.countAll<number>().as('n'))
      .executeTakeFirst()
  const before = await everything()
  const again = await seedDemo(database, silence, () => now + 3_600_000)
  expect(again.bot).toBe(seeded.bot)
  expect(await everything()).toEqual(before)
  const [first, second] = [seeded, again].map((one) => one.lines('http://localhost:1').find((line) => line.includes('ada@')) ?? '')
  const { password_hash } = await database.db
    .selectFrom('agent')
    .select('password_hash')
    .where('email', '=', 'ada@fernweh.example')
    .executeTakeFirstOrThrow()
  expect(await isPassword(password_hash, passwordIn(second))).toBe(true)
  expect(await isPassword(password_hash, passwordIn(first))).toBe(false)
})

test('[J1] a start that was interrupted is finished by the next', async () => {
  const half = await freshDatabase()
  try {
    await seedDemo(half, silence, () => now)
    await half.db.deleteFrom('seen').execute()
    await seedDemo(half, silence, () => now + 60_000)
    const { n } = await half.db
      .selectFrom('fact')
      .select((e) => e.fn.countAll<number>().as('n'))
      .executeTakeFirstOrThrow()
    const whole = await database.db
      .selectFrom('fact')
      .select((e) => e.fn.countAll<number>().as('n'))
      .executeTakeFirstOrThrow()
    expect(n).toBe(whole.n)
  } finally {
    await half.close()
  }
})

function passwordIn(line: string | undefined): string {
  return line?.split('password ')[1] ?? ''
}
