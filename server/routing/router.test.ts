import { randomUUID } from 'node:crypto'
import { type TeamSettings, teamSettings } from '@baton/contracts/team.ts'
import type { Input } from '@baton/core/decide.ts'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { goneJob, planGone } from '../conversations/gone-job.ts'
import { readFacts, readState } from '../conversations/store.ts'
import { type Door, openDoor } from '../conversations/turn.ts'
import { Worlds } from '../conversations/world.ts'
import type { OpenDatabase } from '../db/open.ts'
import { noteSign, sendAway } from '../people/status.ts'
import type { Visitor } from '../people/visitors.ts'
import { readBoard } from '../teams/board.ts'
import { Roster } from '../teams/roster.ts'
import { type Cast, castIn, visitorIn } from '../testing/company.ts'
import { freshDatabase } from '../testing/database.ts'
import { createRouter } from './router.ts'
import { readSeats } from './seats.ts'

const [second, minute, start] = [1_000, 60_000, Date.UTC(2026, 2, 2, 9)]

const everything = { agent: randomUUID(), bots: null }

let database: OpenDatabase
let cast: Cast
let world: Worlds
let roster: Roster
let door: Door
let now: number
let looks: number[]
let run: () => Promise<void>

beforeAll(async () => {
  database = await freshDatabase()
  cast = await castIn(database)
  const { pool } = database
  world = new Worlds(pool)
  const clock = () => now
  door = openDoor({ door: database.door, seats: database.seats, pool, now: clock, world, published: () => {} })
  roster = new Roster()
  const lookAt = async (at: number) => void looks.push(at)
  const router = createRouter({ door, world, roster, now: clock, settled: () => true, lookAt })
  run = async () => {
    await roster.refresh(pool)
    await router()
  }
}, 60_000)
afterAll(() => database.close())

beforeEach(async () => {
  const { pool } = database
  now = start
  looks = []
  await pool.query('truncate conversation, fact, turn, job, connection, node, follow; update company set quiet_after = null')
  await pool.query(
    `update agent set online = false, absence = null, automatic = false, capacity = 3, bots = '{}', languages = '{}', turn_at = 0, sign_at = null`,
  )
  await pool.query('delete from team where id <> $1', [cast.team])
  await settle({})
})

/** What the team does, and that somebody is there for whoever asks. */
async function settle(change: Partial<Record<keyof TeamSettings, unknown>>, team = cast.team): Promise<void> {
  await database.pool.query('update team set settings = $2 where id = $1', [team, JSON.stringify(teamSettings.parse(change))])
  await roster.refresh(database.pool)
  const teams = new Map([...roster.teams].map(([id, { settings }]) => [id, settings]))
  world.setAround({ staffedFor: () => new Set(teams.keys()), online: new Set(), names: new Map(), teams })
}

async function comes(...agents: string[]): Promise<void> {
  const node = randomUUID()
  await database.pool.query('insert into node (id, seen_at) values ($1, now())', [node])
  await database.pool.query('insert into connection (id, agent, node) select gen_random_uuid(), a, $2 from unnest($1::uuid[]) a', [
    agents,
    node,
  ])
  await database.pool.query('update agent set online = true where id = any($1::uuid[])', [agents])
}

let causes = 0
const take = (conversation: string, input: Input) => door.takeTurn(conversation, `test/${causes++}`, input)

/** Somebody who asks for a person at a moment. */
async function asks({ at = start, priority = 0, bot = cast.bot } = {}): Promise<Visitor> {
  const visitor = await visitorIn(database, bot)
  const { conversation, id } = visitor
  now = at
  await door.takeTurn(conversation, `test/${causes++}`, { type: 'visitorAsks', page: null }, { bot, visitor: id })
  if (priority > 0)
    await database.pool.query(`update conversation set state = jsonb_set(state, '{holder,priority}', $2::text::jsonb) where id = $1`, [
      conversation,
      priority,
    ])
  return visitor
}

async function rung({ conversation }: Visitor): Promise<string[]> {
  const holder = (await readState(database.pool, conversation))?.holder
  return holder?.kind === 'queue' ? (holder.ringing?.agents ?? []) : []
}
const holderOf = async ({ conversation }: Visitor) => (await readState(database.pool, conversation))?.holder
const lapses = async ({ conversation }: Visitor) => {
  const tenure = (await readState(database.pool, conversation))?.tenure ?? 0
  await take(conversation, { type: 'ringLapses', tenure })
}

