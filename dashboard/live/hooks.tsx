import { api } from '@baton/contracts/api.ts'
import { createContext, type ReactNode, useContext, useEffect, useMemo, useSyncExternalStore } from 'react'
import { call } from './call.ts'
import { newCause } from './cause.ts'
import type { LiveState } from './state.ts'
import { Live } from './store.ts'
import type { Socket } from './wire.ts'

const LiveContext = createContext<Live | null>(null)

/** Opens the live store of the agent `me` for everything below, and keeps it connected. */
export function LiveProvider({ me, children }: { me: string; children: ReactNode }) {
  const live = useMemo(() => newLive(me), [me])
  useEffect(() => {
    live.start()
    const wake = () => document.visibilityState === 'visible' && live.wake()
    const events: [EventTarget, string][] = [
      [document, 'visibilitychange'],
      [window, 'pageshow'],
      [window, 'focus'],
      [window, 'online'],
    ]
    for (const [target, name] of events) target.addEventListener(name, wake)
    return () => {
      for (const [target, name] of events) target.removeEventListener(name, wake)
      live.stop()
    }
  }, [live])
  return <LiveContext value={live}>{children}</LiveContext>
}

function newLive(me: string): Live {
  const address = `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/socket/agent`
  return new Live({
    me,
    open: () => new WebSocket(address) as Socket,
    fetchPage: (list, cursor) => call(api.conversations, { query: { list, limit: 100, cursor: cursor ?? undefined } }),
    timers: { set: (run, ms) => setTimeout(run, ms), clear: (timer) => clearTimeout(timer as ReturnType<typeof setTimeout>) },
    now: Date.now,
    random: Math.random,
    newCause,
    shelf: localStorage,
  })
}

export function useLiveStore(): Live {
  const live = useContext(LiveContext)
  if (!live) throw new Error('used outside of LiveProvider')
  return live
}

/** A part of the live state. `select` must return something that keeps its identity while it is unchanged. */
export function useLive<T>(select: (state: LiveState) => T): T {
  const live = useLiveStore()
  return useSyncExternalStore(live.subscribe, () => select(live.state))
}
