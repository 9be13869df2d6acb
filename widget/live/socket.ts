import type { VisitorDown } from '@baton/contracts/down.ts'
import type { VisitorUp } from '@baton/contracts/up.ts'
import { PROTOCOL_VERSION } from '@baton/contracts/version.ts'
import type { Opening, Transport, World } from './transport.ts'

const pingEvery = 25_000
/** A socket that can still send may have stopped receiving: only a frame from the server proves that it lives. */
const deadAfter = 8_000
const unknownToken = 4401

export function openSocket(opening: Opening, world: World): Transport {
  const socket = world.socket(`${opening.origin.replace(/^http/, 'ws')}/socket/visitor`)
  let over = false
  let doubt: ReturnType<typeof setTimeout> | undefined

  const send = (frame: VisitorUp) => {
    if (socket.readyState === 1) socket.send(JSON.stringify(frame))
  }
  const end = (why?: 'lost' | 'stranger') => {
    if (over) return
    over = true
    clearInterval(beat)
    clearTimeout(doubt)
    socket.close()
    if (why) opening.closed(why)
  }
  const expect = () => {
    doubt ??= setTimeout(end, deadAfter, 'lost')
  }
  const probe = () => {
    if (socket.readyState !== 1) return
    send({ t: 'ping', n: opening.head() })
    expect()
  }
  const beat = setInterval(probe, pingEvery)

  expect()
  socket.onopen = () => send({ t: 'hello', protocol: PROTOCOL_VERSION, token: opening.token, after: opening.head() })
  socket.onmessage = ({ data }) => {
    if (over) return
    clearTimeout(doubt)
    doubt = undefined
    const frame = JSON.parse(String(data)) as VisitorDown
    opening.frame(frame)
    if (frame.t === 'welcome') opening.ready()
  }
  socket.onclose = ({ code }) => end(code === unknownToken ? 'stranger' : 'lost')
  return { send, probe, close: () => end() }
}
