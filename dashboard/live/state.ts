import type { ListName } from '@baton/contracts/api.ts'
import type { Colleague, Counts, Row } from '@baton/contracts/down.ts'
import type { Refusal } from '@baton/contracts/refusal.ts'
import type { Opened } from './opened.ts'
import type { Pending } from './outbox.ts'
import type { WireState } from './wire.ts'
import type { Written } from './written.ts'

/** One list of the inbox as far as it was paged in. `next` is the cursor of the page below, null when nothing is missing. */
export type List = { ids: readonly string[]; next: string | null; status: 'loading' | 'ready' | 'failed' }
export type Typing = { by: 'visitor' | 'agent'; name: string | null }
export type Outcome = { ok: true } | { ok: false; refusal: Refusal; sentence: string }

export type LiveState = {
  wire: WireState
  /** Whether this agent takes conversations, as the server last said. */
  online: boolean
  /** Add to the local clock for the server's. */
  clockOffset: number
  rows: ReadonlyMap<string, Row>
  lists: Readonly<Partial<Record<ListName, List>>>
  counts: Counts | null
  team: readonly Colleague[]
  opened: ReadonlyMap<string, Opened>
  typing: ReadonlyMap<string, Typing>
  written: ReadonlyMap<string, Written>
  pending: readonly Pending[]
}

export const atFirst: LiveState = {
  wire: 'connecting',
  online: true,
  clockOffset: 0,
  rows: new Map(),
  lists: {},
  counts: null,
  team: [],
  opened: new Map(),
  typing: new Map(),
  written: new Map(),
  pending: [],
}

/** A copy of a map with one entry set, or taken out. */
export function withEntry<V>(map: ReadonlyMap<string, V>, key: string, value: V | null): ReadonlyMap<string, V> {
  const next = new Map(map)
  if (value === null) next.delete(key)
  else next.set(key, value)
  return next
}
