import { api } from '@baton/contracts/api.ts'
import type { Brought, ChangeKind, ReplayChange, ReplayState } from '@baton/contracts/rules.ts'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useMe, useNames } from '../account/me.tsx'
import { call } from '../live/call.ts'
import { Modal } from '../ui/Modal.tsx'
import { percent } from '../ui/Scale.tsx'
import { shortDay } from '../ui/time.ts'
import { t } from './text.ts'

type Wanted = { kind?: ChangeKind | undefined; team?: string | undefined }

function useChanges(replay: string, limit: number, wanted: Wanted = {}) {
  return useInfiniteQuery({
    queryKey: ['replay-changes', replay, limit, wanted],
    queryFn: ({ pageParam }) => call(api.replayChanges, { params: { id: replay }, query: { ...wanted, limit, after: pageParam } }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
  })
}

/** The first few, in short. */
export function ReplayLines({ replay, limit }: { replay: string; limit: number }) {
  const { data } = useChanges(replay, limit)
  return (
    <ul className="replay-lines">
      {data?.pages.flatMap(({ changes }) =>
        changes.map((one) => (
          <li key={`${one.conversation} ${one.line}`} data-kind={one.kind}>
            <b>{signOf(one.kind)}</b>
            <span className="clip">{one.text === null ? t('erased') : `“${one.text}”`}</span>
            <ToConversation change={one}>{whyOf(one.after ?? one.before)}</ToConversation>
          </li>
        )),
      )}
    </ul>
  )
}

/** All of them, for one kind or team. */
export function ReplayList({ replay, onClose }: { replay: ReplayState; onClose: () => void }) {
  const { teams } = useMe()
  const [wanted, setWanted] = useState<Wanted>({})
  const { data, hasNextPage, fetchNextPage, isFetching } = useChanges(replay.id, 50, wanted)
  const changes = data?.pages.flatMap((page) => page.changes) ?? []
  return (
    <Modal open broad onClose={onClose} title={t('changesTitle')}>
      <p className="filters">
        <select
          className="field"
          aria-label={t('everyKind')}
          value={wanted.kind ?? ''}
          onChange={({ target }) => setWanted({ ...wanted, kind: (target.value || undefined) as Wanted['kind'] })}
        >
          <option value="">{t('everyKind')}</option>
          {(['more', 'fewer', 'other'] as const).map((kind) => (
            <option key={kind} value={kind}>
              {t('kind', kind)} ({replay.result[kind]})
            </option>
          ))}
        </select>
        <select
          className="field"
          aria-label={t('team')}
          value={wanted.team ?? ''}
          onChange={({ target }) => setWanted({ ...wanted, team: target.value || undefined })}
        >
          <option value="">{t('everyTeam')}</option>
          {replay.result.perTeam.map(({ team, more, fewer }) => (
            <option key={team} value={team}>
              {teams.find(({ id }) => id === team)?.name ?? '—'} (+{more} −{fewer})
            </option>
          ))}
        </select>
      </p>
      {changes.length === 0 && !isFetching && <p className="quiet">{t('noneOfThese')}</p>}
      <ul className="replay-list">
        {changes.map((one) => (
          <ChangeItem key={`${one.conversation} ${one.line} ${one.at}`} change={one} />
        ))}
      </ul>
      {hasNextPage && (
        <button type="button" className="button" onClick={() => void fetchNextPage()}>
          {t('showMore')}
        </button>
      )}
    </Modal>
  )
}

function ChangeItem({ change }: { change: ReplayChange }) {
  const { team } = useNames()
  const said = (one: Brought | null) => (one ? `${t(one.does)} ${t('toTeam')} ${team(one.team)}: ${whyOf(one)}` : t('nobody'))
  return (
    <li data-kind={change.kind}>
      <b>{signOf(change.kind)}</b>
      <span>
        <ToConversation change={change}>{change.text === null ? t('erased') : `“${change.text}”`}</ToConversation>
        <span className="small quiet">
          {t('before')}: {said(change.before)}
        </span>
        <span className="small quiet">
          {t('after')}: {said(change.after)}
        </span>
      </span>
      <span className="small quiet">{shortDay(change.at)}</span>
    </li>
  )
}

function ToConversation({ change, children }: { change: ReplayChange; children: string }) {
  return (
    <Link to="/inbox/$conversation" params={{ conversation: change.conversation }} target="_blank">
      {children}
    </Link>
  )
}

function signOf(kind: ChangeKind): string {
  return { more: '+', fewer: '−', other: '~' }[kind]
}

function whyOf(one: Brought | null): string {
  if (!one) return ''
  return one.reason === 'unsure' && one.score !== null ? t('sureOf', percent(one.score)) : t('reason', one.reason)
}
