import { api } from '@baton/contracts/api.ts'
import type { Status } from '@baton/contracts/team.ts'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { useMe } from '../account/me.tsx'
import { sentenceFor } from '../account/problem.ts'
import { call } from '../live/call.ts'
import { useLive } from '../live/hooks.tsx'
import { toast } from '../ui/toasts.tsx'
import { staffQuery } from './use.ts'

const signEvery = 60_000

/** My declared status, as the server last told everybody; a supervisor may have changed it, or being away too long. */
export function useOwnStatus(): { status: Status; set: (status: Status) => void } {
  const me = useMe().agent.id
  const client = useQueryClient()
  const told = useLive((state) => state.team.find(({ id }) => id === me)?.status)
  const online = useLive((state) => state.online)
  const set = async (status: Status) => {
    await call(api.setStatus, { body: { status } }).catch((error) => toast({ key: 'refused', title: sentenceFor(error) ?? '', loud: true }))
    await client.invalidateQueries(staffQuery)
  }
  return { status: told ?? (online ? 'online' : 'away'), set: (status) => void set(status) }
}

/** Tells the server once a minute that somebody is at this screen, while a key or a pointer says so. */
export function useSigns(): void {
  useEffect(() => {
    let last = Number.NEGATIVE_INFINITY
    const sign = () => {
      if (document.visibilityState !== 'visible' || Date.now() - last < signEvery) return
      last = Date.now()
      call(api.giveSign, {}).catch(() => undefined)
    }
    sign()
    const events = ['pointerdown', 'pointermove', 'keydown', 'wheel'] as const
    for (const event of events) window.addEventListener(event, sign, { passive: true })
    return () => {
      for (const event of events) window.removeEventListener(event, sign)
    }
  }, [])
}
