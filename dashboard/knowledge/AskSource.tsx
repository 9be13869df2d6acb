import { api } from '@baton/contracts/api.ts'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { sentenceFor } from '../account/problem.ts'
import { call } from '../live/call.ts'
import { Field, Problem } from '../ui/Field.tsx'
import { percent } from '../ui/Scale.tsx'
import { PieceList } from './PieceList.tsx'
import { t } from './text.ts'

/** What the bot would find for a question in this source alone. */
export function AskSource({ id }: { id: string }) {
  const [question, setQuestion] = useState('')
  const ask = useMutation({ mutationFn: () => call(api.askSource, { params: { id }, query: { question: question.trim() } }) })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (question.trim() !== '') ask.mutate()
  }
  return (
    <div className="narrow-body stack">
      <form className="ask-source" onSubmit={submit}>
        <Field
          label={t('askLabel')}
          hint={t('askHint')}
          maxLength={500}
          value={question}
          onChange={({ target }) => setQuestion(target.value)}
        />
        <button type="submit" className="button primary" disabled={ask.isPending}>
          {ask.isPending ? t('asking') : t('ask')}
        </button>
      </form>
      <Problem sentence={sentenceFor(ask.error)} />
      <div aria-live="polite" className="stack">
        {ask.data && <p>{ask.data.passages.length === 0 ? t('askNothing') : t('askSure', percent(ask.data.sure))}</p>}
        {ask.data && (
          <PieceList
            chunks={ask.data.passages}
            beside={({ score }) => <p className="small quiet num beside">{t('fits', percent(score))}</p>}
          />
        )}
      </div>
    </div>
  )
}
