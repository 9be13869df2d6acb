import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openDatabase } from '../db/open.ts'
import { silence } from '../log.ts'
import { castIn, foldAndState, visitorIn } from '../testing/company.ts'
import { BadNetwork } from './bad-network.ts'
import { type Node, postmasterOf, startNode } from './nodes.ts'
import { openWidget, remembered, type Widget } from './widget.ts'

/** `ROUNDS=10 npx vitest run server/faults/kill.test.ts` kills more often. */
const rounds = Number(process.env.ROUNDS ?? 2)
const writers = 12

let dataDir: string
let node: Node
let network: BadNetwork
let widgets: { widget: Widget; visitor: Awaited<ReturnType<typeof visitorIn>> }[]

beforeAll(async () => {
  dataDir = join(mkdtempSync(join(tmpdir(), 'baton-kill-')), 'data')
  node = await startNode({ dataDir })
  network = new BadNetwork(node.port)
  const origin = await network.listen()
  const database = await openDatabase({ dataDir }, silence, { join: true })
  const cast = await castIn(database)
  const visitors = await Promise.all(Array.from({ length: writers }, () => visitorIn(database, cast.bot)))
  await database.close()
  widgets = visitors.map((visitor) => ({ visitor, widget: openWidget(origin, remembered(visitor)) }))
}, 60_000)
afterAll(async () => {
  for (const { widget } of widgets) widget.close()
  await network.close()
  await node.stop()
  rmSync(join(dataDir, '..'), { recursive: true, force: true })
})

test(`[H5][S1][S3][J1] kill -9 of server and database under write load, ${rounds} times: each acknowledged line is there once`, {
  timeout: 180_000,
}, async () => {
  let going = true
  const said = widgets.map(({ widget }) => talk(widget, () => going))
  const acknowledged = () => widgets.reduce((sum, { widget }) => sum + widget.done.size, 0)
  for (let round = 0; round < rounds; round++) {
    const enough = acknowledged() + writers * 5
    while (acknowledged() < enough) await wait(5)
    await wait(Math.random() * 100)
    await killBoth(round % 2 === 0)
    node = await startNode({ dataDir })
    network.target = node.port
    for (const { widget } of widgets) widget.client.wake()
  }
  going = false
  const lines = await Promise.all(said)
  await expectEachOnce(lines)
})

/** Whichever dies first: the other one may still write, or may begin to bring it back. */
async function killBoth(databaseFirst: boolean): Promise<void> {
  const postmaster = postmasterOf(dataDir)
  if (databaseFirst) process.kill(postmaster, 'SIGKILL')
  await node.kill()
  if (!databaseFirst) process.kill(postmaster, 'SIGKILL')
}

/** Says a line, waits until it is acknowledged, says the next. Returns all that were said. */
async function talk({ client, settled }: Widget, going: () => boolean): Promise<string[]> {
  const lines: string[] = []
  while (going()) {
    lines.push(`line ${lines.length}`)
    client.act({ type: 'say', text: lines.at(-1) ?? '' })
    await settled()
  }
  return lines
}

async function expectEachOnce(lines: string[][]): Promise<void> {
  const database = await openDatabase({ dataDir }, silence, { join: true })
  try {
    for (const [i, { widget, visitor }] of widgets.entries()) {
      const { facts, folded, stored } = await foldAndState(database, visitor)
      const said = facts.filter(({ fact }) => fact.type === 'visitorSaid')
      expect(said.map(({ fact }) => 'text' in fact && fact.text)).toEqual(lines[i])
      expect(said.map((fact) => fact.cause).filter((cause) => widget.done.has(cause)).length).toBe(widget.done.size)
      expect(facts.map((fact) => fact.n)).toEqual(facts.map((_, k) => k + 1))
      expect(folded).toEqual(stored)
      expect(widget.fresh()).toBe(0)
    }
  } finally {
    await database.close()
  }
}
