import type { Fact, Signals } from '@baton/contracts/facts.ts'
import { type Policy, policy } from '@baton/contracts/policy.ts'
import { describe, expect, it } from 'vitest'
import type { Draft, Input } from './decide.ts'
import { ada, chunk, sales, support } from './testing/cast.ts'
import {
  closed,
  draft,
  given,
  having,
  minute,
  plainSignals,
  policyWith,
  said,
  start,
  the,
  withAda,
  withBot,
  world,
} from './testing/given.ts'

const began: Fact = { type: 'episodeBegan', episode: 1, page: null }
const says = (text: string): Input => ({ type: 'visitorSays', text, page: null })
const reads = (line: number, change: Partial<Signals> = {}, tenure = 1): Input => ({
  type: 'lineRead',
  tenure,
  line,
  signals: { ...plainSignals, lines: [line], ...change },
})
const answers = (line: number, change: Partial<Draft> | number = 0.95): Input => ({
  type: 'botAnswers',
  tenure: 1,
  answers: line,
  draft: typeof change === 'number' ? draft(change) : { ...draft(0.95), ...change },
})
const answered = (line: number, text = 'Within 30 days.'): Fact => ({
  type: 'botSaid',
  ...draft(0.95),
  text,
  answers: line,
  threshold: 0.7,
  policyVersion: 1,
})
const triggers = (change: object): Policy['triggers'] => policy.shape.triggers.parse(change)
const worldWith = (change: object) => world({ policy: policyWith({ triggers: triggers(change) }) })

const choices = ['Returns', 'Repairs'].map((label) => ({ chunk, label }))

const onceAnswered = having(began, said('Where is my tent?'), answered(2))

describe('an offer', () => {
  const angry = having(began, said('Where is my tent?'), answered(2), said('this is useless'))
  const w = worldWith({ frustration: { does: 'offer', team: sales, priority: 2 } })
  const offered = given(angry).when(reads(4, { mood: 0.9, moodMarks: [[8, 15]] }), w)

  it('stands in the place of an answer, and asks in the words of the server', () => {
    expect(offered.types).toEqual(['lineRead', 'offered'])
    expect(the(offered.facts, 'offered')).toMatchObject({ reason: 'frustration', team: sales, priority: 2, text: w.policy.texts.offer })
    expect(offered.after.offer).toMatchObject({ n: 6, reason: 'frustration', team: sales })
  })

  it('accepted by its button is an escalation for its own reason, to its own team, with its own evidence', () => {
    const { types, facts, after } = given(offered.after).when({ type: 'visitorAnswersOffer', offer: 6, accept: true }, w)
    expect(types).toEqual(['offerAnswered', 'escalated', 'serverSaid'])
    expect(the(facts, 'escalated')).toMatchObject({
      reason: 'frustration',
      team: sales,
      priority: 2,
      offer: 6,
      evidence: { kind: 'mood', line: 4 },
    })
    expect(after.holder).toMatchObject({ kind: 'queue', priority: 2 })
  })

  it.each(['yes please', 'Yes', 'ok, do that'])('accepted in words: %s', (text) => {
    expect(given(offered.after).when(says(text), w).types).toEqual(['visitorSaid', 'offerAnswered', 'escalated', 'serverSaid'])
  })

  it('declined lets the bot answer what it has not', () => {
    const { types, todo, after } = given(offered.after).when({ type: 'visitorAnswersOffer', offer: 6, accept: false }, w)
    expect(types).toEqual(['offerAnswered'])
    expect(todo).toEqual(['askBot'])
    expect(after.offer).toBeNull()
    expect(given(after).when(answers(4), w).types).toEqual(['botSaid'])
  })

  it('declined in words where nothing is open is acknowledged once', () => {
    const three = worldWith({ exchanges: { after: 1 } })
    const asked = given(having(began, said('Hi there, sizes?'))).when(answers(2), three)
    expect(asked.types).toEqual(['botSaid', 'offered'])
    const { types, todo, after } = given(asked.after).when(says('no thanks'), three)
    expect(types).toEqual(['visitorSaid', 'offerAnswered', 'serverSaid'])
    expect(todo).toEqual(['wake'])
    expect(after.answered).toBe(after.visitorLine)
  })

  it('[H12] is made once for each reason, and never beyond the owner’s limit: nobody is nagged', () => {
    const declined = given(offered.after).when({ type: 'visitorAnswersOffer', offer: 6, accept: false }, w).after
    const again = given(declined).when(says('is it the red one?'), w).after
    expect(given(again).when(reads(again.n, { mood: 0.95 }), w).types).toEqual(['lineRead'])
    const none = world({ policy: policyWith({ offers: 0, triggers: triggers({ frustration: { does: 'offer' } }) }) })
    expect(given(angry).when(reads(4, { mood: 0.9 }), none).types).toEqual(['lineRead'])
  })

  it('[H12] is not made of what is promised already', () => {
    const c = having(began, said('Where is my tent?'), answered(2), { type: 'promised', due: start + 100 * minute, team: support })
    expect(given(c).when({ type: 'visitorRates', answer: 3, helpful: false, isAnswer: true }).types).toEqual(['answerRated'])
  })

  it('lapses when the visitor goes on with something else, which the bot answers', () => {
    const { types, todo, after } = given(offered.after).when(says('And what about tent poles?'), w)
    expect(types).toEqual(['visitorSaid'])
    expect(todo).toEqual(['askBot'])
    expect(after.offer).toBeNull()
  })

  it('[H1] asking for a person in other words while it stands goes through at once', () => {
    const { facts } = given(offered.after).when(says('Let me talk to a human'), w)
    expect(the(facts, 'escalated')).toMatchObject({ reason: 'asked' })
  })

  it('that is no longer open cannot be answered', () => {
    expect(given(withBot).when({ type: 'visitorAnswersOffer', offer: 3, accept: true }).refusal).toEqual({ no: 'nothingThere' })
  })
})

