import { openHouse } from './house.ts'
import { memoryOf } from './processes.ts'
import { atMost, type Bench } from './report.ts'
import { type Agent, greet, hire } from './seed.ts'
import { each, pause, Wire } from './sockets.ts'

export const idle: Bench = {
  says: 'what the server and its database grow by for each connected widget',
  async run(size) {
    const house = await openHouse()
    try {
      const { url, database, place, pid } = house
      const visitors = await greet(database, place, size.of(5_000), () => null)
      const warm = await each(visitors.slice(0, 50), (visitor) => Wire.visitor(url, visitor))
      await pause(11_000) // until the bench's own connections to the database are gone
      const before = memoryOf(pid)
      const wires = await each(visitors.slice(50), (visitor) => Wire.visitor(url, visitor))
      await pause(5_000)
      const kilobytes = (memoryOf(pid) - before) / wires.length / 1_000
      for (const wire of [...warm, ...wires]) wire.close()
      return [atMost(`${visitors.length.toLocaleString('en')} idle widgets: memory of each`, kilobytes, 'kB', 20)]
    } finally {
      await house.stop()
    }
  },
}

export const reconnect: Bench = {
  says: 'all widgets come back at once, each with a line that it has missed',
  async run(size) {
    const house = await openHouse()
    try {
      const { url, database, place } = house
      const agents = await hire(database, place, 40, 100)
      const visitors = await greet(database, place, size.of(3_000), (i) => ({ held: agents[i % agents.length] as Agent }))
      for (const wire of await each(visitors, (visitor) => Wire.visitor(url, visitor, 5))) wire.close()
      const answered = new Map<string, () => void>()
      const inboxes = await each(agents, (agent) =>
        Wire.agent(url, agent, (frame) => 'cause' in frame && answered.get(frame.cause ?? '')?.()),
      )
      await each(visitors, ({ conversation }, i) => {
        const cause = (inboxes[i % agents.length] as Wire).act({ type: 'say', text: 'Are you still there?' }, conversation)
        return new Promise<void>((resolve) => answered.set(cause, resolve))
      })
      const started = performance.now()
      const found = await Promise.all(visitors.map((visitor) => resumed(url, visitor)))
      const took = performance.now() - started
      const lost = found.filter((numbers) => numbers.join() !== '6').length
      return [
        atMost(`${visitors.length.toLocaleString('en')} reconnects at once, without what they missed`, lost, 'widgets', 0),
        { what: '… until the last one had it', value: took, unit: 'ms' },
      ]
    } finally {
      await house.stop()
    }
  },
}

/** Numbers of the facts that a widget gets that had five of them. */
async function resumed(url: string, visitor: Parameters<typeof Wire.visitor>[1]): Promise<number[]> {
  const numbers: number[] = []
  let came: () => void = () => {}
  const coming = new Promise<void>((resolve) => (came = resolve))
  const wire = await Wire.visitor(url, visitor, 5, (frame) => {
    if (frame.t !== 'facts') return
    numbers.push(...frame.facts.map((fact) => fact.n))
    came()
  })
  await Promise.race([coming, pause(10_000)])
  wire.close()
  return numbers
}
