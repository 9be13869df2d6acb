import { Menu } from '@base-ui/react/menu'
import { Link, useMatchRoute } from '@tanstack/react-router'
import { type ReactNode, useRef } from 'react'
import { useMe } from './account/me.tsx'
import { definitionOf } from './actions/definitions.ts'
import { KeysOf } from './actions/Keys.tsx'
import { perform } from './actions/registry.ts'
import { useMayWatch } from './board/use.ts'
import { Wait } from './conversation/Wait.tsx'
import { useNow } from './live/clock.ts'
import { useLive } from './live/hooks.tsx'
import { StatusItems } from './team/StatusItems.tsx'
import { useOwnStatus } from './team/status.ts'
import { t } from './text.ts'
import { Face } from './ui/Face.tsx'
import { BookOpen, Gauge, Inbox, SlidersHorizontal } from './ui/icons.tsx'
import { countingWords } from './ui/time.ts'

/** The way around. It shows the longest wait rather than a count. */
export function Rail() {
  const mayWatch = useMayWatch()
  return (
    <nav className="rail" aria-label={t('main')}>
      <svg className="mark" viewBox="0 0 26 26" role="img" aria-label="Baton" fill="none" strokeWidth="6" strokeLinecap="round">
        <path d="M5.5 20.5l5-5" stroke="var(--ink)" />
        <path d="M12.8 13.2l7.7-7.7" stroke="var(--brand)" />
      </svg>
      <InboxLink />
      {mayWatch && <RailLink to="/board" label={t('board')} icon={<Gauge className="icon" />} />}
      <RailLink to="/knowledge" label={t('knowledge')} icon={<BookOpen className="icon" />} />
      <RailLink to="/settings" label={t('settings')} icon={<SlidersHorizontal className="icon" />} />
      <MyMenu />
    </nav>
  )
}

function InboxLink() {
  const counts = useLive((state) => state.counts)
  const now = useNow()
  const longest = counts?.longest ?? null
  const label = longest === null ? t('inbox') : t('inboxWaiting', counts?.needs ?? 0, countingWords(now - longest))
  return (
    <RailLink to="/inbox" label={label} icon={<Inbox className="icon" />}>
      {longest !== null && <Wait since={longest} short />}
    </RailLink>
  )
}

type LinkProps = { to: '/inbox' | '/board' | '/knowledge' | '/settings'; label: string; icon: ReactNode; children?: ReactNode }

function RailLink({ to, label, icon, children }: LinkProps) {
  const here = useMatchRoute()({ to, fuzzy: true })
  return (
    <Link to={to} aria-label={label} title={label} aria-current={here ? 'page' : undefined}>
      {icon}
      {children}
    </Link>
  )
}

const menu = ['goAccount', 'palette', 'help', 'signOut'] as const

/** It opens inside the rail's landmark, so that a screen reader knows where it is. */
function MyMenu() {
  const place = useRef<HTMLSpanElement>(null)
  const me = useMe()
  const { status } = useOwnStatus()
  return (
    <span ref={place}>
      <Menu.Root>
        <Menu.Trigger className="me" aria-label={t('meStatus', me.agent.name, status)}>
          <Face name={me.agent.name} seed={me.agent.id} size={26} online={status === 'online'} />
          {status !== 'online' && <span className="me-status" data-status={status} aria-hidden="true" />}
        </Menu.Trigger>
        <Menu.Portal container={place}>
          <Menu.Positioner
            className="positioner"
            side={matchMedia('(max-width: 720px)').matches ? 'top' : 'right'}
            align="end"
            sideOffset={8}
          >
            <Menu.Popup className="menu">
              <p className="menu-head">
                <strong>{me.agent.name}</strong>
                <span className="quiet">{me.agent.email}</span>
              </p>
              <StatusItems />
              <Menu.Separator className="separator" />
              {menu.map((id) => (
                <Menu.Item key={id} className="item" onClick={() => perform(id)}>
                  {definitionOf(id).words} <KeysOf id={id} />
                </Menu.Item>
              ))}
            </Menu.Popup>
          </Menu.Positioner>
        </Menu.Portal>
      </Menu.Root>
    </span>
  )
}
