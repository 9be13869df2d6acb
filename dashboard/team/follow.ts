import { api } from '@baton/contracts/api.ts'
import type { Row } from '@baton/contracts/down.ts'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useEffect } from 'react'
import { sentenceFor } from '../account/problem.ts'
import { visitorName } from '../conversation/people.ts'
import { call } from '../live/call.ts'
import { useLiveStore } from '../live/hooks.tsx'
import { toast } from '../ui/toasts.tsx'
import { noteRead, readUpTo, useReadUpTo } from './follow-read.ts'
import { handText as t } from './hand-text.ts'

const key = ['follows']

const none: readonly string[] = []

function useFollowed(): readonly string[] {
  return useQuery({ queryKey: key, queryFn: () => call(api.follows, {}), staleTime: 60_000 }).data?.conversations ?? none
}

/** Tells when a visitor writes whom I follow, wherever in the dashboard I am. */
export function useFollowAlerts(): void {
  const live = useLiveStore()
  const followed = useFollowed()
  const navigate = useNavigate()
  useEffect(() => {
    live.follow(followed)
    const told = new Map<string, number>()
    const look = () => {
      for (const row of followed.flatMap((id) => live.state.rows.get(id) ?? [])) {
        const read = readUpTo(row.id)
        if (read === undefined || location.pathname.endsWith(row.id)) noteRead(row.id, row.visitorLine)
        else if (row.visitorLine > (told.get(row.id) ?? read)) tell(row)
      }
    }
    const tell = (row: Row) => {
      told.set(row.id, row.visitorLine)
      const open = () => void navigate({ to: '/inbox/$conversation', params: { conversation: row.id } })
      toast({ key: `follow:${row.id}`, title: t('wrote', visitorName(row)), body: row.preview?.text, onOpen: open })
    }
    look()
    return live.subscribe(look)
  }, [live, followed, navigate])
}

/** Of a conversation in a list: whether I follow it, and whether the visitor has written since I looked. */
export function useFollowMark({ id, visitorLine }: Pick<Row, 'id' | 'visitorLine'>): 'followed' | 'unread' | null {
  const followed = useFollowed().includes(id)
  const read = useReadUpTo(id)
  return followed ? (read !== undefined && visitorLine > read ? 'unread' : 'followed') : null
}

export function useFollow(id: string): { followed: boolean; set: (follow: boolean) => void } {
  const client = useQueryClient()
  const followed = useFollowed().includes(id)
  const set = async (follow: boolean) => {
    try {
      await call(api.follow, { params: { id }, body: { follow } })
      toast({ key: 'follow', title: follow ? t('followed') : t('unfollowed') })
    } catch (error) {
      toast({ key: 'refused', title: sentenceFor(error) ?? '', loud: true })
    }
    await client.invalidateQueries({ queryKey: key })
  }
  return { followed, set: (follow) => void set(follow) }
}
