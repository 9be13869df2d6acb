import { api } from '@baton/contracts/api.ts'
import type { Status } from '@baton/contracts/team.ts'
import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import type { z } from 'zod'
import { mayChange, useMe } from '../account/me.tsx'
import { sentenceFor } from '../account/problem.ts'
import { call } from '../live/call.ts'
import { newCause } from '../live/cause.ts'
import { useLive } from '../live/hooks.tsx'
import { staffQuery } from '../team/use.ts'
import { toast } from '../ui/toasts.tsx'
import { t } from './text.ts'

export type Board = z.output<(typeof api.board)['response']>
export type BoardTeam = Board['teams'][number]
export type BoardAgent = Board['agents'][number]

const boardQuery = queryOptions({ queryKey: ['board'], queryFn: () => call(api.board, {}), refetchInterval: 10_000 })
const settleMs = 400

/** Admins, and whoever supervises a team. */
export function useMayWatch(): boolean {
  const me = useMe()
  const { data } = useQuery({ ...staffQuery, refetchInterval: false, staleTime: Number.POSITIVE_INFINITY, enabled: !mayChange(me) })
  return mayChange(me) || (data?.people.find(({ id }) => id === me.agent.id)?.teams.some(({ supervisor }) => supervisor) ?? false)
}

/** The board, fetched anew a moment after anything has moved. What is unchanged keeps its identity, so nothing flickers. */
export function useBoard() {
  const client = useQueryClient()
  const counts = useLive((state) => state.counts)
  const team = useLive((state) => state.team)
  const rows = useLive((state) => state.rows)
  useEffect(() => {
    if (!counts && team.length + rows.size === 0) return
    const timer = setTimeout(() => void client.invalidateQueries(boardQuery), settleMs)
    return () => clearTimeout(timer)
  }, [client, counts, team, rows])
  return useQuery(boardQuery)
}

export function useAssign() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ conversation, agent }: { conversation: string; agent: string; name: string }) =>
      call(api.assign, { params: { id: conversation }, body: { cause: newCause(), agent } }),
    onSuccess: (_, { name }) => toast({ key: 'assigned', title: t('assigned', name) }),
    onError: (error) => toast({ key: 'refused', title: sentenceFor(error) ?? '', loud: true }),
    onSettled: () => client.invalidateQueries(boardQuery),
  })
}

/** Changes the status of somebody else; the server records whose doing it was. */
export function useSetStatusOf() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ agent, status }: { agent: string; status: Status }) =>
      call(api.setStatusOf, { params: { id: agent }, body: { status } }),
    onError: (error) => toast({ key: 'refused', title: sentenceFor(error) ?? '', loud: true }),
    onSettled: () => client.invalidateQueries(boardQuery),
  })
}
