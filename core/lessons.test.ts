import { describe, expect, it } from 'vitest'
import { promisesAction } from './promises.ts'
import { route } from './routing.ts'
import { ada, bo, support } from './testing/cast.ts'
import { closed, draft, fresh, given, handedBack, inQueue, minute, ringing, start, the, withAda, withBot, world } from './testing/given.ts'

const says = (text: string) => ({ type: 'visitorSays', text, page: null }) as const
const answers = (c: typeof withBot, confidence = 0.95) =>
  ({ type: 'botAnswers', tenure: c.tenure, answers: c.visitorLine, draft: draft(confidence) }) as const
const nobodyThere = world({ staffed: new Set(), online: new Set() })

/** What went wrong with handovers elsewhere, one by one, and that it does not here. */
describe('what went wrong elsewhere', () => {
  it('an agent answered without pressing "take over", and bot and person both talked: [H8] a public line takes it', () => {
    const { after, types } = given(withBot).when({ type: 'agentSays', by: ada, text: 'Hi, I’m Ada.' })
    expect(after.holder).toMatchObject({ kind: 'agent', agent: ada.agent })
    expect(types).toContain('accepted')
    expect(given(after).when(answers(withBot)).types).toEqual([])
    expect(given(after).when(says('and by post?')).todo).not.toContain('askBot')
  })

  it('the model finished after a person had taken over, and its answer was posted: [H3] it is dropped', () => {
    const { after } = given(withBot).when({ type: 'agentTakesOver', by: bo })
    expect(given(after).when(answers(withBot)).types).toEqual([])
  })

  it('a handoff posted nothing: [H6] the line that the visitor reads is part of the passage', () => {
    const { facts } = given(withBot).when(says('Can I talk to a human?'))
    expect(the(facts, 'serverSaid')).toMatchObject({ kind: 'connecting' })
    expect(the(facts, 'serverSaid').text.length).toBeGreaterThan(10)
  })

  it('the model wrote "I am transferring you" and nothing happened: a promise of action is a failure, and [H7] a person comes', () => {
    expect(promisesAction('I am transferring you to a colleague now.')).toBe(true)
    const { types } = given(withBot).when({ type: 'botFails', tenure: withBot.tenure, answers: withBot.visitorLine, error: 'promise' })
    expect(types).toEqual(['escalated', 'serverSaid'])
  })

  it('a second handover fired from a fallback: [H3] one passage, and whatever comes after it changes nothing', () => {
    const { after } = given(withBot).when(says('Can I talk to a human?'))
    expect(given(after).when({ type: 'botFails', tenure: withBot.tenure, answers: withBot.visitorLine, error: 'down' }).types).toEqual([])
    expect(given(after).when({ type: 'visitorAsks', page: null }).types).toEqual([])
  })

  it('an old "human, please" handed over again, or the bot stayed mute after a hand-back: [H9] it starts clean', () => {
    const { types, todo } = given(handedBack).when(says('Do you ship to Norway?'))
    expect(types).toEqual(['visitorSaid'])
    expect(todo).toContain('askBot')
    expect(given(closed).when(says('Do you ship to Norway?')).types).toEqual(['episodeBegan', 'visitorSaid'])
  })

  it('the bot’s closing line came after the handover line: [H6] the handover ends its turn', () => {
    const { types, todo, after } = given(withBot).when(says('Can I talk to a human?'))
    expect(types.at(-1)).toBe('serverSaid')
    expect(todo).not.toContain('askBot')
    expect(given(after).when({ ...answers(withBot), tenure: after.tenure }).types).toEqual([])
  })

  it('"talk to a human" as the very first click notified nobody: [H1] it escalates, and somebody is rung', () => {
    const { types, todo } = given(fresh).when({ type: 'visitorAsks', page: null })
    expect(types).toEqual(['episodeBegan', 'visitorAsked', 'escalated', 'serverSaid'])
    expect(todo).toContain('route')
  })

  it('muted first, availability checked second: [A2] it is known before anybody falls silent', () => {
    const { types, after } = given(withBot).when(says('Can I talk to a human?'), nobodyThere)
    expect(types).toEqual(['visitorSaid', 'escalated', 'promised', 'serverSaid'])
    expect(after.holder.kind).toBe('bot')
    expect(given(after).when(says('and by post?'), nobodyThere).todo).toContain('askBot')
  })

  it('a handover notified nobody: [H7] each asks the router, and ends in a promise by itself', () => {
    const { effects } = given(withBot).when(says('Can I talk to a human?'))
    expect(effects).toContainEqual({ type: 'route' })
    expect(effects).toContainEqual(expect.objectContaining({ type: 'wake', input: expect.objectContaining({ type: 'patienceEnds' }) }))
  })

  it('the assignee never answered and nothing moved it: [R2] a lapsed ring goes out again, and [H7] patience ends in a promise', () => {
    const lapsed = given(ringing).when({ type: 'ringLapses', tenure: ringing.tenure }, world({ now: start + 10 * minute }))
    expect(lapsed.types).toEqual(['ringLapsed'])
    expect(lapsed.todo).toContain('route')
    const since = inQueue.holder.kind === 'queue' ? inQueue.holder.since : 0
    expect(given(inQueue).when({ type: 'patienceEnds', since }).types).toContain('promised')
  })

  it('the backlog was not drained, and newer overtook older: [R3] whoever closes lets the next ring, the oldest first', () => {
    expect(given(withAda).when({ type: 'agentCloses', by: ada, outcome: 'solved', why: null }).todo).toContain('route')
    const waits = (id: string, since: number) => ({ id, tenure: 2, ringMs: minute, queue: { ...queue, since } })
    const rings = route([waits('newer', start + minute), waits('older', start)], [{ ...seat, capacity: 1 }], start + 2 * minute)
    expect(rings.map(({ conversation }) => conversation)).toEqual(['older'])
  })

  it('chats stuck to agents who were offline: [R1] only who is online is rung, and whoever leaves leaves nothing behind', () => {
    const waits = { id: 'one', tenure: 2, ringMs: minute, queue }
    expect(route([waits], [{ ...seat, online: false }], start + minute)).toEqual([])
    expect(given(withAda).when({ type: 'agentLeaves', by: ada }).types).toContain('escalated')
  })

  it('the last agent left while the widget was open, and sending failed: [H5] a line is never refused, [A2] and is promised an answer', () => {
    const { types, refusal } = given(withBot).when(says('Where is my parcel?'), nobodyThere)
    expect(refusal).toBeUndefined()
    expect(types).toContain('visitorSaid')
    expect(given(inQueue).when({ type: 'teamLeaves', tenure: inQueue.tenure }, nobodyThere).types).toContain('promised')
  })

  it('a keyword as a substring: "person" in "personal" hands nothing over', () => {
    for (const text of ['Is this my personal account?', 'Does the impersonation policy apply?', 'What is your cancellation policy?'])
      expect(given(withBot).when(says(text)).types).toEqual(['visitorSaid'])
    expect(given(withBot).when(says('I want to speak to a human')).types).toContain('escalated')
  })

  it('"routing does not work" was a setting: [R4] a ring says who was passed over, and why', () => {
    const waits = { id: 'one', tenure: 2, ringMs: minute, queue }
    const [ring] = route([waits], [seat, { ...seat, agent: bo.agent, open: 3 }], start + minute)
    expect(ring?.passedOver).toMatchObject([{ agent: bo.agent, why: 'full' }])
  })
})

const queue = {
  ...{ kind: 'queue' as const, team: support, reason: 'asked' as const, since: start, tried: [], ringing: null },
  ...{ step: 0, seen: false, priority: 0, prefer: null },
}
const seat = { agent: ada.agent, team: support, online: true, open: 0, capacity: 3 }