describe('keywords', () => {
  it('that only offer let the bot answer first', () => {
    const { types, after } = given(onceAnswered).when(says('I want a refund for it'))
    expect(types).toEqual(['visitorSaid', 'offerPlanned'])
    const { types: then, facts } = given(after).when(answers(after.visitorLine))
    expect(then).toEqual(['botSaid', 'offered'])
    expect(the(facts, 'offered')).toMatchObject({ reason: 'keyword', evidence: { kind: 'term', term: 'refund', group: 'money' } })
  })

  it('and an answer that never comes makes them evidence of what did', () => {
    const { after } = given(onceAnswered).when(says('I want a refund for it'))
    const { facts } = given(after).when(answers(after.visitorLine, 0.2))
    expect(the(facts, 'escalated')).toMatchObject({ reason: 'unsure', also: [{ reason: 'keyword' }] })
  })

  it('[H15] planned, give way to who escalates once the bot has answered, and are kept as evidence', () => {
    const w = worldWith({ circles: { answers: 2, does: 'escalate' } })
    const { after } = given(onceAnswered).when(says('I want a refund for it'), w)
    const { types, facts } = given(after).when(answers(after.visitorLine), w)
    expect(types).toEqual(['botSaid', 'escalated', 'serverSaid'])
    expect(the(facts, 'escalated')).toMatchObject({ reason: 'circles', also: [{ reason: 'keyword' }] })
  })

  it('[H15] planned, keep what they outranked, when the line was read and when it was answered', () => {
    const topics = [{ id: 'money', name: 'Money', examples: ['pay me back'], does: 'offer' }]
    const w = worldWith({ topics: { topics }, circles: { answers: 2 } })
    const { after } = given(onceAnswered).when(says('I want a refund for it'), w)
    const read = given(after).when(reads(after.visitorLine, { topics: [{ topic: 'money', score: 0.9 }] }), w)
    expect(the(read.facts, 'offerPlanned')).toMatchObject({ reason: 'keyword', also: [{ reason: 'topic' }] })
    const { facts } = given(read.after).when(answers(after.visitorLine), w)
    expect(the(facts, 'offered')).toMatchObject({ reason: 'keyword', also: [{ reason: 'circles' }, { reason: 'topic' }] })
  })

  it('[H15] outranked by what must not wait, are evidence of it', () => {
    const { facts } = given(onceAnswered).when(says('That didn’t help. I want a refund.'))
    expect(the(facts, 'offered')).toMatchObject({ reason: 'unresolved', also: [{ reason: 'keyword' }] })
  })

  it('in the line that accepts an offer are evidence of the escalation', () => {
    const angry = having(began, said('Where is my tent?'), answered(2), said('this is useless'))
    const w = worldWith({ frustration: { does: 'offer' } })
    const { after } = given(angry).when(reads(4, { mood: 0.9 }), w)
    const { facts } = given(after).when(says('yes please, a refund'), w)
    expect(the(facts, 'escalated')).toMatchObject({ reason: 'frustration', also: [{ reason: 'keyword' }] })
  })

  it('that escalate do so at once, with the word marked', () => {
    const { facts } = given(withBot).when(says('My lawyer will write to you'))
    expect(the(facts, 'escalated')).toMatchObject({ reason: 'keyword', evidence: { kind: 'term', term: 'lawyer', marks: [[3, 9]] } })
  })

  it('[H15] are outranked by asking for a person, and kept as evidence', () => {
    const { facts } = given(withBot).when(says('I want a refund. Can I talk to a human?'))
    expect(the(facts, 'escalated')).toMatchObject({
      reason: 'asked',
      also: expect.arrayContaining([expect.objectContaining({ reason: 'keyword' })]),
    })
  })

  it.each(['What is your refund policy?', 'I don’t want to cancel'])('don’t fire in “%s”', (text) => {
    expect(given(withBot).when(says(text)).types).toEqual(['visitorSaid'])
  })
})

