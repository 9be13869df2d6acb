import { api } from '@baton/contracts/api.ts'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { mayChange, useMe } from '../account/me.tsx'
import { call } from '../live/call.ts'
import { answersText as t } from './answers-text.ts'

const lookAgainMs = 300_000

/** To those who can do something about it, on every page: the disk is nearly full. Otherwise what else there is to say. */
export function StorageNotice({ children }: { children: ReactNode }) {
  const { data } = useQuery({
    queryKey: ['storage'],
    queryFn: () => call(api.storage, {}),
    enabled: mayChange(useMe()),
    refetchInterval: lookAgainMs,
  })
  if (!data?.low || data.free === null) return children
  return (
    <p className="banner" role="status">
      {t('littleDisk', Math.round(data.free / 1e6))}
    </p>
  )
}
