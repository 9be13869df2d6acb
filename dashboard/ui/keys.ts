import { useEffect, useRef } from 'react'
import { tinykeys } from 'tinykeys'

type Keys = Record<string, (event: KeyboardEvent) => void>

const typingIn = 'input:not([type=radio], [type=checkbox]), textarea, select, [contenteditable]'

/** Single keys for the whole page. They rest while somebody types, and while a dialog or a menu is open. */
export function useKeys(keys: Keys): void {
  const latest = useRef(keys)
  latest.current = keys
  const names = Object.keys(keys).join(' ')
  useEffect(() => {
    const guarded = names
      .split(' ')
      .map((name) => [name, (event: KeyboardEvent) => rests(event) || run(event, latest.current[name])] as const)
    return tinykeys(window, Object.fromEntries(guarded))
  }, [names])
}

function run(event: KeyboardEvent, act: Keys[string] | undefined): void {
  if (!act) return
  event.preventDefault()
  act(event)
}

/** Whether single keys rest: somebody types, or a dialog or a menu is open. */
export function rests(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.metaKey || event.ctrlKey || event.altKey) return true
  if (event.target instanceof Element && event.target.closest(typingIn)) return true
  // Arrows also scroll, and choose among radios: they are ours only where nothing else wants them.
  if (event.key.startsWith('Arrow') && event.target !== document.body && !(event.target instanceof HTMLAnchorElement)) return true
  return document.querySelector('[role=dialog], [role=alertdialog], [role=menu]') !== null
}

export const isApple = typeof navigator !== 'undefined' && /mac|iphone|ipad/i.test(navigator.platform)
export const sendKey = isApple ? '⌘ ↵' : 'Ctrl ↵'
