import { api } from '@baton/contracts/api.ts'
import type { Person, Team } from '@baton/contracts/team.ts'
import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { meQuery } from '../account/me.tsx'
import { sentenceFor } from '../account/problem.ts'
import { call, Refused } from '../live/call.ts'
import { toast } from '../ui/toasts.tsx'

/** The people and the teams; looked at again while it is on screen, as statuses change by themselves. */
export const staffQuery = queryOptions({ queryKey: ['staff'], queryFn: () => call(api.people, {}), refetchInterval: 15_000 })

export type Staff = { people: Person[]; teams: Team[] }

export function useStaff() {
  return useQuery(staffQuery)
}

/** Fetches anew whatever shows people and teams. */
export function useStaffRefresh(): () => Promise<unknown> {
  const client = useQueryClient()
  return () => Promise.all([client.invalidateQueries(staffQuery), client.invalidateQueries(meQuery)])
}

/** Something done to people or teams with one press. What goes wrong is told as a notice. */
export function useStaffAct<V = void, R = unknown>(act: (value: V) => Promise<R>) {
  const refresh = useStaffRefresh()
  return useMutation({
    mutationFn: act,
    onSettled: refresh,
    onError: (error) => toast({ key: 'refused', title: sentenceFor(error) ?? '', loud: true }),
  })
}

/** What the server found wrong with the field of this path, or below it. */
export function problemAt(error: unknown, path: string): string | null {
  if (!(error instanceof Refused) || error.refusal.no !== 'invalid') return null
  const { path: at, problem } = error.refusal
  return at === path || at.startsWith(`${path}.`) ? problem : null
}
