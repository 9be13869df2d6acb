import { teamSettings } from '@baton/contracts/team.ts'
import { describe, expect, it } from 'vitest'
import { type Rules, route, type Seat, staffed, standIns, type Waiting } from './routing.ts'
import { inOrder } from './routing-order.ts'
import { ada, bo, cy, northpeak, sales, support } from './testing/cast.ts'
import { minute, second, start } from './testing/given.ts'

const other = '00000000-0000-4000-8000-0000000000b2'
const [first, second_, third] = [support, sales, '00000000-0000-4000-8000-000000000053'] as const
const seat = (by: { agent: string }, change: Partial<Seat> = {}): Seat => ({
  ...{ agent: by.agent, team: support, online: true, open: 0, capacity: 3 },
  ...change,
})
const waits = (change: Partial<Waiting> = {}, queue: Partial<Waiting['queue']> = {}): Waiting => ({
  ...{ id: 'c1', tenure: 2, ringMs: 30 * second, bot: northpeak, ...change },
  queue: {
    ...({ kind: 'queue', team: support, reason: 'asked', since: start, tried: [], ringing: null, step: 0, seen: false } as const),
    ...{ priority: 0, prefer: null, ...queue },
  },
})
const rules = (...settings: object[]): Rules => ({
  teams: new Map([first, second_, third].map((id, i) => [id, { ...teamSettings.parse(settings[i] ?? {}), held: 0 }])),
  ageingMs: 10 * minute,
})
const ringOf = (w: Waiting, seats: Seat[], how = rules(), at = start) => route([w], seats, at, how)[0]

describe('[R1] bots', () => {
  it('whoever takes some bots’ visitors only is never rung for another’s, also where nobody else is there', () => {
    const seats = [seat(ada, { bots: [other] }), seat(bo, { bots: [northpeak] }), seat(cy)]
    expect(ringOf(waits(), seats)).toMatchObject({ agents: [bo.agent, cy.agent], passedOver: [{ agent: ada.agent, why: 'bot' }] })
    expect(ringOf(waits(), [seat(ada, { bots: [other] })])).toBeUndefined()
    expect(ringOf(waits({}, { prefer: ada.agent, tried: [bo.agent] }), seats)?.agents).not.toContain(ada.agent)
  })

  it('nor are they there for its visitors, nor is a team that stands in and takes other bots’ only', () => {
    expect(staffed(support, [seat(ada, { bots: [other] })], rules().teams, northpeak)).toBe(false)
    expect(staffed(support, [seat(ada, { bots: [other] })], rules().teams, other)).toBe(true)
    const how = rules({ ladder: [{ do: 'fallback', ms: minute }], fallback: sales }, { bots: [other] })
    expect(ringOf(waits(), [seat(cy, { team: sales })], how)).toBeUndefined()
    expect(staffed(support, [seat(cy, { team: sales })], how.teams, northpeak)).toBe(false)
  })
})

describe('[R2] a language or a skill that is wanted', () => {
  const german = seat(ada, { languages: ['de'], skills: ['law'] })
  const english = seat(bo, { languages: ['en'] })

  it('is asked for first; once all who have it were asked in vain, the others are as well, and the ring says so', () => {
    expect(ringOf(waits({ language: 'de' }), [german, english])).toMatchObject({
      ...{ agents: [ada.agent], lacks: [], passedOver: [{ agent: bo.agent, why: 'language' }] },
    })
    expect(ringOf(waits({ language: 'de' }, { tried: [ada.agent], step: 1 }), [german, english])).toMatchObject({
      ...{ agents: [ada.agent, bo.agent], lacks: ['language'] },
    })
    const one = rules({ mode: 'ringOne' })
    expect(ringOf(waits({ language: 'de' }, { tried: [ada.agent], step: 1 }), [german, english], one)).toMatchObject({
      ...{ agents: [bo.agent], reach: 'next', lacks: ['language'], passedOver: [{ agent: ada.agent, why: 'tried' }] },
    })
  })

  it('gives way at once where nobody with it can be rung, and the skill before the language', () => {
    expect(ringOf(waits({ language: 'de' }), [{ ...german, open: 3 }, english])).toMatchObject({ agents: [bo.agent], lacks: ['language'] })
    const both = [german, seat(cy, { languages: ['de'] }), english]
    expect(ringOf(waits({ language: 'de', skills: ['law'] }, { tried: [ada.agent] }), both)).toMatchObject({
      ...{ agents: [ada.agent, cy.agent], lacks: ['skill'] },
    })
  })

  it('tells nobody apart where nobody of the team has it', () => {
    expect(ringOf(waits({ language: 'fi', skills: ['boats'] }), [german, english])).toMatchObject({
      ...{ agents: [ada.agent, bo.agent], lacks: [] },
    })
  })

  it('counts for less than a wish: somebody who was asked for by name is rung', () => {
    expect(ringOf(waits({ language: 'de' }, { prefer: bo.agent }), [german, english])).toMatchObject({
      agents: [bo.agent],
      why: 'preferred',
    })
  })
})

describe('[R2] teams that stand in for teams', () => {
  const ladder = [
    { do: 'everybody', ms: minute },
    { do: 'fallback', ms: minute },
    { do: 'fallback', ms: minute },
  ]
  const how = rules({ ladder, fallback: second_ }, { ladder, fallback: third }, { ladder, fallback: first })

  it('each fallback step comes one team further, and a circle ends', () => {
    expect(standIns(first, how.teams)).toEqual([first, second_, third])
    const seats = [seat(ada), seat(bo, { team: second_ }), seat(cy, { team: third })]
    const agents = (minutes: number) => ringOf(waits(), seats, how, start + minutes * minute)?.agents
    expect([agents(0), agents(1), agents(2)]).toEqual([[ada.agent], [ada.agent, bo.agent], [ada.agent, bo.agent, cy.agent]])
  })

  it('where nobody is in any but the last of them, that one is rung at once, and counts as there', () => {
    const seats = [seat(cy, { team: third })]
    const short = rules({ ladder: ladder.slice(0, 2), fallback: second_ }, { ladder, fallback: third })
    expect(ringOf(waits(), seats, short)).toMatchObject({ agents: [cy.agent], reach: 'fallback' })
    expect(staffed(first, seats, short.teams)).toBe(true)
  })
})

it('[R3] in order is the most urgent, then the oldest, then the same one always', () => {
  const all = Array.from({ length: 200 }, (_, i) => ({
    ...{ id: `c${String(i).padStart(3, '0')}` },
    queue: { priority: (i * 7) % 3, since: start - ((i * 31) % 40) * minute },
  }))
  const key = ({ queue, id }: (typeof all)[number]) => [-(queue.priority + (start - queue.since) / (10 * minute)), queue.since, id] as const
  const sorted = all.toSorted((a, b) => {
    const [x, y] = [key(a), key(b)]
    return x[0] - y[0] || x[1] - y[1] || (x[2] < y[2] ? -1 : 1)
  })
  const found = (isMeant: (one: { id: string }) => boolean) => [...inOrder(all, isMeant, start, 10 * minute)].map(({ id }) => id)
  expect(found(() => true)).toEqual(sorted.map(({ id }) => id))
  const isMeant = ({ id }: { id: string }) => id.endsWith('3')
  expect(found(isMeant)).toEqual(sorted.filter(isMeant).map(({ id }) => id))
})