describe('[R3] who is next', () => {
  it('is the more urgent, until the other has waited so much longer that it is as urgent', async () => {
    await comes(cast.ada.agent)
    await database.pool.query('update agent set capacity = 1')
    const calm = await asks({ at: start })
    const legal = await asks({ at: start + 9 * minute, priority: 1 })
    await run()
    expect([await rung(calm), await rung(legal)]).toEqual([[], [cast.ada.agent]])
    await lapses(legal)
    const later = await asks({ at: start + 20 * minute, priority: 1 })
    await take(legal.conversation, { type: 'visitorStopsWaiting', instead: 'bot' })
    await run()
    expect([await rung(calm), await rung(later)]).toEqual([[cast.ada.agent], []])
  })

  it('is not kept waiting by those before it whom nobody there can take', async () => {
    const other = randomUUID()
    const at = new Date(0)
    await database.db.insertInto('bot').values({ id: other, name: 'Moss', brand: '#a63c06', sites: [], created_at: at }).execute()
    await database.pool.query('insert into policy (bot, version, body, at) select $1, 1, body, at from policy where bot = $2', [
      other,
      cast.bot,
    ])
    await comes(cast.ada.agent)
    await database.pool.query('update agent set capacity = 1, bots = $1 where id = $2', [[other], cast.ada.agent])
    await comes(cast.bo.agent)
    await database.pool.query('update agent set capacity = 0 where id = $1', [cast.bo.agent])
    const first = [await asks({ at: start }), await asks({ at: start + 1 }), await asks({ at: start + 2 })]
    const last = await asks({ at: start + 3, bot: other })
    await run()
    expect(await Promise.all(first.map(rung))).toEqual([[], [], []])
    expect(await rung(last)).toEqual([cast.ada.agent])
    const facts = await readFacts(database.pool, last.conversation, 0)
    expect(facts.map(({ fact }) => fact).find((fact) => fact.type === 'rung')).toMatchObject({
      passedOver: [{ agent: cast.bo.agent, why: 'full' }],
    })
  })

  it('[A2] a bot whose own people are gone promises an answer, while another’s visitors go on waiting', async () => {
    await comes(cast.ada.agent)
    const own = randomUUID()
    await database.pool.query('update agent set bots = $1 where id = $2', [[own], cast.ada.agent])
    const waits = await asks()
    await run()
    expect(await holderOf(waits)).toMatchObject({ kind: 'bot' })
    await database.pool.query(`update agent set bots = $1 where id = $2`, [[cast.bot], cast.ada.agent])
    const other = await asks()
    await run()
    expect(await rung(other)).toEqual([cast.ada.agent])
  })
})

it('[R3] the board shows each queue in the order in which the router takes it, and its whole length', async () => {
  const calm = await asks({ at: start })
  const legal = await asks({ at: start + 9 * minute, priority: 1 })
  const late = await asks({ at: start + 20 * minute, priority: 1 })
  const [team] = (await readBoard(database.pool, now, everything)).teams
  expect(team?.queue.map(({ conversation }) => conversation)).toEqual([legal, calm, late].map(({ conversation }) => conversation))
  expect(team).toMatchObject({ waiting: 3, longest: start })
})

describe('[R2] a ladder on a clock', () => {
  it('rings the first, then the next one, then all of the team that stands in, and plans its own looks', async () => {
    const sales = randomUUID()
    await database.db.insertInto('team').values({ id: sales, name: 'Sales' }).execute()
    const cy = randomUUID()
    const email = `${cy}@fernweh.example`
    await database.db
      .insertInto('agent')
      .values({ id: cy, name: 'Cy', email, role: 'agent', created_at: new Date(0) })
      .execute()
    await database.db.insertInto('seat').values({ agent: cy, team: sales }).execute()
    const ladder = (['next', 'next', 'fallback'] as const).map((step) => ({ do: step, ms: 45 * second }))
    await settle({ mode: 'ringOne', ladder, fallback: sales })
    await comes(cast.ada.agent, cast.bo.agent, cy)
    const vera = await asks()
    await run()
    const [first = ''] = await rung(vera)
    expect(looks.at(-1)).toBe(start + 40 * second + 1)
    now = start + 45 * second
    await lapses(vera)
    await run()
    const [next = ''] = await rung(vera)
    expect(new Set([first, next])).toEqual(new Set([cast.ada.agent, cast.bo.agent]))
    now = start + 90 * second
    await lapses(vera)
    await run()
    expect(new Set(await rung(vera))).toEqual(new Set([first, next, cy]))
    await database.pool.query('delete from agent where id = $1', [cy])
  })

  it('what is given without asking goes to somebody else where no line follows', async () => {
    await settle({ mode: 'assign' })
    await comes(cast.ada.agent, cast.bo.agent)
    const vera = await asks()
    await run()
    const first = await holderOf(vera)
    expect(first).toMatchObject({ kind: 'agent' })
    for (const minutes of [3, 6]) {
      now = start + minutes * minute
      const { rows } = await database.pool.query<{ payload: Input }>(`select payload from job where key like 'agentSilent:%'`)
      await database.pool.query(`delete from job where key like 'agentSilent:%'`)
      await take(vera.conversation, rows[0]?.payload as Input)
    }
    await run()
    const then = await holderOf(vera)
    expect(then).toMatchObject({ kind: 'agent' })
    expect(then).not.toMatchObject({ agent: first?.kind === 'agent' ? first.agent : '' })
  })
})