describe('a model that feels the visitor’s mood beside its answer', () => {
  const felt = { found: 0.6, supported: 1, said: 0.9, raw: 0.6, caps: [], mood: 0.8 }

  it('brings a person in after an answer that stands', () => {
    const { types, facts } = given(withBot).when(answers(2, { grounds: felt }))
    expect(types).toEqual(['botSaid', 'escalated', 'serverSaid'])
    expect(the(facts, 'escalated')).toMatchObject({ reason: 'frustration', evidence: { kind: 'mood', line: 2, score: 0.8 } })
  })

  it('brings one in where the bot would have asked back, or was unsure', () => {
    const { types, facts } = given(withBot).when(answers(2, { confidence: 0.5, choices, grounds: felt }))
    expect(types).toEqual(['botHeldBack', 'escalated', 'serverSaid'])
    expect(the(facts, 'escalated')).toMatchObject({ reason: 'frustration', also: [{ reason: 'unsure' }] })
  })

  it('counts for nothing where the trigger is off or wants more', () => {
    for (const frustration of [{ on: false }, { threshold: 0.9 }])
      expect(given(withBot).when(answers(2, { grounds: felt }), worldWith({ frustration })).types).toEqual(['botSaid'])
  })
})

describe('below the threshold', () => {
  it('half sure, the bot asks what was meant, and the visitor’s choice is their next line', () => {
    const { types, after } = given(withBot).when(answers(2, { confidence: 0.5, choices }))
    expect(types).toEqual(['botAsked'])
    expect(after.asking?.choices).toEqual(choices)
    const chosen = given(after).when({ type: 'visitorChooses', asked: after.n, choice: 1 })
    expect(chosen.types).toEqual(['visitorChose'])
    expect(chosen.todo).toEqual(['askBot'])
    expect(chosen.after).toMatchObject({ visitorLine: chosen.after.n, asking: null, preview: { text: 'Repairs' } })
  })

  it('[H13] whoever is to be offered a person anyway is not asked what they meant', () => {
    const w = worldWith({ keywords: { terms: [{ id: 'refund', text: 'refund', group: 'money', does: 'offer' }] } })
    const wants = given(withBot).when(says('I want a refund for the torn fly'), w)
    expect(wants.types).toContain('offerPlanned')
    const { types, facts } = given(wants.after).when(answers(wants.after.visitorLine, { confidence: 0.5, choices }), w)
    expect(types).toEqual(['botHeldBack', 'escalated', 'serverSaid'])
    expect(the(facts, 'escalated')).toMatchObject({ reason: 'unsure', also: [{ reason: 'keyword' }] })
  })

  it('[H13] another matter is another question: the bot asks again, but not a third time', () => {
    const others = (k: number) =>
      [0, 1].map((i) => ({ chunk: `00000000-0000-4000-8000-0000000000d${2 * k + i}`, label: `Matter ${k} ${i}` }))
    let { after } = given(withBot).when(answers(2, { confidence: 0.5, choices }))
    after = given(after).when(says('and the mats')).after
    const second = given(after).when(answers(after.visitorLine, { confidence: 0.5, choices: others(1) }))
    expect(second.types).toEqual(['botAsked'])
    after = given(second.after).when(says('and the stoves')).after
    const third = given(after).when(answers(after.visitorLine, { confidence: 0.5, choices: others(2) }))
    expect(third.types).toEqual(['botHeldBack', 'escalated', 'serverSaid'])
  })

  it('none of these brings a person in', () => {
    const { after } = given(withBot).when(answers(2, { confidence: 0.5, choices }))
    const { facts } = given(after).when({ type: 'visitorChooses', asked: after.n, choice: null })
    expect(the(facts, 'escalated')).toMatchObject({ reason: 'unsure', evidence: { kind: 'noneOfThese', asked: after.n } })
  })

  it('[H13] the second miss brings a person in', () => {
    const { after } = given(withBot).when(answers(2, { confidence: 0.5, choices }))
    const again = given(after).when(says('the thing with the zip')).after
    expect(given(again).when(answers(again.visitorLine, { confidence: 0.5, choices })).types).toEqual([
      'botHeldBack',
      'escalated',
      'serverSaid',
    ])
  })

  it('under the band it is held back at once', () => {
    expect(given(withBot).when(answers(2, { confidence: 0.2, choices, tried: [] })).types).toEqual([
      'botHeldBack',
      'escalated',
      'serverSaid',
    ])
  })

  it('[H13] half sure that one of them answers, though of none by itself, the bot asks', () => {
    const others = choices.map((one, i) => ({ ...one, chunk: `00000000-0000-4000-8000-0000000000e${i}` }))
    const tried = (score: number) => others.map(({ chunk, label }) => ({ chunk, title: label, url: null, score }))
    const when = (score: number) => given(withBot).when(answers(2, { confidence: 0.2, choices: others, tried: tried(score) })).types
    expect(when(0.2)).toEqual(['botAsked'])
    expect(when(0.15)).toEqual(['botHeldBack', 'escalated', 'serverSaid'])
  })

  it('where the owner allows two in a row, the bot asks for other words first', () => {
    const w = worldWith({ unsure: { allowed: 2 } })
    const { types, facts } = given(withBot).when(answers(2, 0.1), w)
    expect(types).toEqual(['botAsked'])
    expect(the(facts, 'botAsked')).toMatchObject({ text: w.policy.texts.clarify, choices: [], held: 'Within 30 days.' })
  })

  it('a choice that was never given is refused', () => {
    const { after } = given(withBot).when(answers(2, { confidence: 0.5, choices }))
    for (const choice of [2, 20])
      expect(given(after).when({ type: 'visitorChooses', asked: after.n, choice }).refusal).toEqual({ no: 'nothingThere' })
  })
})

