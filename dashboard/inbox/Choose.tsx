import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useMe } from '../account/me.tsx'
import { prefer, usePreferences } from '../account/preferences.ts'
import { useLive } from '../live/hooks.tsx'
import { t } from './text.ts'

/** Beside the list while nothing is open. */
export function Choose() {
  const waiting = useLive((state) => (state.lists.needs?.ids ?? []).filter((id) => state.rows.get(id)?.holder.kind === 'queue').length)
  const oldest = useLive((state) => state.lists.needs?.ids.find((id) => state.rows.get(id)?.holder.kind === 'queue') ?? null)
  const bot = useMe().bots[0]
  return (
    <div className="desk sheet empty">
      <div className="blank">
        <h2>{oldest ? t('chooseWaiting', waiting) : t('chooseTitle')}</h2>
        <p className="quiet">{oldest ? t('chooseKeys') : `${t('chooseCalm')} ${t('chooseKeys')}.`}</p>
        {oldest ? (
          <Link to="/inbox/$conversation" params={{ conversation: oldest }} search={(search) => search} className="button primary">
            {t('chooseOldest')}
          </Link>
        ) : (
          bot && (
            <a className="button" href={`/try/${bot.id}`} target="_blank" rel="noreferrer">
              {t('tryIt')}
            </a>
          )
        )}
        <AskForNotifications />
      </div>
    </div>
  )
}

/** Asked for by a button, never on load, and not again once declined. */
export function AskForNotifications() {
  const { notifications } = usePreferences()
  const [permission, setPermission] = useState(() => (typeof Notification === 'undefined' ? 'denied' : Notification.permission))
  if (permission !== 'default' || !notifications) return null
  return (
    <div className="ask">
      <p>
        <strong>{t('allow')}</strong>
        <br />
        <span className="quiet">{t('allowHint')}</span>
      </p>
      <button type="button" className="button" onClick={async () => setPermission(await Notification.requestPermission())}>
        {t('allowYes')}
      </button>
      <button type="button" className="button bare" onClick={() => prefer({ notifications: false })}>
        {t('notNow')}
      </button>
    </div>
  )
}
