import { storageKey } from '../shell.ts'
import type { Pending } from './store.ts'

export type Session = { token: string; conversation: string }
/** `given`: the server has been told. `proof`: what the company's server has signed, until then; `id` is its own of this visitor. */
export type Identity = { name: string | null; email: string | null; id?: string; proof?: string | undefined; given: boolean }

/** What outlives a page, by bot: kept in the page's own storage, or in memory alone where a browser forbids that. */
export type Memory = {
  session(): Session | null
  keepSession(session: Session | null): void
  outbox(): Pending[]
  /** Adds to what all tabs have queued, at the end. */
  queue(pending: Pending): void
  /** Settled: this line never goes out again. */
  drop(cause: string): void
  identity(): Identity | null
  keepIdentity(identity: Identity | null): void
  sound(): boolean
  keepSound(on: boolean): void
  /** Of this tab alone: the line being written, and whether the panel is open. */
  draft(): string
  keepDraft(text: string): void
  open(): boolean
  keepOpen(open: boolean): void
  /** Another tab has changed something. Returns how to stop listening. */
  changed(hear: () => void): () => void
}

export function remember(bot: string): Memory {
  const forAll = store(() => localStorage)
  const forTab = store(() => sessionStorage)
  const key = (what: Parameters<typeof storageKey>[1]) => storageKey(bot, what)
  const outbox = () => parse<Pending[]>(forAll.get(key('outbox'))) ?? []
  const keepOutbox = (pending: Pending[]) => forAll.set(key('outbox'), pending.length ? JSON.stringify(pending) : null)
  return {
    session: () => parse<Session>(forAll.get(key('session'))),
    keepSession: (session) => forAll.set(key('session'), session && JSON.stringify(session)),
    outbox,
    queue: (pending) => keepOutbox([...outbox(), pending]),
    drop: (cause) => keepOutbox(outbox().filter((p) => p.cause !== cause)),
    identity: () => parse<Identity>(forAll.get(key('identity'))),
    keepIdentity: (identity) => forAll.set(key('identity'), identity && JSON.stringify(identity)),
    sound: () => forAll.get(key('sound')) !== 'off',
    keepSound: (on) => forAll.set(key('sound'), on ? null : 'off'),
    draft: () => forTab.get(key('draft')) ?? '',
    keepDraft: (text) => forTab.set(key('draft'), text || null),
    open: () => forTab.get(key('open')) !== null,
    keepOpen: (open) => forTab.set(key('open'), open ? '1' : null),
    changed(hear) {
      const on = (event: StorageEvent) => event.key?.startsWith(storageKey(bot, 'session').slice(0, -7)) && hear()
      addEventListener('storage', on)
      return () => removeEventListener('storage', on)
    },
  }
}

type Store = { get(key: string): string | null; set(key: string, value: string | null): void }

/** A private window, a full disk or a sandbox may refuse storage, at any call: what was set is then known until the page goes. */
function store(storage: () => Storage): Store {
  const spare = new Map<string, string | null>()
  return {
    get(key) {
      const kept = spare.get(key)
      if (kept !== undefined) return kept
      try {
        return storage().getItem(key)
      } catch {
        return null
      }
    },
    set(key, value) {
      try {
        spare.delete(key)
        if (value === null) storage().removeItem(key)
        else storage().setItem(key, value)
      } catch {
        spare.set(key, value)
      }
    },
  }
}

function parse<T>(json: string | null): T | null {
  try {
    return json === null ? null : (JSON.parse(json) as T)
  } catch {
    return null
  }
}
