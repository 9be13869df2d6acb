import { api } from '@baton/contracts/api.ts'
import type { SourceItem } from '@baton/contracts/knowledge.ts'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { sentenceFor } from '../account/problem.ts'
import { call } from '../live/call.ts'
import { toast } from '../ui/toasts.tsx'

/** While the server reads, its progress is asked for this often. */
export const lookAgainMs = 2_000
const isWorking = (source: SourceItem | undefined) => source?.status === 'working'

/** What a bot knows; looked at again while something is being read. */
export function useSources(bot: string) {
  return useQuery({
    queryKey: ['sources', bot],
    queryFn: () => call(api.sources, { params: { id: bot } }),
    refetchInterval: ({ state }) => (state.data?.some(isWorking) ? lookAgainMs : false),
  })
}

/** One source, without its pieces. */
export function useSource(id: string) {
  return useQuery({
    queryKey: ['source', id, 'itself'],
    queryFn: async () => (await call(api.source, { params: { id }, query: { limit: 1 } })).source,
    refetchInterval: ({ state }) => (isWorking(state.data) ? lookAgainMs : false),
  })
}

/**
 * What the age of a source's parts is named by: they are fetched anew when it changes. While it is being read they are looked at again and again
 * instead, so that what was unfolded stays unfolded.
 */
export function ageOf({ status, updatedAt, syncedAt }: SourceItem): string {
  return status === 'working' ? status : [status, updatedAt, syncedAt].join(' ')
}

/** Fetches anew whatever is shown of a source. */
export function useRefresh(id: string): () => Promise<unknown> {
  const client = useQueryClient()
  return () => Promise.all([client.invalidateQueries({ queryKey: ['source', id] }), client.invalidateQueries({ queryKey: ['sources'] })])
}

/** Something done to a source with one press. What goes wrong is told as a notice, since there is no form to tell it in. */
export function useAct<V>(id: string, act: (value: V) => Promise<unknown>) {
  const refresh = useRefresh(id)
  return useMutation({
    mutationFn: act,
    onSettled: refresh,
    onError: (error) => toast({ key: 'refused', title: sentenceFor(error) ?? '', loud: true }),
  })
}
