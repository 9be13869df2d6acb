import { describe, expect, test } from 'vitest'
import { liveForTest } from '../testing/fake-socket.ts'

const me = 'ada'

describe('the connection', () => {
  test('says hello first and sends nothing before it is welcome', () => {
    const { live, socket } = liveForTest(me)
    live.setOnline(false)
    socket().onopen?.()
    expect(socket().sent).toEqual([{ t: 'hello', protocol: 1 }])
  })

  test('a heartbeat without an answer is a dead socket', () => {
    const { live, sockets, socket, timers } = liveForTest(me)
    socket().welcome()
    timers.pass(25_000)
    expect(socket().said('ping')).toHaveLength(1)
    timers.pass(8_000)
    expect(live.state.wire).toBe('offline')
    expect(sockets[0]?.closed).toBe(true)
    timers.pass(300)
    expect(sockets).toHaveLength(2)
  })

  test('any frame proves that it is alive', () => {
    const { live, socket, timers } = liveForTest(me)
    socket().welcome()
    timers.pass(25_000)
    socket().hear({ t: 'pong', head: 0 })
    timers.pass(8_000)
    expect(live.state.wire).toBe('live')
  })

  test('tries again at once, then more and more slowly, at most 10 s apart', () => {
    const { sockets, socket, timers } = liveForTest(me)
    const waits: number[] = []
    for (let i = 0; i < 8; i++) {
      const before = sockets.length
      const from = timers.now
      socket().onclose?.({ code: 1006 })
      while (sockets.length === before) timers.pass(10)
      waits.push(timers.now - from)
    }
    expect(waits).toEqual([150, 300, 600, 1_200, 2_400, 4_800, 5_000, 5_000])
  })

  test('waking with a lost connection connects at once; with a live one it is proved', () => {
    const { live, sockets, socket, timers } = liveForTest(me)
    socket().onclose?.({ code: 1006 })
    live.wake()
    expect(sockets).toHaveLength(2)
    socket().welcome()
    live.wake()
    expect(socket().said('ping')).toHaveLength(1)
    timers.pass(8_000)
    expect(live.state.wire).toBe('offline')
  })

  test('a planned stop reconnects when the server asked for it', () => {
    const { sockets, socket, timers } = liveForTest(me)
    socket().welcome()
    socket().hear({ t: 'bye', retryIn: 2_000 })
    timers.pass(1_999)
    expect(sockets).toHaveLength(1)
    timers.pass(1)
    expect(sockets).toHaveLength(2)
  })

  test.each([
    [4401, 'signedOut'],
    [4426, 'outdated'],
  ] as const)('the closing code %d ends it: %s', (code, state) => {
    const { live, sockets, socket, timers } = liveForTest(me)
    socket().welcome()
    socket().onclose?.({ code })
    timers.pass(60_000)
    live.wake()
    expect(live.state.wire).toBe(state)
    expect(sockets).toHaveLength(1)
  })

  test('a socket that never opens is given up', () => {
    const { sockets, timers } = liveForTest(me)
    timers.pass(10_300)
    expect(sockets.length).toBeGreaterThan(1)
  })
})
