import type { VisitorActInput } from '@baton/contracts/acts.ts'
import type { VisitorDown } from '@baton/contracts/down.ts'
import type { Refusal } from '@baton/contracts/refusal.ts'
import type { Page } from '@baton/contracts/text.ts'
import type { Face } from '../shell.ts'
import { Link } from './link.ts'
import type { Identity, Memory, Session } from './memory.ts'
import { blank, type Event, holed, type LinkState, type Live, type Pending, reduce, type Said, unanswered } from './store.ts'
import type { World } from './transport.ts'

export type Options = {
  origin: string
  face: Face
  memory: Memory
  world: World & { cause(): string }
  /** Where the visitor is. */
  page(): Page | null
  /** Of the browser, such as `de`. */
  language?(): string | null
  /** A fact that came while this page was open. */
  happened(said: Said): void
}

/** What the panel may ask for. The page that the visitor is on is added here. */
export type Wish = Exclude<VisitorActInput, { type: 'say' | 'ask' }> | { type: 'say'; text: string } | { type: 'ask' }

const typingEvery = 3_000
/** The server answers an act in milliseconds; one that it seems to have forgotten is asked again with the same cause. */
const forgottenAfter = 10_000
/** How often we ask over HTTP whether people are there, and over how long those spread who were told the same opening, in ms. */
const lookEvery = 30_000
const openingSpread = 5_000
const passing: Refusal['no'][] = ['tryAgain', 'tooMany', 'notSignedIn']

/** The widget without its looks: one visitor's conversation, kept equal to the server's. */
export class Client {
  /** Replaced, never changed. */
  live: Live
  readonly #o: Options
  readonly #link: Link
  readonly #listeners = new Set<() => void>()
  readonly #stopHearing: () => void
  #session: Session | null
  #creating: Promise<Session> | null = null
  #flight: { cause: string; at: number } | null = null
  /** Facts up to this number happened before this page was open. */
  #before: number | null = null
  #lastTyped = 0
  /** When to ask next whether people are there, in ms since 1970 by our clock. */
  #lookAt = 0

  constructor(options: Options) {
    const { memory, origin, world } = options
    const { people, ...bot } = options.face
    this.#o = options
    this.#session = memory.session()
    this.live = blank(bot, people, this.#session?.conversation ?? '', memory.outbox())
    this.#link = new Link(
      {
        origin,
        token: () => this.#token(),
        stranger: () => this.#stranger(),
        head: () => this.live.conversation.n,
        frame: (frame) => this.#frame(frame),
        changed: (state) => this.#changed(state),
      },
      world,
    )
    this.#stopHearing = memory.changed(() => this.#elsewhere())
    this.#resume()
  }

