import { useSyncExternalStore } from 'react'

const place = 'baton:follow-read'
const listeners = new Set<() => void>()

/** The number of the visitor's last line when I last looked, by conversation; kept in this browser. */
let read: Readonly<Record<string, number>> = JSON.parse(localStorage.getItem(place) ?? '{}')

export function readUpTo(id: string): number | undefined {
  return read[id]
}

export function noteRead(id: string, line: number): void {
  if ((read[id] ?? -1) >= line) return
  read = { ...read, [id]: line }
  localStorage.setItem(place, JSON.stringify(read))
  for (const tell of listeners) tell()
}

export function useReadUpTo(id: string): number | undefined {
  return useSyncExternalStore(listen, () => read[id])
}

function listen(tell: () => void): () => void {
  listeners.add(tell)
  return () => void listeners.delete(tell)
}
