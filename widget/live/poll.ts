import type { People, VisitorDown } from '@baton/contracts/down.ts'
import type { Numbered, VisitorFact } from '@baton/contracts/facts.ts'
import type { Refusal } from '@baton/contracts/refusal.ts'
import type { VisitorUp } from '@baton/contracts/up.ts'
import type { Opening, Transport, World } from './transport.ts'

type Polled = {
  head: number
  facts: Numbered<VisitorFact | null>[]
  seen: { visitor: number; agent: number }
  typing: string | null
  people: People
}
type No = { refusal: Refusal; sentence: string }

/** How long the server may hold a question, in s; it answers before that. */
const hold = 25
const lostAfter = 35_000

/** For networks that block sockets: the same frames over HTTP, so that nobody above notices. */
export function openPoll(opening: Opening, world: World): Transport {
  const stop = new AbortController()
  const { frame, head } = opening
  let over = false
  let asked = false

  const end = (why?: 'lost' | 'stranger') => {
    if (over) return
    over = true
    stop.abort()
    if (why) opening.closed(why)
  }
  const call = (method: string, path: string, body?: object) =>
    world.fetch(`${opening.origin}/v1/visitor/${path}`, {
      method,
      headers: { authorization: `Bearer ${opening.token}`, ...(body && { 'content-type': 'application/json' }) },
      body: body && JSON.stringify(body),
      signal: AbortSignal.any ? AbortSignal.any([stop.signal, AbortSignal.timeout(lostAfter)]) : stop.signal,
    })

  async function listen(): Promise<void> {
    while (!over) {
      const answer = await call('GET', `facts?after=${head()}&wait=${asked ? hold : 0}`)
      if (answer.status === 401) return end('stranger')
      if (!answer.ok) throw new Error(String(answer.status))
      take((await answer.json()) as Polled)
    }
  }

  function take({ head: theirs, facts, seen, typing, people }: Polled): void {
    if (over) return
    const frames: VisitorDown[] = [
      { t: 'people', people },
      { t: 'seen', seen },
    ]
    if (theirs < head()) frames.push({ t: 'fresh' })
    else frames.push({ t: 'facts', facts }, { t: 'typing', name: typing })
    for (const each of frames) frame(each)
    if (!asked) opening.ready()
    asked = true
  }

  async function act(up: Extract<VisitorUp, { t: 'act' }>): Promise<void> {
    const answer = await call('POST', 'turns', { cause: up.cause, act: up.act })
    const body = (await answer.json()) as No | { first: number; last: number }
    if (over) return
    if ('refusal' in body) frame({ t: 'refused', cause: up.cause, ...body })
    else frame({ t: 'done', cause: up.cause, ...body })
  }

  const lost = () => end('lost')
  listen().catch(lost)
  return {
    send(up) {
      if (up.t === 'act') act(up).catch(lost)
      if (up.t === 'seen') call('PUT', 'seen', { n: up.n }).catch(lost)
    },
    probe() {},
    close: () => end(),
  }
}
