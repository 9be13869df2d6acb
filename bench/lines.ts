import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { root } from '@baton/server/root.ts'
import WebSocket from 'ws'
import { end, firstLine, type House, openHouse } from './house.ts'
import { type Load, openLoop } from './pace.ts'
import { workOf } from './processes.ts'
import { atLeast, atMost, type Bench, type Figure, percentile, type Size, times } from './report.ts'
import { type Agent, greet, hire } from './seed.ts'
import { each, pause, Wire } from './sockets.ts'

type Work = ReturnType<typeof workOf>

const conversations = 250
const agentCount = 10
const text = 'Does the Tarn 2 keep the rain out for a whole week in October?'

export const lines: Bench = {
  says: 'a visitor’s line on its way to the agent’s socket, in conversations that agents hold',
  async run(size) {
    const calm = await relayed(size, 500)
    const busy = await relayed(size, 2_000)
    const house = await openHouse()
    try {
      const talk = await openTalk(house)
      await talk(size, 200) // warm, as a server is after its first minute
      const figures = calmFigures(await talk(size, 500), calm)
      const before = workOf(house.pid)
      const load = await talk(size, 2_000)
      return [...figures, ...busyFigures(load, busy), ...workFigures(load, before, workOf(house.pid))]
    } finally {
      await house.stop()
    }
  },
}

function calmFigures({ latencies, lost }: Load, floor: Load): Figure[] {
  const [p50, p99] = [percentile(latencies, 0.5), percentile(latencies, 0.99)]
  return [
    atMost('500 lines/s over 250 conversations, p50', p50, 'ms', 5, times(p50, percentile(floor.latencies, 0.5))),
    atMost('500 lines/s over 250 conversations, p99', p99, 'ms', 30, times(p99, percentile(floor.latencies, 0.99))),
    atMost('… of them lost', lost, 'lines', 0),
  ]
}

function busyFigures({ latencies, lost, perSecond }: Load, floor: Load): Figure[] {
  const p50 = percentile(latencies, 0.5)
  return [
    atLeast('2,000 lines/s sent: arrived', perSecond, 'lines/s', 1_980),
    atMost('2,000 lines/s, p50', p50, 'ms', 15, times(p50, percentile(floor.latencies, 0.5))),
    { what: '2,000 lines/s, p99', value: percentile(latencies, 0.99), unit: 'ms' },
    atMost('… of them lost', lost, 'lines', 0),
  ]
}

function workFigures({ sent }: Load, before: Work, after: Work): Figure[] {
  return [
    { what: '… processor time of the server', value: ((after.own - before.own) * 1_000) / sent, unit: 'µs/line' },
    { what: '… and of the database', value: ((after.others - before.others) * 1_000) / sent, unit: 'µs/line' },
  ]
}

/** Everybody connected, each agent with all of their conversations open. Returns what puts a load on. */
async function openTalk({ url, database, place }: House): Promise<(size: Size, rate: number) => Promise<Load>> {
  const agents = await hire(database, place, agentCount, 100)
  const visitors = await greet(database, place, conversations, (i) => ({ held: agents[i % agentCount] as Agent }))
  let arrived: (cause: string) => void = () => {}
  const wires = await each(visitors, (visitor) => Wire.visitor(url, visitor, 5))
  for (const [i, agent] of agents.entries()) {
    const wire = await Wire.agent(url, agent, (frame) => {
      if (frame.t === 'facts') for (const { cause } of frame.facts) arrived(cause)
    })
    for (const { conversation } of visitors.filter((_, k) => k % agentCount === i)) wire.send({ t: 'open', conversation, after: 5 })
  }
  await pause(500)
  return (size, rate) => {
    const send = (i: number) => (wires[i % conversations] as Wire).act({ type: 'say', text, page: null })
    const load = openLoop({ rate, seconds: size.of(10), send })
    arrived = load.arrived
    return load.over
  }
}

/** The floor: the same load through a relay that does nothing else. */
async function relayed(size: Size, rate: number): Promise<Load> {
  const child = spawn(process.execPath, [join(root, 'bench/floors/relay.js')], { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] })
  try {
    const url = (await firstLine(child)).replace(/^http/, 'ws')
    const agent = await opened(`${url}/agent`)
    const visitors = await each(Array.from({ length: conversations }), () => opened(url))
    const send = (i: number) => {
      const cause = String(i)
      visitors[i % conversations]?.send(JSON.stringify({ t: 'act', cause, act: { type: 'say', text } }))
      return cause
    }
    const { arrived, over } = openLoop({ rate, seconds: size.of(5), send })
    agent.on('message', (data) => arrived(JSON.parse(String(data)).cause))
    return await over
  } finally {
    await end(child)
  }
}

function opened(url: string): Promise<WebSocket> {
  const socket = new WebSocket(url, { perMessageDeflate: false })
  return new Promise((resolve, reject) => socket.once('open', () => resolve(socket)).once('error', reject))
}
