import { apply, opened } from '@baton/core/apply.ts'
import { viewForVisitor } from '@baton/core/visibility.ts'
import { afterEach, expect, test } from 'vitest'
import type { Ask } from './conversations/bot-job.ts'
import { readFacts, readState } from './conversations/store.ts'
import { enqueueRoute } from './jobs/enqueue.ts'
import { beginSession } from './people/sessions.ts'
import { Client } from './testing/client.ts'
import { freshDatabase } from './testing/database.ts'
import { type House, openHouse, typesOf } from './testing/house.ts'

let house: House
afterEach(() => house.stop())

const sure = (text: string, confidence = 0.9): Awaited<ReturnType<Ask>> => ({ text, confidence, mode: 'quote', sources: [], tried: [] })
const says = (text: string) => ({ type: 'say', text })

/** Everybody's view of a conversation at the end: each of them folded from what was received, beside what is stored. */
async function expectEqualViews(conversation: string, visitorFacts: unknown[], agentFacts: unknown[]) {
  const facts = await readFacts(house.database.pool, conversation, 0)
  const stored = await readState(house.database.pool, conversation)
  const start = opened(stored?.bot ?? '', stored?.visitor ?? '')
  expect(stored).toEqual(facts.reduce(apply, start))
  const theirs = (visitorFacts as typeof facts).reduce(apply, start)
  expect(viewForVisitor(theirs)).toEqual(viewForVisitor(stored ?? start))
  expect((agentFacts as typeof facts).reduce(apply, start)).toEqual(stored)
}

test('[H1][H6][S3] asked, rung, accepted, answered, handed back: each side sees its own half of one story', async () => {
  house = await openHouse({ ask: async () => sure('Standard delivery takes three to five days.') })
  const ada = await house.agent(house.cast.ada)
  const vera = await house.visitor()
  const { conversation } = vera

  await vera.act(says('How long does delivery take?'))
  expect(await vera.fact('botSaid')).toEqual({
    type: 'botSaid',
    text: 'Standard delivery takes three to five days.',
    sources: [],
    answers: 2,
    mode: 'quote',
  })
  await vera.act(says('Can I talk to a human?'))
  const row = await ada.frame('rows', (f) =>
    f.rows.some((r) => r.id === conversation && r.holder.kind === 'queue' && r.holder.ringing !== null),
  )
  expect(row.rows.find((r) => r.id === conversation)).toMatchObject({ preview: { by: 'visitor' }, holder: { reason: 'asked' } })

  ada.send({ t: 'open', conversation, after: 0 })
  expect(await ada.fact('escalated')).toMatchObject({ reason: 'asked', evidence: { kind: 'words' } })
  await ada.act({ type: 'see' }, conversation)
  await ada.act({ type: 'accept' }, conversation)
  expect(await vera.fact('accepted')).toMatchObject({ name: 'Ada Okafor' })
  await ada.act({ type: 'note', text: 'A regular; be quick' }, conversation)
  await ada.act(says('Hi, I’m Ada.'), conversation)
  expect(await vera.fact('agentSaid')).toMatchObject({ text: 'Hi, I’m Ada.' })
  await ada.act({ type: 'handBack', note: 'Solved' }, conversation)
  await vera.fact('handedBack')
  const handed = await vera.until(() => vera.facts().find((f) => f.fact?.kind === 'handedBack'))
  await ada.until(() => ada.facts().find((f) => f.n === handed.n))

  expect(typesOf(vera.facts())).toEqual([
    ...[
      'episodeBegan',
      'visitorSaid',
      'botSaid',
      'visitorSaid',
      'escalated',
      'serverSaid',
      null,
      null,
      'accepted',
      null,
      'agentSaid',
      'handedBack',
      'serverSaid',
    ],
  ])
  expect(JSON.stringify(vera.frames)).not.toMatch(/regular|Solved|confidence|reason/)
  await expectEqualViews(conversation, vera.facts(), ada.facts())
})

