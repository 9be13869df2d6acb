import { Menu } from '@base-ui/react/menu'
import { api } from '@baton/contracts/api.ts'
import { useQueryClient } from '@tanstack/react-query'
import { Link, useMatchRoute, useNavigate } from '@tanstack/react-router'
import { type ReactNode, useRef } from 'react'
import { useMe } from './account/me.tsx'
import { Wait } from './conversation/Wait.tsx'
import { call } from './live/call.ts'
import { useNow } from './live/clock.ts'
import { useLive, useLiveStore } from './live/hooks.tsx'
import { t } from './text.ts'
import { Face } from './ui/Face.tsx'
import { BookOpen, Inbox, SlidersHorizontal } from './ui/icons.tsx'
import { countingWords } from './ui/time.ts'

/** The way around. It shows the longest wait rather than a count. */
export function Rail({ onKeys }: { onKeys: () => void }) {
  return (
    <nav className="rail" aria-label={t('main')}>
      <svg className="mark" viewBox="0 0 26 26" role="img" aria-label="Baton" fill="none" strokeWidth="6" strokeLinecap="round">
        <path d="M5.5 20.5l5-5" stroke="var(--ink)" />
        <path d="M12.8 13.2l7.7-7.7" stroke="var(--brand)" />
      </svg>
      <InboxLink />
      <RailLink to="/knowledge" label={t('knowledge')} icon={<BookOpen className="icon" />} />
      <RailLink to="/settings" label={t('settings')} icon={<SlidersHorizontal className="icon" />} />
      <MyMenu onKeys={onKeys} />
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

type LinkProps = { to: '/inbox' | '/knowledge' | '/settings'; label: string; icon: ReactNode; children?: ReactNode }

function RailLink({ to, label, icon, children }: LinkProps) {
  const here = useMatchRoute()({ to, fuzzy: true })
  return (
    <Link to={to} aria-label={label} title={label} aria-current={here ? 'page' : undefined}>
      {icon}
      {children}
    </Link>
  )
}

/** It opens inside the rail's landmark, so that a screen reader knows where it is. */
function MyMenu({ onKeys }: { onKeys: () => void }) {
  const place = useRef<HTMLSpanElement>(null)
  const me = useMe()
  const live = useLiveStore()
  const online = useLive((state) => state.online)
  const navigate = useNavigate()
  const signOut = useSignOut()
  return (
    <span ref={place}>
      <Menu.Root>
        <Menu.Trigger className="me" aria-label={online ? t('meOnline', me.agent.name) : t('meAway', me.agent.name)}>
          <Face name={me.agent.name} seed={me.agent.id} size={26} online={online} />
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
              <Menu.CheckboxItem
                className="item switched"
                checked={online}
                onCheckedChange={(next) => live.setOnline(next)}
                closeOnClick={false}
              >
                <span>
                  {t('takeConversations')}
                  <span className="small quiet">{online ? t('online') : t('away')}</span>
                </span>
                <span className="switch-look" data-on={online || undefined} />
              </Menu.CheckboxItem>
              <Menu.Separator className="separator" />
              <Menu.Item className="item" onClick={() => void navigate({ to: '/settings/account' })}>
                {t('account')}
              </Menu.Item>
              <Menu.Item className="item" onClick={onKeys}>
                {t('keys')} <kbd>?</kbd>
              </Menu.Item>
              <Menu.Item className="item" onClick={() => void signOut()}>
                {t('signOut')}
              </Menu.Item>
            </Menu.Popup>
          </Menu.Positioner>
        </Menu.Portal>
      </Menu.Root>
    </span>
  )
}

function useSignOut(): () => Promise<void> {
  const client = useQueryClient()
  const navigate = useNavigate()
  return async () => {
    await call(api.signOut, {}).catch(() => undefined)
    client.clear()
    await navigate({ to: '/login' })
  }
}
