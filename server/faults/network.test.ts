import { setTimeout as wait } from 'node:timers/promises'
import { viewForVisitor } from '@baton/core/visibility.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Live } from '../../dashboard/live/store.ts'
import type { OpenDatabase } from '../db/open.ts'
import { beginSession } from '../people/sessions.ts'
import { type Cast, castIn, foldAndState, visitorIn } from '../testing/company.ts'
import { freshDatabase } from '../testing/database.ts'
import { BadNetwork, faults } from './bad-network.ts'
import { openInbox } from './inbox.ts'
import { addressOf, type Node, startNode } from './nodes.ts'
import { openWidget, remembered, type Widget } from './widget.ts'

/** `STRIKES=1000 npx vitest run server/faults/network.test.ts` strikes more often. */
const strikes = Number(process.env.STRIKES ?? 150)
const visitorCount = 16

type Talk = { visitor: Awaited<ReturnType<typeof visitorIn>>; widget: Widget; said: string[] }

let database: OpenDatabase
let cast: Cast
let node: Node
let network: BadNetwork
let talks: Talk[]
let inboxes: Live[]

beforeAll(async () => {
  database = await freshDatabase()
  cast = await castIn(database)
  const connection = addressOf(database)
  node = await startNode({ connection })
  network = new BadNetwork(node.port)
  const origin = await network.listen()
  const visitors = await Promise.all(Array.from({ length: visitorCount }, () => visitorIn(database, cast.bot)))
  talks = visitors.map((visitor) => ({ visitor, widget: openWidget(origin, remembered(visitor)), said: [] }))
  inboxes = await Promise.all(
    [cast.ada, cast.bo].map(async ({ agent }) => {
      const cookie = `baton=${await beginSession(database.db, agent, Date.now())}`
      return openInbox({ origin, cookie, me: agent })
    }),
  )
}, 60_000)
afterAll(async () => {
  for (const { widget } of talks) widget.close()
  for (const inbox of inboxes) inbox.stop()
  await network.close()
  await node.stop()
  await database.close()
})

test(`[H5][S1][S2][S3][V1] ${strikes} random network faults: nothing is lost or doubled, and at the end all views are equal`, {
  timeout: 180_000,
}, async () => {
  for (const { visitor } of talks) for (const inbox of inboxes) inbox.show(visitor.conversation)
  let going = true
  const talking = talks.map((talk) => chat(talk, () => going))
  const answering = inboxes.map((inbox, i) => answer(inbox, i, () => going))
  await strikeOften()
  going = false
  network.refusing = false
  network.cutAll()
  const waking = setInterval(wakeAll, 500)
  await Promise.all(talking)
  const answers = (await Promise.all(answering)).flat()
  for (const talk of talks) await expectEqualViews(talk)
  clearInterval(waking)
  await expectAnswersOnce(answers)
})

async function chat({ widget, said }: Talk, going: () => boolean): Promise<void> {
  while (going()) {
    said.push(`line ${said.length}`)
    widget.client.act({ type: 'say', text: said.at(-1) ?? '' })
    await wait(20 + Math.random() * 200)
  }
  await widget.settled()
}

/** Each agent writes in half of the conversations, which gives them to that agent. Returns what was written. */
async function answer(inbox: Live, which: number, going: () => boolean): Promise<string[]> {
  const mine = talks.filter((_, i) => i % inboxes.length === which)
  const written: string[] = []
  const outcomes: Promise<{ ok: boolean }>[] = []
  while (going()) {
    const { visitor } = mine[written.length % mine.length] as Talk
    written.push(`answer ${which} ${written.length}`)
    outcomes.push(inbox.act(visitor.conversation, { type: 'say', text: written.at(-1) ?? '' }))
    await wait(10 + Math.random() * 50)
  }
  const ended = await Promise.all(outcomes)
  return written.filter((_, i) => ended[i]?.ok)
}

async function strikeOften(): Promise<void> {
  for (let struck = 0; struck < strikes; ) {
    const fault = faults[Math.floor(Math.random() * faults.length)] ?? 'cut'
    if (network.strike(fault, Math.random(), 20 + Math.random() * 300)) struck++
    if (Math.random() < 0.02) network.refusing = !network.refusing
    if (network.lines < talks.length) wakeAll()
    if (struck % 100 === 50) network.cutAll() // otherwise those who sit on a stalled path wait for their heartbeat
    await wait(Math.random() * 30)
  }
}

/** As when the page gets the focus: whoever has no connection tries at once, the others prove theirs. */
function wakeAll(): void {
  for (const { widget } of talks) widget.client.wake()
  for (const inbox of inboxes) inbox.wake()
}

/** What visitor and agents have folded from what reached them, beside what is stored. */
async function expectEqualViews({ visitor, widget, said }: Talk): Promise<void> {
  const { facts, folded, stored } = await foldAndState(database, visitor)
  expect(folded).toEqual(stored)
  expect(facts.map((fact) => fact.n)).toEqual(facts.map((_, i) => i + 1))
  expect(facts.flatMap(({ fact }) => (fact.type === 'visitorSaid' ? [fact.text] : []))).toEqual(said)
  await expect.poll(() => widget.client.live.conversation.n, { timeout: 40_000 }).toBe(facts.length)
  const { id, bot } = visitor
  expect(viewForVisitor({ ...widget.client.live.conversation, bot, visitor: id })).toEqual(viewForVisitor(folded))
  for (const inbox of inboxes) {
    await expect.poll(() => inbox.state.opened.get(visitor.conversation)?.folded.n, { timeout: 40_000 }).toBe(facts.length)
    expect({ ...inbox.state.opened.get(visitor.conversation)?.folded, bot, visitor: id }).toEqual(stored)
    expect(inbox.state.opened.get(visitor.conversation)?.facts).toEqual(facts)
  }
}

async function expectAnswersOnce(answers: string[]): Promise<void> {
  const { rows } = await database.pool.query<{ text: string }>(
    "select fact ->> 'text' as text from fact where fact ->> 'type' = 'agentSaid'",
  )
  expect(rows.map((row) => row.text).sort()).toEqual(answers.sort())
  expect(answers.length).toBeGreaterThan(100)
}
