import { api } from '@baton/contracts/api.ts'
import type { Conversation } from '@baton/contracts/conversation.ts'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useMemo, useState } from 'react'
import { call } from '../live/call.ts'
import { useLive, useLiveStore } from '../live/hooks.tsx'
import type { Opened } from '../live/opened.ts'

export type Shown = { c: Conversation | null; opened: Opened | undefined; error: Error | null; again: () => void }

/** Follows a conversation while it is on screen. What it says is the newer of its own facts and its row. */
export function useConversation(id: string): Shown {
  const live = useLiveStore()
  const row = useLive((state) => state.rows.get(id))
  const opened = useLive((state) => state.opened.get(id))
  const { error, refetch } = useQuery({
    queryKey: ['conversation', id],
    queryFn: async () => {
      const found = await call(api.conversation, { params: { id } })
      live.learn([found])
      return found.id
    },
    enabled: row === undefined,
    staleTime: 0, // what was ours a moment ago need not be any more
    retry: false,
  })
  useEffect(() => {
    live.show(id)
    return () => live.leave(id)
  }, [live, id])
  const c = useMemo(() => {
    if (!row) return null
    return opened && opened.folded.n >= row.n ? { ...opened.folded, bot: row.bot, visitor: row.visitor } : row
  }, [row, opened])
  return { c, opened, error: row ? null : error, again: () => void refetch() }
}

const sightTakes = 1_000

/** Shown in a visible tab for a second counts as seen: the lines for the visitor, a waiting handover for the team. */
export function useSight(id: string, c: Conversation | null, opened: Opened | undefined): void {
  const live = useLiveStore()
  const visible = useVisible()
  const n = opened?.loaded ? opened.folded.n : 0
  const waitsSince = c?.holder.kind === 'queue' ? c.holder.since : null
  const seen = c?.holder.kind === 'queue' && c.holder.seen
  useEffect(() => {
    if (!visible || n === 0) return
    const timer = setTimeout(() => live.seen(id, n), sightTakes)
    return () => clearTimeout(timer)
  }, [live, id, n, visible])
  useEffect(() => {
    if (!visible || waitsSince === null || seen || n === 0) return
    const timer = setTimeout(() => void live.act(id, { type: 'see' }), sightTakes)
    return () => clearTimeout(timer)
  }, [live, id, waitsSince, seen, visible, n])
}

function useVisible(): boolean {
  const [visible, setVisible] = useState(() => document.visibilityState === 'visible')
  useEffect(() => {
    const changed = () => setVisible(document.visibilityState === 'visible')
    document.addEventListener('visibilitychange', changed)
    return () => document.removeEventListener('visibilitychange', changed)
  }, [])
  return visible
}
