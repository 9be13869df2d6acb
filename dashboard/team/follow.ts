import { api } from '@baton/contracts/api.ts'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { sentenceFor } from '../account/problem.ts'
import { call } from '../live/call.ts'
import { toast } from '../ui/toasts.tsx'
import { handText as t } from './hand-text.ts'

const key = ['follows']

export function useFollowed(): readonly string[] {
  return useQuery({ queryKey: key, queryFn: () => call(api.follows, {}), staleTime: 60_000 }).data?.conversations ?? []
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
