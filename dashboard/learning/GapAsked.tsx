import { api } from '@baton/contracts/api.ts'
import type { GapQuestion } from '@baton/contracts/gaps.ts'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { mayChange, useMe } from '../account/me.tsx'
import { sentenceFor } from '../account/problem.ts'
import { call } from '../live/call.ts'
import { Problem } from '../ui/Field.tsx'
import { percent } from '../ui/Scale.tsx'
import { ago, exactly } from '../ui/time.ts'
import { gapText as t } from './text.ts'

type Props = { gap: string; questions: readonly GapQuestion[]; onSorted: () => void }

/** How a gap was asked. A question that asks for something else becomes a gap of its own. */
export function GapAsked({ gap, questions, onSorted }: Props) {
  const me = useMe()
  const client = useQueryClient()
  const part = useMutation({
    mutationFn: (id: string) => call(api.moveQuestion, { params: { id }, body: { gap: null } }),
    onSuccess: async () => {
      await Promise.all([['gap', gap], ['gaps']].map((queryKey) => client.invalidateQueries({ queryKey })))
      onSorted()
    },
  })
  return (
    <section className="asked-like" aria-label={t('asIt')}>
      <h2>{t('asIt')}</h2>
      <Problem sentence={sentenceFor(part.error)} />
      <ul>
        {questions.map(({ id, text, at, why, confidence, conversation }) => (
          <li key={id}>
            <p className="said">{text}</p>
            <p className="small quiet">
              <time title={exactly(at)}>{ago(at, Date.now())}</time> · {why.map((one) => t('whyOne', one)).join(', ')}
              {confidence !== null && ` · ${t('at', percent(confidence))}`} ·{' '}
              <Link to="/inbox/$conversation" params={{ conversation }}>
                {t('conversation')}
              </Link>
              {mayChange(me) && questions.length > 1 && (
                <>
                  {' · '}
                  <button type="button" className="link" title={t('apartHint')} disabled={part.isPending} onClick={() => part.mutate(id)}>
                    {t('apart')}
                  </button>
                </>
              )}
            </p>
          </li>
        ))}
      </ul>
    </section>
  )
}
