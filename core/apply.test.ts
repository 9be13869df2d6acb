import type { Conversation } from '@baton/contracts/conversation.ts'
import type { Fact, Numbered } from '@baton/contracts/facts.ts'
import { describe, expect, it } from 'vitest'
import { apply } from './apply.ts'
import { ada, bo, support } from './testing/cast.ts'
import {
  closed,
  fresh,
  given,
  handedBack,
  having,
  hour,
  inQueue,
  minute,
  numberedAfter,
  promised,
  ringing,
  said,
  start,
  withAda,
  withBot,
} from './testing/given.ts'

const everyState = { fresh, withBot, inQueue, ringing, withAda, handedBack, closed, promised }
const fold = (c: Conversation, ...facts: Fact[]): Conversation => numberedAfter(c, facts, c.at + minute).reduce<Conversation>(apply, c)

describe('[F1] what this version does not know', () => {
  it.each(Object.entries(everyState))('leaves the state of "%s" as it is, and its number counts', (_, c) => {
    for (const stranger of [{ type: 'moodRead', mood: 'angry' }, { type: '' }, {}, { type: 'toString' }, { type: '__proto__' }]) {
      const numbered = { n: c.n + 1, at: c.at + 1, cause: 'test:cause', fact: stranger } as unknown as Numbered
      expect(apply(c, numbered)).toEqual({ ...c, n: c.n + 1, at: c.at + 1 })
    }
  })

  it.each(Object.entries(everyState))('nor does a hidden fact change "%s"', (_, c) => {
    expect(apply(c, { n: c.n + 1, at: c.at + 1, cause: 'test:cause', fact: null })).toEqual({ ...c, n: c.n + 1, at: c.at + 1 })
  })

  it('facts that do not fit the state do not break it', () => {
    const ring: Fact = { type: 'rung', agents: [ada.agent], until: start, step: 1 }
    for (const odd of [
      ring,
      { type: 'ringLapsed', agents: [] },
      { type: 'handoverSeen', ...ada },
      { type: 'promiseMissed' },
    ] satisfies Fact[])
      expect(fold(withBot, odd)).toEqual({ ...withBot, n: withBot.n + 1, at: withBot.at + minute })
  })
})

describe('the tenure', () => {
  it.each<[string, Conversation, Fact, number]>([
    ['an episode', fresh, { type: 'episodeBegan', episode: 1, page: null }, 1],
    ['an escalation', withBot, { type: 'escalated', reason: 'asked', evidence: { kind: 'menu' }, team: support, policyVersion: 1 }, 1],
    ['a ring', inQueue, { type: 'rung', agents: [ada.agent], until: start, step: 1 }, 1],
    ['the end of a ring', ringing, { type: 'ringLapsed', agents: [ada.agent] }, 1],
    ['an acceptance', inQueue, { type: 'accepted', ...ada, how: 'accepted', team: support }, 1],
    ['a hand-back', withAda, { type: 'handedBack', ...ada, note: null }, 1],
    ['a promise', inQueue, { type: 'promised', due: start + hour, team: support }, 1],
    ['going on with the bot', inQueue, { type: 'visitorStoppedWaiting', instead: 'bot' }, 1],
    ['closing', withAda, { type: 'closed', ...ada, outcome: 'solved' }, 1],
    ['re-opening', closed, { type: 'reopened', ...ada, team: support }, 1],
    ['a line', withBot, said('Hello?'), 0],
    ['an agent’s line', withAda, { type: 'agentSaid', ...ada, text: 'Hello.' }, 0],
    ['a sight of it', inQueue, { type: 'handoverSeen', ...ada }, 0],
    ['a note', withAda, { type: 'agentNoted', ...ada, text: 'Paid.' }, 0],
    ['a missed promise', promised, { type: 'promiseMissed' }, 0],
  ])('[H3] %s moves it on by %4$i', (_, c, fact, by) => {
    expect(fold(c, fact).tenure).toBe(c.tenure + by)
  })
})

describe('a queue', () => {
  it('[R2] remembers everybody whom it has rung', () => {
    const again = fold(
      ringing,
      { type: 'ringLapsed', agents: [ada.agent] },
      { type: 'rung', agents: [ada.agent, bo.agent], until: start + hour, step: 2 },
    )
    expect(again.holder).toMatchObject({
      kind: 'queue',
      step: 2,
      tried: [ada.agent, bo.agent],
      ringing: { agents: [ada.agent, bo.agent], step: 2 },
    })
  })

  it('begins anew with each escalation', () => {
    const left = fold(ringing, { type: 'visitorStoppedWaiting', instead: 'bot' })
    expect(given(left).when({ type: 'visitorAsks', page: null }).after.holder).toMatchObject({ tried: [], step: 0, seen: false })
  })
})

