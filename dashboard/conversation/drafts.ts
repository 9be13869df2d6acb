import { useSyncExternalStore } from 'react'

export type Mode = 'reply' | 'note'
export type Draft = { mode: Mode; reply: string; note: string }

const empty: Draft = { mode: 'reply', reply: '', note: '' }
const drafts = new Map<string, Draft>()
const listeners = new Set<() => void>()
const keyOf = (agent: string, conversation: string) => `baton:draft:${agent}:${conversation}`

function read(key: string): Draft {
  const known = drafts.get(key)
  if (known) return known
  const stored = localStorage.getItem(key)
  const draft = stored ? { ...empty, ...(JSON.parse(stored) as Partial<Draft>) } : empty
  drafts.set(key, draft)
  return draft
}

/** Changes what somebody has begun to write in a conversation; kept over a reload until it is sent. */
export function changeDraft(agent: string, conversation: string, change: Partial<Draft>): void {
  const key = keyOf(agent, conversation)
  const next = { ...read(key), ...change }
  drafts.set(key, next)
  if (next.reply === '' && next.note === '') localStorage.removeItem(key)
  else localStorage.setItem(key, JSON.stringify(next))
  for (const listener of listeners) listener()
}

export function useDraft(agent: string, conversation: string): Draft {
  return useSyncExternalStore(subscribe, () => read(keyOf(agent, conversation)))
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
