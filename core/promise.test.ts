import { describe, expect, it } from 'vitest'
import { ada } from './testing/cast.ts'
import { draft, given, hour, inQueue, policyWith, promised, start, the, withAda, withBot, world } from './testing/given.ts'

const nobody = world({ staffed: new Set() })
const asks = { type: 'visitorAsks', page: null } as const
const gives = (email: string) => ({ type: 'visitorGives', name: null, email, verified: false }) as const
const due = promised.promise?.due ?? 0

describe('[A2] nobody can come', () => {
  it.each([
    ['asked for', asks, ['visitorAsked']],
    ['asked for in words', { type: 'visitorSays', text: 'Can I talk to a human?', page: null } as const, ['visitorSaid']],
    ['unsure', { type: 'botAnswers', tenure: withBot.tenure, answers: 2, draft: draft(0.1) } as const, ['botHeldBack']],
    ['failed', { type: 'botFails', tenure: withBot.tenure, answers: 2, error: 'down' } as const, []],
  ])('%s: a promise, in the same turn, and the bot stays available', (_, input, before) => {
    const { types, effects, after } = given(withBot).when(input, nobody)
    expect(types).toEqual([...before, 'escalated', 'promised', 'serverSaid'])
    const promiseDue = nobody.now + nobody.policy.answerWithinMs
    expect(effects).toEqual([{ type: 'wake', at: promiseDue, input: { type: 'promiseDue', due: promiseDue } }])
    expect(after).toMatchObject({ holder: { kind: 'bot' }, promise: { due: promiseDue, missed: false }, waiting: null })
    expect(given(after).when({ type: 'visitorSays', text: 'Where is my order?', page: null }).todo).toEqual(['askBot'])
  })

  it('[H6] the visitor reads when, and is asked where to', () => {
    const { text } = the(given(withBot).when(asks, nobody).facts, 'serverSaid')
    expect(text).toContain('Leave your e-mail')
    expect(text).toContain('within 24 hours')
  })

  it('or reads where, when we know', () => {
    const { after } = given(withBot).when(gives('vera@example.com'))
    const { text } = the(given(after).when(asks, nobody).facts, 'serverSaid')
    expect(text).toContain('vera@example.com')
    expect(text).not.toContain('{{')
  })
})

describe('[H7] the patience ends', () => {
  const ends = { type: 'patienceEnds', since: inQueue.holder.kind === 'queue' ? inQueue.holder.since : 0 } as const

  it('with a promise, and the next in line is looked at', () => {
    const { types, todo, after } = given(inQueue).when(ends)
    expect(types).toEqual(['promised', 'serverSaid'])
    expect(todo).toEqual(['wake', 'route'])
    expect(after).toMatchObject({ holder: { kind: 'bot' }, promise: { missed: false } })
  })

  it('not where a person has come, nor for a later wait', () => {
    expect(given(withAda).when(ends).types).toEqual([])
    expect(given(inQueue).when({ type: 'patienceEnds', since: ends.since - 1 }).types).toEqual([])
  })
})

describe('[H7] the last of the team leaves', () => {
  it.each([
    [
      'in the queue: a promise at once, said so, and the next in line is looked at',
      inQueue,
      0,
      ['promised', 'serverSaid'],
      ['wake', 'route'],
    ],
    ['with an agent: nothing', withAda, 0, [], []],
    ['with the bot: nothing', withBot, 0, [], []],
    ['[H3] of an earlier wait: nothing', inQueue, -1, [], []],
  ])('%s', (_, c, off, facts, effects) => {
    const { types, todo } = given(c).when({ type: 'teamLeaves', tenure: c.tenure + off }, nobody)
    expect(types).toEqual(facts)
    expect(todo).toEqual(effects)
  })
})

describe('a promise stands', () => {
  it('[H7] asked for again, it is repeated and does not move away', () => {
    const { facts, after } = given(promised).when(asks, { ...nobody, now: start + 20 * hour })
    expect(the(facts, 'promised').due).toBe(due)
    expect(the(facts, 'serverSaid').text).toContain('within 4 hours')
    expect(after.promise).toEqual(promised.promise)
  })

  it('[H7] it may move closer, and then its timer does', () => {
    const policy = policyWith({ answerWithinMs: hour })
    const { effects, after } = given(promised).when(asks, { ...nobody, policy })
    expect(after.promise?.due).toBe(nobody.now + hour)
    expect(effects).toEqual([{ type: 'wake', at: nobody.now + hour, input: { type: 'promiseDue', due: nobody.now + hour } }])
    expect(given(after).when({ type: 'promiseDue', due }).types).toEqual([])
  })

  it('and somebody is there now: a person comes, and the promise stands until they answer', () => {
    const { after } = given(promised).when(asks)
    expect(after).toMatchObject({ holder: { kind: 'queue' }, promise: promised.promise })
    const accepted = given(after).when({ type: 'agentAccepts', by: ada }).after
    expect(accepted.promise).toEqual(promised.promise)
    expect(given(accepted).when({ type: 'agentSays', by: ada, text: 'Here I am.' }).after.promise).toBeNull()
  })

  it('[A3] whoever says where to answer reads that we heard, once', () => {
    const { types, facts, after } = given(promised).when(gives('vera@example.com'))
    expect(types).toEqual(['contactGiven', 'serverSaid'])
    expect(the(facts, 'serverSaid')).toMatchObject({ kind: 'promiseConfirmed' })
    expect(the(facts, 'serverSaid').text).toContain('vera@example.com')
    expect(given(after).when({ ...gives('vera@example.com'), name: 'Vera' }).types).toEqual(['contactGiven'])
  })

  it('without a promise the address is only kept', () => {
    expect(given(withBot).when(gives('vera@example.com')).types).toEqual(['contactGiven'])
  })

  it('[A3] when it is due and not kept it is missed, stays open, and is missed once', () => {
    const { types, after } = given(promised).when({ type: 'promiseDue', due }, world({ now: due }))
    expect(types).toEqual(['promiseMissed'])
    expect(after.promise).toEqual({ ...promised.promise, missed: true })
    expect(given(after).when({ type: 'promiseDue', due }).types).toEqual([])
  })

  it('[A3] a missed one is still missed when it is asked for again', () => {
    const missed = given(promised).when({ type: 'promiseDue', due }, world({ now: due })).after
    const { facts, effects, after } = given(missed).when(asks, { ...nobody, now: due + hour })
    expect(after.promise).toEqual({ ...promised.promise, missed: true })
    expect(the(facts, 'serverSaid').text).toContain('as soon as we can')
    expect(effects).toEqual([])
  })

  it('one that is kept or withdrawn is no longer due', () => {
    const kept = given(promised).when({ type: 'agentSays', by: ada, text: 'Here I am.' }).after
    expect(given(kept).when({ type: 'promiseDue', due }).types).toEqual([])
  })
})
