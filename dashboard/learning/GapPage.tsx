import { api } from '@baton/contracts/api.ts'
import type { GapItem } from '@baton/contracts/gaps.ts'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { mayChange, useMe } from '../account/me.tsx'
import { sentenceFor } from '../account/problem.ts'
import { Missing } from '../knowledge/Missing.tsx'
import { call } from '../live/call.ts'
import { Problem } from '../ui/Field.tsx'
import { ChevronLeft } from '../ui/icons.tsx'
import { ago, exactly } from '../ui/time.ts'
import { GapAlike } from './GapAlike.tsx'
import { GapAnswer } from './GapAnswer.tsx'
import { GapAsked } from './GapAsked.tsx'
import { TriedList } from './TriedList.tsx'
import { gapText as t } from './text.ts'

/** One gap: how it was asked, and the pair that could close it. */
export function GapPage({ id }: { id: string }) {
  const me = useMe()
  // Which questions are in it was changed here so often: the answer is drafted anew each time.
  const [sorted, setSorted] = useState(0)
  const resort = () => setSorted((n) => n + 1)
  const query = useQuery({ queryKey: ['gap', id], queryFn: () => call(api.gap, { params: { id } }) })
  const client = useQueryClient()
  const again = useMutation({
    mutationFn: () => call(api.tryGap, { params: { id }, body: {} }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['gap', id] }),
  })
  const settle = useMutation({
    mutationFn: (state: 'open' | 'dismissed') => call(api.changeGap, { params: { id }, body: { state } }),
    onSuccess: () => Promise.all([client.invalidateQueries({ queryKey: ['gap', id] }), client.invalidateQueries({ queryKey: ['gaps'] })]),
  })
  const whole = query.data
  const state = whole?.gap.state
  return (
    <main className="sheet page-sheet">
      <header className="page-head">
        <div>
          <Link to="/knowledge/gaps" search={({ bot }) => ({ bot })} className="crumb">
            <ChevronLeft className="icon" />
            {t('back')}
          </Link>
          <h1>{whole?.gap.title ?? t('title')}</h1>
          {whole && <About gap={whole.gap} />}
        </div>
        {whole && mayChange(me) && (
          <div className="head-actions">
            {state === 'answered' && (
              <button type="button" className="button" disabled={again.isPending} onClick={() => again.mutate()}>
                {again.isPending ? t('saving') : t('tryAgain')}
              </button>
            )}
            <button type="button" className="button bare" onClick={() => settle.mutate(state === 'open' ? 'dismissed' : 'open')}>
              {state === 'open' ? t('dismiss') : t('reopen')}
            </button>
          </div>
        )}
      </header>
      <div className="page-body">
        <Problem sentence={sentenceFor(again.error ?? settle.error)} />
        {!whole && <Missing error={query.error} again={() => void query.refetch()} />}
        {whole && (
          <div className="split">
            <div className="stack">
              {again.data && <TriedList {...again.data} />}
              {mayChange(me) ? <GapAnswer key={sorted} whole={whole} /> : <p className="quiet">{t('viewer')}</p>}
            </div>
            <div className="stack">
              <GapAsked gap={id} questions={whole.questions} onSorted={resort} />
              {state === 'open' && <GapAlike gap={id} onSorted={resort} />}
            </div>
          </div>
        )}
      </div>
    </main>
  )
}

function About({ gap: { questions, visitors, settled, state, test } }: { gap: GapItem }) {
  return (
    <div className="under-head num">
      <span>
        {t('times', questions)} {t('visitors', visitors)}
      </span>
      <span>{t('state', state, 0).replace(/ 0$/, '')}</span>
      {settled && (
        <span title={exactly(settled.at)}>
          {t('settled', settled.by)} {ago(settled.at, Date.now())}
        </span>
      )}
      {test && <span title={exactly(test.at)}>{t('tried', test.answered, test.questions)}</span>}
    </div>
  )
}
