import { randomUUID } from 'node:crypto'
import type { Numbered } from '@baton/contracts/facts.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readFacts } from '../conversations/store.ts'
import type { OpenDatabase } from '../db/open.ts'
import { beginSession } from '../people/sessions.ts'
import type { Visitor } from '../people/visitors.ts'
import { type Cast, castIn, foldAndState, visitorIn } from '../testing/company.ts'
import { freshDatabase } from '../testing/database.ts'
import { type Holding, holdings, mostHeld } from './held.ts'
import { addressOf, type Node, startNode } from './nodes.ts'
import { Acting, type Answer } from './racing.ts'

/** `RACES=10000 npx vitest run server/faults/races.test.ts` races longer. */
const races = Number(process.env.RACES ?? 500)
const agentCount = 8
const capacity = 3
const visitorCount = 48

type Racer = { agent: string; name: string; sockets: Acting[] }
type Asker = Visitor & { sockets: Acting[] }

let database: OpenDatabase
let cast: Cast
let nodes: Node[]
let racers: Racer[]
let askers: Asker[]

beforeAll(async () => {
  database = await freshDatabase()
  cast = await castIn(database)
  await database.db.deleteFrom('seat').execute()
  const connection = addressOf(database)
  nodes = await Promise.all([startNode({ connection }), startNode({ connection })])
  racers = await Promise.all(Array.from({ length: agentCount }, (_, i) => hire(`Racer ${i}`)))
  askers = await Promise.all(Array.from({ length: visitorCount }, () => greet()))
}, 60_000)
afterAll(async () => {
  for (const { sockets } of [...racers, ...askers]) for (const socket of sockets) socket.close()
  await Promise.all(nodes.map((node) => node.stop()))
  await database.close()
})

/** Somebody of the team, with an inbox open on both servers. */
async function hire(name: string): Promise<Racer> {
  const agent = randomUUID()
  const { db } = database
  await db
    .insertInto('agent')
    .values({ id: agent, name, email: `${agent}@fernweh.example`, role: 'agent', capacity, created_at: new Date(0) })
    .execute()
  await db.insertInto('seat').values({ agent, team: cast.team }).execute()
  const cookie = `baton=${await beginSession(db, agent, Date.now())}`
  return { agent, name, sockets: await Promise.all(nodes.map(({ url }) => Acting.agent(url, cookie))) }
}

async function greet(): Promise<Asker> {
  const { token, ...visitor } = await visitorIn(database, cast.bot)
  return { ...visitor, sockets: await Promise.all(nodes.map(({ url }) => Acting.visitor(url, token))) }
}

test('[H11][R1][S1][S3] 10,000 raced acceptances and rings over two servers: never two owners, never over capacity, no deadlock', {
  timeout: 150_000,
}, async () => {
  const watch = watchCapacity()
  const { accepts, answers } = await race()
  expect(await watch.stop()).toEqual([])

  const told = await Promise.all(askers.map(async (asker) => ({ asker, facts: await readFacts(database.pool, asker.conversation, 0) })))
  const held = told.flatMap(({ asker, facts }) => holdings(asker.conversation, facts))
  expect([...mostHeld(held).values()].filter((most) => most > capacity)).toEqual([])
  expect(accepts + countOf(told, 'rung')).toBeGreaterThanOrEqual(races)
  expectAnswersToBeTrue(
    told.flatMap(({ facts }) => facts),
    answers,
  )
  expectRungToHaveRoom(told, held)
  for (const asker of askers) {
    const { facts, folded, stored } = await foldAndState(database, asker)
    expect(facts.map((fact) => fact.n)).toEqual(facts.map((_, i) => i + 1))
    expect(folded).toEqual(stored)
  }
  expect(await deadlocks()).toBe(0)
})

test('what tells of somebody over capacity, or of two owners, is not blind', () => {
  const accepted = (n: number, at: number, agent: string): Numbered => ({
    n,
    at,
    cause: '',
    fact: { type: 'accepted', agent, name: '', how: 'accepted', team: '' },
  })
  const closed = (n: number, at: number, agent: string): Numbered => ({
    n,
    at,
    cause: '',
    fact: { type: 'closed', agent, name: '', outcome: 'solved' },
  })
  const [one, two] = [holdings('one', [accepted(1, 10, 'a'), closed(2, 20, 'a')]), holdings('two', [accepted(1, 19, 'a')])]
  expect(mostHeld([...one, ...two]).get('a')).toBe(2)
  expect(mostHeld([...one, ...holdings('two', [accepted(1, 20, 'a')])]).get('a')).toBe(1)
  expect(() => holdings('one', [accepted(1, 10, 'a'), accepted(2, 11, 'b')])).toThrow('two owners')
})

