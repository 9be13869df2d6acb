import type { Numbered, VisitorFact } from '@baton/contracts/facts.ts'
import { describe, expect, it } from 'vitest'
import { blank, holed, type Live, type Pending, reduce, unread } from './store.ts'

const bot = { id: 'b', name: 'Bot', company: 'Fernweh', greeting: 'Hello.', brand: '#3b5bdb', answersWithin: 1 }
const people = { online: true, names: [] }
const pending = (cause: string): Pending => ({ cause, act: { type: 'say', text: cause }, at: 1 })
const fact = (n: number, fact: VisitorFact | null, cause = `c${n}`): Numbered<VisitorFact | null> => ({ n, at: n, cause, fact })
const said = (n: number, cause?: string) => fact(n, { type: 'visitorSaid', text: `${n}`, page: null }, cause)
const answer = (n: number) => fact(n, { type: 'serverSaid', kind: 'stillHere', text: `${n}` })
const after = (live: Live, ...facts: Numbered<VisitorFact | null>[]) => reduce(live, { t: 'facts', facts }, 0)
const start = (...outbox: Pending[]) => blank(bot, people, 'v', outbox)

describe('the store', () => {
  it('[S1] takes facts once, in order, and hidden ones keep their number', () => {
    const live = after(start(), said(1), fact(2, null), answer(3))
    const again = after(live, said(1), fact(2, null), answer(3), answer(4))
    expect(again.facts.map(({ n }) => n)).toEqual([1, 3, 4])
    expect(again.conversation.n).toBe(4)
  })

  it('[S1] takes nothing beyond a hole, and says that there is one', () => {
    const frame = [said(1), said(3)]
    const live = after(start(), ...frame)
    expect(live.conversation.n).toBe(1)
    expect(holed(live, frame)).toBe(true)
    expect(holed(after(live, said(2), said(3)), frame)).toBe(false)
  })

  it('[S2] starts over when the server says so, and keeps what it never acknowledged', () => {
    const live = after(start(pending('mine')), said(1), said(2))
    const fresh = reduce(live, { t: 'fresh' }, 0)
    expect([fresh.conversation.n, fresh.facts.length, fresh.outbox.length]).toEqual([0, 0, 1])
  })

  it('[H5] keeps a line until its own fact has come, whichever of fact and answer is first', () => {
    const answered = reduce(start(pending('mine')), { t: 'done', cause: 'mine', first: 1, last: 1 }, 0)
    expect(answered.outbox).toHaveLength(1)
    expect(after(answered, said(1, 'mine')).outbox).toHaveLength(0)
    expect(after(start(pending('mine')), said(1, 'mine')).outbox).toHaveLength(0)
    expect(reduce(after(start(pending('x')), said(1)), { t: 'done', cause: 'x', first: 1, last: 1 }, 0).outbox).toHaveLength(0)
  })

  it('gives a refused line back with the reason, until the next one', () => {
    const refusal = { t: 'refused', cause: 'mine', refusal: { no: 'forbidden' }, sentence: 'No.' } as const
    const live = reduce(start(pending('mine')), refusal, 0)
    expect(live.refused).toEqual({ text: 'mine', sentence: 'No.' })
    const back = reduce(live, { t: 'takenBack' }, 0)
    expect(back.refused).toEqual({ text: '', sentence: 'No.' })
    expect(reduce(back, { t: 'queued', pending: [pending('next')] }, 0).refused).toBeNull()
    expect(reduce(start(), refusal, 0).refused).toBeNull()
  })

  it('counts what was said to the visitor and has not been seen', () => {
    const live = after(start(), said(1), answer(2), answer(3))
    expect(unread(live)).toBe(2)
    expect(unread(reduce(live, { t: 'shown', n: 2 }, 0))).toBe(1)
    // A mark never moves back.
    const seen = reduce(reduce(live, { t: 'shown', n: 3 }, 0), { t: 'seen', seen: { visitor: 1, agent: 1 } }, 0)
    expect([unread(seen), seen.seen.agent]).toEqual([0, 1])
  })

  it('lets typing fade, and ends it with the line', () => {
    const typing = reduce(start(), { t: 'typing', name: 'Ada' }, 1_000)
    expect(typing.typing).toEqual({ name: 'Ada', until: 5_000 })
    expect(after(typing, fact(1, { type: 'agentSaid', agent: 'a', name: 'Ada', text: 'Hi' })).typing).toBeNull()
  })
})
