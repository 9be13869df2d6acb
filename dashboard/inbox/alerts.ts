import { useNavigate } from '@tanstack/react-router'
import { useEffect } from 'react'
import { useMe } from '../account/me.tsx'
import { preferences } from '../account/preferences.ts'
import { actsIn } from '../conversation/acts.ts'
import { capital, visitorName } from '../conversation/people.ts'
import { useNow } from '../live/clock.ts'
import { useLive, useLiveStore } from '../live/hooks.tsx'
import type { Live } from '../live/store.ts'
import { countingShort } from '../ui/time.ts'
import { toast, untoast } from '../ui/toasts.tsx'
import { type Ring, ringsFor } from './rings.ts'
import { prepareSound, ring } from './sound.ts'
import { t } from './text.ts'

/** Makes a handover that rings for me heard and seen, wherever in the dashboard I am, until somebody has it. */
export function useAlerts(): void {
  const live = useLiveStore()
  const me = useMe().agent.id
  const navigate = useNavigate()
  useEffect(prepareSound, [])
  useEffect(() => {
    const open = (conversation: string) => void navigate({ to: '/inbox/$conversation', params: { conversation }, search: {} })
    const heard = new Map<string, Ring>()
    const look = () => alertChanges(live, me, heard, open)
    look()
    return live.subscribe(look)
  }, [live, me, navigate])
}

function alertChanges(live: Live, me: string, heard: Map<string, Ring>, open: (conversation: string) => void): void {
  const now = ringsFor(
    me,
    (live.state.lists.needs?.ids ?? []).map((id) => live.state.rows.get(id)),
  )
  const keys = new Set(now.map(({ key }) => key))
  const ringing = new Set(now.map(({ row }) => row.id))
  for (const [key, { row }] of heard) {
    if (keys.has(key)) continue
    heard.delete(key)
    if (!ringing.has(row.id)) untoast(`ring:${row.id}`)
  }
  const fresh = now.filter(({ key }) => !heard.has(key))
  for (const one of fresh) {
    heard.set(one.key, one)
    announce(live, one, open)
  }
  if (fresh.length > 0 && preferences().sound) ring()
}

function announce(live: Live, { row }: Ring, open: (conversation: string) => void): void {
  const onScreen = document.visibilityState === 'visible' && location.pathname.endsWith(row.id)
  const title = t('newHandover', capital(visitorName(row)))
  const body = row.preview?.by === 'visitor' ? row.preview.text : reasonText(row)
  const show = () => open(row.id)
  if (!onScreen)
    toast({
      key: `ring:${row.id}`,
      title,
      body,
      stays: true,
      onOpen: show,
      action: { label: t('accept'), run: () => void actsIn(live, row.id).accept().then(show) },
    })
  if (document.visibilityState === 'hidden') notify(title, body, row.id, show)
}

function reasonText({ holder }: Ring['row']): string {
  if (holder.kind !== 'queue' || holder.reason === null) return ''
  return capital(holder.reason === 'asked' ? t('askedToast') : holder.reason === 'unsure' ? t('unsureToast') : t('failedToast'))
}

function notify(title: string, body: string, tag: string, show: () => void): void {
  if (typeof Notification === 'undefined' || Notification.permission !== 'granted' || !preferences().notifications) return
  const note = new Notification(title, { body, tag, icon: '/mark.svg' })
  note.onclick = () => {
    window.focus()
    show()
    note.close()
  }
}

/** The longest wait stands in the tab's title, counting. */
export function useTitle(): void {
  const counts = useLive((state) => state.counts)
  const now = useNow()
  const waiting = counts?.needs ?? 0
  const title =
    counts?.longest != null
      ? t('title', countingShort(now - counts.longest), waiting)
      : waiting > 0
        ? t('titleWaiting', waiting)
        : t('titleCalm')
  useEffect(() => {
    document.title = title
  }, [title])
}
