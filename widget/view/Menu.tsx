/** @jsxImportSource @baton/widget */

import type { Live } from '../live/store.ts'
import { t } from '../strings.ts'
import { Icon } from './Icon.tsx'
import { firstOf } from './timeline.ts'
import type { View } from './view.ts'
import { span } from './when.ts'

export function Menu({ live, ui, act, change }: View) {
  const { kind } = live.conversation.holder
  const coming = kind === 'queue' || kind === 'agent'
  const ask = () => {
    change({ menu: false })
    if (!coming) act({ type: 'ask' })
  }
  return (
    <div
      ref={focusFirst}
      class="menu"
      role="menu"
      aria-label={t('menu')}
      onKeyDown={(event) => steer(event, () => change({ menu: false }))}
    >
      <button type="button" role="menuitem" aria-disabled={coming} onClick={ask}>
        {Icon('user')}
        <strong>{t('menu.person')}</strong>
        <small>{aboutPeople(live)}</small>
      </button>
      <button type="button" role="menuitem" onClick={() => change({ menu: false, sound: !ui.sound })}>
        {Icon('bell')}
        {t(ui.sound ? 'menu.sound.off' : 'menu.sound.on')}
      </button>
    </div>
  )
}

/** Lasting, so that it is called once and not at each drawing. */
const focusFirst = (menu: HTMLElement | null) => menu?.querySelector('button')?.focus()

function aboutPeople({ conversation: { holder }, people, bot }: Live): string {
  if (holder.kind === 'agent') return t('menu.person.here', { name: firstOf(holder.name) })
  if (holder.kind === 'queue') return t('menu.person.waiting')
  return people.online ? t('people.online') : t('menu.person.away', { within: span(bot.answersWithin) })
}

/** The keys that a menu answers to. */
function steer(event: KeyboardEvent, close: () => void): void {
  const items = [...(event.currentTarget as HTMLElement).children] as HTMLElement[]
  const at = items.indexOf(event.target as HTMLElement)
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 }[event.key]
  if (to !== undefined) items.at(to % items.length)?.focus()
  else if (event.key === 'Escape' || event.key === 'Tab') close()
  else return
  event.preventDefault()
  event.stopPropagation()
}
