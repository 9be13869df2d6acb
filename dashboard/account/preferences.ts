import { useSyncExternalStore } from 'react'

/** What this browser remembers about how its agent likes to work. */
export type Preferences = { theme: 'light' | 'dark' | 'system'; sound: boolean; notifications: boolean; briefing: boolean }

const key = 'baton:settings'
const initial: Preferences = { theme: 'system', sound: true, notifications: true, briefing: true }
const listeners = new Set<() => void>()
let current = read()

function read(): Preferences {
  try {
    return { ...initial, ...JSON.parse(localStorage.getItem(key) ?? '{}') }
  } catch {
    return initial
  }
}

export function preferences(): Preferences {
  return current
}

export function prefer(change: Partial<Preferences>): void {
  current = { ...current, ...change }
  localStorage.setItem(key, JSON.stringify(current))
  showTheme()
  for (const listener of listeners) listener()
}

export function usePreferences(): Preferences {
  return useSyncExternalStore(subscribe, preferences)
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

function showTheme(): void {
  if (current.theme === 'system') delete document.documentElement.dataset.theme
  else document.documentElement.dataset.theme = current.theme
}
