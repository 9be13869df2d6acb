import { spawn } from 'node:child_process'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '@baton/server/root.ts'
import { emptyFolder, end, firstLine, openHouse } from './house.ts'
import { memoryOf } from './processes.ts'
import { atMost, type Bench, percentile } from './report.ts'
import { type Agent, greet, hire } from './seed.ts'
import { each, pause, Wire } from './sockets.ts'

const conversations = 50

export const memory: Bench = {
  says: 'server and database after a first thousand lines',
  async run(size) {
    const house = await openHouse()
    try {
      const { url, database, place, pid } = house
      const agents = await hire(database, place, 5, 100)
      const visitors = await greet(database, place, conversations, (i) => ({ held: agents[i % agents.length] as Agent }))
      const inboxes = await each(agents, (agent) => Wire.agent(url, agent))
      for (const [i, { conversation }] of visitors.entries()) inboxes[i % agents.length]?.send({ t: 'open', conversation, after: 0 })
      await each(visitors, async (visitor) => {
        const wire = await Wire.visitor(url, visitor, 5)
        for (let i = 0; i < size.of(20); i++) {
          wire.act({ type: 'say', text: `Line ${i}`, page: null })
          await pause(20)
        }
      })
      await pause(11_000) // until the bench's own connections to the database are gone
      return [
        atMost(`after ${(conversations * size.of(20)).toLocaleString('en')} lines: server and database`, memoryOf(pid) / 1e6, 'MB', 200),
      ]
    } finally {
      await house.stop()
    }
  },
}

export const start: Bench = {
  says: '`npm start` until the address is printed, the second time and later',
  async run(size) {
    const folder = emptyFolder()
    try {
      const first = await startOnce(join(folder, 'data'))
      const later: number[] = []
      for (let i = 0; i < size.of(5); i++) later.push(await startOnce(join(folder, 'data')))
      return [
        { what: 'first start (an empty data directory)', value: first, unit: 'ms' },
        atMost('second start and later, the slowest', percentile(later, 1), 'ms', 1_500),
      ]
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  },
}

async function startOnce(dataDir: string): Promise<number> {
  const started = performance.now()
  const child = spawn(process.execPath, [join(root, 'bin/baton.js'), '--port', '0', '--data-dir', dataDir], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await firstLine(child)
  const took = performance.now() - started
  await end(child)
  return took
}
