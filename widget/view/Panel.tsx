/** @jsxImportSource @baton/widget */

import { t } from '../strings.ts'
import { Composer } from './Composer.tsx'
import { Header } from './Header.tsx'
import { Log } from './Log.tsx'
import { Menu } from './Menu.tsx'
import type { View } from './view.ts'

/** Where the panel covers the page. Written in the style sheet too. */
const covering = '(max-width: 480px), (max-height: 480px)'

export function Panel(view: View) {
  const { live, ui, change, close } = view
  const covers = matchMedia(covering).matches
  return (
    <div
      class="panel"
      role="dialog"
      aria-modal={covers}
      aria-label={t('dialog', { company: live.bot.company })}
      tabindex={-1}
      onPointerDown={({ target }) => {
        if (ui.menu && !(target as HTMLElement).closest('.menu, [aria-haspopup]')) change({ menu: false })
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape') close()
        if (event.key === 'Tab' && covers) stayInside(event)
      }}
    >
      {Header(view)}
      {live.link === 'down' && (
        <p class="note" role="status">
          {t('offline')}
        </p>
      )}
      {live.link === 'stale' && (
        <button class="button bare note" type="button" onClick={() => location.reload()}>
          {t('stale')}
        </button>
      )}
      {Log(view)}
      {Composer(view)}
      {ui.menu && Menu(view)}
    </div>
  )
}

/** A panel that covers the page keeps the focus: what is behind it can't be seen. */
function stayInside(event: KeyboardEvent): void {
  const panel = event.currentTarget as HTMLElement
  const stops = [...panel.querySelectorAll<HTMLElement>('button:enabled, a[href], input, textarea, [tabindex="0"]')]
  const [from, to] = event.shiftKey ? [0, -1] : [-1, 0]
  if (event.target !== stops.at(from)) return
  event.preventDefault()
  stops.at(to)?.focus()
}
