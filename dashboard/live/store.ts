import type { AgentActInput } from '@baton/contracts/acts.ts'
import type { ListName } from '@baton/contracts/api.ts'
import type { AgentDown, Row } from '@baton/contracts/down.ts'
import type { Numbered } from '@baton/contracts/facts.ts'
import { place } from './lists.ts'
import { mark, nothingYet, type Opened, type Seen, take } from './opened.ts'
import { Outbox, type Pending, type Shelf } from './outbox.ts'
import { atFirst, type List, type LiveState, type Outcome, withEntry } from './state.ts'
import { type Socket, type Timers, Wire, type WireState } from './wire.ts'
import { hear, isOver, type Written } from './written.ts'

export type Page = { rows: Row[]; next: string | null }
export type LiveDeps = {
  me: string
  open: () => Socket
  fetchPage: (list: ListName, cursor: string | null) => Promise<Page>
  timers: Timers
  now: () => number
  random: () => number
  newCause: () => string
  shelf: Shelf
}

const typingFades = 4_000
const viewWithin = 150
const retryBusy = 2_000
const keptOpened = 20
const lists: readonly ListName[] = ['needs', 'mine', 'all', 'closed']

/**
 * Everything live that the inbox shows, without React. State is replaced, never changed in place; whoever listens is told after each frame.
 * The server's facts are the truth: own lines are shown at once and give way to the fact that carries their cause.
 */
export class Live {
  state: LiveState = atFirst
  #deps: LiveDeps
  #wire: Wire
  #outbox: Outbox
  #listeners = new Set<() => void>()
  #answers = new Map<string, (outcome: Outcome) => void>()
  #watched = new Set<ListName>(['needs', 'mine'])
  /** Rows that changed while a page of a list was on its way: they are placed again when it has arrived. */
  #touched = new Map<ListName, Set<string>>()
  #loads = new Map<ListName, number>()
  #asked = new Map<string, number>()
  #shown = new Set<string>()
  #view: readonly string[] = []
  #followed: readonly string[] = []
  #viewTimer: unknown = null
  #typingTimers = new Map<string, unknown>()
  /** The server also says `welcome` when it has noted online or away; only a new connection asks for everything again. */
  #snapshotDue = false

  constructor(deps: LiveDeps) {
    this.#deps = deps
    this.#outbox = new Outbox(deps.shelf, deps.me)
    this.#wire = new Wire({
      open: deps.open,
      timers: deps.timers,
      random: deps.random,
      heard: (frame) => this.#heard(frame),
      changed: (wire) => this.#wireChanged(wire),
      numbers: () => [...this.#shown].map((conversation) => ({ conversation, n: this.#opened(conversation).folded.n })),
    })
    this.state = { ...atFirst, pending: this.#outbox.all() }
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  start(): void {
    this.#wire.start()
  }

  stop(): void {
    this.#wire.stop()
  }

  wake(): void {
    this.#wire.wake()
  }

  /** Keeps a list loaded and current from now on. */
  watch(list: ListName): void {
    this.#watched.add(list)
    if (!this.state.lists[list]) this.#load(list, null)
  }

  /** Fetches the next page of a list, when there is one and it isn't on its way. */
  more(list: ListName): void {
    const known = this.state.lists[list]
    if (known?.status === 'ready' && known.next !== null) this.#load(list, known.next)
  }

  retryList(list: ListName): void {
    if (this.state.lists[list]?.status === 'failed') this.#load(list, null)
  }

  /** Rows found by a search or opened by address, kept current like all others. */
  learn(rows: readonly Row[]): void {
    this.#takeRows(rows)
  }

  /** The rows on screen: the server keeps these current. */
  view(ids: readonly string[]): void {
    this.#view = ids
    if (this.#viewTimer !== null) return
    this.#viewTimer = this.#deps.timers.set(() => {
      this.#viewTimer = null
      this.#wire.send({ t: 'view', rows: this.#current() })
    }, viewWithin)
  }

