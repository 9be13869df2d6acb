import { api } from '@baton/contracts/api.ts'
import type { Status } from '@baton/contracts/team.ts'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { sentenceFor } from '../account/problem.ts'
import { call } from '../live/call.ts'
import { useLive } from '../live/hooks.tsx'
import { toast } from '../ui/toasts.tsx'
import { staffQuery } from './use.ts'

type Own = { status: Status; automatic: boolean }
const ownKey = ['status']
const signEvery = 60_000

/** My declared status. What the socket says of me wins where it has changed since: a supervisor, or being away too long. */
export function useOwnStatus(): { status: Status; set: (status: Status) => void } {
  const client = useQueryClient()
  const online = useLive((state) => state.online)
  const { data } = useQuery<Own>({ queryKey: ownKey, enabled: false })
  const set = async (status: Status) => {
    client.setQueryData<Own>(ownKey, { status, automatic: false })
    await call(api.setStatus, { body: { status } }).catch((error) => {
      toast({ key: 'refused', title: sentenceFor(error) ?? '', loud: true })
      return client.resetQueries({ queryKey: ownKey })
    })
    await client.invalidateQueries(staffQuery)
  }
  return { status: statusFrom(data?.status, online), set: (status) => void set(status) }
}

export function statusFrom(declared: Status | undefined, online: boolean): Status {
  if (online) return 'online'
  return declared === undefined || declared === 'online' ? 'away' : declared
}

/** Tells the server once a minute that somebody is at this screen, while a key or a pointer says so. */
export function useSigns(): void {
  const client = useQueryClient()
  useEffect(() => {
    let last = Number.NEGATIVE_INFINITY
    const sign = () => {
      if (document.visibilityState !== 'visible' || Date.now() - last < signEvery) return
      last = Date.now()
      call(api.giveSign, {}).then(
        (own) => client.setQueryData<Own>(ownKey, own),
        () => undefined,
      )
    }
    sign()
    const events = ['pointerdown', 'pointermove', 'keydown', 'wheel'] as const
    for (const event of events) window.addEventListener(event, sign, { passive: true })
    return () => {
      for (const event of events) window.removeEventListener(event, sign)
    }
  }, [client])
}
