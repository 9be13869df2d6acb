import type { VisitorFact } from '@baton/contracts/facts.ts'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { face, Wire } from '../testing/wire.ts'
import { Client } from './client.ts'
import { remember } from './memory.ts'
import type { Said } from './store.ts'

const origin = 'https://baton.example'
let open: Client[] = []

function widget(wire: Wire, happened: (said: Said) => void = () => {}): Client {
  const client = new Client({ origin, face, memory: remember(face.id), world: wire.world, page: () => null, happened })
  open.push(client)
  return client
}
/** A reload: this client is gone without a word, the next one starts from what is stored. */
function reload(wire: Wire, client: Client): Client {
  client.stop()
  wire.cut()
  return widget(wire)
}
const say = (client: Client, text: string) => client.act({ type: 'say', text })
const proofOf = (claims: object) => `x.${btoa(JSON.stringify(claims)).replaceAll('+', '-').replaceAll('/', '_')}.s`
const settle = (ms = 100) => vi.advanceTimersByTimeAsync(ms)
const saw = (client: Client) => client.live.facts.flatMap(({ fact }) => (fact.type === 'visitorSaid' ? [fact.text] : []))
const acts = (wire: Wire) => wire.heard.filter((frame) => frame.t === 'act')

beforeEach(() => {
  vi.useFakeTimers()
  localStorage.clear()
  sessionStorage.clear()
})
afterEach(() => {
  for (const client of open) client.stop()
  open = []
  vi.useRealTimers()
})

describe('a line', () => {
  it('makes the visitor and goes out', async () => {
    const wire = new Wire()
    const client = widget(wire)
    expect(wire.calls).toEqual([])
    say(client, 'Hello')
    await settle()
    expect([wire.lines(), saw(client), client.live.outbox]).toEqual([['Hello'], ['Hello'], []])
    expect(wire.visitors).toBe(1)
  })

  it('[H5] waits offline, over a reload, and goes out once, in order', async () => {
    const wire = new Wire()
    wire.up = false
    const client = widget(wire)
    for (const text of ['one', 'two', 'three']) say(client, text)
    await settle(5_000)
    expect(client.live.link).toBe('down')
    wire.up = true
    const later = reload(wire, client)
    expect(later.live.outbox.map(({ act }) => act.type === 'say' && act.text)).toEqual(['one', 'two', 'three'])
    await settle(20_000)
    expect([wire.lines(), saw(later), localStorage.length]).toEqual([['one', 'two', 'three'], ['one', 'two', 'three'], 1])
  })

  it('[H5] whose answer was lost is asked about again with the same cause', async () => {
    const wire = new Wire()
    const client = widget(wire)
    say(client, 'first')
    await settle()
    wire.deaf = true
    say(client, 'lost')
    say(client, 'behind')
    await settle()
    expect(client.live.outbox).toHaveLength(2)
    wire.deaf = false
    wire.cut()
    await settle(20_000)
    expect(wire.lines()).toEqual(['first', 'lost', 'behind'])
    const causes = acts(wire).map(({ cause }) => cause)
    expect(causes[1]).toBe(causes[2])
    expect(client.live.outbox).toEqual([])
  })

  it('is alone in flight', async () => {
    const wire = new Wire()
    const client = widget(wire)
    say(client, 'first')
    await settle()
    wire.deaf = true
    for (const text of ['a', 'b', 'c']) say(client, text)
    await settle()
    expect(acts(wire)).toHaveLength(2)
  })

  it('comes back with the reason when it is refused, and the next one goes', async () => {
    const wire = new Wire()
    const client = widget(wire)
    wire.refusing = { refusal: { no: 'forbidden' }, sentence: 'Not here.' }
    say(client, 'no')
    await settle()
    expect(client.live.refused).toEqual({ text: 'no', sentence: 'Not here.' })
    wire.refusing = null
    say(client, 'yes')
    await settle()
    expect([wire.lines(), client.live.refused]).toEqual([['yes'], null])
  })

  it('is tried again by itself when the server is only busy', async () => {
    const wire = new Wire()
    const client = widget(wire)
    wire.refusing = { refusal: { no: 'tooMany', retryIn: 3_000 }, sentence: 'Too often.' }
    say(client, 'patient')
    say(client, 'behind')
    await settle(500)
    wire.refusing = null
    await settle(2_000)
    expect([wire.lines(), client.live.refused]).toEqual([[], null])
    await settle(2_000)
    expect(wire.lines()).toEqual(['patient', 'behind'])
  })

  it('[H5] goes out once and in order whatever happens to network, page and server', async () => {
    const step = fc.constantFrom('say', 'say', 'cut', 'deaf', 'hear', 'reload', 'down', 'up', 'blocked', 'sockets', 'wait', 'server')
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
        localStorage.clear()
        const wire = new Wire()
        let client = widget(wire)
        const written: string[] = []
        for (const each of ['say', ...steps]) {
          if (each === 'say') say(client, written[written.push(`line ${written.length}`) - 1] ?? '')
          if (each === 'cut') wire.cut()
          if (each === 'deaf' || each === 'hear') wire.deaf = each === 'deaf'
          if (each === 'reload') client = reload(wire, client)
          if (each === 'down' || each === 'up') wire.up = each === 'up'
          if (each === 'down') wire.cut()
          if (each === 'blocked' || each === 'sockets') wire.socketsWork = each === 'sockets'
          if (each === 'blocked') wire.cut()
          if (each === 'server') wire.add([null, { type: 'serverSaid', kind: 'stillHere', text: 'Still here.' }])
          if (each === 'wait') await settle(4_000)
          await settle(20)
        }
        Object.assign(wire, { deaf: false, up: true })
        await settle(120_000)
        expect(wire.lines()).toEqual(written)
        expect(saw(client)).toEqual(written)
        expect([client.live.outbox, client.live.conversation.n]).toEqual([[], wire.facts.length])
        client.stop()
      }),
      { numRuns: 60, seed: 3 },
    )
  })
})