test('[H2] an unsure answer is held back: the agent reads the draft, the visitor a line of the server', async () => {
  house = await openHouse({ ask: async () => sure('Two years, perhaps.', 0.4) })
  const ada = await house.agent(house.cast.ada)
  const vera = await house.visitor()
  await vera.act(says('How long is the warranty?'))
  expect(await vera.fact('serverSaid')).toMatchObject({ kind: 'connecting' })
  ada.send({ t: 'open', conversation: vera.conversation, after: 0 })
  expect(await ada.fact('botHeldBack')).toMatchObject({ text: 'Two years, perhaps.', confidence: 0.4, threshold: 0.7 })
  expect(await ada.fact('escalated')).toMatchObject({ reason: 'unsure', evidence: { kind: 'score', score: 0.4, threshold: 0.7 } })
  expect(JSON.stringify(vera.frames)).not.toContain('Two years')
})

test('[H3] an answer that comes after a person took over is dropped, also after a hand-back', async () => {
  const asked: (() => void)[] = []
  house = await openHouse({ ask: () => new Promise((resolve) => asked.push(() => resolve(sure('Too late.')))) })
  const ada = await house.agent(house.cast.ada)
  const vera = await house.visitor()
  await vera.act(says('Is the Tarn 2 waterproof?'))
  await vera.until(() => asked[0])
  await ada.act({ type: 'takeOver' }, vera.conversation)
  await ada.act({ type: 'handBack', note: null }, vera.conversation)
  asked[0]?.()
  await vera.act(says('And is it warm?'))
  await vera.until(() => asked[1])
  asked[1]?.()
  await vera.fact('botSaid')
  expect(vera.facts().filter((f) => f.fact?.type === 'botSaid')).toHaveLength(1)
})

test('two quick lines: the first answer is dropped as superseded, the next covers both', async () => {
  const questions: string[] = []
  const gates: (() => void)[] = []
  house = await openHouse({
    ask: ({ question }) => {
      questions.push(question)
      return new Promise((resolve) => gates.push(() => resolve(sure(`answer ${questions.length}`))))
    },
  })
  const vera = await house.visitor()
  await vera.act(says('Do you ship'))
  await vera.until(() => gates[0])
  await vera.act(says('to Austria?'))
  gates[0]?.()
  await vera.until(() => gates[1])
  gates[1]?.()
  await vera.fact('botSaid')
  expect(questions).toEqual(['Do you ship', 'Do you ship\nto Austria?'])
  expect(vera.facts().filter((f) => f.fact?.type === 'botSaid')).toHaveLength(1)
})

test('[H7][A2] nobody online: a promise at once, confirmed when the e-mail comes, kept by an answer', async () => {
  house = await openHouse()
  const vera = await house.visitor()
  await vera.act({ type: 'ask' })
  expect(await vera.fact('promised')).toMatchObject({ due: expect.any(Number) })
  await vera.act({ type: 'give', name: 'Vera', email: 'vera@posteo.example' })
  await vera.until(() => vera.facts().find((f) => f.fact?.kind === 'promiseConfirmed'))
  const ada = await house.agent(house.cast.ada)
  const { counts } = await ada.frame('counts')
  expect(counts.needs).toBe(1)
  await ada.act(says('Hello Vera, here is your answer.'), vera.conversation)
  await vera.fact('promiseKept')
})

test('[H7][A2] the last agent leaves while a visitor waits: the wait becomes a promise at once', async () => {
  house = await openHouse()
  const ada = await house.agent(house.cast.ada)
  const vera = await house.visitor()
  await vera.act({ type: 'ask' })
  await ada.frame('rows', (f) => f.rows.some((r) => r.holder.kind === 'queue' && r.holder.ringing !== null))
  ada.close()
  expect(await vera.fact('promised')).toMatchObject({ due: expect.any(Number) })
  expect(await readState(house.database.pool, vera.conversation)).toMatchObject({ holder: { kind: 'bot' }, promise: { missed: false } })
})

