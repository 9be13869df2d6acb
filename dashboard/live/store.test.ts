import type { Row } from '@baton/contracts/down.ts'
import type { Fact, Numbered } from '@baton/contracts/facts.ts'
import { describe, expect, test } from 'vitest'
import { liveForTest, memoryShelf } from '../testing/fake-socket.ts'
import { accepted, ada, began, bo, idOf, rowOf, said, scene, vera } from '../testing/scenes.ts'
import type { Page } from './store.ts'

const id = idOf('conversation')
const fact = (n: number, one: Fact, cause = `cause-of-${n}`): Numbered => ({ n, at: n, cause, fact: one })
const lines = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => fact(from + i, said(`line ${from + i}`)))
const settled = () => new Promise((done) => setTimeout(done))

function opened(pages?: () => Promise<Page>) {
  const { live, socket, ...rest } = liveForTest(ada.id, pages)
  socket().welcome()
  live.show(id)
  return { live, socket, ...rest, conversation: () => live.state.opened.get(id) }
}

describe('facts of an open conversation', () => {
  test('are folded in order and asked for from the last number', () => {
    const { socket, conversation } = opened()
    expect(socket().said('open')).toEqual([{ t: 'open', conversation: id, after: 0 }])
    socket().hear({ t: 'facts', conversation: id, facts: [fact(1, began(1)), ...lines(2, 3)], seen: { visitor: 0, agent: 2 } })
    expect(conversation()).toMatchObject({ loaded: true, folded: { n: 3, episode: 1 }, seen: { agent: 2 } })
  })

  test('[S1] a hole takes nothing in and asks again, once', () => {
    const { socket, conversation } = opened()
    socket().hear({ t: 'facts', conversation: id, facts: lines(1, 2) })
    socket().hear({ t: 'facts', conversation: id, facts: lines(4, 4) }, { t: 'facts', conversation: id, facts: lines(5, 5) })
    expect(conversation()?.folded.n).toBe(2)
    expect(socket().said('open').slice(1)).toEqual([{ t: 'open', conversation: id, after: 2 }])
    socket().hear({ t: 'facts', conversation: id, facts: lines(3, 5) })
    expect(conversation()?.facts.map(({ n }) => n)).toEqual([1, 2, 3, 4, 5])
  })

  test('that are here already are ignored', () => {
    const { socket, conversation } = opened()
    socket().hear({ t: 'facts', conversation: id, facts: lines(1, 3) }, { t: 'facts', conversation: id, facts: lines(2, 4) })
    expect(conversation()?.facts.map(({ n }) => n)).toEqual([1, 2, 3, 4])
  })

  test('[S2] `fresh` drops everything and starts from the first', () => {
    const { socket, conversation } = opened()
    socket().hear({ t: 'facts', conversation: id, facts: lines(1, 5) }, { t: 'fresh', conversation: id })
    expect(conversation()?.folded.n).toBe(0)
    socket().hear({ t: 'facts', conversation: id, facts: lines(1, 2) })
    expect(conversation()?.facts).toHaveLength(2)
  })

  test('[V3] of one that is not ours any more are dropped, with its row and its places', async () => {
    const row = { ...rowOf(vera(1_000_000_000)), id }
    const { live, socket, conversation } = opened(async () => ({ rows: [row], next: null }))
    await settled()
    expect([live.state.lists.needs?.ids, live.state.rows.has(id)]).toEqual([[id], true])
    socket().hear({ t: 'gone', conversation: id })
    expect([live.state.lists.needs?.ids, live.state.rows.has(id), conversation()]).toEqual([[], false, undefined])
  })

  test('[S3] however they arrive, the fold is that of the facts in order', () => {
    const { facts, state, id: conversation } = vera(1_000_000_000)
    const { live, socket } = liveForTest(ada.id)
    socket().welcome()
    live.show(conversation)
    for (const [from, to] of [
      [0, 3],
      [5, 9],
      [3, 6],
      [2, 12],
      [12, 30],
    ])
      socket().hear({ t: 'facts', conversation, facts: facts.slice(from, to) })
    expect(live.state.opened.get(conversation)?.folded).toEqual({ ...state, bot: '', visitor: '' })
  })
})

describe('own lines', () => {
  test('stand at once and give way to the fact with their cause', async () => {
    const { live, socket } = opened()
    const outcome = live.act(id, { type: 'say', text: 'Hello' })
    expect(live.state.pending).toMatchObject([{ act: { text: 'Hello' }, refused: null }])
    const cause = live.state.pending[0]?.cause ?? ''
    socket().hear({ t: 'done', cause, first: 1, last: 2 })
    expect(live.state.pending).toHaveLength(1)
    socket().hear({ t: 'facts', conversation: id, facts: [fact(1, accepted(ada, 'wrote'), cause), fact(2, said('x'), cause)] })
    expect(live.state.pending).toEqual([])
    expect(await outcome).toEqual({ ok: true })
  })

  test('that are refused stay with the sentence until they are discarded', async () => {
    const { live, socket } = opened()
    const outcome = live.act(id, { type: 'say', text: 'Hello' })
    const cause = live.state.pending[0]?.cause ?? ''
    socket().hear({ t: 'refused', cause, refusal: { no: 'closed' }, sentence: 'This conversation is closed.' })
    expect(live.state.pending).toMatchObject([{ refused: 'This conversation is closed.' }])
    expect(await outcome).toMatchObject({ ok: false, sentence: 'This conversation is closed.' })
    live.discard(cause)
    expect(live.state.pending).toEqual([])
  })

  test('[J1] go out again after a reconnect, with the same cause', () => {
    const { live, sockets, socket, timers } = opened()
    void live.act(id, { type: 'say', text: 'Hello' })
    const [first] = socket().said('act')
    socket().onclose?.({ code: 1006 })
    expect(live.state.wire).toBe('offline')
    timers.pass(300)
    socket().welcome()
    expect(sockets).toHaveLength(2)
    expect(socket().said('act')).toEqual([first])
  })

  test('[J1] survive a reload; an acceptance does not', () => {
    const shelf = memoryShelf()
    const before = liveForTest(ada.id, undefined, shelf)
    void before.live.act(id, { type: 'say', text: 'Hello' })
    void before.live.act(id, { type: 'accept' })
    const after = liveForTest(ada.id, undefined, shelf)
    expect(after.live.state.pending.map(({ act }) => act.type)).toEqual(['say'])
    after.socket().welcome()
    expect(after.socket().said('act')).toMatchObject([{ cause: 'cause-1-xx', act: { type: 'say', text: 'Hello' } }])
    expect(liveForTest(bo.id, undefined, shelf).live.state.pending).toEqual([])
  })

  test('are tried again by themselves while the server is busy', () => {
    const { live, socket, timers } = opened()
    void live.act(id, { type: 'say', text: 'Hello' })
    const cause = live.state.pending[0]?.cause ?? ''
    socket().hear({ t: 'refused', cause, refusal: { no: 'tooMany', retryIn: 700 }, sentence: '' })
    expect(live.state.pending).toMatchObject([{ refused: null }])
    timers.pass(700)
    expect(socket().said('act')).toHaveLength(2)
  })
})

