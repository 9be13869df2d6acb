import { teamSettings } from '@baton/contracts/team.ts'
import { describe, expect, it } from 'vitest'
import type { AgentInput } from './agents.ts'
import { ada, bo, sales, support } from './testing/cast.ts'
import {
  closed,
  fresh,
  given,
  handedBack,
  having,
  hour,
  inQueue,
  policyWith,
  promised,
  ringing,
  said,
  start,
  the,
  withAda,
  withBot,
  world,
} from './testing/given.ts'

const full = world({ room: { open: 3, capacity: 3 } })
const spare = world({ room: { open: 2, capacity: 3 } })
const accepts = (by = ada): AgentInput => ({ type: 'agentAccepts', by })
const takesOver = (by = ada): AgentInput => ({ type: 'agentTakesOver', by })
const writes = (by = ada): AgentInput => ({ type: 'agentSays', by, text: 'Hello, this is a person.' })
const handsBack = (by = ada): AgentInput => ({ type: 'agentHandsBack', by, note: 'sent the label' })
const closes = (by = ada, why: string | null = null): AgentInput => ({ type: 'agentCloses', by, outcome: 'solved', why })

describe('an agent accepts', () => {
  it('what waits: it is theirs, with the team that it waited for', () => {
    const { types, after } = given(ringing).when(accepts(), spare)
    expect(types).toEqual(['accepted'])
    expect(after.holder).toMatchObject({ kind: 'agent', agent: ada.agent, name: 'Ada', team: support })
    expect(after.waiting).toBe(ringing.waiting)
  })

  it('[H11] what somebody else has just accepted: one wins, the other reads who', () => {
    const { refusal, after } = given(withAda).when(accepts(bo), spare)
    expect(refusal).toEqual({ no: 'alreadyAccepted', by: 'Ada', agent: ada.agent })
    expect(after).toEqual(withAda)
  })

  it('what is theirs already: nothing more', () => {
    expect(given(withAda).when(accepts(), full)).toMatchObject({ types: [], refusal: undefined })
  })

  it('[R1] only with room; and how much there is, they read', () => {
    expect(given(ringing).when(accepts(), full).refusal).toEqual({ no: 'full', open: 3, capacity: 3 })
  })

  it('a promise, while the bot keeps the visitor company', () => {
    const { after } = given(promised).when(accepts(), spare)
    expect(after).toMatchObject({ holder: { kind: 'agent', agent: ada.agent }, promise: promised.promise })
  })

  it.each([
    ['the bot has', withBot],
    ['was handed back', handedBack],
    ['is closed', closed],
  ])('not what %s: nobody waits there', (_, c) => {
    expect(given(c).when(accepts(), spare).refusal).toEqual({ no: 'notWaiting' })
  })

  it('[R3] an acceptance from the queue lets the router look again, whoever accepted', () => {
    expect(given(inQueue).when(accepts(bo), spare).todo).toEqual(['route'])
    expect(given(promised).when(accepts(bo), spare).todo).toEqual([])
  })
})

describe('an agent takes over', () => {
  it.each([
    ['the bot', withBot],
    ['the queue', inQueue],
    ['a colleague', withAda],
  ])('[H11] from %s at any moment, also without room', (_, c) => {
    const { facts, after } = given(c).when(takesOver(bo), full)
    expect(the(facts, 'accepted').how).toBe('tookOver')
    expect(after.holder).toMatchObject({ kind: 'agent', agent: bo.agent })
  })

  it('from nobody: it is open again, in the same episode', () => {
    expect(given(closed).when(takesOver(bo))).toMatchObject({ types: ['reopened'], after: { episode: 1, holder: { agent: bo.agent } } })
  })

  it('a place that becomes free is looked at', () => {
    expect(given(withAda).when(takesOver(bo)).todo).toEqual(['route'])
    expect(given(withBot).when(takesOver(bo)).todo).toEqual([])
    expect(given(withAda).when(takesOver(ada)).types).toEqual([])
  })
})