describe('[H17] where being unsure brings nobody in', () => {
  const off = (change: object = {}) => worldWith({ unsure: { on: false }, ...change })
  const honest = ['botHeldBack', 'serverSaid']

  it('[H2] the draft is held back, and the bot says that it doesn’t know', () => {
    const { types, facts, todo, after } = given(withBot).when(answers(2, 0.1), off())
    expect(types).toEqual(honest)
    expect(the(facts, 'serverSaid')).toMatchObject({ kind: 'dontKnow', text: policyWith().texts.dontKnow })
    expect(todo).toEqual(['wake'])
    expect(after).toMatchObject({ holder: { kind: 'bot' }, answered: 2, offer: null, answers: 1, exchanges: 1, unsure: 1 })
  })

  it('in the visitor’s language, where the owner has written it so', () => {
    const policy = policyWith({ triggers: triggers({ unsure: { on: false } }), languages: { de: { dontKnow: 'Das weiß ich nicht.' } } })
    const { facts } = given({ ...withBot, language: 'de' }).when(answers(2, 0.1), world({ policy }))
    expect(the(facts, 'serverSaid').text).toBe('Das weiß ich nicht.')
  })

  it('it still asks back first where it is half sure, or may ask for other words', () => {
    expect(given(withBot).when(answers(2, { confidence: 0.5, choices }), off()).types).toEqual(['botAsked'])
    const { after } = given(withBot).when(answers(2, 0.1), off({ unsure: { on: false, allowed: 2 } }))
    const again = given(after).when(says('the one with the zip'), off()).after
    expect(given(again).when(answers(again.visitorLine, 0.1), off()).types).toEqual(honest)
  })

  it('[H1] asking for a person goes through, also by “none of these, talk to a person”', () => {
    const { after } = given(withBot).when(answers(2, 0.1), off())
    expect(the(given(after).when(says('then let me talk to a human'), off()).facts, 'escalated').reason).toBe('asked')
    const half = given(withBot).when(answers(2, { confidence: 0.5, choices }), off()).after
    const none = given(half).when({ type: 'visitorChooses', asked: half.n, choice: null }, off())
    expect(the(none.facts, 'escalated')).toMatchObject({ reason: 'asked', evidence: { kind: 'noneOfThese' } })
  })

  it('other triggers see a reply without a resolution', () => {
    const { types, facts } = given(withBot).when(answers(2, 0.1), off({ exchanges: { after: 1 } }))
    expect(types).toEqual([...honest, 'offered'])
    expect(the(facts, 'offered').reason).toBe('exchanges')
    const { after } = given(withBot).when(answers(2, 0.1), off())
    expect(the(given(after).when(says('that did not help'), off()).facts, 'offered').reason).toBe('unresolved')
  })

  it('a rule about the score brings a person in, and nothing is said in between', () => {
    const rules = policy.shape.rules.parse([
      {
        id: 'low',
        name: 'Not sure at all',
        when: { join: 'all', of: [{ field: 'score', op: 'below', value: 0.3 }] },
        actions: [{ do: 'escalate' }, { do: 'tag', tag: 'hard' }],
      },
    ])
    const w = world({ policy: policyWith({ triggers: triggers({ unsure: { on: false } }), rules }) })
    const { types, facts } = given(withBot).when(answers(2, 0.1), w)
    expect(types).toEqual(['botHeldBack', 'ruleApplied', 'escalated', 'serverSaid'])
    expect(the(facts, 'serverSaid').kind).toBe('connecting')
    expect(given(withBot).when(answers(2, 0.5), w).types).toEqual(honest)
  })

  it('an offer that was to follow the answer follows', () => {
    const w = off({ keywords: { terms: [{ id: 'refund', text: 'refund', group: 'money', does: 'offer' }] } })
    const wants = given(withBot).when(says('I want a refund for the torn fly'), w).after
    const { types, facts } = given(wants).when(answers(wants.visitorLine, { confidence: 0.5, choices }), w)
    expect(types).toEqual([...honest, 'offered'])
    expect(the(facts, 'offered').reason).toBe('keyword')
  })

  it('[H14] what follows an answer that was cut short is held back, and the bot says so', () => {
    const cut: Input = {
      ...{ type: 'botCut', under: 1, answers: 2, draft: 'd', shown: 'Within 30 days.', why: 'unsupported', held: draft(0.9) },
    }
    expect(given(withBot).when(cut, off()).types).toEqual(['answerCut', ...honest])
  })
})

