import { vi } from 'vitest'
import { start } from '../panel.tsx'
import type { Command } from '../shell.ts'
import { face, Wire } from './wire.ts'

export const settle = (ms = 50) => vi.advanceTimersByTimeAsync(ms)

/** What the loader has made, as the panel finds it. */
export function page(wire: Wire) {
  vi.stubGlobal('visualViewport', null)
  vi.stubGlobal('fetch', wire.world.fetch)
  vi.stubGlobal(
    'WebSocket',
    class {
      constructor() {
        // biome-ignore lint/correctness/noConstructorReturn: stands in for a constructor that the panel calls.
        return wire.world.socket()
      }
    },
  )
  const host = document.body.appendChild(document.createElement('div'))
  const root = host.attachShadow({ mode: 'open' })
  root.innerHTML = '<section class="frame"><button class="launcher" aria-expanded="false"><span class="badge"></span></button></section>'
  const find = <E extends HTMLElement>(selector: string) => root.querySelector<E>(selector)
  const [frame, launcher, badge] = ['.frame', '.launcher', '.badge'].map((it) => find(it)) as [HTMLElement, HTMLButtonElement, HTMLElement]
  const heard: unknown[] = []
  const baton: Command = start({
    origin: 'https://b.example',
    face,
    frame,
    launcher,
    badge,
    emit: (name, value) => heard.push([name, value]),
  })
  return {
    root,
    launcher,
    badge,
    heard,
    baton,
    find,
    text: () => find('.panel')?.textContent ?? '',
    button: (label: string) =>
      [...root.querySelectorAll('button')].find(
        (each) => each.textContent === label || each.getAttribute('aria-label') === label,
      ) as HTMLButtonElement,
    /** Its page is gone. */
    leave() {
      ;(root.activeElement as HTMLElement | null)?.blur()
      host.remove()
    },
    press(key: string, more: KeyboardEventInit = {}) {
      root.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, composed: true, cancelable: true, ...more }))
    },
    write(text: string, into = 'textarea') {
      const field = find<HTMLInputElement>(into) as HTMLInputElement
      field.value = text
      field.dispatchEvent(new Event('input', { bubbles: true }))
    },
  }
}
/** What the visitor has done, in order. */
export const acts = (wire: Wire) => wire.heard.flatMap((frame) => (frame.t === 'act' ? [frame.act] : []))

/** Somebody who has said hello, with the panel open. */
export async function talking() {
  const wire = new Wire()
  const widget = page(wire)
  widget.baton('open')
  widget.write('Hello')
  widget.press('Enter')
  await settle()
  return { wire, ...widget }
}

let left = new AbortController()

/** Before each test: an empty page whose time stands still. */
export function freshPage(): void {
  vi.useFakeTimers()
  localStorage.clear()
  sessionStorage.clear()
  document.body.innerHTML = ''
  // Each panel listens as long as its page lives: here pages end with their test.
  vi.spyOn(window, 'addEventListener').mockImplementation(() => {})
  left = new AbortController()
  const listen = document.addEventListener.bind(document)
  vi.spyOn(document, 'addEventListener').mockImplementation((name: string, hear: EventListenerOrEventListenerObject) =>
    listen(name, hear, { signal: left.signal }),
  )
}

export function leavePage(): void {
  left.abort()
  vi.clearAllTimers()
  vi.useRealTimers()
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
}