describe('an agent writes', () => {
  it.each([
    ['the bot', withBot],
    ['the queue', ringing],
    ['the hand-back', handedBack],
  ])('[H8] the line takes it from %s, without an acceptance before', (_, c) => {
    const { types, facts, after } = given(c).when(writes(), full)
    expect(types).toEqual(['accepted', 'agentSaid'])
    expect(the(facts, 'accepted').how).toBe('wrote')
    expect(after).toMatchObject({ holder: { kind: 'agent', agent: ada.agent }, waiting: null })
  })

  it('[H8] the line takes a closed one, which begins an episode', () => {
    const { types, after } = given(closed).when(writes())
    expect(types).toEqual(['episodeBegan', 'accepted', 'agentSaid'])
    expect(after).toMatchObject({ episode: 2, holder: { kind: 'agent' } })
  })

  it('[H8] in a colleague’s conversation the line joins', () => {
    const { types, after } = given(withAda).when(writes(bo))
    expect(types).toEqual(['agentSaid'])
    expect(after.holder).toEqual(withAda.holder)
  })

  it('[H3] the bot’s answer that comes a moment later is dropped', () => {
    const { after } = given(withBot).when(writes())
    const late = { type: 'botFails', tenure: withBot.tenure, answers: 2, error: 'slow' } as const
    expect(given(after).when(late).types).toEqual([])
  })

  it('[A3] the line keeps an open promise, in time or late', () => {
    const due = promised.promise?.due ?? 0
    const inTime = given(promised).when(writes(), world({ now: due }))
    expect(inTime.types).toEqual(['accepted', 'agentSaid', 'promiseKept'])
    expect(the(inTime.facts, 'promiseKept').late).toBe(false)
    expect(inTime.after.promise).toBeNull()
    expect(the(given(promised).when(writes(), world({ now: due + 1 })).facts, 'promiseKept').late).toBe(true)
  })

  it('[A3] so does the line of a colleague who joins', () => {
    const { after } = given(promised).when(accepts(), spare)
    expect(given(after).when(writes(bo)).types).toEqual(['agentSaid', 'promiseKept'])
  })

  it('a note changes nothing but the notes, also where it is closed', () => {
    const { types, after } = given(closed).when({ type: 'agentNotes', by: bo, text: 'Paid by card.' })
    expect(types).toEqual(['agentNoted'])
    expect(after).toMatchObject({ holder: closed.holder, preview: closed.preview })
  })
})

describe('an agent hands back', () => {
  it('[H9] the bot starts clean: nothing said before is its to read or answer', () => {
    const asked = given(withAda).when({ type: 'visitorSays', text: 'And is it waterproof?', page: null }).after
    const { types, after } = given(asked).when(handsBack())
    expect(types).toEqual(['handedBack', 'serverSaid'])
    expect(after).toMatchObject({ holder: { kind: 'bot' }, answered: asked.visitorLine, waiting: null })
    expect(after.context).toBeGreaterThan(asked.visitorLine)
  })

  it('[H9] an old request for a person does not escalate again; a new one does', () => {
    const first = having({ type: 'episodeBegan', episode: 1, page: null }, said('Can I talk to a human?'))
    const back = given(given(first).when(takesOver()).after).when(handsBack()).after
    const next = given(back).when({ type: 'visitorSays', text: 'Where is my order?', page: null })
    expect(next.todo).toEqual(['askBot'])
    expect(given(next.after).when({ type: 'visitorAsks', page: null }).after.holder.kind).toBe('queue')
  })

  it('[H6] the server says who speaks from now on, and the place is free', () => {
    const { facts, todo } = given(withAda).when(handsBack())
    expect(the(facts, 'serverSaid')).toEqual({ type: 'serverSaid', kind: 'handedBack', text: policyWith().texts.handedBack })
    expect(todo).toEqual(['wake', 'route'])
  })

  it('[A3] an open promise stands', () => {
    const { after } = given(given(promised).when(accepts(), spare).after).when(handsBack())
    expect(after.promise).toEqual(promised.promise)
  })

  it('[H11] only what is theirs', () => {
    expect(given(withAda).when(handsBack(bo)).refusal).toEqual({ no: 'notYours', by: 'Ada' })
    expect(given(inQueue).when(handsBack(bo)).refusal).toEqual({ no: 'notYours', by: null })
  })
})