describe('what was read from a line', () => {
  const asked = having(began, said('Where is my tent?'), answered(2), said('where IS my tent'))
  const repeat = { line: 2, score: 0.9, times: 2 }

  it('[H3] is worth nothing once somebody else has the conversation', () => {
    expect(given(withAda).when(reads(2, { mood: 1 })).types).toEqual([])
  })

  it('asking again although it was answered brings a person in, with both questions', () => {
    const { facts } = given(asked).when(reads(4, { repeat }))
    expect(the(facts, 'escalated')).toMatchObject({ reason: 'repeated', evidence: { kind: 'repeat', line: 4, earlier: 2, times: 2 } })
  })

  it('asking for a person by meaning counts as asking', () => {
    expect(the(given(asked).when(reads(4, { asks: 0.8 })).facts, 'escalated')).toMatchObject({
      reason: 'asked',
      evidence: { kind: 'meaning' },
    })
  })

  it('a topic says which team takes it, should it come to that', () => {
    const w = worldWith({ topics: { topics: [{ id: 'billing', name: 'Billing', examples: ['my invoice'], team: sales }] } })
    const { types, after } = given(asked).when(reads(4, { topics: [{ topic: 'billing', score: 0.8 }] }), w)
    expect(types).toEqual(['lineRead'])
    expect(the(given(after).when({ type: 'visitorAsks', page: null }, w).facts, 'escalated').team).toBe(sales)
  })

  it('thanks and greetings never fire what is soft', () => {
    expect(given(asked).when(reads(4, { smallTalk: 'thanks', repeat, mood: 1 })).types).toEqual(['lineRead'])
  })
})

