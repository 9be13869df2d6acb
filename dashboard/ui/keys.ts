const typingIn = 'input:not([type=radio], [type=checkbox]), textarea, select, [contenteditable]'

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