describe('an agent closes and re-opens', () => {
  it.each([
    ['the bot’s', withBot, []],
    ['what waits', inQueue, ['route']],
    ['their own', withAda, ['route']],
  ])('closes %s', (_, c, todo) => {
    const closing = given(c).when(closes())
    expect(closing).toMatchObject({
      types: ['closed'],
      todo,
      after: { holder: { kind: 'closed', by: 'Ada', outcome: 'solved' }, waiting: null },
    })
  })

  it('[H11] not a colleague’s, and not twice', () => {
    expect(given(withAda).when(closes(bo)).refusal).toEqual({ no: 'notYours', by: 'Ada' })
    expect(given(closed).when(closes()).refusal).toEqual({ no: 'closed' })
  })

  it('[A4] an open promise is not closed away: somebody says why none is needed', () => {
    expect(given(promised).when(closes()).refusal).toEqual({ no: 'promiseOpen' })
    const { types, facts, after } = given(promised).when(closes(ada, 'answered by phone'))
    expect(types).toEqual(['promiseWithdrawn', 'closed'])
    expect(the(facts, 'promiseWithdrawn').why).toBe('answered by phone')
    expect(after.promise).toBeNull()
  })

  it('re-opens what is closed, and has it', () => {
    const { types, after } = given(closed).when(
      { type: 'agentReopens', by: bo, back: false },
      world({ policy: policyWith({ team: sales }) }),
    )
    expect(types).toEqual(['reopened'])
    expect(after.holder).toMatchObject({ kind: 'agent', agent: bo.agent, team: sales })
    expect(given(withAda).when({ type: 'agentReopens', by: bo, back: false }).refusal).toEqual({ no: 'notClosed' })
  })

  it('[R3] undoes the closing of what waited: it waits where it did, since when it did, until its patience ends', () => {
    const before = given(ringing).when({ type: 'agentDeclines', by: ada }).after
    const shut = given(before).when(closes(bo), world({ now: before.at + 10_000 })).after
    const back = { type: 'agentReopens' as const, by: bo, back: true }
    const { facts, effects, after } = given(shut).when(back, world({ now: shut.at + 10_000 }))
    expect(the(facts, 'reopened')).toMatchObject({ team: support, waits: true })
    expect(after).toEqual({ ...before, n: after.n, at: after.at, tenure: after.tenure, last: after.last })
    const since = before.holder.kind === 'queue' ? before.holder.since : 0
    expect(effects).toContainEqual({ type: 'route' })
    expect(effects).toContainEqual({ type: 'wake', at: expect.any(Number), input: { type: 'patienceEnds', since } })
    expect(given(closed).when(back).refusal).toEqual({ no: 'nothingThere' })
    expect(given(after).when(back).refusal).toEqual({ no: 'notClosed' })
  })

  it('[H7] what was due while it was closed is made good, and what was said before is not said twice', () => {
    const patienceMs = 600_000
    const w = (now: number) => world({ now, policy: policyWith({ patienceMs }), teams: new Map([[support, teamSettings.parse({})]]) })
    const since = inQueue.at
    const undo = (closedAt: number, at: number) => {
      const shut = given(inQueue).when(closes(ada), w(closedAt)).after
      const { effects } = given(shut).when({ type: 'agentReopens', by: ada, back: true }, w(at))
      return effects.flatMap((effect) => (effect.type === 'wake' ? [[effect.input.type, effect.at - since]] : []))
    }
    const [half, whole] = [
      ['waitDrags', patienceMs / 2],
      ['patienceEnds', patienceMs],
    ]
    expect(undo(since + 1_000, since + 2_000)).toEqual([half, whole])
    expect(undo(since + 299_000, since + 301_000)).toEqual([half, whole])
    expect(undo(since + 301_000, since + 302_000)).toEqual([whole])
    expect(undo(since + 301_000, since + 900_000)).toEqual([whole])
  })
})

describe('an agent sees a handover', () => {
  it('the first sight is a fact, the next ones are none', () => {
    const { types, after } = given(inQueue).when({ type: 'agentSees', by: ada })
    expect(types).toEqual(['handoverSeen'])
    expect(given(after).when({ type: 'agentSees', by: bo }).types).toEqual([])
    expect(given(withBot).when({ type: 'agentSees', by: bo }).types).toEqual([])
  })

  it('a ring that is renewed does not forget it', () => {
    const seen = given(ringing).when({ type: 'agentSees', by: ada }).after
    const lapsed = given(seen).when({ type: 'ringLapses', tenure: seen.tenure }).after
    expect(lapsed.holder).toMatchObject({ kind: 'queue', seen: true })
  })
})

it.each([
  accepts(),
  takesOver(),
  writes(),
  handsBack(),
  closes(),
  { type: 'agentSees', by: ada },
  { type: 'agentReopens', by: ada, back: false },
] as const)('where nobody has said anything yet there is nothing to do: $type', (input) => {
  expect(given(fresh).when(input).refusal).toEqual({ no: 'nothingThere' })
})

it('a place in time: the moment of the passage is the moment since when they have it', () => {
  expect(given(inQueue).when(accepts(), world({ now: start + 2 * hour, room: null })).after.holder).toMatchObject({
    since: start + 2 * hour,
  })
})

describe('[H7] an agent whose account ends', () => {
  it('gives back whom they held, with who it was as the reason', () => {
    const left = given(withAda).when({ type: 'agentLeaves', by: ada })
    expect(left.types).toEqual(['escalated', 'serverSaid'])
    expect(left.facts[0]).toMatchObject({ reason: 'agentLeft', evidence: { kind: 'left', name: ada.name } })
    expect(left.after.holder.kind).toBe('queue')
  })

  it('gives back nobody whom a colleague has', () => {
    expect(given(withAda).when({ type: 'agentLeaves', by: bo }).types).toEqual([])
  })
})
