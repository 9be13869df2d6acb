import type { BotFace, People } from '@baton/contracts/down.ts'

export type Face = BotFace & { people: People }

/** What happens in the widget that a page may listen to: `Baton('on', 'message', (line) => …)`. */
export type Happening = 'open' | 'close' | 'unread' | 'message' | 'escalated'

export type Command = (name: string, ...args: unknown[]) => void

/** What the loader hands to the panel. The loader owns the button and the page's listeners, the panel everything else. */
export type Shell = {
  /** Where Baton runs, such as `https://help.example.com`. */
  origin: string
  face: Face
  /** The wrapper in the shadow root: carries the brand and the direction. */
  frame: HTMLElement
  launcher: HTMLButtonElement
  badge: HTMLElement
  emit: (happening: Happening, value?: unknown) => void
}

/** Names of what is kept in the page's storage for one bot; the loader reads some to know whether somebody has been here. */
export const storageKey = (bot: string, what: 'session' | 'outbox' | 'identity' | 'sound' | 'draft' | 'open') => `baton:${bot}:${what}`
