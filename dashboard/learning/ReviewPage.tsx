import { api } from '@baton/contracts/api.ts'
import type { ReviewItem } from '@baton/contracts/reviews.ts'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useDeferredValue, useState } from 'react'
import { Missing } from '../knowledge/Missing.tsx'
import { call } from '../live/call.ts'
import { useChosenBot } from '../settings/BotChoice.tsx'
import { SearchField } from '../ui/Field.tsx'
import { reviewWhys } from './lists.ts'
import { Blank, LearningPage, More, Segments } from './parts.tsx'
import { ReviewCard } from './ReviewCard.tsx'
import { reviewText as t } from './text.ts'
import { usePages } from './use.ts'

const states = ['open', 'toApprove', 'right', 'wrong', 'corrected'] as const

/** Answers that somebody should look at. */
export function ReviewPage() {
  const bot = useChosenBot()
  const { state: asked } = useSearch({ from: '/inside/knowledge/review' })
  const state = states.find((one) => one === asked) ?? 'open'
  const [why, setWhy] = useState<ReviewItem['why'][number] | ''>('')
  const [text, setText] = useState('')
  const wanted = useDeferredValue(text.trim())
  const navigate = useNavigate()
  const pages = usePages(['reviews', bot.id, state, why, wanted], (after, signal) =>
    call(api.reviews, { params: { id: bot.id }, query: { state, why: why || undefined, text: wanted || undefined, after } }, signal),
  )
  const counts = pages.data?.pages[0]?.counts
  const reviews = pages.data?.pages.flatMap((page) => page.reviews)
  return (
    <LearningPage title={t('title')} intro={t('intro')}>
      <div className="filters">
        <Segments
          now={state}
          all={states}
          label={t('states')}
          say={(one) => t(one, counts?.[one] ?? 0)}
          choose={(one) => void navigate({ to: '/knowledge/review', search: (before) => ({ ...before, state: one }) })}
        />
        <SearchField label={t('search')} value={text} onChange={setText} />
        <select
          className="field"
          aria-label={t('filter')}
          value={why}
          onChange={({ target }) => setWhy(reviewWhys.find((one) => one === target.value) ?? '')}
        >
          <option value="">{t('anyWhy')}</option>
          {reviewWhys.map((one) => (
            <option key={one} value={one}>
              {t('why', one)}
            </option>
          ))}
        </select>
      </div>
      {!reviews && <Missing error={pages.error} again={() => void pages.refetch()} />}
      {reviews?.length === 0 && <Blank title={t('emptyTitle')} hint={t('emptyHint')} />}
      {reviews && reviews.length > 0 && (
        <ol className="reviews">
          {reviews.map((review) => (
            <ReviewCard key={review.id} review={review} />
          ))}
        </ol>
      )}
      <More pages={pages} />
    </LearningPage>
  )
}