  /** Called after every change. Returns how to stop. */
  hear(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Queues what the visitor wants; it goes out once, in order, now or when the server is back. */
  act(wish: Wish): void {
    this.#lastTyped = 0 // whoever goes on writing after a line is seen to write at once
    const { page, language = () => null } = this.#o
    this.#introduce(true)
    this.#queue(wish.type === 'say' || wish.type === 'ask' ? { ...wish, page: page(), language: language() } : wish)
  }

  /** The visitor is writing. Makes the visitor on the server too, so that the first line need not wait for that. */
  typed(): void {
    this.#link.start()
    const now = this.#o.world.now()
    if (now - this.#lastTyped < typingEvery) return
    this.#lastTyped = now
    if (this.live.link === 'on') this.#link.send({ t: 'typing' })
  }

  /** Everything so far has been on screen. */
  shown(): void {
    const { n } = this.live.conversation
    if (n <= this.live.seen.visitor) return
    this.#dispatch({ t: 'shown', n })
    if (this.live.link === 'on') this.#link.send({ t: 'seen', n })
  }

  /** The refused line is where it can be changed again. */
  takenBack(): void {
    this.#dispatch({ t: 'takenBack' })
  }

  /** What the page says about its visitor, or its server has signed. Another id or e-mail than before is another visitor. */
  identify(who: Who): void {
    const { memory } = this.#o
    const next = identity(who)
    const known = memory.identity()
    const other = (what: 'id' | 'email') => known?.[what] && next[what] && known[what] !== next[what]
    if (other('id') || other('email')) this.reset()
    // What is proven stays.
    else if (known?.id && !next.id) return
    else if (known?.given && known.id === next.id && known.name === next.name && known.email === next.email) return
    memory.keepIdentity(next)
    this.#introduce()
  }

  /** Forgets this visitor on this device. */
  reset(): void {
    const { memory } = this.#o
    this.#link.stop('idle')
    for (const pending of memory.outbox()) memory.drop(pending.cause)
    memory.keepSession(null)
    memory.keepIdentity(null)
    memory.keepDraft('')
    this.#become(null)
  }

  wake(): void {
    this.#link.wake()
  }

  /** Somebody looks: asks whether people are there when that is due. */
  glance(): void {
    if (this.#o.world.now() >= this.#lookAt) void this.look()
  }

  /** Asks whether people are there. Before the first line no connection says so, as nobody has one who only reads a shop's page. */
  async look(): Promise<void> {
    if (this.live.link !== 'idle') return
    const { origin, face, world } = this.#o
    this.#planLook()
    const answer = await world.fetch(`${origin}/v1/bots/${face.id}/face`).catch(() => null)
    const people = answer?.ok ? ((await answer.json()) as Face).people : null
    if (!people || this.live.link !== 'idle') return
    this.#dispatch({ t: 'people', people })
    this.#planLook()
  }

  /** A while from now, or when they open: each widget a little apart from the others. */
  #planLook(): void {
    const { world } = this.#o
    const now = world.now()
    const opensAt = this.live.people.opensAt ?? 0
    const next = now + lookEvery * (0.75 + world.chance() / 2)
    this.#lookAt = opensAt > now ? Math.min(next, opensAt + openingSpread * world.chance()) : next
  }

  stop(): void {
    this.#stopHearing()
    this.#listeners.clear()
    this.#link.stop('idle')
  }

  #dispatch(event: Event): void {
    const was = this.live
    const { memory, world, happened } = this.#o
    this.live = reduce(was, event, world.now())
    const open = new Set(this.live.outbox.filter(unanswered).map((pending) => pending.cause))
    const settled = event.t === 'newVisitor' ? [] : was.outbox.filter((pending) => unanswered(pending) && !open.has(pending.cause))
    for (const pending of settled) memory.drop(pending.cause)
    if (this.#flight && !open.has(this.#flight.cause)) this.#flight = null
    if (this.live.facts !== was.facts && this.#before !== null) {
      const known = Math.max(this.#before, was.conversation.n)
      for (const said of this.live.facts) if (said.n > known) happened(said)
    }
    for (const listener of this.#listeners) listener()
  }

  #frame(frame: VisitorDown): void {
    if (frame.t === 'reload') this.#link.stop('stale')
    else if (frame.t === 'bye') this.#link.restart(frame.retryIn)
    else if (frame.t === 'refused' && passing.includes(frame.refusal.no)) this.#again(frame.refusal)
    else this.#take(frame)
  }

  #take(frame: VisitorDown): void {
    if (frame.t === 'refused' && this.live.outbox.some(({ cause, act }) => cause === frame.cause && 'proof' in act))
      return this.#unproven(frame)
    if (frame.t === 'welcome') this.#before ??= frame.head
    if (frame.t === 'facts') this.#before ??= frame.facts.at(-1)?.n ?? 0
    this.#dispatch(frame)
    if (frame.t === 'facts') {
      if (holed(this.live, frame.facts)) this.#link.send({ t: 'ping', n: this.live.conversation.n })
      this.#introduce()
    }
    if (frame.t === 'pong' && this.#flight && this.#o.world.now() - this.#flight.at > forgottenAfter) this.#flight = null
    this.#pump()
  }

  /** Of no concern to the visitor, who stays unverified, but to whoever has built the page. */
  #unproven({ cause, sentence }: Extract<VisitorDown, { t: 'refused' }>): void {
    console.error(sentence)
    this.#o.memory.keepIdentity(null)
    this.#take({ t: 'done', cause: cause ?? '', first: 0, last: 0 })
  }

  /** Not now, but nothing is wrong with it: the line in flight goes again, and the ones behind it wait. */
  #again(refusal: Refusal): void {
    const tried = this.#flight
    const again = () => {
      if (this.#flight === tried) this.#flight = null
      this.#pump()
    }
    setTimeout(again, refusal.no === 'tooMany' ? refusal.retryIn : 1_000)
  }

  #changed(state: LinkState): void {
    this.#flight = null
    this.#dispatch({ t: 'link', link: state })
    if (state === 'on' && this.live.seen.visitor) this.#link.send({ t: 'seen', n: this.live.seen.visitor })
    this.#pump()
  }

  #pump(): void {
    if (this.live.link !== 'on' || this.#flight) return
    const next = this.live.outbox.find(unanswered)
    if (!next) return
    this.#flight = { cause: next.cause, at: this.#o.world.now() }
    this.#link.send({ t: 'act', cause: next.cause, act: next.act })
  }

  #queue(act: VisitorActInput): void {
    const { memory, world } = this.#o
    const pending: Pending = { cause: world.cause(), act, at: world.now() }
    memory.queue(pending)
    this.#dispatch({ t: 'queued', pending: [pending] })
    this.#resume()
  }

