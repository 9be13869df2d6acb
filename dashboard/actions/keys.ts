import { useEffect } from 'react'
import { tinykeys } from 'tinykeys'
import { rests } from '../ui/keys.ts'
import { actionIds, definitionOf } from './definitions.ts'
import { actionFor, perform } from './registry.ts'

/** Sequences first: of `g i`, the `i` is not one of its own. */
const named = [...new Set(actionIds.flatMap((id) => definitionOf(id).keys ?? []))].sort(
  (a, b) => Number(b.includes(' ')) - Number(a.includes(' ')),
)

/** Binds the keys of all actions, once, for the whole page. With Ctrl or ⌘ they also work while somebody types. */
export function useActionKeys(): void {
  useEffect(() => tinykeys(window, Object.fromEntries(named.map((key) => [key, (event: KeyboardEvent) => pressed(event, key)]))), [])
}

function pressed(event: KeyboardEvent, key: string): void {
  if (key.startsWith('$mod') ? event.defaultPrevented || isDialogOpen() : rests(event)) return
  const id = actionFor(key)
  if (id === null) return
  event.preventDefault()
  perform(id)
}

function isDialogOpen(): boolean {
  return document.querySelector('[role=dialog], [role=alertdialog]') !== null
}
