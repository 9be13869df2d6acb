import type { Row } from '@baton/contracts/down.ts'
import { useNavigate, useRouterState } from '@tanstack/react-router'
import { useEffect } from 'react'
import { useMe } from '../account/me.tsx'
import { preferences } from '../account/preferences.ts'
import { actsIn } from '../conversation/acts.ts'
import { visitorName } from '../conversation/people.ts'
import { useNow } from '../live/clock.ts'
import { useLive, useLiveStore } from '../live/hooks.tsx'
import type { Live } from '../live/store.ts'
import { countingShort } from '../ui/time.ts'
import { isToasted, toast, untoast } from '../ui/toasts.tsx'
import { reasonText } from './reason.ts'
import { type Ring, ringsFor } from './rings.ts'
import { prepareSound, ring } from './sound.ts'
import { t } from './text.ts'

/** Makes a handover that rings for me heard and seen, wherever in the dashboard I am, until somebody has it. */
export function useAlerts(): void {
  const live = useLiveStore()
  const me = useMe().agent.id
  const navigate = useNavigate()
  const place = useRouterState({ select: (state) => state.location.pathname })
  useEffect(prepareSound, [])
  useEffect(() => {
    const open = (conversation: string) => void navigate({ to: '/inbox/$conversation', params: { conversation }, search: {} })
    const heard = new Set<string>()
    const look = () => alertChanges(live, me, heard, open)
    look()
    return live.subscribe(look)
  }, [live, me, navigate])
  // What is on screen needs no notice; `place` is read by what is called.
  useEffect(() => {
    const open = (conversation: string) => void navigate({ to: '/inbox/$conversation', params: { conversation }, search: {} })
    if (place && isToasted('ring')) show(live, ringsNow(live, me), open)
  }, [live, me, navigate, place])
}

/** One notice for whoever rings, the longest first: it never piles up over the work. A new ring is heard once, and shown even if an older one was dismissed. */
function alertChanges(live: Live, me: string, heard: Set<string>, open: (conversation: string) => void): void {
  const rings = ringsNow(live, me)
  const fresh = rings.filter(({ key }) => !heard.has(key))
  const gone = [...heard].filter((key) => !rings.some((ring) => ring.key === key))
  for (const key of gone) heard.delete(key)
  for (const { key } of fresh) heard.add(key)
  if (fresh.length === 0 && gone.length === 0) return
  if (fresh.length > 0 || isToasted('ring')) show(live, rings, open)
  if (fresh.length === 0) return
  if (preferences().sound && fresh.some(({ row }) => row.holder.kind === 'queue' && !row.holder.seen)) ring()
  if (document.visibilityState === 'hidden') for (const { row } of fresh) notify(row, () => open(row.id))
}

function ringsNow(live: Live, me: string): Ring[] {
  const needs = live.state.lists.needs?.ids ?? []
  return ringsFor(
    me,
    needs.map((id) => live.state.rows.get(id)),
  )
}

function show(live: Live, rings: readonly Ring[], open: (conversation: string) => void): void {
  const elsewhere = rings.filter(({ row }) => document.visibilityState !== 'visible' || !location.pathname.endsWith(row.id))
  const first = elsewhere[0]?.row
  if (!first) return untoast('ring')
  const go = () => open(first.id)
  toast({
    key: 'ring',
    title: t('newHandover', visitorName(first)),
    body: elsewhere.length > 1 ? t('andMore', elsewhere.length - 1) : about(first),
    stays: true,
    onOpen: go,
    action: { label: t('accept'), run: () => void actsIn(live, first.id).accept().then(go) },
  })
}

function about(row: Row): string {
  if (row.preview?.by === 'visitor') return row.preview.text
  return row.holder.kind === 'queue' ? reasonText(row.holder.reason) : ''
}

function notify(row: Row, go: () => void): void {
  if (typeof Notification === 'undefined' || Notification.permission !== 'granted' || !preferences().notifications) return
  const note = new Notification(t('newHandover', visitorName(row)), { body: about(row), tag: row.id, icon: '/mark.svg' })
  note.onclick = () => {
    window.focus()
    go()
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