describe('[R1] who has room', () => {
  it('a quiet conversation weighs half, for the router, an acceptance and the board alike, and never nothing', async () => {
    await database.pool.query('update company set quiet_after = 5; update agent set capacity = 2')
    await comes(cast.ada.agent)
    const held = [await asks(), await asks(), await asks()]
    const accepts = (one: Visitor) => take(one.conversation, { type: 'agentAccepts', by: cast.ada })
    const refusals = []
    for (const one of held) refusals.push((await accepts(one)).refusal?.no ?? null)
    expect(refusals).toEqual([null, null, 'full'])
    for (const one of held.slice(0, 2)) await take(one.conversation, { type: 'agentSays', by: cast.ada, text: 'And the number?' })
    now += 6 * minute
    await roster.refresh(database.pool)
    const client = await database.pool.connect()
    const seat = (await readSeats(client, roster, now)).find(({ agent }) => agent === cast.ada.agent)
    client.release()
    const shown = (await readBoard(database.pool, now, everything)).agents.find(({ id }) => id === cast.ada.agent)
    expect([seat?.open, shown?.open, shown?.load]).toEqual([1, 2, 1])
    expect((await accepts(held[2] as Visitor)).refusal).toBeNull()
    expect((await accepts(await asks({ at: now }))).refusal).toMatchObject({ no: 'full', open: 2, capacity: 2 })
  })

  it('whoever names no language speaks those of their team', async () => {
    await settle({ languages: ['de'] })
    await database.pool.query(`update agent set languages = '{fr}' where id = $1`, [cast.bo.agent])
    await comes(cast.ada.agent, cast.bo.agent)
    await roster.refresh(database.pool)
    const client = await database.pool.connect()
    const seats = await readSeats(client, roster, now)
    client.release()
    expect(new Map(seats.map(({ agent, languages }) => [agent, languages]))).toEqual(
      new Map([
        [cast.ada.agent, ['de']],
        [cast.bo.agent, ['fr']],
      ]),
    )
  })
})

describe('[H7] somebody is gone', () => {
  it('what they have not answered goes back to the queue and rings for others; what they have is offered to be moved', async () => {
    await comes(cast.ada.agent, cast.bo.agent)
    const [open, answered] = [await asks(), await asks()]
    for (const { conversation } of [open, answered]) await take(conversation, { type: 'agentAccepts', by: cast.ada })
    await take(answered.conversation, { type: 'agentSays', by: cast.ada, text: 'Hello' })
    await database.pool.query('delete from connection where agent = $1', [cast.ada.agent])
    await planGone(database.pool, [cast.ada.agent], now)
    const { rows } = await database.pool.query<{ id: string; run_at: number }>(
      `select id, run_at::float8 as run_at from job where kind = 'gone'`,
    )
    expect(rows[0]?.run_at).toBe(now + minute)
    await planGone(database.pool, [cast.ada.agent], now + second)
    expect((await database.pool.query(`select run_at::float8 as at from job where kind = 'gone'`)).rows).toEqual([
      { at: now + minute + second },
    ])
    await goneJob(database.pool, door).run({ id: rows[0]?.id, payload: { agent: cast.ada.agent } } as never)
    await run()
    expect(await rung(open)).toEqual([cast.bo.agent])
    expect(await holderOf(answered)).toMatchObject({ kind: 'agent', agent: cast.ada.agent })
    expect((await readBoard(database.pool, now, everything)).stranded.map(({ conversation }) => conversation)).toEqual([
      answered.conversation,
    ])
  })

  it('whoever gives no sign is away by itself, gets nothing, and is back with the next sign', async () => {
    await comes(cast.ada.agent, cast.bo.agent)
    await noteSign(database.pool, cast.ada.agent, start)
    await noteSign(database.pool, cast.bo.agent, start + 9 * minute)
    expect(await sendAway(database.pool, 5, start + 10 * minute)).toBe(true)
    const vera = await asks({ at: start + 10 * minute })
    await run()
    expect(await rung(vera)).toEqual([cast.bo.agent])
    await noteSign(database.pool, cast.ada.agent, start + 10 * minute)
    await run()
    expect(new Set(await rung(vera))).toEqual(new Set([cast.ada.agent, cast.bo.agent]))
  })
})

it('[R1] two servers that route at once ring once, and no more than there is room for', async () => {
  const { pool } = database
  await comes(cast.ada.agent, cast.bo.agent)
  const waiting: Visitor[] = []
  for (let i = 0; i < 10; i++) waiting.push(await asks({ at: start + i }))
  const other = openDoor({ door: database.door, seats: database.seats, pool, now: () => now, world, published: () => {} })
  await roster.refresh(pool)
  const second_ = createRouter({ door: other, world, roster, now: () => now, settled: () => true, lookAt: async () => {} })
  await Promise.all([run(), second_(), run(), second_()])
  const rings = await Promise.all(waiting.map(rung))
  expect(rings.filter((agents) => agents.length > 0)).toHaveLength(6)
  expect(rings.slice(6).flat()).toEqual([])
  const told = await Promise.all(waiting.map(({ conversation }) => readFacts(pool, conversation, 0)))
  expect(told.flat().filter(({ fact }) => fact.type === 'rung')).toHaveLength(6)
})
