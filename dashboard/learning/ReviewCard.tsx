import { api } from '@baton/contracts/api.ts'
import type { ReviewItem } from '@baton/contracts/reviews.ts'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { mayChange, useMe } from '../account/me.tsx'
import { sentenceFor } from '../account/problem.ts'
import { call } from '../live/call.ts'
import { Area, Problem } from '../ui/Field.tsx'
import { percent, Scale } from '../ui/Scale.tsx'
import { ago, exactly } from '../ui/time.ts'
import { Approve } from './Approve.tsx'
import { reviewText as t } from './text.ts'

type Said = { verdict: 'right' | 'wrong' } | { verdict: 'corrected'; text: string }

/** One answer: what was asked, what the bot said or would have said, and what somebody makes of it. */
export function ReviewCard({ review }: { review: ReviewItem }) {
  const { question, text, said, confidence, threshold, why, note, at, conversation, state } = review
  const [correcting, setCorrecting] = useState(false)
  const judge = useJudge(review.id)
  return (
    <li className="card review">
      <header>
        <p className="said strong-line">{question}</p>
        <span className="num small">
          <Scale value={confidence} threshold={threshold} label={t('sure', percent(confidence))} /> {t('sure', percent(confidence))}
        </span>
      </header>
      <p className={said ? 'said' : 'said held'}>{text}</p>
      <p className="small quiet">
        <time title={exactly(at)}>{ago(at, Date.now())}</time> · {why.map((one) => t('why', one)).join(', ')}
        {!said && ` · ${t('held')}`}
        {note && ` · “${note}”`} ·{' '}
        <Link to="/inbox/$conversation" params={{ conversation }}>
          {t('conversation')}
        </Link>
      </p>
      <Problem sentence={sentenceFor(judge.error)} />
      {state === 'open' && !correcting && (
        <footer className="buttons">
          <button type="button" className="button" disabled={judge.isPending} onClick={() => judge.mutate({ verdict: 'right' })}>
            {t('isRight')}
          </button>
          <button type="button" className="button" disabled={judge.isPending} onClick={() => judge.mutate({ verdict: 'wrong' })}>
            {t('isWrong')}
          </button>
          <button type="button" className="button bare" onClick={() => setCorrecting(true)}>
            {t('correct')}
          </button>
        </footer>
      )}
      {correcting && (
        <Correct text={text} close={() => setCorrecting(false)} save={(right) => judge.mutate({ verdict: 'corrected', text: right })} />
      )}
      {state !== 'open' && <Judged review={review} />}
    </li>
  )
}

function useJudge(id: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: Said) => call(api.judgeAnswer, { params: { id }, body }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['reviews'] }),
  })
}

function Correct({ text, close, save }: { text: string; close: () => void; save: (text: string) => void }) {
  const [right, setRight] = useState(text)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (right.trim() !== '') save(right)
  }
  return (
    <form onSubmit={submit}>
      <Area label={t('correction')} rows={4} maxLength={4_000} autoFocus value={right} onChange={({ target }) => setRight(target.value)} />
      <footer className="buttons">
        <button type="button" className="button bare" onClick={close}>
          {t('cancel')}
        </button>
        <button type="submit" className="button primary">
          {t('saveCorrection')}
        </button>
      </footer>
    </form>
  )
}

/** What somebody made of it, and what became of a correction. */
function Judged({ review }: { review: ReviewItem }) {
  const me = useMe()
  const { state, judged, correction, approval } = review
  const word = { right: t('isRight'), wrong: t('isWrong'), corrected: t('shouldBe'), open: '' }[state]
  return (
    <>
      <p>
        <strong>{word}</strong> {correction && <span className="said">{correction}</span>}{' '}
        {judged && (
          <span className="small quiet" title={exactly(judged.at)}>
            {t('judged', judged.by)}
          </span>
        )}
      </p>
      {state === 'corrected' && approval && <p className="small quiet">{t(approval.approved ? 'approved' : 'rejected')}</p>}
      {state === 'corrected' && !approval && (mayChange(me) ? <Approve review={review} /> : <p className="small quiet">{t('waits')}</p>)}
    </>
  )
}
