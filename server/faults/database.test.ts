import { execFileSync } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, renameSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { isAlive } from '../db/embedded/processes.ts'
import { openDatabase } from '../db/open.ts'
import { silence } from '../log.ts'
import { castIn, foldAndState, visitorIn } from '../testing/company.ts'
import { type TestServer, testServer } from '../testing/server.ts'
import { clusterFolder, type Node, postmasterOf, startNode } from './nodes.ts'
import { Acting } from './racing.ts'
import { openWidget, remembered, type Widget } from './widget.ts'

let folder: string
let dataDir: string
let node: Node
let widget: Widget
let visitor: Awaited<ReturnType<typeof visitorIn>>

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'baton-outage-'))
  chmodSync(folder, 0o755)
  dataDir = join(folder, 'data')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** A server with its own database on `dataDir`, and a widget on it. */
async function open(): Promise<void> {
  node = await startNode({ dataDir })
  const database = await openDatabase({ dataDir }, silence, { join: true })
  visitor = await visitorIn(database, (await castIn(database)).bot)
  await database.close()
  widget = openWidget(node.url, remembered(visitor))
}

async function close(): Promise<void> {
  widget.close()
  await node.stop()
}

const say = (text: string) => widget.client.act({ type: 'say', text })

/** [H5] All that was said is there once and in order, whatever the database went through. */
async function expectSaid(lines: string[]): Promise<void> {
  const database = await openDatabase({ dataDir }, silence, { join: true })
  const { facts, folded, stored } = await foldAndState(database, visitor)
  await database.close()
  expect(facts.flatMap(({ fact }) => (fact.type === 'visitorSaid' ? [fact.text] : []))).toEqual(lines)
  expect(facts.map((fact) => fact.n)).toEqual(facts.map((_, i) => i + 1))
  expect(folded).toEqual(stored)
  expect([...new Set(widget.refused)].filter((no) => no !== 'tryAgain')).toEqual([])
}

test('[H5][S1][S3] the database dies alone: its server brings it back, and lines said meanwhile arrive once', {
  timeout: 60_000,
}, async () => {
  await open()
  const lines: string[] = []
  for (let death = 0; death < 4; death++) {
    for (let i = 0; i < 5; i++) {
      lines.push(`line ${lines.length}`)
      say(lines.at(-1) ?? '')
    }
    process.kill(postmasterOf(dataDir), 'SIGKILL')
    await widget.settled()
  }
  expect((await fetch(`${node.url}/healthz`)).status).toBe(200)
  await expectSaid(lines)
  await close()
})

test('[H5] a database that stays away: a line is refused unacknowledged, stays with the visitor, and arrives once when it is back', {
  timeout: 90_000,
}, async () => {
  await open()
  say('before')
  await widget.settled()
  const cluster = clusterFolder(dataDir)
  const postmaster = postmasterOf(dataDir)
  renameSync(cluster, `${cluster}.away`)
  // Unlike a killed one, it takes its children along: none is left that could still store a line.
  process.kill(postmaster, 'SIGQUIT')
  await expect.poll(() => isAlive(postmaster), { timeout: 10_000 }).toBe(false)
  say('during')
  await expect.poll(() => widget.refused, { timeout: 45_000 }).toContain('tryAgain')
  expect(widget.done.size).toBe(1)
  expect(widget.client.live.outbox).toHaveLength(1)
  renameSync(`${cluster}.away`, cluster)
  await widget.settled()
  await expectSaid(['before', 'during'])
  await close()
})

test('[H5] a disk that is full is never an acknowledgement (SQLSTATE 53100)', async () => {
  const house: TestServer = await testServer()
  const { pool } = house.database
  const { token, ...vera } = await visitorIn(house.database, (await castIn(house.database)).bot)
  await pool.query(
    `create function full_disk() returns trigger language plpgsql as $$ begin raise 'no space left' using errcode = '53100'; end $$`,
  )
  await pool.query('create trigger full_disk before insert on fact execute function full_disk()')
  const socket = await Acting.visitor(house.server.url, token)
  const line = { type: 'say', text: 'Is anybody there?', page: null } as const
  expect(await socket.act(line, undefined, 'the-same-line')).toMatchObject({ refusal: { no: 'tryAgain' } })
  expect((await foldAndState(house.database, vera)).facts).toEqual([])
  await pool.query('drop trigger full_disk on fact')
  expect(await socket.act(line, undefined, 'the-same-line')).toMatchObject({ refusal: null, first: 1 })
  expect((await foldAndState(house.database, vera)).facts.filter(({ fact }) => fact.type === 'visitorSaid')).toHaveLength(1)
  socket.close()
  await house.close()
})

test('[H5][S1][S3] a disk that really fills up, where this user may mount one: nothing acknowledged is lost, and it goes on', {
  timeout: 120_000,
}, async () => {
  const disk = mountSmallDisk()
  if (!disk) return // the test before this one says the same, with a database that only claims to be full
  try {
    await open()
    const lines = ['before']
    say('before')
    await widget.settled()
    const { bavail, bsize } = statfsSync(disk)
    writeFileSync(join(disk, 'ballast'), Buffer.alloc(bavail * bsize - 300_000))
    while (!widget.refused.includes('tryAgain')) {
      lines.push(`${lines.length} ${'x'.repeat(3_900)}`)
      say(lines.at(-1) ?? '')
      await Promise.race([widget.settled(), new Promise((later) => setTimeout(later, 200))])
    }
    expect(widget.done.size).toBeLessThan(lines.length)
    rmSync(join(disk, 'ballast'))
    await widget.settled()
    await expectSaid(lines)
    await close()
  } finally {
    execFileSync('umount', ['-l', disk])
  }
})

function mountSmallDisk(): string | null {
  const disk = join(folder, 'data')
  mkdirSync(disk)
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=120m,mode=0755', 'tmpfs', disk], { stdio: 'ignore' })
    return disk
  } catch {
    return null
  }
}
