import type { People, VisitorDown } from '@baton/contracts/down.ts'
import type { Numbered, VisitorFact } from '@baton/contracts/facts.ts'
import type { Refusal } from '@baton/contracts/refusal.ts'
import type { WaitRange } from '@baton/contracts/team.ts'
import type { VisitorUp } from '@baton/contracts/up.ts'
import type { Opening, Transport, World } from './transport.ts'

type Polled = {
  head: number
  facts: Numbered<VisitorFact | null>[]
  seen: { visitor: number; agent: number }
  typing: string | null
  people: People
  waiting?: { place: number; of: number; range: WaitRange } | null
  draft?: { draft: string; answers: number; text: string } | null
}
type No = { refusal: Refusal; sentence: string }

/** How long the server may hold a question, in s; it answers before that. */
const hold = 25
const lostAfter = 35_000

/** For networks that block sockets: the same frames over HTTP, so that nobody above notices. */
export class Poll implements Transport {
  readonly #opening: Opening
  readonly #world: World
  readonly #stop = new AbortController()
  #over = false
  #asked = false
  /** What was told of an answer that is being written. */
  #heard = ''

  constructor(opening: Opening, world: World) {
    this.#opening = opening
    this.#world = world
    this.#listen().catch(() => this.#end('lost'))
  }

  send(up: VisitorUp): void {
    const sent = up.t === 'act' ? this.#act(up) : up.t === 'seen' ? this.#call('PUT', 'seen', { n: up.n }) : null
    sent?.catch(() => this.#end('lost'))
  }

  /** The question that is being held proves itself, or runs out. */
  probe(): void {}

  close(): void {
    this.#end()
  }

  #end(why?: 'lost' | 'stranger'): void {
    if (this.#over) return
    this.#over = true
    this.#stop.abort()
    if (why) this.#opening.closed(why)
  }

  async #listen(): Promise<void> {
    while (!this.#over) {
      const answer = await this.#call('GET', `facts?after=${this.#opening.head()}&wait=${this.#asked ? hold : 0}${this.#heard}`)
      if (answer.status === 401) return this.#end('stranger')
      if (!answer.ok) throw new Error(String(answer.status))
      this.#take((await answer.json()) as Polled)
    }
  }

  #take({ head: theirs, facts, seen, typing, people, waiting, draft }: Polled): void {
    if (this.#over) return
    const { frame, head, ready } = this.#opening
    const frames: VisitorDown[] = [
      { t: 'people', people },
      { t: 'seen', seen },
      { t: 'waiting', ...(waiting ?? { place: null }) },
    ]
    if (theirs < head()) frames.push({ t: 'fresh' })
    else frames.push({ t: 'facts', facts }, { t: 'typing', name: typing })
    if (draft) frames.push({ t: 'draft', offset: 0, ...draft })
    this.#heard = draft ? `&draft=${draft.draft}&heard=${draft.text.length}` : ''
    for (const each of frames) frame(each)
    if (!this.#asked) ready()
    this.#asked = true
  }

  async #act({ cause, act }: Extract<VisitorUp, { t: 'act' }>): Promise<void> {
    const answer = await this.#call('POST', 'turns', { cause, act })
    const body = (await answer.json()) as No | { first: number; last: number }
    if (this.#over) return
    this.#opening.frame('refusal' in body ? { t: 'refused', cause, ...body } : { t: 'done', cause, ...body })
  }

  #call(method: string, path: string, body?: object): Promise<Response> {
    const { origin, token } = this.#opening
    const { signal } = this.#stop
    return this.#world.fetch(`${origin}/v1/visitor/${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, ...(body && { 'content-type': 'application/json' }) },
      body: body && JSON.stringify(body),
      signal: AbortSignal.any ? AbortSignal.any([signal, AbortSignal.timeout(lostAfter)]) : signal,
    })
  }
}
