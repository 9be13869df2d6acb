import { useSyncExternalStore } from 'react'

let picked: ReadonlySet<string> = new Set()
const listeners = new Set<() => void>()

/** The conversations that are selected in the list, for something done to all of them at once. */
export function usePicked(): ReadonlySet<string> {
  return useSyncExternalStore(subscribe, () => picked)
}

export function useIsPicked(id: string): boolean {
  return useSyncExternalStore(subscribe, () => picked.has(id))
}

export function togglePicked(id: string): void {
  const next = new Set(picked)
  if (!next.delete(id)) next.add(id)
  set(next)
}

export function pickNone(): void {
  if (picked.size > 0) set(new Set())
}

function set(next: ReadonlySet<string>): void {
  picked = next
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
