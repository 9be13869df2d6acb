import type { AgentDown } from '@baton/contracts/down.ts'
import { openHouse } from './house.ts'
import { atMost, type Bench, percentile } from './report.ts'
import { type Agent, greet, hire } from './seed.ts'
import { pause, Wire } from './sockets.ts'

const agentCount = 5

export const handover: Bench = {
  says: '“Talk to a person” until it is on an agent’s socket, and their acceptance until the visitor sees the name',
  async run(size) {
    const house = await openHouse()
    try {
      const { url, database, place } = house
      const agents = await hire(database, place, agentCount, 100)
      const visitors = await greet(database, place, size.of(200), () => null)
      const waiting = new Map<string, () => void>()
      const hear = (frame: AgentDown) => {
        if (frame.t === 'rows') for (const row of frame.rows) if (row.holder.kind === 'queue') waiting.get(row.id)?.()
      }
      const inboxes = await Promise.all(agents.map((agent: Agent) => Wire.agent(url, agent, (frame) => hear(frame as AgentDown))))
      await pause(300)
      const asked: number[] = []
      const named: number[] = []
      for (const [i, visitor] of visitors.entries()) {
        const inbox = inboxes[i % agentCount] as Wire
        let met: () => void = () => {}
        const meeting = new Promise<void>((resolve) => (met = resolve))
        const wire = await Wire.visitor(url, visitor, 0, (frame) => {
          if (frame.t === 'facts' && frame.facts.some(({ fact }) => fact?.type === 'accepted')) met()
        })
        asked.push(await timed(wire, visitor.conversation, waiting))
        const accepting = performance.now()
        inbox.act({ type: 'accept' }, visitor.conversation)
        await meeting
        named.push(performance.now() - accepting)
        inbox.act({ type: 'close', outcome: 'solved', why: null }, visitor.conversation)
        wire.close()
      }
      return [
        atMost('“Talk to a person” → on the agent’s socket, p95', percentile(asked, 0.95), 'ms', 100),
        { what: '“Talk to a person” → on the agent’s socket, p50', value: percentile(asked, 0.5), unit: 'ms' },
        atMost('acceptance → the visitor sees the name, p95', percentile(named, 0.95), 'ms', 100),
        { what: 'acceptance → the visitor sees the name, p50', value: percentile(named, 0.5), unit: 'ms' },
      ]
    } finally {
      await house.stop()
    }
  },
}

async function timed(wire: Wire, conversation: string, waiting: Map<string, () => void>): Promise<number> {
  const started = performance.now()
  await new Promise<void>((resolve) => {
    waiting.set(conversation, resolve)
    wire.act({ type: 'ask', page: null })
  })
  waiting.delete(conversation)
  return performance.now() - started
}