test('[H7] a server that starts does not take for gone who has not come back yet: a wait stays a wait', async () => {
  house = await openHouse({ graceMs: 60_000 })
  const { pool } = house.database
  const ada = await house.agent(house.cast.ada)
  const vera = await house.visitor()
  await vera.act({ type: 'ask' })
  await ada.frame('rows', (f) => f.rows.some((r) => r.holder.kind === 'queue' && r.holder.ringing !== null))
  await pool.query('delete from node') // as when a server starts
  await enqueueRoute(pool, Date.now())
  house.server.engine.poke()
  await expect.poll(async () => (await pool.query("select from job where kind = 'route'")).rowCount).toBe(0)
  expect((await readState(pool, vera.conversation))?.holder).toMatchObject({ kind: 'queue' })
})

test('[H7] rung in vain: when patience ends, it becomes a promise', async () => {
  house = await openHouse({ policy: { ringMs: 5_000, patienceMs: 10_000 } })
  const ada = await house.agent(house.cast.ada)
  const vera = await house.visitor()
  await vera.act({ type: 'ask' })
  await ada.frame('rows', (f) => f.rows.some((r) => r.holder.kind === 'queue' && r.holder.ringing !== null))
  const { pool } = house.database
  await pool.query("update job set run_at = 0 where kind = 'wake' and key like 'ringLapses:%'")
  await house.server.engine.routeAgain()
  await vera.until(() => vera.facts().find((f) => f.n >= 6))
  await pool.query("update job set run_at = 0 where kind = 'wake' and key like 'patienceEnds:%'")
  await house.server.engine.routeAgain()
  expect(await vera.fact('promised')).toBeTruthy()
})

test('[S1][S2] a visitor who comes back gets what is missing and nothing twice; who knows too much starts over', async () => {
  house = await openHouse({ ask: async () => sure('Yes.') })
  const vera = await house.visitor()
  await vera.act(says('One'))
  await vera.fact('botSaid')
  vera.close()
  for (const [after, expected] of [
    [1, [2, 3]],
    [3, []],
    [99, [1, 2, 3]],
  ] as const) {
    const back = await Client.open(`${house.url}/socket/visitor`, {})
    back.send({ t: 'hello', protocol: 1, token: vera.token, after })
    back.send({ t: 'ping', n: Math.max(after, 3) })
    await back.frame('pong')
    expect(back.facts().map((f) => f.n)).toEqual(expected)
    expect(back.frames.some((f) => f.t === 'fresh')).toBe(after === 99)
    back.close()
  }
})

test('[H8] a public line takes the conversation; in a colleague’s it joins', async () => {
  house = await openHouse()
  const [ada, bo] = [await house.agent(house.cast.ada), await house.agent(house.cast.bo)]
  const vera = await house.visitor()
  await vera.act({ type: 'ask' })
  await ada.act(says('I have this.'), vera.conversation)
  expect(await vera.fact('accepted')).toMatchObject({ name: 'Ada Okafor', how: 'wrote' })
  await bo.act(says('I can help too.'), vera.conversation)
  expect(await bo.act({ type: 'accept' }, vera.conversation)).toMatchObject({
    t: 'refused',
    refusal: { no: 'alreadyAccepted', by: 'Ada Okafor' },
  })
  expect((await readState(house.database.pool, vera.conversation))?.holder).toMatchObject({ kind: 'agent', name: 'Ada Okafor' })
})

test('a bot that fails, or throws each time, becomes a person', async () => {
  house = await openHouse({ ask: async () => ({ failed: 'slow' }) })
  const ada = await house.agent(house.cast.ada)
  const vera = await house.visitor()
  await vera.act(says('Anybody?'))
  ada.send({ t: 'open', conversation: vera.conversation, after: 0 })
  expect(await ada.fact('escalated')).toMatchObject({ reason: 'botFailed', evidence: { kind: 'error', error: 'slow' } })
})

test('typing and reading marks pass between the two sides and are not stored', async () => {
  house = await openHouse()
  const ada = await house.agent(house.cast.ada)
  const vera = await house.visitor()
  await vera.act({ type: 'ask' })
  ada.send({ t: 'open', conversation: vera.conversation, after: 0 })
  await ada.fact('escalated')
  vera.send({ t: 'typing' })
  expect(await ada.frame('typing')).toMatchObject({ by: 'visitor' })
  ada.send({ t: 'typing', conversation: vera.conversation })
  expect(await vera.frame('typing')).toMatchObject({ name: 'Ada Okafor' })
  ada.send({ t: 'seen', conversation: vera.conversation, n: 999 })
  const { seen } = await vera.frame('seen')
  const head = (await readState(house.database.pool, vera.conversation))?.n
  expect(seen.agent).toBeLessThanOrEqual(head ?? 0)
})

