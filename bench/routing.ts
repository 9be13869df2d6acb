import type { AgentDown, Row } from '@baton/contracts/down.ts'
import { type House, openHouse } from './house.ts'
import { atMost, type Bench, percentile } from './report.ts'
import { type Agent, greet, hire } from './seed.ts'
import { each, pause, Wire } from './sockets.ts'

export const drain: Bench = {
  says: 'many wait; agents come online and fill every seat, oldest first',
  async run(size) {
    const house = await openHouse()
    try {
      const { url, database, place } = house
      const agents = await hire(database, place, 16, 5)
      await database.db.updateTable('agent').set({ online: false }).execute()
      await keepStaffed(house)
      const visitors = await greet(database, place, size.of(2_000, 100), () => 'waiting')
      const seats = 80
      const accepted = new Set<string>()
      let full: () => void = () => {}
      const filling = new Promise<void>((resolve) => (full = resolve))
      const inboxes = await each(agents, (agent, i) =>
        Wire.agent(url, agent, (frame) => {
          if (frame.t !== 'rows') return
          for (const row of frame.rows as Row[]) {
            if (row.holder.kind === 'agent') accepted.add(row.id)
            if (isRinging(row) && mine(visitors, row.id, i, agents.length)) inboxes[i]?.act({ type: 'accept' }, row.id)
          }
          if (accepted.size >= seats) full()
        }),
      )
      await pause(500)
      const started = performance.now()
      for (const inbox of inboxes) inbox.send({ t: 'online', online: true })
      await Promise.race([filling, pause(20_000)])
      const took = performance.now() - started
      const oldest = visitors.slice(0, seats).filter(({ conversation }) => accepted.has(conversation)).length
      return [
        atMost(`${visitors.length.toLocaleString('en')} waiting, ${seats} seats come online: all of them taken after`, took, 'ms', 1_000),
        { what: '… by those who had waited longest', value: oldest, unit: 'of 80', goal: '80', ok: oldest === seats },
      ]
    } finally {
      await house.stop()
    }
  },
}

/** Somebody is there and busy: in a team without anybody, whoever waits is promised an answer instead. */
async function keepStaffed({ url, database, place }: House): Promise<void> {
  const [busy] = await hire(database, place, 1, 1)
  await greet(database, place, 1, () => ({ held: busy as Agent }))
  await Wire.agent(url, busy as Agent)
  await pause(300)
}

/** Each conversation has one agent who reaches for it, so that none holds more than their seats. */
function mine(visitors: readonly { conversation: string }[], id: string, agent: number, agents: number): boolean {
  return visitors.findIndex(({ conversation }) => conversation === id) % agents === agent
}

export const burst: Bench = {
  says: 'fifty visitors ask for a person in the same moment, of a team of five',
  async run(size) {
    const house = await openHouse()
    try {
      const { url, database, place } = house
      const agents = await hire(database, place, 5, 10)
      const rung = new Map<string, () => void>()
      const hear = (frame: AgentDown) => {
        if (frame.t === 'rows') for (const row of frame.rows) if (isRinging(row)) rung.get(row.id)?.()
      }
      await each(agents, (agent: Agent) => Wire.agent(url, agent, (frame) => hear(frame as AgentDown)))
      await pause(300)
      const latencies: number[] = []
      for (let round = 0; round < size.of(10); round++) {
        const visitors = await greet(database, place, 50, () => null)
        const wires = await each(visitors, (visitor) => Wire.visitor(url, visitor))
        const started = performance.now()
        const all = visitors.map(({ conversation }) => new Promise<void>((resolve) => rung.set(conversation, resolve)))
        for (const wire of wires) wire.act({ type: 'ask', page: null })
        await Promise.all(all.map((one) => one.then(() => latencies.push(performance.now() - started))))
        for (const wire of wires) wire.act({ type: 'stopWaiting', instead: 'bot' })
        await pause(300)
        for (const wire of wires) wire.close()
      }
      return [
        atMost('50 escalations at once to a team of 5: rung on a socket, p99', percentile(latencies, 0.99), 'ms', 100),
        { what: '… p50', value: percentile(latencies, 0.5), unit: 'ms' },
      ]
    } finally {
      await house.stop()
    }
  },
}

function isRinging({ holder }: Row): boolean {
  return holder.kind === 'queue' && holder.ringing !== null
}
