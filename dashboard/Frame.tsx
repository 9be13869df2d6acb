import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Outlet, useNavigate } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { MeProvider, meQuery, useMe } from './account/me.tsx'
import { useGeneralActions } from './actions/general.ts'
import { useActionKeys } from './actions/keys.ts'
import { Palette } from './actions/Palette.tsx'
import { Shortcuts } from './actions/Shortcuts.tsx'
import { useAlerts, useTitle } from './inbox/alerts.ts'
import { Refused } from './live/call.ts'
import { LiveProvider, useLive } from './live/hooks.tsx'
import { Rail } from './Rail.tsx'
import { ModelNotice } from './settings/ModelNotice.tsx'
import { StorageNotice } from './settings/StorageNotice.tsx'
import { useFollowAlerts } from './team/follow.ts'
import { useSigns } from './team/status.ts'
import { t } from './text.ts'

/** Everything behind the log-in. */
export function Frame() {
  const { data: me, error } = useQuery(meQuery)
  const navigate = useNavigate()
  const signedOut = error instanceof Refused
  useEffect(() => {
    if (signedOut) void navigate({ to: '/login', search: { to: location.pathname + location.search }, replace: true })
  }, [signedOut, navigate])
  if (!me) return error && !signedOut ? <Unreachable /> : null
  return (
    <MeProvider value={me}>
      <LiveProvider me={me.agent.id}>
        <Inside />
      </LiveProvider>
    </MeProvider>
  )
}

function Inside() {
  const [shown, setShown] = useState<'palette' | 'help' | null>(null)
  useNewcomers()
  useAlerts()
  useTitle()
  useSignedOut()
  useFollowAlerts()
  useSigns()
  useActionKeys()
  useGeneralActions(setShown)
  return (
    <div className="app">
      <Banner />
      <Rail />
      <Outlet />
      <Palette open={shown === 'palette'} onClose={() => setShown(null)} />
      <Shortcuts open={shown === 'help'} onClose={() => setShown(null)} />
    </div>
  )
}

/** Somebody whom we don't know yet has joined the team: names come with `me`. */
function useNewcomers(): void {
  const me = useMe()
  const client = useQueryClient()
  const stranger = useLive((state) => state.team.find(({ id }) => !me.agents.some((agent) => agent.id === id))?.id)
  useEffect(() => {
    if (stranger !== undefined) void client.invalidateQueries(meQuery)
  }, [stranger, client])
}

/** A session that ended elsewhere ends here too; what was written stays in this browser. */
function useSignedOut(): void {
  const wire = useLive((state) => state.wire)
  const client = useQueryClient()
  const navigate = useNavigate()
  useEffect(() => {
    if (wire !== 'offline') return
    // A socket that is refused doesn't say why: ask by HTTP whether it is the session.
    const timer = setInterval(() => void client.refetchQueries(meQuery), askAgainMs)
    return () => clearInterval(timer)
  }, [wire, client])
  useEffect(() => {
    if (wire !== 'signedOut') return
    client.removeQueries({ queryKey: meQuery.queryKey })
    void navigate({ to: '/login', search: { to: location.pathname } })
  }, [wire, client, navigate])
}

const askAgainMs = 3_000
const quietFor = 1_500

function Banner() {
  const me = useMe()
  const wire = useLive((state) => state.wire)
  const [long, setLong] = useState(false)
  useEffect(() => {
    setLong(false)
    const timer = setTimeout(() => setLong(true), quietFor)
    return () => clearTimeout(timer)
  }, [])
  if (wire === 'outdated')
    return (
      <p className="banner" role="status">
        {t('outdated')}{' '}
        <button type="button" className="link" onClick={() => location.reload()}>
          {t('reload')}
        </button>
      </p>
    )
  if (wire === 'offline' || (wire === 'connecting' && long))
    return (
      <p className="banner" role="status">
        {wire === 'offline' ? t('offline') : t('connecting')}
      </p>
    )
  return me.secure || isLoopback(location.hostname) ? <Notices /> : <p className="banner">{t('insecure')}</p>
}

function Notices() {
  return (
    <StorageNotice>
      <ModelNotice />
    </StorageNotice>
  )
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host.endsWith('.localhost') || host === '[::1]' || /^127\./.test(host)
}

function Unreachable() {
  const { refetch } = useQuery(meQuery)
  useEffect(() => {
    const timer = setInterval(() => void refetch(), 3_000)
    return () => clearInterval(timer)
  }, [refetch])
  return (
    <div className="blank page" role="alert">
      <h1>{t('unreachable')}</h1>
      <p className="quiet">{t('unreachableHint')}</p>
    </div>
  )
}
