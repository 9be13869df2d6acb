import { api } from '@baton/contracts/api.ts'
import type { NearestPair } from '@baton/contracts/gaps.ts'
import { useQuery } from '@tanstack/react-query'
import { useId } from 'react'
import { call } from '../live/call.ts'
import { gapText as t } from './text.ts'

/** Where a new pair goes: a list of pairs, or the pair that is nearest, as more ways to ask. Empty: a new list. */
export type Target = { source?: string; pair?: string }
type Props = { bot: string; nearest: NearestPair | null; target: Target; choose: (target: Target) => void }

export function PairTarget({ bot, nearest, target, choose }: Props) {
  const id = useId()
  const sources = useQuery({ queryKey: ['sources', bot], queryFn: () => call(api.sources, { params: { id: bot } }) })
  const lists = sources.data?.filter(({ kind }) => kind === 'pairs') ?? []
  const value = target.pair ? `pair ${target.pair}` : (target.source ?? '')
  const read = (chosen: string): Target =>
    chosen.startsWith('pair ') ? { pair: chosen.slice(5) } : chosen === '' ? {} : { source: chosen }
  return (
    <div className="labelled">
      <label htmlFor={id}>{t('where')}</label>
      <select id={id} className="field" value={value} onChange={({ target }) => choose(read(target.value))}>
        {lists.map((list) => (
          <option key={list.id} value={list.id}>
            {list.title}
          </option>
        ))}
        {nearest && <option value={`pair ${nearest.pair.id}`}>{t('existing', nearest.pair.question.split('\n')[0] ?? '')}</option>}
        <option value="">{t('newSource')}</option>
      </select>
    </div>
  )
}

/** Where it goes unless somebody chooses: the first list of pairs. */
export function useFirstList(bot: string): string | undefined {
  const sources = useQuery({ queryKey: ['sources', bot], queryFn: () => call(api.sources, { params: { id: bot } }) })
  return sources.data?.find(({ kind }) => kind === 'pairs')?.id
}
