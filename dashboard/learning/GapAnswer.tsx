import { api } from '@baton/contracts/api.ts'
import type { GapDraft, GapItem, NearestPair } from '@baton/contracts/gaps.ts'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { sentenceFor } from '../account/problem.ts'
import { call } from '../live/call.ts'
import { Area, Problem } from '../ui/Field.tsx'
import { PairTarget, type Target, useFirstList } from './PairTarget.tsx'
import { TriedList } from './TriedList.tsx'
import { gapText as t } from './text.ts'

/** The pair that closes a gap: drafted from what a person said, saved, and tried at once. */
export function GapAnswer({ whole: { gap, draft, nearest } }: { whole: { gap: GapItem; draft: GapDraft; nearest: NearestPair | null } }) {
  const [question, setQuestion] = useState(draft.question)
  const [answer, setAnswer] = useState(draft.answer)
  const first = useFirstList(gap.bot)
  const [chosen, setChosen] = useState<Target | null>(null)
  const target = chosen ?? (first ? { source: first } : {})
  const [problem, setProblem] = useState<string | null>(null)
  const client = useQueryClient()
  const save = useMutation({
    mutationFn: () => call(api.answerGap, { params: { id: gap.id }, body: { question, answer, ...target } }),
    onSuccess: () => Promise.all(['gap', 'gaps', 'sources', 'source'].map((key) => client.invalidateQueries({ queryKey: [key] }))),
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const missing = question.trim() === '' || answer.trim() === ''
    setProblem(missing ? t('missing') : null)
    if (!missing) save.mutate()
  }
  if (save.data) return <TriedList {...save.data} />
  return (
    <form className="card gap-answer" onSubmit={submit} noValidate>
      <h2>{t('answerIt')}</h2>
      <p className="small quiet">
        {draft.from ? t('fromAgent', draft.from.agent) : t('noDraft')} {draft.masked > 0 && t('masked', draft.masked)}
      </p>
      <Area label={t('phrasings')} rows={3} maxLength={2_000} value={question} onChange={({ target }) => setQuestion(target.value)} />
      <Area label={t('answer')} rows={5} maxLength={4_000} value={answer} onChange={({ target }) => setAnswer(target.value)} />
      <PairTarget bot={gap.bot} nearest={nearest} target={target} choose={setChosen} />
      <Problem sentence={problem ?? sentenceFor(save.error)} />
      <footer className="buttons">
        <button type="submit" className="button primary" disabled={save.isPending}>
          {save.isPending ? t('saving') : t('save')}
        </button>
      </footer>
    </form>
  )
}
