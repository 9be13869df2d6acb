import type { Fact } from '@baton/contracts/facts.ts'
import { describe, expect, it } from 'vitest'
import type { Input } from './decide.ts'
import { ada, support } from './testing/cast.ts'
import {
  closed,
  draft,
  fresh,
  given,
  handedBack,
  having,
  inQueue,
  minute,
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

const says = (text: string) => ({ type: 'visitorSays', text, page: null }) as const
const rings = (tenure: number, agents: string[], passedOver: Extract<Input, { type: 'rings' }>['passedOver'] = []): Input => ({
  type: 'rings',
  tenure,
  agents,
  until: start + minute,
  step: 1,
  passedOver,
})
const asks = { type: 'visitorAsks', page: null } as const
const answers = (confidence: number, tenure: number, line: number) =>
  ({ type: 'botAnswers', tenure, answers: line, draft: draft(confidence) }) as const

describe('a visitor writes', () => {
  it('the first line begins an episode and is the bot’s to answer', () => {
    const page = { url: 'https://northpeak.example/tents', title: 'Tents' }
    const { types, todo, after } = given(fresh).when({ ...says('Where is my order?'), page })
    expect(types).toEqual(['episodeBegan', 'visitorSaid'])
    expect(todo).toEqual(['askBot'])
    expect(after).toMatchObject({ episode: 1, page, visitorLine: 2, answered: 1, preview: { text: 'Where is my order?' } })
  })

  it('a line after closing begins the next episode, with the bot', () => {
    const { types, after } = given(closed).when(says('One more thing'))
    expect(types).toEqual(['episodeBegan', 'visitorSaid'])
    expect(after).toMatchObject({ episode: 2, holder: { kind: 'bot' }, context: closed.n + 1 })
  })

  it.each([
    ['queue', inQueue],
    ['agent', withAda],
  ])('[H4] in %s a line is stored and the bot is not asked', (_, c) => {
    const { types, todo } = given(c).when(says('Hello?'))
    expect(types).toEqual(['visitorSaid'])
    expect(todo).toEqual([])
  })

  it('[H4] nor when the line asks for a person: one is coming already', () => {
    expect(given(inQueue).when(says('Can I talk to a human?')).types).toEqual(['visitorSaid'])
  })

  it('[H5] whoever has the conversation, one line in is one line stored', () => {
    for (const c of [fresh, withBot, inQueue, ringing, withAda, handedBack, closed, promised])
      expect(the(given(c).when(says('Hello?')).facts, 'visitorSaid').text).toBe('Hello?')
  })

  it('while a person has it, the visitor waits from the first line that is not answered', () => {
    const first = given(withAda).when(says('Hello?'), world({ now: start + minute })).after
    expect(first.waiting).toBe(withAda.waiting)
    const answered = given(first).when({ type: 'agentSays', by: ada, text: 'Yes' }, world({ now: start + 2 * minute })).after
    expect(answered.waiting).toBeNull()
    const again = given(answered).when(says('And my tent?'), world({ now: start + 3 * minute })).after
    expect(given(again).when(says('Hello?'), world({ now: start + 4 * minute })).after.waiting).toBe(start + 3 * minute)
  })
})

describe('a visitor asks for a person', () => {
  it('[H1] in words: the bot is not asked, a person is', () => {
    const { types, todo, facts, after } = given(withBot).when(says('Can I talk to a human?'))
    expect(types).toEqual(['visitorSaid', 'escalated', 'serverSaid'])
    expect(todo).toEqual(['route', 'wake'])
    expect(the(facts, 'escalated')).toMatchObject({ reason: 'asked', evidence: { kind: 'words', line: 3 }, team: support })
    expect(after).toMatchObject({ holder: { kind: 'queue', reason: 'asked' }, waiting: world().now, answered: 3 })
  })

  it('[H1] the words are marked where they stand', () => {
    const text = 'Where is my order? I want to talk to a human.'
    const { evidence } = the(given(withBot).when(says(text)).facts, 'escalated')
    const [[from, to] = [0, 0]] = evidence.kind === 'words' ? evidence.marks : []
    expect(text.slice(from, to)).toContain('human')
  })

  it('[H1] by the menu, as the very first thing', () => {
    const { types, todo, after } = given(fresh).when(asks)
    expect(types).toEqual(['episodeBegan', 'visitorAsked', 'escalated', 'serverSaid'])
    expect(todo).toEqual(['route', 'wake'])
    expect(after.holder).toMatchObject({ kind: 'queue', reason: 'asked' })
  })

  it('[H1] also after closing, as a new episode', () => {
    expect(given(closed).when(asks).after).toMatchObject({ episode: 2, holder: { kind: 'queue' } })
  })

  it('[H1] an answer that is on its way no longer matters', () => {
    const { after } = given(withBot).when(asks)
    expect(given(after).when(answers(0.95, withBot.tenure, 2)).types).toEqual([])
  })

  it.each([
    ['queue', inQueue],
    ['agent', withAda],
  ])('in %s it changes nothing: one is coming or there', (_, c) => {
    expect(given(c).when(asks)).toMatchObject({ types: [], todo: [], after: c })
  })

  it('[H6] the line that the visitor reads is the server’s, in the owner’s words', () => {
    const policy = policyWith()
    policy.texts = { ...policy.texts, connecting: 'One moment, I am fetching somebody.' }
    expect(the(given(withBot).when(asks, world({ policy })).facts, 'serverSaid')).toMatchObject({
      kind: 'connecting',
      text: 'One moment, I am fetching somebody.',
    })
  })

  it('[H7] the patience is one timer, named by the moment it began', () => {
    const { effects } = given(withBot).when(asks)
    const { now, policy } = world()
    expect(effects).toContainEqual({ type: 'wake', at: now + policy.patienceMs, input: { type: 'patienceEnds', since: now } })
  })
})

describe('the bot answers', () => {
  it('sure enough: the visitor reads it', () => {
    const { types, facts, after } = given(withBot).when(answers(0.7, withBot.tenure, 2))
    expect(types).toEqual(['botSaid'])
    expect(the(facts, 'botSaid')).toMatchObject({ threshold: 0.7, answers: 2, policyVersion: 1 })
    expect(after).toMatchObject({ answered: 2, holder: { kind: 'bot' } })
  })

  it('[H2] not sure enough: the draft is kept for the agent, and a person comes', () => {
    const { types, facts, after } = given(withBot).when(answers(0.69, withBot.tenure, 2))
    expect(types).toEqual(['botHeldBack', 'escalated', 'serverSaid'])
    expect(the(facts, 'escalated')).toMatchObject({ reason: 'unsure', evidence: { kind: 'score', line: 2, score: 0.69, threshold: 0.7 } })
    expect(after.preview?.text).not.toContain('30 days')
  })

  it('an empty answer is none, however low the threshold', () => {
    const empty = { ...draft(1), text: ' \n' }
    const { types } = given(withBot).when(
      { type: 'botAnswers', tenure: withBot.tenure, answers: 2, draft: empty },
      world({ policy: policyWith({ minConfidence: 0 }) }),
    )
    expect(types).toEqual(['botHeldBack', 'escalated', 'serverSaid'])
  })

  it('failing is an escalation, never silence', () => {
    const { types, facts } = given(withBot).when({ type: 'botFails', tenure: withBot.tenure, answers: 2, error: 'down' })
    expect(types).toEqual(['escalated', 'serverSaid'])
    expect(the(facts, 'escalated')).toMatchObject({ reason: 'botFailed', evidence: { kind: 'error', line: 2, error: 'down' } })
  })

  it.each([
    ['an answer', answers(0.95, withBot.tenure, 2)],
    ['a failure', { type: 'botFails', tenure: withBot.tenure, answers: 2, error: 'slow' } as const],
  ])('[H3] %s that was made before a handover changes nothing after it, nor after a hand-back', (_, late) => {
    for (const c of [inQueue, withAda, handedBack, closed, promised]) expect(given(c).when(late)).toMatchObject({ types: [], todo: [] })
  })

  it('[H4] even under the tenure of the queue the bot has no voice', () => {
    const { after } = given(inQueue).when(says('Hello?'))
    for (const confidence of [0.95, 0.2]) expect(given(after).when(answers(confidence, after.tenure, after.visitorLine)).types).toEqual([])
    const failed = { type: 'botFails', tenure: after.tenure, answers: after.visitorLine, error: 'down' } as const
    expect(given(after).when(failed).types).toEqual([])
  })

  it('twice to the same line: the second is dropped', () => {
    const { after } = given(withBot).when(answers(0.95, withBot.tenure, 2))
    expect(given(after).when(answers(0.95, withBot.tenure, 2)).types).toEqual([])
  })

  it('[H10] overtaken by another line it is dropped once, the next one covers both', () => {
    const two = given(withBot).when(says('And is it waterproof?')).after
    const first = given(two).when(answers(0.95, two.tenure, 2))
    expect(first.types).toEqual(['answerSuperseded'])
    expect(given(first.after).when(answers(0.95, two.tenure, 3)).types).toEqual(['botSaid'])
  })

  it('[H10] whoever types without pause is answered all the same', () => {
    const two = given(withBot).when(says('And is it waterproof?')).after
    const dropped = given(two).when(answers(0.95, two.tenure, 2)).after
    const three = given(dropped).when(says('Or not?')).after
    expect(given(three).when(answers(0.95, three.tenure, 3)).types).toEqual(['botSaid'])
  })

  it('[H10] a failure that is overtaken is dropped alike', () => {
    const two = given(withBot).when(says('And is it waterproof?')).after
    expect(given(two).when({ type: 'botFails', tenure: two.tenure, answers: 2, error: 'slow' }).types).toEqual(['answerSuperseded'])
  })
})

describe('a visitor waits', () => {
  it('[H4] and would rather go on with the bot: it speaks again, and is asked from the next line on', () => {
    const stopped = given(inQueue).when({ type: 'visitorStopsWaiting', instead: 'bot' })
    expect(stopped.types).toEqual(['visitorStoppedWaiting', 'serverSaid'])
    expect(the(stopped.facts, 'serverSaid').kind).toBe('stillHere')
    expect(stopped.todo).toEqual(['wake', 'route'])
    expect(stopped.after).toMatchObject({ holder: { kind: 'bot' }, waiting: null, answered: inQueue.visitorLine })
    expect(given(stopped.after).when(says('Where is my order?')).todo).toEqual(['askBot'])
  })

  it('and would rather go on with the bot, which answers what they wrote while they waited', () => {
    const wrote = given(inQueue).when(says('Or can you tell me?')).after
    expect(given(wrote).when({ type: 'visitorStopsWaiting', instead: 'bot' }).todo).toEqual(['askBot', 'route'])
  })

  it('[A2] and would rather be answered later: a promise', () => {
    const { types, todo, after } = given(ringing).when({ type: 'visitorStopsWaiting', instead: 'promise' })
    expect(types).toEqual(['visitorStoppedWaiting', 'promised', 'serverSaid'])
    expect(todo).toEqual(['wake', 'route'])
    expect(after).toMatchObject({ holder: { kind: 'bot' }, promise: { missed: false } })
  })

  it.each([
    ['the bot', withBot],
    ['an agent', withAda],
    ['nobody', closed],
  ])('not any more: with %s there is nothing to stop', (_, c) => {
    expect(given(c).when({ type: 'visitorStopsWaiting', instead: 'promise' }).types).toEqual([])
  })

  it('a ring that lapses goes back to the router, once', () => {
    const lapsed = given(ringing).when({ type: 'ringLapses', tenure: ringing.tenure })
    expect(lapsed).toMatchObject({
      types: ['ringLapsed'],
      todo: ['route'],
      after: { holder: { ringing: null, tried: [ada.agent], step: 1 } },
    })
    expect(given(lapsed.after).when({ type: 'ringLapses', tenure: ringing.tenure }).types).toEqual([])
  })

  it('a ring made for the queue as it was a moment ago is dropped', () => {
    expect(given(ringing).when(rings(ringing.tenure - 1, [ada.agent])).types).toEqual([])
  })

  it('a ring brings its own end with it, under the tenure that it makes', () => {
    const { effects, after } = given(inQueue).when(rings(inQueue.tenure, [ada.agent]))
    expect(effects).toEqual([{ type: 'wake', at: start + minute, input: { type: 'ringLapses', tenure: after.tenure } }])
  })

  it('[R4] a ring keeps who was passed over, and why', () => {
    const passedOver = [{ agent: ada.agent, why: 'full' as const }]
    expect(the(given(inQueue).when(rings(inQueue.tenure, [], passedOver)).facts, 'rung').passedOver).toEqual(passedOver)
  })
})

describe('a visitor says who they are, and what they think', () => {
  const gives = (name: string | null, email: string | null) => ({ type: 'visitorGives', name, email, verified: false }) as const
  const proves = (subject: string, email: string, name: string | null = null): Input => ({
    ...{ type: 'visitorGives', name, email, verified: true, subject },
  })

  it('[V4] what is proven replaces what was only said, and nothing that is only said replaces it', () => {
    const said = given(withBot).when(gives('V.', 'v@elsewhere.example')).after
    const { facts, after } = given(said).when(proves('u-1', 'vera@northpeak.example', 'Vera'))
    expect(the(facts, 'contactGiven')).toMatchObject({ verified: true, subject: 'u-1' })
    expect(after.contact).toEqual({ name: 'Vera', email: 'vera@northpeak.example', verified: true, subject: 'u-1' })
    expect(given(after).when(gives('Boss', 'boss@northpeak.example')).refusal).toEqual({ no: 'verifiedContact' })
    expect(given(after).when(gives('Boss', 'vera@northpeak.example')).types).toEqual([])
  })

  it('[V4] a name may be added where the proof has none, and the e-mail stays verified', () => {
    const { after } = given(withBot).when(proves('u-1', 'vera@northpeak.example'))
    const contact = { name: 'Vera', email: 'vera@northpeak.example', verified: true, subject: 'u-1' }
    expect(given(after).when(gives('Vera', null)).after.contact).toEqual(contact)
  })

  it('[V4] whoever is somebody else is refused; the same one may have another address by now', () => {
    const { after } = given(withBot).when(proves('u-1', 'vera@northpeak.example'))
    expect(given(after).when(proves('u-2', 'vera@northpeak.example')).refusal).toEqual({ no: 'otherVisitor' })
    expect(given(after).when(proves('u-1', 'vera@home.example')).after.contact.email).toBe('vera@home.example')
    expect(given(after).when(proves('u-1', 'vera@northpeak.example')).types).toEqual([])
  })

  it('what is new is kept, what is left out stays', () => {
    const named = given(withBot).when(gives('Vera', null)).after
    expect(given(named).when(gives(null, 'vera@example.com')).after.contact).toEqual({
      name: 'Vera',
      email: 'vera@example.com',
      verified: false,
    })
  })

  it('nothing new is nothing', () => {
    expect(given(withBot).when(gives(null, null)).types).toEqual([])
    expect(given(withBot).when(gives('', '')).types).toEqual([])
  })

  it('before a first line too, without beginning an episode', () => {
    expect(given(fresh).when(gives('Vera', null))).toMatchObject({ types: ['contactGiven'], after: { episode: 0 } })
  })

  it('rates an answer that is there, and only that', () => {
    expect(given(withBot).when({ type: 'visitorRates', answer: 2, helpful: true, isAnswer: true }).types).toEqual(['answerRated'])
    expect(given(withBot).when({ type: 'visitorRates', answer: 2, helpful: true, isAnswer: false }).refusal).toEqual({ no: 'nothingThere' })
  })
})

describe('whoever decides', () => {
  it('leaves the conversation it was given as it was', () => {
    const before = structuredClone(ringing)
    given(ringing).when(asks)
    given(ringing).when({ type: 'agentAccepts', by: ada })
    expect(ringing).toEqual(before)
  })

  it('says the same of the same', () => {
    const twice = [1, 2].map(() => given(having({ type: 'episodeBegan', episode: 1, page: null } satisfies Fact, said('Hi'))).when(asks))
    expect(twice[0]).toEqual(twice[1])
  })
})
