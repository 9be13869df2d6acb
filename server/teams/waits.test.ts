import { randomUUID } from 'node:crypto'
import type { Fact, Numbered } from '@baton/contracts/facts.ts'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Taken } from '../conversations/turn.ts'
import type { OpenDatabase } from '../db/open.ts'
import { silence } from '../log.ts'
import { freshDatabase } from '../testing/database.ts'
import { Handovers } from './handovers.ts'
import { figuresOf, rangesOf } from './waits.ts'

let database: OpenDatabase
beforeAll(async () => {
  database = await freshDatabase()
})
afterAll(() => database.close())

const now = Date.parse('2026-11-24T12:00:00Z')
const minute = 60_000
const day = 86_400_000
const who = { agent: randomUUID(), name: 'Ada' }
const escalated = (team: string) =>
  ({ type: 'escalated', team, reason: 'asked', evidence: { kind: 'asked' }, policyVersion: 1 }) as unknown as Fact
const accepted = (team: string): Fact => ({ type: 'accepted', ...who, how: 'accepted', team })
const left = (instead: 'bot' | 'promise'): Fact => ({ type: 'visitorStoppedWaiting', instead })

function taken(...facts: [at: number, fact: Fact][]): Taken {
  const numbered: Numbered[] = facts.map(([at, fact], i) => ({ n: i + 1, at, cause: 'c', fact }))
  return { id: randomUUID(), cause: 'c', first: 1, last: facts.length, facts: numbered, refusal: null, repeated: false, state: null }
}

async function noted(...all: Taken[]): Promise<void> {
  const handovers = new Handovers(database.pool, silence)
  handovers.published(all)
  await handovers.flush()
}

const waited = (team: string, ms: number, endedAt = now) => taken([endedAt - ms, escalated(team)], [endedAt, accepted(team)])
const rangeOf = async (team: string) => (await rangesOf(database.pool, [team], now)).get(team) ?? null

it('a range needs ten handovers of the last 14 days that were accepted, and is their middle half', async () => {
  const team = randomUUID()
  await noted(...Array.from({ length: 9 }, (_, i) => waited(team, (i + 1) * minute)))
  await noted(waited(team, 99 * minute, now - 15 * day), taken([now - 5 * minute, escalated(team)], [now, left('bot')]))
  expect(await rangeOf(team)).toBeNull()
  await noted(waited(team, 10 * minute), waited(randomUUID(), 500 * minute))
  expect(await rangeOf(team)).toEqual({ from: 3.25 * minute, to: 7.75 * minute })
})

it.each([false, true])('a handover whose closing was undone goes on, and has waited since it began; noted between: %s', async (between) => {
  const team = randomUUID()
  const all: [number, Fact][] = [
    [now - 10 * minute, escalated(team)],
    [now - 8 * minute, { type: 'closed', ...who, outcome: 'spam' }],
    [now - 7 * minute, { type: 'reopened', ...who, team, waits: true }],
    [now, accepted(team)],
  ]
  const one = taken(...all)
  if (between) for (const fact of one.facts) await noted({ ...one, facts: [fact] })
  else await noted(one)
  const { rows } = await database.pool.query('select escalated_at, ended_at, accepted from handover where conversation = $1', [one.id])
  expect(rows).toEqual([{ escalated_at: now - 10 * minute, ended_at: now, accepted: true }])
})

it('only the last fifty count', async () => {
  const team = randomUUID()
  await noted(...Array.from({ length: 60 }, (_, i) => waited(team, i < 10 ? 100 * minute : 2 * minute, now - day + i * minute)))
  expect(await rangeOf(team)).toEqual({ from: 2 * minute, to: 2 * minute })
})

it('today begins at midnight of the team’s clock, and knows how each handover ended', async () => {
  const team = randomUUID()
  const night = Date.parse('2026-11-23T23:30:00Z') // 00:30 in Vienna
  await noted(
    taken([night, escalated(team)], [night + 30_000, accepted(team)]),
    waited(team, 61_000),
    waited(team, 180_000),
    taken([now, escalated(team)], [now + 1, left('bot')]),
    taken([now, escalated(team)], [now + 1, left('promise')], [now + 1, { type: 'promised', due: now, team }]),
    taken([now, escalated(team)], [now + 1, { type: 'closed', ...who, outcome: 'spam' }]),
    taken([now, escalated(team)]),
  )
  const today = async (zone: string) => (await figuresOf(database.pool, [{ id: team, zone }], now))(team)
  expect(await today('Europe/Vienna')).toEqual({ handovers: 7, accepted: 3, soon: 1, promised: 1, abandoned: 2, medianWait: 61_000 })
  expect(await today('UTC')).toMatchObject({ handovers: 6, accepted: 2, soon: 0 })
})

it('a handover that moves on to another team ends there, also when its end is written later', async () => {
  const [one, other] = [randomUUID(), randomUUID()]
  const all = taken([now, escalated(one)], [now + 1_000, escalated(other)], [now + 3_000, accepted(other)])
  const handovers = new Handovers(database.pool, silence)
  for (const fact of all.facts) {
    handovers.published([{ ...all, facts: [fact] }])
    await handovers.flush()
  }
  const { rows } = await database.pool.query(
    'select team, ended_at - escalated_at as waited, accepted, agent from handover where conversation = $1 order by n',
    [all.id],
  )
  expect(rows).toEqual([
    { team: one, waited: 1_000, accepted: null, agent: null },
    { team: other, waited: 2_000, accepted: true, agent: who.agent },
  ])
})

it('what can’t be written is let go, and the next is written again', async () => {
  const team = randomUUID()
  let down = true
  const db = {
    query: (...all: [never]) => (down ? Promise.reject(new Error('away')) : database.pool.query(...all)),
  } as unknown as typeof database.pool
  const handovers = new Handovers(db, silence)
  handovers.published([waited(team, minute)])
  await handovers.flush()
  down = false
  handovers.published([waited(team, minute)])
  await handovers.flush()
  expect((await figuresOf(database.pool, [{ id: team, zone: 'UTC' }], now))(team).handovers).toBe(1)
})