  #resume(): void {
    if (this.#session || this.live.outbox.length) this.#link.start()
    this.#pump()
  }

  async #token(): Promise<string> {
    this.#session = this.#o.memory.session()
    if (!this.#session) {
      this.#creating ??= this.#create()
      this.#session = await this.#creating.finally(() => {
        this.#creating = null
      })
    }
    return this.#session.token
  }

  async #create(): Promise<Session> {
    const { memory, origin, face, world } = this.#o
    const answer = await world.fetch(`${origin}/v1/visitors`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ bot: face.id }),
    })
    if (!answer.ok) throw new Error(String(answer.status))
    const made = (await answer.json()) as Session
    // Another tab may have been quicker.
    const kept = memory.session() ?? made
    memory.keepSession(kept)
    this.#become(kept)
    return kept
  }

  #become(next: Session | null): void {
    this.#session = next
    this.#before = null
    this.#dispatch({ t: 'newVisitor', visitor: next?.conversation ?? '', outbox: this.#o.memory.outbox() })
  }

  /** What was never acknowledged follows the visitor; what the server has forgotten, we forget. */
  #stranger(): void {
    const { memory } = this.#o
    if (memory.session()?.token === this.#session?.token) memory.keepSession(null)
    this.#become(null)
  }

  /** Another tab has written, was made a new visitor, or was reset. Each tab sends what is queued: the cause makes it once. */
  #elsewhere(): void {
    const theirs = this.#o.memory.session()
    if (theirs?.token !== this.#session?.token && !this.#creating) {
      this.#link.stop('idle')
      this.#become(theirs)
    }
    this.#dispatch({ t: 'queued', pending: this.#o.memory.outbox() })
    this.#resume()
  }

  /** An introduction alone begins no conversation: it waits for the visitor's first act (`now`), and goes before it, as rules may ask who writes. */
  #introduce(now = false): void {
    const who = this.#o.memory.identity()
    if (!who || who.given || !(now || this.live.conversation.n || this.live.outbox.length)) return
    const { proof, ...known } = who
    this.#o.memory.keepIdentity({ ...known, given: true })
    const { name, email } = this.live.conversation.contact
    if (proof) this.#queue({ type: 'give', proof })
    else if ((who.name && who.name !== name) || (who.email && who.email !== email))
      this.#queue({ type: 'give', name: who.name, email: who.email })
  }
}

type Who = { name?: unknown; email?: unknown; proof?: unknown }

/** Pages pass anything: what is no name and no address is left out. Whom a proof is about is read here only to know whether that is somebody else. */
function identity({ proof, ...who }: Who): Identity {
  if (typeof proof === 'string') {
    const { sub, ...claimed } = claims(proof)
    return { ...identity(claimed), id: String(sub), proof }
  }
  const { name, email } = who
  const said = typeof name === 'string' ? name.trim().slice(0, 120) : ''
  return { name: said || null, email: typeof email === 'string' && /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email) ? email : null, given: false }
}

/** What a JSON Web Token says. Letters beyond ASCII come out as others, but as the same ones each time. */
function claims(token: string): Who & { sub?: string } {
  try {
    return JSON.parse(atob((token.split('.')[1] ?? '').replaceAll('-', '+').replaceAll('_', '/'))) ?? {}
  } catch {
    return {}
  }
}
