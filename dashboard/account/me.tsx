import { api, type Me } from '@baton/contracts/api.ts'
import { type QueryClient, queryOptions } from '@tanstack/react-query'
import { createContext, useContext, useMemo } from 'react'
import { call } from '../live/call.ts'

export const meQuery = queryOptions({ queryKey: ['me'], queryFn: () => call(api.me, {}), staleTime: 60_000, retry: false })

/** After everything that answers with a new `me`: signing in, setting up, changing a name. */
export function learnMe(client: QueryClient, me: Me): void {
  client.setQueryData(meQuery.queryKey, me)
}

const MeContext = createContext<Me | null>(null)
export const MeProvider = MeContext

export function useMe(): Me {
  const me = useContext(MeContext)
  if (!me) throw new Error('used by somebody who is not signed in')
  return me
}

/** Names for the ids that facts carry. */
export function useNames(): { agent: (id: string) => string; team: (id: string) => string } {
  const me = useMe()
  return useMemo(() => {
    const agents = new Map(me.agents.map(({ id, name }) => [id, name]))
    const teams = new Map(me.teams.map(({ id, name }) => [id, name]))
    return { agent: (id) => agents.get(id) ?? 'a former colleague', team: (id) => teams.get(id) ?? 'the team' }
  }, [me])
}

export function mayChange(me: Me): boolean {
  return me.agent.role !== 'agent'
}
