import { api } from '@baton/contracts/api.ts'
import type { Draft } from '@baton/core/decide.ts'
import { afterEach, expect, test } from 'vitest'
import { readConfig } from '../config.ts'
import type { Ask } from '../conversations/bot-job.ts'
import { readFacts } from '../conversations/store.ts'
import { silence } from '../log.ts'
import { startServer } from '../main.ts'
import { beginSession } from '../people/sessions.ts'
import { root } from '../root.ts'
import { Client } from '../testing/client.ts'
import { castIn, visitorIn } from '../testing/company.ts'
import { freshDatabase } from '../testing/database.ts'
import { noLimits, openHouse, typesOf } from '../testing/house.ts'

let closing: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closing.reverse()) await close()
  closing = []
})

const whole: Draft = { text: 'One. Two. Three.', confidence: 0.9, mode: 'model', sources: [], tried: [] }
const say = { type: 'say', text: 'How?', page: null }
const piecesOf = ({ frames }: Client) => frames.flatMap((frame) => (frame.t === 'draft' ? [[frame.offset, frame.text]] : []))

/** A gate for each sentence of a bot: it writes the next one when it is let through. */
function gated() {
  const gates = ['One.', ' Two.', ' Three.'].map((text) => {
    let open = () => {}
    const opened = new Promise<void>((resolve) => (open = resolve))
    return { text, open, opened }
  })
  const ask: Ask = async ({ listening }) => {
    for (const { text, opened } of gates) {
      await opened
      if (!(await listening.sentence(text))) return { cut: 'overtaken', held: null }
    }
    return whole
  }
  return { ask, let: (i: number) => gates[i]?.open() }
}

test('who comes in while an answer is written sees what there is of it, and then the rest', async () => {
  const bot = gated()
  const house = await openHouse({ ask: bot.ask })
  closing.push(house.stop)
  const visitor = await house.visitor()
  await visitor.act(say)
  bot.let(0)
  await visitor.frame('draft')
  const agent = await house.agent(house.cast.ada)
  agent.send({ t: 'open', conversation: visitor.conversation, after: 0 })
  await agent.frame('draft')
  bot.let(1)
  bot.let(2)
  await agent.fact('botSaid')
  expect(piecesOf(agent)).toEqual([
    [0, 'One.'],
    [4, ' Two.'],
    [9, ' Three.'],
  ])
  const late = await house.agent(house.cast.bo)
  late.send({ t: 'open', conversation: visitor.conversation, after: 0 })
  await late.fact('botSaid')
  expect(piecesOf(late)).toEqual([])
})

test('without sockets an answer grows as well: a poll ends with more of it, and not without', async () => {
  const bot = gated()
  const house = await openHouse({ ask: bot.ask })
  closing.push(house.stop)
  const { token, conversation } = await visitorIn(house.database, house.cast.bot)
  const authorization = `Bearer ${token}`
  await fetch(`${house.url}${api.visitorTurn.path}`, {
    method: 'POST',
    headers: { authorization, 'content-type': 'application/json' },
    body: JSON.stringify({ cause: 'cause-of-the-question', act: say }),
  })
  const after = (await readFacts(house.database.pool, conversation, 0)).length
  const poll = async (query: string) =>
    (await fetch(`${house.url}${api.visitorFacts.path}?after=${after}&${query}`, { headers: { authorization } })).json()
  const first = poll('wait=25')
  bot.let(0)
  const { draft } = await first
  expect(draft).toMatchObject({ text: 'One.', answers: 2 })
  expect(await poll(`wait=1&draft=${draft.draft}&heard=4`)).toMatchObject({ facts: [], draft: { text: 'One.' } })
  bot.let(1)
  expect(await poll(`wait=25&draft=${draft.draft}&heard=4`)).toMatchObject({ draft: { ...draft, text: 'One. Two.' } })
  expect(await poll('wait=25')).toMatchObject({ draft: { text: 'One. Two.' } })
  bot.let(2)
  let end = await poll(`wait=25&draft=${draft.draft}&heard=16`)
  // It may have come in the middle of the last piece.
  for (; end.facts.length === 0; end = await poll(`wait=25&draft=${draft.draft}&heard=16`)) expect(end.draft).not.toBeNull()
  expect([typesOf(end.facts), end.draft]).toEqual([['botSaid'], null])
})

/** Two servers on one database, both with bots that write, and somebody who looks at each. */
async function twoServers() {
  const database = await freshDatabase()
  closing.push(database.close)
  const cast = await castIn(database)
  const wrote: number[] = []
  const bot = gated()
  const urls = await Promise.all(
    [0, 1].map(async (which) => {
      const read = readConfig([], { PORT: '0', DATA_DIR: root })
      if (!read.ok) throw new Error(read.message)
      const config = { ...read.config, databaseUrl: 'postgres://of-the-tests' }
      const ask: Ask = (asked) => {
        wrote.push(which)
        return bot.ask(asked)
      }
      const server = await startServer(config, { log: silence, say() {}, limiter: noLimits, graceMs: 0, ask, database })
      closing.push(server.stop)
      return server.url
    }),
  )
  const { token, conversation } = await visitorIn(database, cast.bot)
  const cookie = `baton=${await beginSession(database.db, cast.ada.agent, Date.now())}`
  const visitors = await Promise.all(urls.map((url) => greeted(url, 'visitor', { t: 'hello', protocol: 1, token, after: 0 })))
  const agents = await Promise.all(urls.map((url) => greeted(url, 'agent', { t: 'hello', protocol: 1 }, { cookie, origin: url })))
  for (const agent of agents) {
    agent.send({ t: 'open', conversation, after: 0 })
    await agent.frame('seen')
  }
  return { database, bot, visitors, agents, conversation, writer: () => wrote[0] ?? 0 }
}

async function greeted(url: string, who: 'visitor' | 'agent', hello: object, headers: Record<string, string> = {}): Promise<Client> {
  const client = await Client.open(`${url}/socket/${who}`, headers)
  closing.push(() => client.close())
  client.send(hello)
  await client.frame('welcome')
  return client
}

test('an answer that one server writes grows on another one, for the visitor and for the agent', async () => {
  const { bot, visitors, agents } = await twoServers()
  const everybody = [...visitors, ...agents]
  await visitors[0]?.act(say)
  for (const [i, text] of ['One.', ' Two.', ' Three.'].entries()) {
    bot.let(i)
    for (const one of everybody) await one.frame('draft', (frame) => frame.text === text)
  }
  for (const one of everybody) expect(await one.fact('botSaid')).toMatchObject({ text: whole.text })
})

test('[H4] a take-over on one server stops the answer that another one writes', async () => {
  const { bot, visitors, agents, conversation, database, writer } = await twoServers()
  await visitors[0]?.act(say)
  bot.let(0)
  for (const one of [...visitors, ...agents]) await one.frame('draft')
  const elsewhere = 1 - writer()
  await agents[elsewhere]?.act({ type: 'say', text: 'Ada here.' }, conversation)
  bot.let(1)
  for (const one of visitors) expect(await one.fact('answerCut')).toMatchObject({ text: 'One.' })
  const facts = await readFacts(database.pool, conversation, 0)
  expect(typesOf(facts)).not.toContain('botSaid')
  for (const one of [...visitors, ...agents]) expect(piecesOf(one)).toEqual([[0, 'One.']])
})