  /** Rows that are kept current wherever the agent looks: those that they follow. */
  follow(ids: readonly string[]): void {
    this.#followed = ids
    this.view(this.#view)
  }

  #current(): string[] {
    return [...new Set([...this.#followed, ...this.#view])].slice(0, 200)
  }

  /** Follows a conversation from the last fact that is already here. */
  show(conversation: string): void {
    this.#shown.add(conversation)
    if (!this.state.opened.has(conversation)) this.#set({ opened: withEntry(this.state.opened, conversation, nothingYet()) })
    this.#ask(conversation)
  }

  leave(conversation: string): void {
    this.#shown.delete(conversation)
    this.#wire.send({ t: 'leave', conversation })
    this.#setWritten(conversation, null)
    this.#forgetOldest()
  }

  /** The last conversations stay at hand, so that going back to one is instant. */
  #forgetOldest(): void {
    const left = [...this.state.opened.keys()].filter((id) => !this.#shown.has(id))
    const oldest = left.length > keptOpened ? left[0] : undefined
    if (oldest !== undefined) this.#set({ opened: withEntry(this.state.opened, oldest, null) })
  }

  /** Acts in a conversation. What is said appears at once, is kept until the server has answered, and is sent again with the same cause. */
  act(conversation: string, act: AgentActInput): Promise<Outcome> {
    const cause = this.#deps.newCause()
    this.#put({ cause, conversation, act, at: this.#deps.now() + this.state.clockOffset, refused: null, done: null })
    this.#wire.send({ t: 'act', cause, conversation, act })
    return new Promise((resolve) => this.#answers.set(cause, resolve))
  }

  /** Takes a refused line away; its text goes back to whoever asks. */
  discard(cause: string): void {
    this.#outbox.remove(cause)
    this.#pendingChanged()
  }

  typing(conversation: string): void {
    this.#wire.send({ t: 'typing', conversation })
  }

  seen(conversation: string, n: number): void {
    this.#wire.send({ t: 'seen', conversation, n })
  }

  setOnline(online: boolean): void {
    this.#wire.send({ t: 'online', online })
    this.#set({ online })
  }

  #heard(frame: AgentDown): void {
    switch (frame.t) {
      case 'welcome':
        return this.#welcomed(frame.now, frame.online)
      case 'facts':
        return this.#takeFacts(frame.conversation, frame.facts, frame.seen)
      case 'fresh':
        return this.#setOpened(frame.conversation, nothingYet())
      case 'gone':
        return this.#drop(frame.conversation)
      case 'rows':
        return this.#takeRows(frame.rows)
      case 'counts':
        return this.#set({ counts: frame.counts })
      case 'team':
        return this.#teamChanged(frame.team)
      case 'typing':
        return this.#typed(frame.conversation, { by: frame.by, name: frame.name })
      case 'seen':
        return this.#setOpened(frame.conversation, mark(this.#opened(frame.conversation), frame.seen))
      case 'draft':
        return this.#hearWritten(frame)
      case 'done':
        return this.#done(frame.cause, frame.last)
      case 'refused':
        return this.#refused(frame)
      default:
        return
    }
  }

  /** A fresh snapshot of the lists, each open conversation from its last number, and what was not acknowledged once more. */
  #welcomed(now: number, online: boolean): void {
    this.#set({ clockOffset: now - this.#deps.now(), online })
    if (!this.#snapshotDue) return
    this.#snapshotDue = false
    this.#asked.clear()
    for (const list of lists) {
      if (this.#watched.has(list)) this.#load(list, null)
    }
    for (const conversation of this.#shown) this.#ask(conversation)
    this.#wire.send({ t: 'view', rows: this.#current() })
    for (const pending of this.#outbox.all()) this.#send(pending)
  }

  #wireChanged(wire: WireState): void {
    if (wire === 'live') this.#snapshotDue = true
    this.#set({ wire })
  }

  #send({ cause, conversation, act, refused, done }: Pending): void {
    if (refused === null && done === null) this.#wire.send({ t: 'act', cause, conversation, act })
  }

  #load(list: ListName, cursor: string | null): void {
    const load = (this.#loads.get(list) ?? 0) + 1
    this.#loads.set(list, load)
    this.#touched.set(list, new Set())
    const known = this.state.lists[list]
    this.#setList(list, { ids: known?.ids ?? [], next: known?.next ?? null, status: 'loading' })
    this.#deps.fetchPage(list, cursor).then(
      (page) => this.#loads.get(list) === load && this.#pageCame(list, cursor, page),
      () => this.#loads.get(list) === load && this.#setList(list, { ids: known?.ids ?? [], next: known?.next ?? null, status: 'failed' }),
    )
  }

  #pageCame(list: ListName, cursor: string | null, page: Page): void {
    const known = this.state.lists[list]
    const touched = this.#touched.get(list) ?? new Set()
    for (const row of page.rows) {
      const mine = this.state.rows.get(row.id)
      if (mine && mine.n > row.n) touched.add(row.id)
    }
    const before = cursor === null ? [] : (known?.ids ?? [])
    const ids = [...new Set([...before, ...page.rows.map((row) => row.id)])]
    this.#mergeRows(page.rows)
    this.#touched.delete(list)
    this.#setList(list, { ids: this.#placed(ids, list, [...touched], page.next === null), next: page.next, status: 'ready' })
  }

  #takeRows(rows: readonly Row[]): void {
    const changed = this.#mergeRows(rows)
    if (changed.length === 0) return
    const next: Partial<Record<ListName, List>> = { ...this.state.lists }
    for (const list of lists) {
      const known = next[list]
      if (!known) continue
      for (const id of changed) this.#touched.get(list)?.add(id)
      next[list] = { ...known, ids: this.#placed(known.ids, list, changed, known.next === null) }
    }
    this.#set({ lists: next })
  }

  #placed(ids: readonly string[], list: ListName, changed: readonly string[], complete: boolean): readonly string[] {
    return changed.reduce<readonly string[]>((placed, id) => {
      const row = this.state.rows.get(id)
      return row ? place(placed, list, row, this.state.rows, this.#deps.me, complete) : placed
    }, ids)
  }

  /** Takes rows that are newer than what is here; returns their ids. */
  #mergeRows(rows: readonly Row[]): string[] {
    const newer = rows.filter((row) => row.n >= (this.state.rows.get(row.id)?.n ?? -1))
    if (newer.length === 0) return []
    const next = new Map(this.state.rows)
    for (const row of newer) next.set(row.id, row)
    this.state = { ...this.state, rows: next }
    return newer.map((row) => row.id)
  }

  #takeFacts(conversation: string, facts: readonly Numbered[], seen: Seen | undefined): void {
    const { next, hole } = take(this.#opened(conversation), facts)
    if (hole) return this.#askOnce(conversation, next.folded.n)
    this.#asked.delete(conversation)
    this.#setOpened(conversation, seen ? mark(next, seen) : next)
    if (facts.some(({ fact }) => fact.type === 'visitorSaid')) this.#fade(conversation)
    const written = this.state.written.get(conversation)
    if (written && isOver(written.answers, facts)) this.#setWritten(conversation, null)
    this.#settle(conversation, facts, next.folded.n)
    this.#rowFollows(conversation, next)
  }

  /** The row of an open conversation is as new as its facts. */
  #rowFollows(conversation: string, { folded }: Opened): void {
    const row = this.state.rows.get(conversation)
    if (row && folded.n > row.n) this.#takeRows([{ ...folded, id: conversation, bot: row.bot, visitor: row.visitor }])
  }

