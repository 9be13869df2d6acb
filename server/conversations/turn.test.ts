import { randomUUID } from 'node:crypto'
import type { Input } from '@baton/core/decide.ts'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { OpenDatabase } from '../db/open.ts'
import { type Cast, castIn, foldAndState, visitorIn } from '../testing/company.ts'
import { freshDatabase } from '../testing/database.ts'
import { openDoor, type Taken } from './turn.ts'
import { Worlds } from './world.ts'

let database: OpenDatabase
let cast: Cast
let published: Taken[]

beforeEach(async () => {
  database = await freshDatabase()
  cast = await castIn(database)
  published = []
})
afterEach(() => database.close())

function door(staffed = true) {
  const world = new Worlds(database.pool)
  if (staffed) world.setAround({ staffedFor: () => new Set([cast.team]), online: new Set(), names: new Map(), teams: new Map() })
  return openDoor({
    door: database.door,
    seats: database.seats,
    pool: database.pool,
    now: () => 1_000,
    world,
    published: (taken) => published.push(...taken),
  })
}

const says = (text: string): Input => ({ type: 'visitorSays', text, page: null })
const types = (taken: Taken) => taken.facts.map((f) => f.fact.type)

test('a first line opens the conversation, is numbered from 1 and asks the bot', async () => {
  const vera = await visitorIn(database, cast.bot)
  const taken = await door().takeTurn(vera.conversation, 'first-line', says('Hello there'), { bot: cast.bot, visitor: vera.id })
  expect(types(taken)).toEqual(['episodeBegan', 'visitorSaid'])
  expect(taken.facts.map((f) => f.n)).toEqual([1, 2])
  const jobs = await database.db.selectFrom('job').select(['key', 'kind']).execute()
  expect(jobs).toEqual([{ key: `askBot:${vera.conversation}`, kind: 'askBot' }])
})

test('[J1] a cause that comes again changes nothing and gets the first result, refusals included', async () => {
  const vera = await visitorIn(database, cast.bot)
  const { takeTurn } = door()
  const open = { bot: cast.bot, visitor: vera.id }
  const first = await takeTurn(vera.conversation, 'same-cause', says('Once'), open)
  const again = await Promise.all([1, 2, 3].map(() => takeTurn(vera.conversation, 'same-cause', says('Twice?'), open)))
  for (const repeat of again) expect(repeat).toMatchObject({ repeated: true, first: first.first, last: first.last, facts: first.facts })
  const refusal = await takeTurn(vera.conversation, 'hand-back', { type: 'agentHandsBack', by: cast.ada, note: null })
  expect(refusal.refusal).toEqual({ no: 'notYours', by: null })
  const repeated = await takeTurn(vera.conversation, 'hand-back', { type: 'agentHandsBack', by: cast.ada, note: null })
  expect(repeated).toMatchObject({ repeated: true, refusal: { no: 'notYours', by: null } })
  expect(published.flatMap((t) => t.facts)).toHaveLength(2)
})

test('[S1][S3] many turns at once: numbers without holes, one fact per line, stored state = fold of the facts', async () => {
  const { takeTurn } = door()
  const visitors = await Promise.all(Array.from({ length: 12 }, () => visitorIn(database, cast.bot)))
  const lines = visitors.flatMap((v) => Array.from({ length: 25 }, (_, i) => ({ v, text: `line ${i}` })))
  await Promise.all(
    lines.map(({ v, text }, i) => takeTurn(v.conversation, `line-number-${i}`, says(text), { bot: cast.bot, visitor: v.id })),
  )
  for (const visitor of visitors) {
    const { facts, folded, stored } = await foldAndState(database, visitor)
    expect(facts.map((f) => f.n)).toEqual(Array.from({ length: 26 }, (_, i) => i + 1))
    const said = facts.flatMap(({ fact }) => (fact.type === 'visitorSaid' ? [fact.text] : []))
    expect(said).toEqual(Array.from({ length: 25 }, (_, i) => `line ${i}`))
    expect(stored).toEqual(folded)
  }
})

test('one poisoned turn fails alone: the others of its batch are stored', async () => {
  const { takeTurn } = door()
  const visitors = await Promise.all(Array.from({ length: 6 }, () => visitorIn(database, cast.bot)))
  const results = await Promise.allSettled(
    visitors.map((v, i) =>
      takeTurn(v.conversation, 'a-line-here', says(i === 3 ? 'a NUL \u0000 that an edge let through' : 'fine'), {
        bot: cast.bot,
        visitor: v.id,
      }),
    ),
  )
  expect(results.map((r) => r.status)).toEqual(['fulfilled', 'fulfilled', 'fulfilled', 'rejected', 'fulfilled', 'fulfilled'])
  const { rows } = await database.pool.query('select count(*) from fact')
  expect(rows[0]?.count).toBe(10)
})

test('[V1] another visitor’s conversation is not there, and neither is one that never was', async () => {
  const { takeTurn } = door()
  const [vera, mallory] = await Promise.all([visitorIn(database, cast.bot), visitorIn(database, cast.bot)])
  await takeTurn(vera.conversation, 'first-line', says('Mine'), { bot: cast.bot, visitor: vera.id })
  const forged = await takeTurn(vera.conversation, 'forged-line', says('Yours?'), { bot: cast.bot, visitor: mallory.id })
  expect(forged.refusal).toEqual({ no: 'notFound' })
  const nowhere = await takeTurn(randomUUID(), 'take-over', { type: 'agentTakesOver', by: cast.ada })
  expect(nowhere.refusal).toEqual({ no: 'notFound' })
})

test('two agents accept at once: one has it, the other reads who', async () => {
  const vera = await visitorIn(database, cast.bot)
  const { takeTurn } = door()
  await takeTurn(vera.conversation, 'ask-person', { type: 'visitorAsks', page: null }, { bot: cast.bot, visitor: vera.id })
  const results = await Promise.all(
    [cast.ada, cast.bo].map((by) => takeTurn(vera.conversation, `accept-${by.agent}`, { type: 'agentAccepts', by })),
  )
  const won = results.filter((r) => r.facts.some((f) => f.fact.type === 'accepted'))
  const lost = results.filter((r) => r.refusal)
  expect(won).toHaveLength(1)
  expect(lost.map((r) => r.refusal?.no)).toEqual(['alreadyAccepted'])
})

test('[R1] acceptances of one agent at once never go over the capacity, also through two doors', async () => {
  await database.db.updateTable('agent').set({ capacity: 3 }).execute()
  const doors = [door(), door()]
  const visitors = await Promise.all(Array.from({ length: 20 }, () => visitorIn(database, cast.bot)))
  await Promise.all(
    visitors.map((v) =>
      doors[0]?.takeTurn(v.conversation, 'ask-person', { type: 'visitorAsks', page: null }, { bot: cast.bot, visitor: v.id }),
    ),
  )
  const results = await Promise.all(
    visitors.map((v, i) => doors[i % 2]?.takeTurn(v.conversation, 'accept-it', { type: 'agentAccepts', by: cast.ada })),
  )
  expect(results.filter((r) => r?.refusal === null)).toHaveLength(3)
  expect(results.filter((r) => r?.refusal?.no === 'full')).toHaveLength(17)
})
