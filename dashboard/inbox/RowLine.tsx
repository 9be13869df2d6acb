import type { Row } from '@baton/contracts/down.ts'
import { Link } from '@tanstack/react-router'
import clsx from 'clsx'
import { memo } from 'react'
import { useMe } from '../account/me.tsx'
import { capital, firstName, visitorCalled, visitorName } from '../conversation/people.ts'
import { Wait } from '../conversation/Wait.tsx'
import { useNow } from '../live/clock.ts'
import { useLive } from '../live/hooks.tsx'
import { useFollowMark } from '../team/follow.ts'
import { Eye } from '../ui/icons.tsx'
import { ago, dueAt, exactly } from '../ui/time.ts'
import { HolderChip } from './HolderChip.tsx'
import { togglePicked, useIsPicked } from './picked.ts'
import { reasonText } from './reason.ts'
import { t } from './text.ts'

/** Two lines: who and how long they wait, the last line and who holds it. */
export const RowLine = memo(function RowLine({ id, current }: { id: string; current: boolean }) {
  const row = useLive((state) => state.rows.get(id))
  const picked = useIsPicked(id)
  if (!row) return null
  return (
    <Link
      to="/inbox/$conversation"
      params={{ conversation: id }}
      search={(search) => search}
      className="row"
      aria-current={current || undefined}
      data-row={id}
      data-picked={picked || undefined}
      onClick={(event) => {
        if (!event.ctrlKey && !event.metaKey && !event.shiftKey) return
        event.preventDefault()
        togglePicked(id)
      }}
    >
      {picked && <span className="hidden">{t('selected')}</span>}
      <span className="who clip">{visitorName(row)}</span>
      <When row={row} />
      <LastLine row={row} />
      <HolderChip row={row} />
    </Link>
  )
})

function When({ row }: { row: Row }) {
  if (row.waiting !== null)
    return (
      <span className="when">
        <Wait since={row.waiting} />
      </span>
    )
  return row.promise ? <Due {...row.promise} /> : <Ago at={row.preview?.at ?? row.at} />
}

function Due({ due, missed }: { due: number; missed: boolean }) {
  const now = useNow()
  const late = missed || due < now
  return (
    <time className={clsx('when', late && 'missed')} title={exactly(due)}>
      {late ? t('wasDue', dueAt(due, now)) : t('due', dueAt(due, now))}
    </time>
  )
}

function Ago({ at }: { at: number }) {
  const now = useNow()
  return (
    <time className="when" title={exactly(at)}>
      {ago(at, now)}
    </time>
  )
}

function LastLine({ row }: { row: Row }) {
  const me = useMe().agent.id
  const typing = useLive((state) => state.typing.get(row.id))
  const mark = useFollowMark(row)
  const unread = row.waiting !== null || typing !== undefined || mark === 'unread'
  return (
    <span className={clsx('line', 'clip', unread && 'unread')}>
      {mark && (
        <>
          <Eye className="icon followed" />
          <span className="hidden">{t('youFollow')} </span>
        </>
      )}
      {typing?.by === 'visitor' ? t('typing', capital(visitorCalled(row))) : lineText(row, me)}
    </span>
  )
}

function lineText({ preview, holder, promise }: Row, me: string): string {
  if (holder.kind === 'queue' && preview?.by !== 'visitor') return reasonText(holder.reason)
  if (promise && holder.kind === 'bot' && preview?.by !== 'visitor') return t('promised')
  if (!preview) return t('noLine')
  if (preview.by === 'bot') return t('bot', preview.text)
  if (preview.by === 'visitor') return preview.text
  const mine = holder.kind === 'agent' && holder.agent === me
  return t('agentSaid', mine ? t('you') : firstName(preview.name ?? ''), preview.text)
}
