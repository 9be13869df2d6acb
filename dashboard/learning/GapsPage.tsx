import { api } from '@baton/contracts/api.ts'
import type { GapItem } from '@baton/contracts/gaps.ts'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useDeferredValue, useState } from 'react'
import { Missing } from '../knowledge/Missing.tsx'
import { call } from '../live/call.ts'
import { useChosenBot } from '../settings/BotChoice.tsx'
import { SearchField } from '../ui/Field.tsx'
import { ago, exactly } from '../ui/time.ts'
import { gapStates, questionWhys } from './lists.ts'
import { Blank, LearningPage, More, Segments } from './parts.tsx'
import { gapText as t } from './text.ts'
import { usePages } from './use.ts'

const orders = ['count', 'recent'] as const

/** What the bot could not answer, by meaning. */
export function GapsPage() {
  const bot = useChosenBot()
  const { state: asked } = useSearch({ from: '/inside/knowledge/gaps' })
  const state = gapStates.find((one) => one === asked) ?? 'open'
  const [text, setText] = useState('')
  const [order, setOrder] = useState<(typeof orders)[number]>('count')
  const wanted = useDeferredValue(text.trim())
  const navigate = useNavigate()
  const pages = usePages(['gaps', bot.id, state, wanted, order], (after, signal) =>
    call(api.gaps, { params: { id: bot.id }, query: { state, order, text: wanted || undefined, after } }, signal),
  )
  const counts = pages.data?.pages[0]?.counts
  const gaps = pages.data?.pages.flatMap((page) => page.gaps)
  return (
    <LearningPage title={t('title')} intro={t('intro')}>
      <div className="filters">
        <Segments
          now={state}
          all={gapStates}
          label={t('states')}
          say={(one) => t('state', one, counts?.[one] ?? 0)}
          choose={(one) => void navigate({ to: '/knowledge/gaps', search: (before) => ({ ...before, state: one }) })}
        />
        <SearchField label={t('search')} value={text} onChange={setText} />
        <select
          className="field"
          aria-label={t('order')}
          value={order}
          onChange={({ target }) => setOrder(target.value === 'recent' ? 'recent' : 'count')}
        >
          <option value="count">{t('byCount')}</option>
          <option value="recent">{t('byRecent')}</option>
        </select>
      </div>
      {!gaps && <Missing error={pages.error} again={() => void pages.refetch()} />}
      {gaps?.length === 0 && <NoGaps filtered={state !== 'open' || wanted !== ''} />}
      {gaps && gaps.length > 0 && <GapTable gaps={gaps} />}
      <More pages={pages} />
    </LearningPage>
  )
}

function NoGaps({ filtered }: { filtered: boolean }) {
  return filtered ? <Blank title={t('noneTitle')} hint={t('noneHint')} /> : <Blank title={t('emptyTitle')} hint={t('emptyHint')} />
}

function GapTable({ gaps }: { gaps: readonly GapItem[] }) {
  return (
    <table className="stacks">
      <thead>
        <tr>
          <th>{t('question')}</th>
          <th>{t('why')}</th>
          <th className="right">{t('asked')}</th>
          <th className="right">{t('last')}</th>
        </tr>
      </thead>
      <tbody>
        {gaps.map((gap) => (
          <GapRow key={gap.id} gap={gap} />
        ))}
      </tbody>
    </table>
  )
}

function GapRow({ gap: { id, title, why, questions, visitors, lastAt, examples } }: { gap: GapItem }) {
  const other = examples.find((one) => one !== title)
  return (
    <tr>
      <td className="wraps">
        <Link to="/knowledge/gaps/$gap" params={{ gap: id }} search={({ bot }) => ({ bot })} className="strong">
          {title}
        </Link>
        {other && <p className="small quiet clip">{other}</p>}
      </td>
      <td>
        <span className="tags">
          {questionWhys.map((one) => {
            const n = why[one] ?? 0
            return n > 0 ? (
              <span key={one} className="tag">
                {t('whyTimes', one, n)}
              </span>
            ) : null
          })}
        </span>
      </td>
      <td className="right num">
        {t('times', questions)}
        <p className="small quiet">{t('visitors', visitors)}</p>
      </td>
      <td className="right">
        <time className="quiet" title={exactly(lastAt)}>
          {ago(lastAt, Date.now())}
        </time>
      </td>
    </tr>
  )
}