describe('the connection', () => {
  async function talking(wire = new Wire()) {
    const client = widget(wire)
    say(client, 'Hello')
    await settle()
    return { wire, client }
  }

  it('[S1] asks again from its own number when a frame leaves a hole', async () => {
    const { wire, client } = await talking()
    wire.deaf = true
    wire.add([null, null])
    wire.deaf = false
    wire.add([{ type: 'serverSaid', kind: 'stillHere', text: 'after the hole' }])
    await settle()
    expect(client.live.conversation.n).toBe(4)
    expect(wire.heard.filter((frame) => frame.t === 'ping')).toEqual([{ t: 'ping', n: 1 }])
  })

  it('[S2] drops what the server has forgotten', async () => {
    const { wire, client } = await talking()
    wire.facts = []
    wire.cut()
    await settle(5_000)
    expect([client.live.conversation.n, client.live.facts]).toEqual([0, []])
    say(client, 'again')
    await settle()
    expect(saw(client)).toEqual(['again'])
  })

  it('gives up a socket that sends but no longer receives', async () => {
    const { wire, client } = await talking()
    wire.deaf = true
    await settle(25_000 + 8_000 + 100)
    wire.deaf = false
    wire.facts.push({ n: 2, at: 2, cause: 'missed', fact: { type: 'serverSaid', kind: 'stillHere', text: 'missed' } })
    await settle(5_000)
    expect([client.live.link, client.live.conversation.n, wire.sockets.length]).toEqual(['on', 2, 2])
  })

  it('is proved when the page wakes, and made at once when it was lost', async () => {
    const { wire, client } = await talking()
    client.wake()
    expect(wire.heard.at(-1)).toEqual({ t: 'ping', n: 1 })
    wire.up = false
    wire.cut()
    await settle(60_000)
    wire.up = true
    client.wake()
    await settle(1)
    expect(client.live.link).toBe('on')
  })

  it('falls back to HTTP when sockets are blocked, and returns to a socket later', async () => {
    const wire = new Wire()
    wire.socketsWork = false
    const { client } = await talking(wire)
    await settle(3_000)
    expect([client.live.link, wire.lines(), saw(client)]).toEqual(['on', ['Hello'], ['Hello']])
    wire.facts.push({ n: 2, at: 2, cause: 'answer', fact: { type: 'serverSaid', kind: 'stillHere', text: 'over HTTP' } })
    await settle(1_000)
    expect(client.live.conversation.n).toBe(2)
    wire.socketsWork = true
    await settle(125_000)
    expect([client.live.link, wire.socket?.readyState]).toEqual(['on', 1])
  })

  it('hears an answer grow over HTTP, and not again when its fact has come', async () => {
    const wire = new Wire()
    wire.socketsWork = false
    const { client } = await talking(wire)
    await settle(3_000)
    const draft = { draft: 'd1', answers: 1, text: 'By card.' }
    wire.draft = draft
    await settle(200)
    expect(client.live.draft?.text).toBe('By card.')
    wire.draft = { ...draft, text: 'By card. Or by bill.' }
    await settle(200)
    expect(client.live.draft?.text).toBe('By card. Or by bill.')
    const asked = wire.calls.length
    await settle(5_000)
    expect(wire.calls).toHaveLength(asked)
    const fact: VisitorFact = { type: 'botSaid', text: 'By card. Or by bill.', sources: [], answers: 1, mode: 'model' }
    wire.facts.push({ n: 2, at: 2, cause: 'answer', fact })
    await settle(1_000)
    expect([client.live.conversation.n, client.live.draft]).toEqual([2, null])
  })

  it('comes back when the server said it would', async () => {
    const { wire, client } = await talking()
    wire.tell({ t: 'bye', retryIn: 2_000 })
    await settle(1_000)
    expect(wire.sockets).toHaveLength(1)
    await settle(1_500)
    expect([client.live.link, wire.sockets.length]).toEqual(['on', 2])
  })

  it('rests for good when the server speaks a newer protocol', async () => {
    const { wire, client } = await talking()
    wire.tell({ t: 'reload' })
    client.wake()
    await settle(60_000)
    expect([client.live.link, wire.sockets.length]).toEqual(['stale', 1])
  })

  it('becomes a new visitor when the server does not know the token, and takes along what was not sent', async () => {
    const { wire, client } = await talking()
    wire.token = 'token-2'
    wire.facts = []
    wire.cut()
    say(client, 'for the new one')
    await settle(10_000)
    expect([wire.visitors, saw(client)]).toEqual([2, ['for the new one']])
  })
})

