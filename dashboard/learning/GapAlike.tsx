import { api } from '@baton/contracts/api.ts'
import type { AlikeGap } from '@baton/contracts/gaps.ts'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { mayChange, useMe } from '../account/me.tsx'
import { sentenceFor } from '../account/problem.ts'
import { call } from '../live/call.ts'
import { Problem } from '../ui/Field.tsx'
import { toast } from '../ui/toasts.tsx'
import { gapText as t } from './text.ts'

/** Other gaps that may ask for the same. What is answered already takes the open one up; otherwise this one takes up the other. */
export function GapAlike({ gap, onSorted }: { gap: string; onSorted: () => void }) {
  const me = useMe()
  const client = useQueryClient()
  const navigate = useNavigate()
  const { data } = useQuery({ queryKey: ['gap', gap, 'alike'], queryFn: () => call(api.alikeGaps, { params: { id: gap } }) })
  const join = useMutation({
    mutationFn: ({ id, state }: AlikeGap) => {
      const [from, into] = state === 'answered' ? [gap, id] : [id, gap]
      return call(api.joinGap, { params: { id: from }, body: { into } })
    },
    onSuccess: async ({ id, title }) => {
      toast({ key: 'joined', title: t('joined', title) })
      if (id !== gap) await navigate({ to: '/knowledge/gaps/$gap', params: { gap: id }, search: ({ bot }) => ({ bot }), replace: true })
      await Promise.all([['gap', id], ['gaps']].map((queryKey) => client.invalidateQueries({ queryKey })))
      onSorted()
    },
  })
  if (!data || data.gaps.length === 0) return null
  return (
    <section className="asked-like" aria-label={t('alike')}>
      <h2>{t('alike')}</h2>
      <Problem sentence={sentenceFor(join.error)} />
      <ul>
        {data.gaps.map((one) => (
          <li key={one.id} className="alike">
            <Link to="/knowledge/gaps/$gap" params={{ gap: one.id }} search={({ bot }) => ({ bot })} className="said">
              {one.title}
            </Link>
            <span className="small quiet num">
              {t('times', one.questions)}
              {one.state === 'answered' && ` · ${t('nowAnswered')}`}
            </span>
            {mayChange(me) && (
              <button type="button" className="button" disabled={join.isPending} onClick={() => join.mutate(one)}>
                {t('join')}
              </button>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}
