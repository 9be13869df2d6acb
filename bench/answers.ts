import { api } from '@baton/contracts/api.ts'
import { type ModelServer, startModelServer } from '@baton/server/testing/model-server.ts'
import { type House, openHouse } from './house.ts'
import { openLoop } from './pace.ts'
import { workOf } from './processes.ts'
import { atMost, type Bench, type Figure, percentile, type Size } from './report.ts'
import { greet, hire } from './seed.ts'
import { each, Wire } from './sockets.ts'
import { encoded, pairOf, questionOf } from './tests.ts'

const pairs = 200
const cold = 25
const full = 200
const pause = 200
const longest = 150
const flood = { rate: 50, seconds: 10, patience: 120_000 }

/** What a visitor waits for: from the line to the first word of its answer, through the whole server. */
export const answers: Bench = {
  says: `first words of answers, five questions a second of as many visitors, ${pairs} pairs, the encoder loaded: quoted, then ${flood.rate} a second, then by a model that takes no time`,
  async run(size) {
    const [house, model] = [await openHouse(), await startModelServer()]
    try {
      return await measure(house, model, size)
    } finally {
      await Promise.all([house.stop(), model.close()])
    }
  },
}

async function measure(house: House, model: ModelServer, size: Size) {
  const { database, place, url } = house
  const [admin] = await hire(database, place, 1, 5)
  await database.pool.query("update agent set role = 'admin'")
  const call = async (method: string, path: string, body: object) => {
    const headers = { cookie: admin?.cookie ?? '', origin: url, 'content-type': 'application/json' }
    const answer = await fetch(url + path.replace(':id', place.bot), { method, headers, body: JSON.stringify(body) })
    if (!answer.ok) throw new Error(`${path}: ${await answer.text()}`)
  }
  await call('POST', api.addSource.path, { kind: 'pairs', pairs: Array.from({ length: pairs }, (_, i) => pairOf(i)) })
  await encoded(house)
  const first = await firstWords(house, size.of(cold, 5), 'botSaid')
  const before = workOf(house.pid).own
  const quoted = await firstWords(house, size.of(full, 10), 'botSaid')
  const work = (workOf(house.pid).own - before) / quoted.length
  const flooding = await flooded(house, size)
  model.behave(({ messages }) => ({ says: answerFrom(messages[1]?.content ?? ''), pieces: 8 }))
  await call('PUT', api.changeModel.path, {
    model: { provider: 'compatible', url: model.url, name: 'pretend' },
    use: { bots: null, exactPairs: false, prices: { in: 0, out: 0 }, budget: { of: 'nothing' } },
  })
  await firstWords(house, 5, 'draft')
  const written = await firstWords(house, size.of(full, 10), 'draft')
  return [
    { what: `the first ${first.length} after a start, p95`, value: percentile(first, 0.95), unit: 'ms' },
    { what: 'quoted, p50', value: percentile(quoted, 0.5), unit: 'ms' },
    atMost('quoted, p95', percentile(quoted, 0.95), 'ms', longest),
    { what: 'work of the server for each quoted answer', value: work, unit: 'ms' },
    ...flooding,
    { what: 'written by a model, p50', value: percentile(written, 0.5), unit: 'ms' },
    { what: 'written by a model, p95', value: percentile(written, 0.95), unit: 'ms' },
  ]
}

/** In ms, for each of so many visitors. */
async function firstWords({ database, place, url }: House, count: number, wanted: 'botSaid' | 'draft'): Promise<number[]> {
  const all: Promise<number>[] = []
  for (const [i, visitor] of (await greet(database, place, count, () => null)).entries()) {
    all.push(firstWord(url, visitor, pairOf(i % pairs).question, wanted))
    await new Promise((resolve) => setTimeout(resolve, pause))
  }
  return Promise.all(all)
}

async function firstWord(url: string, visitor: Parameters<typeof Wire.visitor>[1], text: string, wanted: string): Promise<number> {
  const wire = await Wire.visitor(url, visitor)
  const began = performance.now()
  try {
    return await new Promise((resolve, reject) => {
      const late = setTimeout(() => reject(new Error(`no ${wanted} for “${text}” in 20 s`)), 20_000)
      wire.heard = (frame) => {
        const there =
          frame.t === 'draft' ? wanted === 'draft' : frame.t === 'facts' && frame.facts.some(({ fact }) => fact?.type === wanted)
        if (!there) return
        clearTimeout(late)
        resolve(performance.now() - began)
      }
      wire.act({ type: 'say', text, page: null })
    })
  } finally {
    wire.close()
  }
}

/** What a question may come to: an answer, a question back, or a person where the bot is not sure. */
const ends = new Set(['botSaid', 'botAsked', 'offered', 'escalated', 'serverSaid'])

/** More questions than the bot can answer: how soon their lines are taken, and that each is answered in the end. */
async function flooded(house: House, size: Size): Promise<Figure[]> {
  const { database, place, url } = house
  const seconds = size.of(flood.seconds)
  const visitors = await greet(database, place, flood.rate * seconds, () => null)
  const answered = new Set<string>()
  let taken: (cause: string) => void = () => {}
  let last = 0
  const wires = await each(visitors, (visitor) =>
    Wire.visitor(url, visitor, 0, (frame) => {
      if (frame.t === 'done') taken(frame.cause)
      if (frame.t !== 'facts' || !frame.facts.some(({ fact }) => fact !== null && ends.has(fact.type))) return
      answered.add(visitor.conversation)
      last = performance.now()
    }),
  )
  await house.pulse()
  const began = performance.now()
  const send = (i: number) => (wires[i] as Wire).act({ type: 'say', text: questionOf(i), page: null })
  const load = openLoop({ rate: flood.rate, seconds, send })
  taken = load.arrived
  const { latencies, sent, lost } = await load.over
  while (answered.size < sent && performance.now() - began < flood.patience) await new Promise((resolve) => setTimeout(resolve, 50))
  const { longest: blocked } = await house.pulse()
  for (const wire of wires) wire.close()
  return [
    atMost(`${flood.rate} questions/s: a line is acknowledged, p99`, percentile(latencies, 0.99), 'ms', 50),
    atMost('… never acknowledged', lost, 'lines', 0),
    atMost('… never answered', sent - answered.size, 'lines', 0),
    { what: '… the last of them answered after', value: (last - began) / 1_000, unit: 's' },
    { what: '… longest block of the event loop', value: blocked, unit: 'ms' },
  ]
}

/** What a model would say that reads the first passage out. */
function answerFrom(prompt: string) {
  const text = /<passage 1 \w+>\n([\s\S]*?)\n<\/passage/.exec(prompt)?.[1]?.split('\n').at(-1) ?? ''
  return { answerable: 'yes', confidence: 0.95, citations: [1], sentences: [{ text, citations: [1] }] }
}
