import { type TeamSettings, teamSettings } from '@baton/contracts/team.ts'
import { describe, expect, it } from 'vitest'
import { ladderOf, nextStepAt, stepsFrom } from './ladder.ts'
import { type Rules, route, type Seat, staffed, type TeamRules, type Waiting } from './routing.ts'
import { ada, bo, cy, sales, support } from './testing/cast.ts'
import { given, inQueue, minute, ringing, second, start, the, withAda, world } from './testing/given.ts'

const seat = (by: { agent: string }, change: Partial<Seat> = {}): Seat => ({
  agent: by.agent,
  team: support,
  online: true,
  open: 0,
  capacity: 3,
  ...change,
})
const waits = (id: string, queue: Partial<Waiting['queue']> = {}, change: Partial<Waiting> = {}): Waiting => ({
  ...{ id, tenure: 2, ringMs: 30 * second, ...change },
  queue: {
    ...{
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
    },
    ...queue,
  },
})
const rules = (change: object, other: object = {}): Rules => {
  const of = (settings: object): TeamRules => ({ ...teamSettings.parse(settings), held: 0 })
  return {
    teams: new Map([
      [support, of(change)],
      [sales, of(other)],
    ]),
    ageingMs: 10 * minute,
  }
}
const rung = (waiting: Waiting[], seats: Seat[], how: Rules, at = start) =>
  route(waiting, seats, at, how).map(({ conversation, agents, reach, why }) => [conversation, agents, reach, why])
const ladder = ['next', 'next', 'everybody', 'fallback'].map((step) => ({ do: step, ms: 45 * second }))

describe('[R2] a ladder', () => {
  it('is by the clock of whoever waits: each step begins when the one before ends, and the last one lasts', () => {
    const steps = ladderOf(teamSettings.parse({ ladder }))
    const at = (ms: number) => stepsFrom(steps, start, start + ms)[0]?.do
    expect([0, 44, 45, 91, 136, 9_999].map((s) => at(s * second))).toEqual(['next', 'next', 'next', 'everybody', 'fallback', 'fallback'])
    expect(nextStepAt(steps, start, start)).toBe(start + 40 * second + 1)
    expect(nextStepAt(steps, start, start + 10 * minute)).toBeNull()
  })

  it('rings one, then the next one not yet asked, then everybody, then also the fallback team', () => {
    const seats = [seat(ada), seat(bo, { open: 1 }), seat(cy, { team: sales })]
    const how = rules({ mode: 'ringOne', ladder, fallback: sales })
    expect(rung([waits('c1')], seats, how)).toEqual([['c1', [ada.agent], 'next', 'idle']])
    expect(rung([waits('c1', { tried: [ada.agent] })], seats, how, start + 45 * second)).toEqual([['c1', [bo.agent], 'next', 'only']])
    const both = [ada.agent, bo.agent]
    expect(rung([waits('c1', { tried: both })], seats, how, start + 90 * second)).toEqual([['c1', both, 'everybody', 'everybody']])
    expect(rung([waits('c1', { tried: both })], seats, how, start + 135 * second)).toEqual([
      ['c1', [...both, cy.agent], 'fallback', 'fallback'],
    ])
  })

  it('comes to its next step at once where a step has nobody', () => {
    const seats = [seat(ada, { online: false }), seat(cy, { team: sales })]
    expect(rung([waits('c1')], seats, rules({ ladder, fallback: sales }))).toEqual([['c1', [cy.agent], 'fallback', 'fallback']])
    expect(staffed(support, seats, rules({ ladder, fallback: sales }).teams)).toBe(true)
    expect(staffed(support, seats)).toBe(false)
  })

  it('calls a busy supervisor when it comes to supervisors, and nobody else who is busy', () => {
    const called = rules({ ladder: [{ do: 'supervisors', ms: minute }] })
    const seats = [seat(ada, { online: false, absence: 'busy', supervisor: true }), seat(bo, { online: false, absence: 'busy' })]
    expect(rung([waits('c1')], seats, called)).toEqual([['c1', [ada.agent], 'supervisors', 'supervisors']])
  })
})

describe('[R1] whom a team gives it to', () => {
  it('fewest conversations, then longest without a new one; or strictly one after the other', () => {
    const seats = [seat(ada, { open: 2, turn: 1 }), seat(bo, { open: 1, turn: 9 }), seat(cy, { open: 1, turn: 5 })]
    expect(rung([waits('c1')], seats, rules({ mode: 'assign' }))[0]?.[1]).toEqual([cy.agent])
    expect(rung([waits('c1')], seats, rules({ mode: 'assign', order: 'roundRobin' }))[0]?.[1]).toEqual([ada.agent])
  })

  it('gives no more than there is room for, each in turn', () => {
    const all = Array.from({ length: 5 }, (_, i) => waits(`c${i}`, { since: start + i }))
    const given = route(all, [seat(ada, { capacity: 2 }), seat(bo, { capacity: 1 })], start + minute, rules({ mode: 'assign' }))
    expect(given.map((one) => [one.conversation, one.agents[0], one.gives])).toEqual([
      ['c0', ada.agent, true],
      ['c1', bo.agent, true],
      ['c2', ada.agent, true],
    ])
  })

  it('not outside of hours, nor beyond what the team holds', () => {
    expect(rung([waits('c1')], [seat(ada, { closed: true })], rules({}))).toEqual([])
    expect(rung([waits('c1'), waits('c2')], [seat(ada)], rules({ capacity: 1 }))).toHaveLength(1)
  })

  it('to whoever is wished for, or had this visitor before', () => {
    const seats = [seat(ada), seat(bo)]
    expect(rung([waits('c1', { prefer: bo.agent })], seats, rules({}))).toEqual([['c1', [bo.agent], 'everybody', 'preferred']])
    expect(rung([waits('c1', {}, { last: bo.agent })], seats, rules({ mode: 'ringOne' }))[0]?.[3]).toBe('before')
    expect(rung([waits('c1', {}, { last: bo.agent })], seats, rules({ mode: 'ringOne', sticky: false }))[0]?.[1]).toEqual([ada.agent])
  })
})