type Tried = Answer & { agent: string }

/** Agents reach for a few conversations at once, on both servers, and let them go again; visitors ask and ask again. */
async function race(): Promise<{ accepts: number; answers: Tried[] }> {
  const answers: Tried[] = []
  let started = 0
  const anyOf = <T>(all: readonly T[]): T => all[Math.floor(Math.random() * all.length)] as T
  const asking = askers.map(async ({ sockets }) => {
    while (started < races) {
      await anyOf(sockets).act({ type: 'ask', page: null })
      await new Promise((later) => setTimeout(later, 100 + Math.random() * 200))
    }
  })
  const reaching = racers.flatMap(({ agent, sockets }) =>
    [0, 1, 2, 3].map(async () => {
      while (started < races) {
        started++
        const { conversation } = anyOf(askers)
        const answer = await anyOf(sockets).act({ type: 'accept' }, conversation)
        answers.push({ ...answer, agent })
        if (answer.last < answer.first) continue
        await new Promise((later) => setTimeout(later, Math.random() * 20))
        const end: Parameters<Acting['act']>[0] =
          Math.random() < 0.5 ? { type: 'handBack', note: null } : { type: 'close', outcome: 'solved', why: null }
        expect(await anyOf(sockets).act(end, conversation)).toMatchObject({ refusal: null })
      }
    }),
  )
  await Promise.all([...asking, ...reaching])
  return { accepts: answers.length, answers }
}

/** [R1] Looks at what is committed, again and again: each statement sees one moment. */
function watchCapacity() {
  const over: unknown[] = []
  let going = true
  const looking = (async () => {
    while (going) {
      const { rows } = await database.pool.query(
        "select agent, count(*)::int as held from conversation where kind = 'agent' group by agent having count(*) > $1",
        [capacity],
      )
      over.push(...rows)
      await new Promise((later) => setTimeout(later, 5))
    }
  })()
  const stop = () => {
    going = false
    return looking.then(() => over)
  }
  return { stop }
}

/** Whoever was told that they have it has it, by the facts; everybody else was refused by name. */
function expectAnswersToBeTrue(facts: readonly Numbered[], answers: readonly Tried[]): void {
  const ownerBy = new Map(facts.flatMap(({ cause, fact }) => (fact.type === 'accepted' ? [[cause, fact.agent] as const] : [])))
  const won = answers.filter(({ refusal, first, last }) => !refusal && last >= first)
  expect(won.map(({ cause }) => ownerBy.get(cause))).toEqual(won.map(({ agent }) => agent))
  expect(ownerBy.size).toBe(won.length)
  const refusals = new Set(answers.flatMap(({ refusal }) => (refusal ? [refusal.no] : [])))
  expect([...refusals].filter((no) => !['alreadyAccepted', 'notWaiting', 'full', 'notFound'].includes(no))).toEqual([])
  expect(refusals).toContain('alreadyAccepted')
}

/** [R1] Nobody was rung who for certain had no room: their other conversations were all begun before and let go of later. */
function expectRungToHaveRoom(told: { facts: Numbered[] }[], held: readonly Holding[]): void {
  for (const { at, fact } of told.flatMap(({ facts }) => facts)) {
    if (fact.type !== 'rung' || fact.step > 1) continue
    for (const agent of fact.agents) {
      const busy = held.filter((one) => one.agent === agent && one.from < at - 1_000 && one.until > at)
      expect(busy.length).toBeLessThan(capacity)
    }
  }
}

function countOf(told: { facts: Numbered[] }[], type: string): number {
  return told.flatMap(({ facts }) => facts).filter(({ fact }) => fact.type === type).length
}

/** What the servers' connections counted is written once they are gone. */
async function deadlocks(): Promise<number> {
  await Promise.all(nodes.map((node) => node.stop()))
  const { rows } = await database.pool.query<{ deadlocks: number }>(
    'select deadlocks::int as deadlocks from pg_stat_database where datname = current_database()',
  )
  return rows[0]?.deadlocks ?? -1
}
