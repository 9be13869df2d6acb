import { api } from '@baton/contracts/api.ts'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useMayWatch } from '../board/use.ts'
import { call } from '../live/call.ts'
import { useOwnStatus } from '../team/status.ts'
import { useActions } from './registry.ts'

/** What can be done from everywhere. */
export function useGeneralActions(show: (what: 'palette' | 'help') => void): void {
  const navigate = useNavigate()
  const { status, set } = useOwnStatus()
  const mayWatch = useMayWatch()
  useActions({
    goInbox: () => void navigate({ to: '/inbox' }),
    goBoard: mayWatch && (() => void navigate({ to: '/board' })),
    goKnowledge: () => void navigate({ to: '/knowledge' }),
    goTeam: () => void navigate({ to: '/settings/team' }),
    goSettings: () => void navigate({ to: '/settings' }),
    goAccount: () => void navigate({ to: '/settings/account' }),
    beOnline: status !== 'online' && (() => set('online')),
    beBusy: status !== 'busy' && (() => set('busy')),
    beAway: status !== 'away' && (() => set('away')),
    beOffline: status !== 'offline' && (() => set('offline')),
    palette: () => show('palette'),
    help: () => show('help'),
    signOut: useSignOut(),
  })
}

function useSignOut(): () => void {
  const client = useQueryClient()
  const navigate = useNavigate()
  const end = async () => {
    await call(api.signOut, {}).catch(() => undefined)
    client.clear()
    await navigate({ to: '/login' })
  }
  return () => void end()
}