test('[H7] somebody leaves the company: whom they held is rung for again, and is told to wait no longer than others', async () => {
  house = await openHouse()
  const [ada, bo] = [await house.agent(house.cast.ada), await house.agent(house.cast.bo)]
  const vera = await house.visitor()
  await vera.act({ type: 'ask' })
  await bo.act({ type: 'accept' }, vera.conversation)
  const cookie = `baton=${await beginSession(house.database.db, house.cast.ada.agent, Date.now())}`
  const removed = await fetch(`${house.url}/v1/agents/${house.cast.bo.agent}`, { method: 'DELETE', headers: { cookie, origin: house.url } })
  expect(removed.status).toBe(200)
  await ada.frame('rows', (f) =>
    f.rows.some((r) => r.holder.kind === 'queue' && r.holder.reason === 'agentLeft' && r.holder.ringing !== null),
  )
  expect(await ada.act({ type: 'accept' }, vera.conversation)).toMatchObject({ t: 'done' })
  expect(typesOf(vera.facts())).toContain('escalated')
})

test('what is no answer can’t be rated', async () => {
  house = await openHouse({ ask: async () => sure('Yes.') })
  const vera = await house.visitor()
  await vera.act(says('Do you ship to Austria?'))
  await vera.fact('botSaid')
  expect(await vera.act({ type: 'rate', answer: 2, helpful: true })).toMatchObject({ t: 'refused', refusal: { no: 'nothingThere' } })
  expect(await vera.act({ type: 'rate', answer: 3, helpful: true })).toMatchObject({ t: 'done' })
})

test('[S1] a conversation longer than one read comes whole, in order', async () => {
  house = await openHouse()
  const vera = await house.visitor()
  await vera.act({ type: 'ask' })
  const { takeTurn } = house.server.engine.door
  const line = (i: number) => takeTurn(vera.conversation, `line/${i}`, { type: 'visitorSays', text: `line ${i}`, page: null })
  await Promise.all(Array.from({ length: 1_100 }, (_, i) => line(i)))
  const ada = await house.agent(house.cast.ada)
  ada.send({ t: 'open', conversation: vera.conversation, after: 0 })
  const { length } = await vera.until(() => (vera.facts().length > 1_100 ? vera.facts() : undefined))
  await ada.until(() => (ada.facts().length >= length ? true : undefined))
  expect(ada.facts().map((f) => f.n)).toEqual(ada.facts().map((_, i) => i + 1))
})

test('[S1] a commit whose answer was lost is told all the same', async () => {
  const database = await freshDatabase()
  const { door } = database
  let lose = false
  const connect = door.connect.bind(door)
  const losing = Object.assign(Object.create(door) as typeof door, {
    connect: async () => {
      const client = await connect()
      if (!lose) return client
      const query = client.query.bind(client) as (config: { text: string }) => Promise<unknown>
      const lost = Object.assign(new Error('gone'), { code: 'ECONNRESET' })
      const losesOnce = async (config: { text: string }) => {
        if (config.text !== 'commit') return query(config)
        Object.assign(client, { query })
        await query(config)
        throw lost
      }
      Object.assign(client, { query: losesOnce })
      lose = false
      return client
    },
  })
  house = await openHouse({ database: { ...database, door: losing } })
  const vera = await house.visitor()
  const ada = await house.agent(house.cast.ada)
  await vera.act({ type: 'ask' })
  ada.send({ t: 'open', conversation: vera.conversation, after: 0 })
  await ada.fact('escalated')
  lose = true
  expect(await vera.act(says('Are you there?'))).toMatchObject({ t: 'done' })
  await ada.fact('visitorSaid')
  await ada.frame('rows', (f) => f.rows.some((r) => r.preview?.text === 'Are you there?'))
})