describe('what is behind it', () => {
  it('[H10] an answer that was overtaken before a handover lets none through after it', () => {
    const overtaken = fold(withBot, said('And?'), { type: 'answerSuperseded', answers: 2 })
    expect(overtaken.superseded).toBe(true)
    expect(given(overtaken).when({ type: 'agentTakesOver', by: ada }).after.superseded).toBe(false)
  })

  it('[H7] a promise only moves closer, whatever a fact says', () => {
    const due = promised.promise?.due ?? 0
    expect(fold(promised, { type: 'promised', due: due + hour, team: support }).promise?.due).toBe(due)
    expect(fold(promised, { type: 'promised', due: due - hour, team: support }).promise?.due).toBe(due - hour)
  })
})

describe('who owes the visitor a line', () => {
  it('whoever takes over in the middle of a question', () => {
    const taken = given(withBot).when({ type: 'agentTakesOver', by: ada }).after
    expect(taken.waiting).toBe(taken.at)
  })

  it('whoever accepts a promise', () => {
    const { after } = given(promised).when({ type: 'agentAccepts', by: ada })
    expect(after.waiting).toBe(after.at)
  })

  it('nobody, where the bot has answered everything', () => {
    const answered = fold(inQueue, { type: 'visitorStoppedWaiting', instead: 'bot' })
    expect(given(answered).when({ type: 'agentTakesOver', by: ada }).after.waiting).toBeNull()
  })

  it('still since the escalation, whoever takes it over', () => {
    expect(given(withAda).when({ type: 'agentTakesOver', by: bo }).after.waiting).toBe(withAda.waiting)
  })
})

describe('the preview', () => {
  const previewOf = (text: string) => fold(withBot, said(text)).preview?.text ?? ''

  it('is the last line, on one line, and says who said it', () => {
    expect(fold(withBot, said('  Hello\n\n  there ')).preview).toMatchObject({ n: 3, by: 'visitor', text: 'Hello there' })
    expect(fold(withAda, { type: 'agentSaid', ...ada, text: 'Hi' }).preview).toMatchObject({ by: 'agent', name: 'Ada' })
    expect(fold(withBot, { type: 'serverSaid', kind: 'stillHere', text: 'Here.' }).preview).toMatchObject({ by: 'bot', name: null })
  })

  it('stays what the visitor wants, while we connect them', () => {
    const connecting = { type: 'serverSaid', kind: 'connecting', text: 'Connecting.' } as const
    expect(fold(withBot, connecting).preview).toEqual(withBot.preview)
    expect(fold(fresh, connecting).preview?.text).toBe('Connecting.')
  })

  it('is cut at 160 characters', () => {
    expect(previewOf('x'.repeat(160))).toHaveLength(160)
    expect(previewOf('x'.repeat(4_000))).toBe(`${'x'.repeat(160)}…`)
  })

  it('never ends in half a character, which the database would refuse', () => {
    for (let at = 155; at < 165; at++) expect(previewOf(`${'x'.repeat(at)}👍${'y'.repeat(300)}`).isWellFormed()).toBe(true)
  })

  it('is not what no visitor reads', () => {
    expect(fold(withAda, { type: 'agentNoted', ...ada, text: 'secret' }).preview).toEqual(withAda.preview)
  })
})

it('[S3] a view that stopped anywhere and folds the rest is the same as one that saw everything', () => {
  const facts = numberedAfter(
    fresh,
    [
      { type: 'episodeBegan', episode: 1, page: null },
      said('Hi'),
      { type: 'accepted', ...ada, how: 'wrote', team: support },
      { type: 'agentSaid', ...ada, text: 'Hello' },
      { type: 'closed', ...ada, outcome: 'spam' },
    ],
    start,
  )
  const whole = facts.reduce<Conversation>(apply, fresh)
  for (let at = 0; at <= facts.length; at++) {
    const stale = JSON.parse(JSON.stringify(facts.slice(0, at).reduce<Conversation>(apply, fresh)))
    expect(facts.slice(at).reduce<Conversation>(apply, stale)).toEqual(whole)
  }
})

it('a page is remembered until another one comes', () => {
  const page = { url: 'https://northpeak.example/tents', title: 'Tents' }
  const c = having({ type: 'episodeBegan', episode: 1, page }, said('Hi'))
  expect(c.page).toEqual(page)
  expect(fold(c, { type: 'visitorSaid', text: 'And here?', page: { ...page, title: 'Boots' } }).page?.title).toBe('Boots')
})