describe('[R4] why not this one', () => {
  it('away, busy, out of hours, another language, another skill, asked before, or only later', () => {
    const x = (n: number) => ({ agent: `00000000-0000-4000-8000-0000000000d${n}` })
    const seats = [
      seat(ada, { languages: ['de'], skills: ['law'] }),
      seat(bo, { languages: ['de'], skills: ['law'], turn: 5 }),
      seat(cy, { languages: ['en'] }),
      seat(x(1), { languages: ['de'] }),
      seat(x(2), { online: false, absence: 'away' }),
      seat(x(3), { closed: true }),
      seat(x(4), { languages: ['de'], skills: ['law'] }),
    ]
    const [ring] = route(
      [waits('c1', { tried: [x(4).agent] }, { language: 'de', skills: ['law'] })],
      seats,
      start,
      rules({ mode: 'ringOne' }),
    )
    expect(ring?.agents).toEqual([ada.agent])
    expect(ring?.passedOver.map(({ why }) => why)).toEqual(['later', 'language', 'skill', 'away', 'closed', 'tried'])
  })
})

describe('[R3] the next in line', () => {
  it('is the most urgent; but waiting makes urgent, so nobody starves', () => {
    const calm = waits('calm', { since: start })
    const urgent = waits('urgent', { since: start + 5 * minute, priority: 1 })
    const first = (at: number, since: number) =>
      rung([calm, { ...urgent, queue: { ...urgent.queue, since } }], [seat(ada, { open: 2 })], rules({}), at)[0]?.[0]
    expect(first(start + 6 * minute, start + 5 * minute)).toBe('urgent')
    expect(first(start + 21 * minute, start + 20 * minute)).toBe('calm')
  })
})

const settled = (change: object): ReadonlyMap<string, TeamSettings> => new Map([[support, teamSettings.parse(change)]])

describe('[H7] nobody waits for somebody who does not come', () => {
  const by = { agent: ada.agent, name: 'Ada' }

  it('one of several declines: the others go on being rung; the last one declines: the router looks on, and asks them no more', () => {
    const { facts, after, todo } = given(ringing).when({ type: 'agentDeclines', by })
    expect([facts[0]?.type, todo]).toEqual(['ringDeclined', ['route']])
    expect(after.holder).toMatchObject({ ringing: null, declined: [ada.agent] })
    expect(rung([waits('c1', { declined: [ada.agent] })], [seat(ada), seat(bo)], rules({}))[0]?.[1]).toEqual([bo.agent])
  })

  it('whoever takes it and writes nothing is reminded, and then others are rung', () => {
    const teams = settled({ silentMinutes: 2 })
    const late = world({ teams, now: start + 10 * minute })
    const first = given(withAda).when({ type: 'agentSilent', tenure: withAda.tenure, reminded: false }, late)
    expect(first.types).toEqual(['agentReminded'])
    const second = given(first.after).when({ type: 'agentSilent', tenure: withAda.tenure, reminded: true }, late)
    expect(the(second.facts, 'escalated')).toMatchObject({ reason: 'agentSilent', team: support })
    expect(second.after.holder).toMatchObject({ kind: 'queue', declined: [ada.agent] })
  })

  it('a transfer waits in the queue for whoever was wished for; only who has it, or may direct them, hands it on', () => {
    const wish = { type: 'agentTransfers' as const, team: support, agent: bo.agent, note: 'knows the tents' }
    expect(given(withAda).when({ ...wish, by: bo, over: false }).refusal).toEqual({ no: 'notYours', by: 'Ada' })
    expect(given(withAda).when({ ...wish, by: ada, over: false }).after.holder).toMatchObject({ kind: 'queue', prefer: bo.agent })
  })

  it('whose connection is gone keeps what they have answered, and nothing else', () => {
    expect(given(withAda).when({ type: 'agentGone', by }).after.holder.kind).toBe('queue')
    const answered = given(withAda).when({ type: 'agentSays', by, text: 'Hello' }).after
    expect(given(answered).when({ type: 'agentGone', by }).facts).toEqual([])
  })

  it('at half of the patience there is a choice, at its end a promise that counts from when the team is open again', () => {
    const hours = { zone: 'UTC', week: Array.from({ length: 7 }, () => [{ from: '09:00', to: '10:00' }]), days: [] }
    const teams = settled({ hours, answerWithinMs: 60 * minute, patienceMs: 4 * minute })
    const since = inQueue.holder.kind === 'queue' ? inQueue.holder.since : 0
    const now = start + 2 * 60 * minute
    expect(given(inQueue).when({ type: 'waitDrags', since }, world({ teams })).facts).toMatchObject([
      { type: 'serverSaid', kind: 'waitOffer' },
    ])
    const { facts } = given(inQueue).when({ type: 'patienceEnds', since }, world({ teams, now }))
    expect(the(facts, 'promised').due).toBe(start + 24 * 60 * minute + 60 * minute)
  })
})
