import { describe, expect, it } from 'vitest'
import { route, type Seat, staffed, type Waiting } from './routing.ts'
import { ada, bo, cy, sales, support } from './testing/cast.ts'
import { minute, second, start } from './testing/given.ts'

const seat = (by: { agent: string }, change: Partial<Seat> = {}): Seat => ({
  agent: by.agent,
  team: support,
  online: true,
  open: 0,
  capacity: 3,
  ...change,
})
const waits = (id: string, change: Partial<Waiting['queue']> = {}): Waiting => ({
  id,
  tenure: 2,
  ringMs: 30 * second,
  queue: {
    kind: 'queue',
    team: support,
    reason: 'asked',
    since: start,
    tried: [],
    ringing: null,
    step: 0,
    seen: false,
    priority: 0,
    prefer: null,
    ...change,
  },
})
const rungBy = (waiting: Waiting[], seats: Seat[]) => route(waiting, seats, start + minute).map((ring) => [ring.conversation, ring.agents])

describe('[R1] only who is online and has room is rung', () => {
  it.each<[string, Partial<Seat>, boolean]>([
    ['online with room', {}, true],
    ['with one place left', { open: 2 }, true],
    ['full', { open: 3 }, false],
    ['over capacity, by a take-over', { open: 5 }, false],
    ['offline', { online: false }, false],
    ['of another team', { team: sales }, false],
  ])('%s', (_, change, rung) => {
    expect(rungBy([waits('c1')], [seat(ada, change)])).toEqual(rung ? [['c1', [ada.agent]]] : [])
  })

  it('nor are more conversations rung than there are places', () => {
    const many = Array.from({ length: 9 }, (_, i) => waits(`c${i}`, { since: start + i }))
    expect(rungBy(many, [seat(ada, { open: 1 }), seat(bo, { open: 2 })]).map(([id]) => id)).toEqual(['c0', 'c1', 'c2'])
  })

  it('somebody over capacity takes no place from anybody else', () => {
    expect(rungBy([waits('c1')], [seat(ada, { open: 9 }), seat(bo, { open: 2 })])).toEqual([['c1', [bo.agent]]])
  })
})

describe('[R2] everybody with room is rung together', () => {
  it('for as long as the policy says', () => {
    const [ring] = route([waits('c1')], [seat(ada), seat(bo)], start + minute)
    expect(ring).toMatchObject({ tenure: 2, agents: [ada.agent, bo.agent], until: start + minute + 30 * second, step: 1 })
  })

  it('a lapsed ring goes out again as the next step, to whoever has come since as well', () => {
    const [ring] = route([waits('c1', { step: 1, tried: [ada.agent] })], [seat(ada), seat(bo)], start + minute)
    expect(ring).toMatchObject({ agents: [ada.agent, bo.agent], step: 2 })
  })

  it('whoever comes online while it rings joins that ring, which does not last longer for it', () => {
    const ringing = { agents: [ada.agent], until: start + 40 * second, step: 1 }
    const [ring] = route([waits('c1', { ringing, step: 1 })], [seat(ada), seat(bo)], start + 20 * second)
    expect(ring).toMatchObject({ agents: [ada.agent, bo.agent], until: start + 40 * second, step: 1 })
  })

  it('a ring that nobody can join is left to ring', () => {
    const ringing = { agents: [ada.agent, bo.agent], until: start + 40 * second, step: 1 }
    expect(rungBy([waits('c1', { ringing, step: 1 })], [seat(ada), seat(bo, { online: false })])).toEqual([])
  })
})

describe('[R3] oldest first', () => {
  it('whatever order they come in', () => {
    const queue = [waits('c3', { since: start + 3 }), waits('c1', { since: start + 1 }), waits('c2', { since: start + 2 })]
    expect(rungBy(queue, [seat(ada, { open: 1 })]).map(([id]) => id)).toEqual(['c1', 'c2'])
  })

  it('one that rings keeps its place, so that nobody younger overtakes it', () => {
    const ringing = { agents: [ada.agent], until: start + minute, step: 1 }
    expect(rungBy([waits('c1', { ringing, step: 1 }), waits('c2', { since: start + 1 })], [seat(ada, { open: 2 })])).toEqual([])
  })

  it('of the same moment: always the same one', () => {
    for (const queue of [
      [waits('c1'), waits('c2')],
      [waits('c2'), waits('c1')],
    ])
      expect(rungBy(queue, [seat(ada, { open: 2 })]).map(([id]) => id)).toEqual(['c1'])
  })

  it('each team has its own queue', () => {
    const queue = [waits('c1'), waits('c2', { team: sales, since: start + 1 })]
    expect(rungBy(queue, [seat(ada, { open: 2 }), seat(cy, { team: sales, open: 2 })])).toEqual([
      ['c1', [ada.agent]],
      ['c2', [cy.agent]],
    ])
  })

  it('while a ring for all goes on, the others find the same places as when it began', () => {
    const seats = [seat(ada, { open: 2, languages: ['en', 'de'] }), seat(bo, { open: 2, languages: ['en'] })]
    const later = waits('c2', { since: start + 1, declined: [ada.agent] })
    expect(rungBy([waits('c1'), later], seats)).toEqual([['c1', [ada.agent, bo.agent]]])
    const ringing = { agents: [ada.agent, bo.agent], until: start + 90 * second, step: 1 }
    expect(rungBy([waits('c1', { ringing, step: 1 }), later], seats)).toEqual([])
  })
})

describe('[R4] every ring says who was passed over, and why', () => {
  it('offline or full; somebody of another team is not of the question', () => {
    const seats = [seat(ada), seat(bo, { open: 3 }), seat(cy, { online: false, open: 3 }), seat({ agent: 'x' }, { team: sales })]
    expect(route([waits('c1')], seats, start)[0]?.passedOver).toEqual([
      { agent: bo.agent, why: 'full' },
      { agent: cy.agent, why: 'offline' },
    ])
  })
})

it('nobody waits, nobody is there: nothing rings', () => {
  expect(route([], [seat(ada)], start)).toEqual([])
  expect(route([waits('c1')], [], start)).toEqual([])
})

it('[A2] a team is there when somebody of it is online, with room or without', () => {
  expect(staffed(support, [seat(ada, { open: 3 })])).toBe(true)
  expect(staffed(support, [seat(ada, { online: false }), seat(bo, { team: sales })])).toBe(false)
})