describe('answers that lead nowhere', () => {
  it('after three of them the bot offers a person, once', () => {
    const two = having(began, said('a tent?'), answered(2), said('a mat?'), answered(4, 'Yes.'), said('a stove?'))
    const { types, after } = given(two).when(answers(6))
    expect(types).toEqual(['botSaid', 'offered'])
    const more = given(after).when(says('a pan?')).after
    expect(given(more).when(answers(more.visitorLine)).types).toEqual(['botSaid'])
  })

  it('a helpful thumb starts the count anew', () => {
    const two = having(
      began,
      said('a tent?'),
      answered(2),
      said('a mat?'),
      answered(4, 'Yes.'),
      { type: 'answerRated', answer: 5, helpful: true },
      said('a stove?'),
    )
    expect(given(two).when(answers(7)).types).toEqual(['botSaid'])
  })

  it('saying the same again is going in circles', () => {
    const { facts } = given(having(began, said('a tent?'), answered(2), said('which tent?'))).when(answers(4, { same: 3 }))
    expect(the(facts, 'offered')).toMatchObject({ reason: 'circles', evidence: { kind: 'count', same: 3 } })
  })

  it('a thumb down offers a person', () => {
    const { types, facts } = given(onceAnswered).when({ type: 'visitorRates', answer: 3, helpful: false, isAnswer: true })
    expect(types).toEqual(['answerRated', 'offered'])
    expect(the(facts, 'offered')).toMatchObject({ reason: 'unresolved', evidence: { kind: 'rating', answer: 3 } })
  })
})

describe('the owner’s rules', () => {
  const rules = (...list: object[]) => policy.shape.rules.parse(list)
  const page = { join: 'all', of: [{ field: 'page', op: 'is', value: '/checkout*' }] }

  it('route, tag, prioritise, note and flag without a word to the visitor', () => {
    const w = world({
      policy: policyWith({
        rules: rules({
          id: 'checkout',
          name: 'Checkout',
          when: page,
          actions: [
            { do: 'route', team: sales },
            { do: 'priority', priority: 3 },
            { do: 'tag', tag: 'checkout' },
            { do: 'note', text: 'In the checkout.' },
            { do: 'flag' },
          ],
        }),
      }),
    })
    const at = { url: 'https://northpeak.example/checkout/pay', title: '' }
    const { types, after } = given(having({ ...began, page: at })).when({ type: 'visitorSays', text: 'it says declined', page: at }, w)
    expect(types).toEqual(['visitorSaid', 'ruleApplied'])
    expect(after).toMatchObject({ team: sales, priority: 3, tags: ['checkout'] })
    const { facts } = given(after).when({ type: 'visitorAsks', page: null }, w)
    expect(the(facts, 'escalated')).toMatchObject({ team: sales, priority: 3 })
  })

  it('join the words of a line with how sure the bot is', () => {
    const of = [
      { field: 'words', op: 'has', value: ['tent'] },
      { field: 'score', op: 'below', value: 0.98 },
    ]
    const w = world({
      policy: policyWith({ rules: rules({ id: 't', name: 'Tents', when: { join: 'all', of }, actions: [{ do: 'escalate' }] }) }),
    })
    expect(given(withBot).when(answers(2), w).types).toEqual(['botSaid', 'escalated', 'serverSaid'])
    expect(given(having(began, said('a mat?'))).when(answers(2), w).types).toEqual(['botSaid'])
  })

  it('“leave it to the bot” silences what is soft, and never a request for a person', () => {
    const leave = rules({
      id: 'faq',
      name: 'FAQ',
      when: { join: 'all', of: [{ field: 'words', op: 'has', value: ['refund'] }] },
      actions: [{ do: 'leave' }],
    })
    const w = world({ policy: policyWith({ rules: leave }) })
    const { types, after } = given(onceAnswered).when(says('I want a refund now'), w)
    expect(types).toEqual(['visitorSaid', 'ruleApplied'])
    expect(given(after).when(reads(after.visitorLine, { mood: 1 }), w).types).toEqual(['lineRead'])
    expect(given(onceAnswered).when(says('I want a refund. Let me talk to a human'), w).types).toContain('escalated')
  })
})

