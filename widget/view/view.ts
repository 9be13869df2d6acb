import type { Wish } from '../live/client.ts'
import type { Live } from '../live/store.ts'

/** What only this panel knows; everything else is in `Live`. */
export type Ui = {
  menu: boolean
  sound: boolean
  /** The line being written. */
  text: string
  /** The form that asks who the visitor is was left out. */
  skipped: boolean
  /** Another e-mail is being given. */
  changing: boolean
  /** The e-mail that was given can't be one. */
  wrong: boolean
  /** Lines have come below what is in view. */
  behind: boolean
}

/** All that a drawing depends on, and all that it can ask for: the panel is drawn whole from this, and keeps nothing. */
export type View = {
  live: Live
  ui: Ui
  /** ms since 1970, by the server's clock. */
  now: number
  /** Address of the bot's picture. */
  picture: string | null
  act(wish: Wish): void
  change(ui: Partial<Ui>): void
  typed(): void
  say(): void
  close(): void
  /** The log scrolls to its end. */
  follow(): void
  /** Hands over the log's box, once it is there. */
  log(box: HTMLElement | null): void
}
