import { useSyncExternalStore } from 'react'
import { useLive } from './hooks.tsx'

const listeners = new Set<() => void>()
let second = Math.floor(Date.now() / 1000)
let timer: ReturnType<typeof setInterval> | null = null

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  timer ??= setInterval(tick, 1000)
  return () => {
    listeners.delete(listener)
    if (listeners.size > 0 || timer === null) return
    clearInterval(timer)
    timer = null
  }
}

function tick(): void {
  second = Math.floor(Date.now() / 1000)
  for (const listener of listeners) listener()
}

/** The server's time in milliseconds, to the second. All that count on screen share one timer, so they turn together. */
export function useNow(): number {
  const seconds = useSyncExternalStore(subscribe, () => second)
  return seconds * 1000 + useLive((state) => state.clockOffset)
}
