import { Link, Outlet, useLocation } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { useMe } from '../account/me.tsx'
import { answersText, personaText } from './answers-text.ts'
import { keyText } from './key-text.ts'
import { t } from './text.ts'

export function SettingsFrame() {
  const bot = useMe().bots[0]
  const nav = useRef<HTMLElement>(null)
  const here = useLocation({ select: ({ pathname }) => pathname })
  // On a phone it is one line that scrolls.
  useEffect(() => nav.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'center' }), [here])
  return (
    <div className="settings">
      <nav ref={nav} className="nav" aria-label={t('settings')}>
        <h2>{t('settings')}</h2>
        <h3>{bot?.name}</h3>
        <Link to="/settings/bot" activeProps={{ 'aria-current': 'page' }}>
          {t('botPage')}
        </Link>
        <Link to="/settings/persona" activeProps={{ 'aria-current': 'page' }}>
          {personaText('title')}
        </Link>
        <Link to="/settings/escalation" activeProps={{ 'aria-current': 'page' }}>
          {t('escalation')}
        </Link>
        <Link to="/knowledge">{t('knowledge')}</Link>
        <h3>{t('company')}</h3>
        <Link to="/settings/team" activeProps={{ 'aria-current': 'page' }}>
          {t('team')}
        </Link>
        <Link to="/settings/answers" activeProps={{ 'aria-current': 'page' }}>
          {answersText('title')}
        </Link>
        <Link to="/settings/keys" activeProps={{ 'aria-current': 'page' }}>
          {keyText('title')}
        </Link>
        <h3>{t('mine')}</h3>
        <Link to="/settings/account" activeProps={{ 'aria-current': 'page' }}>
          {t('account')}
        </Link>
      </nav>
      <main className="sheet page-sheet">
        <Outlet />
      </main>
    </div>
  )
}