describe('endings', () => {
  it('back within minutes goes to the agent who closed, while they are online', () => {
    const soon = world({ now: start + 2 * minute })
    const { facts, after } = given(closed).when(says('One more thing: the poles are bent'), soon)
    expect(the(facts, 'escalated')).toMatchObject({ reason: 'returned', prefer: ada.agent })
    expect(after.holder).toMatchObject({ kind: 'queue', team: support, prefer: ada.agent })
    expect(given(closed).when(says('Thanks, bye!'), soon).types).not.toContain('escalated')
    expect(given(closed).when(says('One more thing'), { ...soon, online: new Set() }).types).not.toContain('escalated')
    expect(given(closed).when(says('One more thing: poles')).types).not.toContain('escalated')
  })

  it('[H16] a silent visitor is asked once, then it closes as unanswered, and never as solved', () => {
    const w = world({ now: onceAnswered.at + 40 * minute })
    const asked = given(onceAnswered).when({ type: 'silenceLasts', episode: 1 }, w)
    expect(asked.types).toEqual(['serverSaid'])
    const quiet = given(asked.after).when({ type: 'silenceLasts', episode: 1 }, { ...w, now: w.now + 40 * minute })
    expect(quiet.types).toEqual(['wentQuiet'])
    expect(quiet.after.holder).toMatchObject({ kind: 'closed', outcome: 'unanswered' })
  })

  it('[H7] nobody falls silent to us while we owe them a line', () => {
    const late = world({ now: start + 100 * minute })
    for (const c of [withBot, withAda]) expect(given(c).when({ type: 'silenceLasts', episode: 1 }, late).types).toEqual([])
  })

  it('the visitor says at the end whether it was solved', () => {
    expect(given(closed).when({ type: 'visitorJudges', solved: false }).after.solved).toBe(false)
    expect(given(withBot).when({ type: 'visitorJudges', solved: true }).types).toEqual([])
  })
})

describe('an answer that ends early', () => {
  const cut = (why: 'unsupported' | 'overtaken' | 'cutOff', shown = 'We ship to Austria.'): Input => ({
    type: 'botCut',
    under: 1,
    answers: 2,
    draft: 'd1',
    shown,
    why,
    held: draft(0.4),
  })

  it('[H14] what was shown is a fact under any holder', () => {
    expect(given(withAda).when(cut('overtaken')).types).toEqual(['answerCut'])
    expect(given(withAda).when(cut('overtaken', '')).types).toEqual([])
  })

  it('the rest is held back, with an offer', () => {
    expect(given(withBot).when(cut('unsupported')).types).toEqual(['answerCut', 'botHeldBack', 'offered'])
  })

  it('[H7] a model that stops in the middle brings a person in', () => {
    expect(given(withBot).when(cut('cutOff')).types).toEqual(['answerCut', 'escalated', 'serverSaid'])
  })
})
