import { api } from '@baton/contracts/api.ts'
import type { NearestPair, PairWanted } from '@baton/contracts/gaps.ts'
import type { ReviewItem } from '@baton/contracts/reviews.ts'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { sentenceFor } from '../account/problem.ts'
import { Missing } from '../knowledge/Missing.tsx'
import { call } from '../live/call.ts'
import { Area, Problem } from '../ui/Field.tsx'
import { Modal } from '../ui/Modal.tsx'
import { PairTarget, type Target, useFirstList } from './PairTarget.tsx'
import { gapText, reviewText as t } from './text.ts'

type Body = { approve: false } | { approve: true; pair: Pick<PairWanted, 'question' | 'answer'> & Target }

/** An admin decides whether a correction becomes knowledge. */
export function Approve({ review }: { review: ReviewItem }) {
  const [open, setOpen] = useState(false)
  const client = useQueryClient()
  const decide = useMutation({
    mutationFn: (body: Body) => call(api.approveCorrection, { params: { id: review.id }, body }),
    onSuccess: () => Promise.all(['reviews', 'sources', 'source'].map((key) => client.invalidateQueries({ queryKey: [key] }))),
  })
  return (
    <>
      <Problem sentence={sentenceFor(decide.error)} />
      <footer className="buttons">
        <button type="button" className="button bare" disabled={decide.isPending} onClick={() => decide.mutate({ approve: false })}>
          {t('reject')}
        </button>
        <button type="button" className="button primary" onClick={() => setOpen(true)}>
          {t('approve')}
        </button>
      </footer>
      <Modal open={open} onClose={() => setOpen(false)} title={t('approveTitle')} broad>
        <Loaded review={review} save={(pair) => decide.mutate({ approve: true, pair })} saving={decide.isPending} />
      </Modal>
    </>
  )
}

type Saving = { save: (pair: Extract<Body, { approve: true }>['pair']) => void; saving: boolean }

function Loaded({ review, ...saving }: { review: ReviewItem } & Saving) {
  const query = useQuery({ queryKey: ['review', review.id], queryFn: () => call(api.review, { params: { id: review.id } }) })
  if (!query.data) return <Missing error={query.error} again={() => void query.refetch()} />
  const { draft, nearest } = query.data
  const start = draft ?? { question: review.question, answer: review.correction ?? '' }
  return <PairOf bot={review.bot} start={start} nearest={nearest} {...saving} />
}

type Props = { bot: string; start: { question: string; answer: string }; nearest: NearestPair | null } & Saving

function PairOf({ bot, start, nearest, save, saving }: Props) {
  const [question, setQuestion] = useState(start.question)
  const [answer, setAnswer] = useState(start.answer)
  const first = useFirstList(bot)
  const [chosen, setChosen] = useState<Target | null>(null)
  const target = chosen ?? (first ? { source: first } : {})
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (question.trim() !== '' && answer.trim() !== '') save({ question, answer, ...target })
  }
  return (
    <form onSubmit={submit}>
      <Area label={gapText('phrasings')} rows={3} maxLength={2_000} value={question} onChange={({ target }) => setQuestion(target.value)} />
      <Area label={gapText('answer')} rows={5} maxLength={4_000} value={answer} onChange={({ target }) => setAnswer(target.value)} />
      <PairTarget bot={bot} nearest={nearest} target={target} choose={setChosen} />
      <footer className="buttons">
        <button type="submit" className="button primary" disabled={saving}>
          {t('approveSave')}
        </button>
      </footer>
    </form>
  )
}
