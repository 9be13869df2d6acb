import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useMe } from '../account/me.tsx'
import { prefer, usePreferences } from '../account/preferences.ts'
import { useLive } from '../live/hooks.tsx'
import { t } from './text.ts'

/** Beside the list while nothing is open. */
export function Choose() {
  const waiting = useLive((state) => (state.lists.needs?.ids ?? []).filter((id) => state.rows.get(id)?.holder.kind === 'queue').length)
  const fresh = useLive((state) => state.counts !== null && state.counts.all + state.counts.closed === 0)
  return (
    <div className="desk sheet empty">
      <div className="blank">
        {fresh ? <Fresh /> : waiting > 0 ? <Waiting count={waiting} /> : <Calm />}
        <AskForNotifications />
      </div>
    </div>
  )
}

function Waiting({ count }: { count: number }) {
  const oldest = useLive((state) => state.lists.needs?.ids.find((id) => state.rows.get(id)?.holder.kind === 'queue') ?? null)
  return (
    <>
      <h2>{t('chooseWaiting', count)}</h2>
      <p className="quiet">{t('chooseKeys')}</p>
      {oldest !== null && (
        <Link to="/inbox/$conversation" params={{ conversation: oldest }} search={(search) => search} className="button primary">
          {t('chooseOldest')}
        </Link>
      )}
    </>
  )
}

function Calm() {
  return (
    <>
      <h2>{t('chooseCalm')}</h2>
      <p className="quiet">{t('chooseKeys')}</p>
    </>
  )
}

/** Before the first conversation: how the first one comes about. */
function Fresh() {
  const bot = useMe().bots[0]
  return (
    <>
      <h2>{t('freshTitle')}</h2>
      <p className="quiet">{t('freshHint')}</p>
      <p>
        <a className="button primary" href={`/try/${bot?.id}`} target="_blank" rel="noreferrer">
          {t('tryIt')}
        </a>{' '}
        <Link to="/settings/bot" className="button bare">
          {t('toSnippet')}
        </Link>
      </p>
    </>
  )
}

/** Asked for by a button, never on load, and not again once declined. */
function AskForNotifications() {
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