  /** It is not ours to read any more. */
  #drop(conversation: string): void {
    const without = ([list, { ids, ...rest }]: [string, List]) => [list, { ...rest, ids: ids.filter((id) => id !== conversation) }]
    this.#setWritten(conversation, null)
    this.#set({
      rows: withEntry(this.state.rows, conversation, null),
      opened: withEntry(this.state.opened, conversation, null),
      lists: Object.fromEntries(Object.entries(this.state.lists).map(without)),
    })
  }

  #ask(conversation: string): void {
    this.#wire.send({ t: 'open', conversation, after: this.#opened(conversation).folded.n })
  }

  /** Once per hole: what is on its way already may show more of them. */
  #askOnce(conversation: string, after: number): void {
    if (this.#asked.get(conversation) === after) return
    this.#asked.set(conversation, after)
    this.#ask(conversation)
  }

  #opened(conversation: string): Opened {
    return this.state.opened.get(conversation) ?? nothingYet()
  }

  #setOpened(conversation: string, next: Opened): void {
    this.#set({ opened: withEntry(this.state.opened, conversation, next) })
  }

  /** Own lines that have come back as facts, or whose last fact has been passed, are no longer pending. */
  #settle(conversation: string, facts: readonly Numbered[], n: number): void {
    const causes = new Set(facts.map((fact) => fact.cause))
    const arrived = this.#outbox.of(conversation).filter(({ cause, done }) => causes.has(cause) || (done !== null && done <= n))
    for (const { cause } of arrived) {
      this.#outbox.remove(cause)
      this.#answer(cause, { ok: true }) // its `done` may have been lost on the way
    }
    if (arrived.length > 0) this.#pendingChanged()
  }

  #done(cause: string, last: number): void {
    const pending = this.#outbox.get(cause)
    this.#answer(cause, { ok: true })
    if (!pending) return
    const follows = this.#shown.has(pending.conversation) && this.#opened(pending.conversation).folded.n < last
    if (follows) this.#put({ ...pending, done: last })
    else this.discard(cause)
  }

  #refused({ cause, refusal, sentence }: Extract<AgentDown, { t: 'refused' }>): void {
    const pending = cause === null ? undefined : this.#outbox.get(cause)
    if (!pending) return
    if (refusal.no === 'tryAgain' || refusal.no === 'tooMany') {
      this.#deps.timers.set(() => this.#send(pending), refusal.no === 'tooMany' ? refusal.retryIn : retryBusy)
      return
    }
    const written = pending.act.type === 'say' || pending.act.type === 'note'
    if (written) this.#put({ ...pending, refused: sentence })
    else this.discard(pending.cause)
    this.#answer(pending.cause, { ok: false, refusal, sentence })
  }

  #answer(cause: string, outcome: Outcome): void {
    this.#answers.get(cause)?.(outcome)
    this.#answers.delete(cause)
  }

  #put(pending: Pending): void {
    this.#outbox.put(pending)
    this.#pendingChanged()
  }

  #pendingChanged(): void {
    this.#set({ pending: this.#outbox.all() })
  }

  #teamChanged(team: LiveState['team']): void {
    const me = team.find((colleague) => colleague.id === this.#deps.me)
    this.#set({ team, online: me?.online ?? this.state.online })
  }

  #typed(conversation: string, typing: { by: 'visitor' | 'agent'; name: string | null }): void {
    this.#deps.timers.clear(this.#typingTimers.get(conversation))
    this.#typingTimers.set(
      conversation,
      this.#deps.timers.set(() => this.#fade(conversation), typingFades),
    )
    this.#set({ typing: withEntry(this.state.typing, conversation, typing) })
  }

  #hearWritten(frame: Extract<AgentDown, { t: 'draft' }>): void {
    const { conversation } = frame
    this.#setWritten(conversation, hear(this.state.written.get(conversation) ?? null, frame, this.#opened(conversation).facts))
  }

  #setWritten(conversation: string, written: Written | null): void {
    if (written || this.state.written.has(conversation)) this.#set({ written: withEntry(this.state.written, conversation, written) })
  }

  #fade(conversation: string): void {
    if (this.state.typing.has(conversation)) this.#set({ typing: withEntry(this.state.typing, conversation, null) })
  }

  #setList(list: ListName, next: List): void {
    this.#set({ lists: { ...this.state.lists, [list]: next } })
  }

  #set(change: Partial<LiveState>): void {
    this.state = { ...this.state, ...change }
    for (const listener of this.#listeners) listener()
  }
}
