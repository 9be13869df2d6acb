import { useEffect, useRef, useSyncExternalStore } from 'react'
import { type ActionId, actionIds, definitionOf } from './definitions.ts'

/** What can be done at this moment by a part of the screen. Absent, or false: not now. */
export type Offered = Partial<Record<ActionId, (() => void) | false | null | undefined>>

type Part = { current: Offered }
const parts: Part[] = []
const listeners = new Set<() => void>()
let available: readonly ActionId[] = []

/** Offers actions for as long as this part of the screen is there. A part that came later wins. */
export function useActions(offered: Offered): void {
  const part = useRef(offered)
  part.current = offered
  const names = actionIds.filter((id) => offered[id]).join(' ')
  useEffect(() => {
    parts.push(part)
    return () => {
      parts.splice(parts.indexOf(part), 1)
      changed()
    }
  }, [])
  // Told only when something else can be done than before: what it does is looked up when it is done.
  useEffect(() => void (names.length >= 0 && changed()), [names])
}

/** What can be done now, in the order of the definitions. */
export function useAvailable(): readonly ActionId[] {
  return useSyncExternalStore(subscribe, () => available)
}

/** Does it, if it can be done now. */
export function perform(id: ActionId): boolean {
  const act = actOf(id)
  act?.()
  return act !== null
}

/** The action that a key means now: several may share one, of which at most one is available. */
export function actionFor(key: string): ActionId | null {
  return actionIds.find((id) => definitionOf(id).keys?.includes(key) && actOf(id) !== null) ?? null
}

function actOf(id: ActionId): (() => void) | null {
  for (const part of parts.toReversed()) {
    const act = part.current[id]
    if (act) return act
  }
  return null
}

function changed(): void {
  const now = actionIds.filter((id) => actOf(id) !== null)
  if (now.join() === available.join()) return
  available = now
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
