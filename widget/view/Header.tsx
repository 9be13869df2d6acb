/** @jsxImportSource @baton/widget */

import type { Live } from '../live/store.ts'
import { t } from '../strings.ts'
import { Face } from './Face.tsx'
import { Icon } from './Icon.tsx'
import type { View } from './view.ts'
import { whenDue } from './when.ts'

/** Says who is there: the person who has the conversation, else the company, and whether people are. */
export function Header({ live, ui, now, picture, change, close }: View) {
  const { holder } = live.conversation
  const { online, names } = live.people
  const person = holder.kind === 'agent' && holder.name
  const faces = person ? [person] : online && names.length ? names.slice(0, 2) : [null]
  return (
    <header class="head">
      <span class="faces">{faces.map((name) => Face(name, picture))}</span>
      <div>
        <h2>{person || live.bot.company}</h2>
        <p class={online ? 'presence' : 'presence away'}>{presence(live, now)}</p>
      </div>
      <button
        class="button bare square"
        type="button"
        aria-label={t('menu')}
        aria-haspopup="menu"
        aria-expanded={ui.menu}
        onClick={() => change({ menu: !ui.menu })}
      >
        {Icon('more')}
      </button>
      <button class="button bare square" type="button" aria-label={t('close')} onClick={close}>
        {Icon('x')}
      </button>
    </header>
  )
}

function presence({ people: { online, names, open, opensAt }, conversation }: Live, now: number): string {
  const { kind } = conversation.holder
  if (kind === 'agent') return t(online ? 'agent.online' : 'agent.away')
  if (kind === 'queue') return t('people.coming')
  if (open === false && opensAt) return t('people.back', { when: whenDue(opensAt, now) })
  const [first, second, third] = names
  if (!online || !first || third) return t(online ? 'people.online' : 'people.away')
  return t('people.names', { names: second ? t('and', { first, second }) : first })
}