describe('the visitor', () => {
  it('is introduced with the first act, not before', async () => {
    const wire = new Wire()
    const client = widget(wire)
    client.identify({ name: ' Vera ', email: 'vera@a.example' })
    await settle()
    expect(wire.visitors).toBe(0)
    say(client, 'Hello')
    await settle()
    expect(acts(wire).map(({ act }) => act.type)).toEqual(['give', 'say'])
    client.identify({ name: 'Vera', email: 'vera@a.example' })
    await settle()
    expect(acts(wire)).toHaveLength(2)
  })

  it('[V4] is proven before the first line, once', async () => {
    const wire = new Wire()
    const client = widget(wire)
    const proof = proofOf({ sub: 'u-1', email: 'vera@a.example' })
    client.identify({ proof })
    say(client, 'Hello')
    await settle()
    expect(acts(wire).map(({ act }) => act)).toMatchObject([{ type: 'give', proof }, { type: 'say' }])
    expect(remember(face.id).identity()).toEqual({ name: null, email: 'vera@a.example', id: 'u-1', given: true })
    client.identify({ proof: proofOf({ sub: 'u-1', email: 'vera@a.example', exp: 2 }) })
    client.identify({ name: 'Boss', email: 'vera@a.example' })
    await settle()
    expect(acts(wire)).toHaveLength(2)
  })

  it('[V4] who is somebody else reads nothing of the one before, also with the same e-mail', async () => {
    const wire = new Wire()
    const client = widget(wire)
    client.identify({ proof: proofOf({ sub: 'u-1', email: 'us@a.example' }) })
    say(client, 'Hello')
    await settle()
    wire.token = 'token-2'
    wire.facts = []
    client.identify({ proof: proofOf({ sub: 'u-2', email: 'us@a.example' }) })
    expect([client.live.facts, remember(face.id).session()]).toEqual([[], null])
    say(client, 'Hello, I am Bo')
    await settle()
    expect([wire.visitors, saw(client)]).toEqual([2, ['Hello, I am Bo']])
  })

  it('[V4] a proof that is refused is told to the console, not to the visitor, and can be given anew', async () => {
    const told = vi.spyOn(console, 'error').mockImplementation(() => {})
    const wire = new Wire()
    const client = widget(wire)
    say(client, 'Hello')
    await settle()
    const sentence = 'This proof of identity can’t be used: it has expired.'
    wire.refusing = { refusal: { no: 'proofRefused', problem: 'it has expired' }, sentence }
    client.identify({ proof: 'no token at all' })
    await settle()
    expect(told.mock.calls).toEqual([[sentence]])
    expect([client.live.refused, client.live.outbox, remember(face.id).identity()]).toEqual([null, [], null])
    wire.refusing = null
    client.identify({ proof: proofOf({ sub: 'u-1', email: 'vera@a.example' }) })
    await settle()
    expect(remember(face.id).identity()).toMatchObject({ id: 'u-1', given: true })
    told.mockRestore()
  })

  it('is another one with another e-mail', async () => {
    const wire = new Wire()
    const client = widget(wire)
    client.identify({ email: 'vera@a.example' })
    say(client, 'Hello')
    await settle()
    wire.token = 'token-2'
    wire.facts = []
    client.identify({ email: 'bo@a.example' })
    expect(client.live.facts).toEqual([])
    say(client, 'Hello, I am Bo')
    await settle()
    expect([wire.visitors, saw(client)]).toEqual([2, ['Hello, I am Bo']])
  })

  it('is named by whatever a page passes, if it is a name', () => {
    const client = widget(new Wire())
    for (const who of [{ name: 7, email: {} }, { email: 'no address' }, {}]) client.identify(who)
    expect(remember(face.id).identity()).toEqual({ name: null, email: null, given: false })
  })

  it('is forgotten on reset', async () => {
    const wire = new Wire()
    const client = widget(wire)
    say(client, 'Hello')
    await settle()
    client.reset()
    expect([client.live.link, client.live.facts, localStorage.length]).toEqual(['idle', [], 0])
  })

  it('sees the same in a second tab, which sends what the first one left', async () => {
    const wire = new Wire()
    const first = widget(wire)
    const second = widget(wire)
    wire.up = false
    say(first, 'left behind')
    first.stop()
    wire.up = true
    dispatchEvent(new StorageEvent('storage', { key: `baton:${face.id}:outbox` }))
    await settle(10_000)
    expect([wire.lines(), saw(second)]).toEqual([['left behind'], ['left behind']])
    second.reset()
    const third = widget(wire)
    expect(third.live.facts).toEqual([])
  })

  it('hears what happens from now on, and not again what happened before', async () => {
    const wire = new Wire()
    say(widget(wire), 'Hello')
    await settle()
    const happened: number[] = []
    widget(wire, ({ n }) => happened.push(n))
    await settle()
    wire.add([{ type: 'serverSaid', kind: 'stillHere', text: 'news' }])
    await settle()
    expect(happened).toEqual([2])
  })

  it('tells how far it has read, also after a reconnect', async () => {
    const wire = new Wire()
    const client = widget(wire)
    say(client, 'Hello')
    await settle()
    client.shown()
    client.shown()
    expect(wire.heard.filter((frame) => frame.t === 'seen')).toEqual([{ t: 'seen', n: 1 }])
    wire.cut()
    await settle(5_000)
    expect(wire.heard.at(-1)).toEqual({ t: 'seen', n: 1 })
  })
})
