import { api } from '@baton/contracts/api.ts'
import type { TestRun } from '@baton/contracts/test-cases.ts'
import { type House, openHouse } from './house.ts'
import { atMost, type Bench, type Size } from './report.ts'
import { hire } from './seed.ts'

const pairs = 200
const full = 500
const longest = 60

/** What an owner does before a change: asks all tests and reads what came of it. Without a model; the encoder is loaded. */
export const tests: Bench = {
  says: `${full} test questions against ${pairs} pairs, by words and by meaning, until the run has ended`,
  async run(size) {
    const house = await openHouse()
    try {
      return await measure(house, size)
    } finally {
      await house.stop()
    }
  },
}

async function measure(house: House, size: Size) {
  const { database, place, url } = house
  const [admin] = await hire(database, place, 1, 5)
  await database.pool.query("update agent set role = 'admin'")
  const call = async <T>(method: string, path: string, body?: object): Promise<T> => {
    const headers = { cookie: admin?.cookie ?? '', origin: url, 'content-type': 'application/json' }
    const answer = await fetch(url + path.replace(':id', place.bot), { method, headers, ...(body && { body: JSON.stringify(body) }) })
    if (!answer.ok) throw new Error(`${path}: ${await answer.text()}`)
    return (await answer.json()) as T
  }
  await call('POST', api.addSource.path, { kind: 'pairs', pairs: Array.from({ length: pairs }, (_, i) => pairOf(i)) })
  const count = size.of(full)
  const csv = Array.from({ length: count }, (_, i) => `"${questionOf(i)}","${pairOf(i % pairs).answer}"`).join('\n')
  await call('POST', api.importTests.path, { from: 'csv', csv: `question,answer\n${csv}`, commit: true })
  await encoded(house)
  const began = performance.now()
  const { id } = await call<TestRun>('POST', api.startRun.path, {})
  for (;;) {
    const [run] = (await call<TestRun[]>('GET', api.runs.path)).filter((one) => one.id === id)
    if (run && run.state !== 'running') {
      if (run.done !== count) throw new Error(`${run.done} of ${count} were asked: ${run.problem ?? run.state}`)
      break
    }
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  const seconds = (performance.now() - began) / 1_000
  return [atMost(`${count} questions, from the start of the run to its end`, seconds, 's', longest), perQuestion(seconds, count)]
}

function perQuestion(seconds: number, count: number) {
  return { what: 'for each question', value: (seconds * 1_000) / count, unit: 'ms' }
}

export async function encoded({ database }: House): Promise<void> {
  for (let tries = 0; tries < 1_200; tries++) {
    const { rows } = await database.pool.query<{ left: number }>(
      'select count(*)::int as left from chunk where not exists (select from vector where vector.chunk = chunk.id)',
    )
    if (rows[0]?.left === 0) return
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error('the knowledge was not encoded in two minutes')
}

const things = ['tent', 'jacket', 'rucksack', 'sleeping bag', 'stove', 'pair of boots', 'head torch', 'rope', 'canoe', 'map']
const wishes = [
  ['return', 'send it back to us within thirty days'],
  ['repair', 'have it mended in our workshop'],
  ['wash', 'clean it by hand in lukewarm water'],
  ['exchange', 'swap it for another size'],
  ['rent', 'borrow it by the day'],
  ['insure', 'cover it against loss'],
  ['track', 'follow the parcel on its way'],
  ['collect', 'pick it up in the shop'],
  ['pay for', 'settle the bill by card'],
  ['cancel', 'stop the order before it leaves'],
] as const
const places = ['in Austria', 'as a member']

export function pairOf(i: number): { question: string; answer: string } {
  const { thing, verb, how, where } = partsOf(i)
  return { question: `How do I ${verb} a ${thing} ${where}?`, answer: `With a ${thing} ${where} you can ${how}.` }
}

export function questionOf(i: number): string {
  const { thing, verb, where } = partsOf(i % pairs)
  return `${['can I', 'what must I do to', 'is it possible to'][i % 3]} ${verb} my ${thing} ${where}, number ${i}`
}

function partsOf(i: number) {
  const [verb, how] = wishes[Math.floor(i / things.length) % wishes.length] ?? wishes[0]
  const where = places[Math.floor(i / (things.length * wishes.length)) % places.length]
  return { thing: things[i % things.length], verb, how, where }
}