describe('lists', () => {
  const calm = (name: string, at: number) =>
    rowOf(
      scene(name, at, [
        [0, began(1)],
        [0, said(name)],
      ]),
    )

  test('are loaded after the welcome and kept current by rows', async () => {
    const row = calm('Vera', 100_000)
    const { live, socket } = liveForTest(ada.id, async (list) => ({ rows: list === 'needs' ? [] : [row], next: null }))
    live.watch('all')
    socket().welcome()
    await settled()
    expect(live.state.lists.all?.ids).toEqual([row.id])
    const waiting: Row = {
      ...row,
      n: 9,
      holder: {
        kind: 'queue',
        team: id,
        reason: 'asked',
        since: 5,
        tried: [],
        ringing: null,
        step: 0,
        seen: false,
        priority: 0,
        prefer: null,
      },
    }
    socket().hear({ t: 'rows', rows: [waiting] })
    expect(live.state.lists.needs?.ids).toEqual([row.id])
  })

  test('a row that came while a snapshot was on its way is not undone by it', async () => {
    const row = calm('Vera', 100_000)
    let answer: (page: Page) => void = () => {}
    const { live, socket } = liveForTest(
      ada.id,
      () =>
        new Promise((done) => {
          answer = done
        }),
    )
    live.watch('all')
    socket().welcome()
    socket().hear({ t: 'rows', rows: [{ ...row, n: 9, holder: { kind: 'closed', by: 'Bo', at: 1, outcome: 'solved' } }] })
    answer({ rows: [row], next: null })
    await settled()
    expect(live.state.lists.all?.ids).toEqual([])
    expect(live.state.rows.get(row.id)?.n).toBe(9)
  })

  test('after a reconnect a fresh snapshot replaces what was there', async () => {
    const rows = [calm('Vera', 100_000), calm('Oslo', 200_000)]
    let page: Page = { rows, next: null }
    const { live, socket, timers } = liveForTest(ada.id, async () => page)
    live.watch('all')
    socket().welcome()
    await settled()
    page = { rows: rows.slice(1), next: null }
    socket().onclose?.({ code: 1006 })
    timers.pass(300)
    socket().welcome()
    await settled()
    expect(live.state.lists.all?.ids).toEqual([rows[1]?.id])
  })

  test('an older row never replaces a newer one', () => {
    const row = calm('Vera', 100_000)
    const { live, socket } = liveForTest(ada.id)
    socket().welcome()
    socket().hear({ t: 'rows', rows: [{ ...row, n: 5 }] }, { t: 'rows', rows: [row] })
    expect(live.state.rows.get(row.id)?.n).toBe(5)
  })

  test('the row of an open conversation follows its facts', () => {
    const one = scene('Vera', 100_000, [
      [0, began(1)],
      [0, said('one')],
    ])
    const { live, socket } = liveForTest(ada.id)
    socket().welcome()
    live.learn([rowOf(one)])
    live.show(one.id)
    socket().hear({
      t: 'facts',
      conversation: one.id,
      facts: [...one.facts, { n: 3, at: 200_000, cause: 'cause-three', fact: said('two') }],
    })
    expect(live.state.rows.get(one.id)).toMatchObject({ n: 3, visitor: one.visitor, preview: { text: 'two' } })
  })
})

describe('the rest', () => {
  test('typing fades, and at once when the line arrives', () => {
    const { live, socket, timers } = opened()
    socket().hear({ t: 'typing', conversation: id, by: 'visitor', name: null })
    expect(live.state.typing.has(id)).toBe(true)
    timers.pass(4_000)
    expect(live.state.typing.has(id)).toBe(false)
    socket().hear({ t: 'typing', conversation: id, by: 'visitor', name: null }, { t: 'facts', conversation: id, facts: lines(1, 1) })
    expect(live.state.typing.has(id)).toBe(false)
  })

  test('seen marks only move forward', () => {
    const { live, socket } = opened()
    socket().hear(
      { t: 'seen', conversation: id, seen: { visitor: 5, agent: 2 } },
      { t: 'seen', conversation: id, seen: { visitor: 3, agent: 4 } },
    )
    expect(live.state.opened.get(id)?.seen).toEqual({ visitor: 5, agent: 4 })
  })
})
