import { api } from '@baton/contracts/api.ts'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { sentenceFor } from '../account/problem.ts'
import { call } from '../live/call.ts'
import { Problem } from '../ui/Field.tsx'
import { toast } from '../ui/toasts.tsx'
import { Thresholds, type Tried } from './Thresholds.tsx'
import { testText as t } from './text.ts'

/** Other settings, which stand only once a run of them has been shown. */
export function TryOut({ bot }: { bot: string }) {
  const client = useQueryClient()
  const policy = useQuery({ queryKey: ['policy', bot], queryFn: () => call(api.policy, { params: { id: bot } }) })
  const kept = useQuery({ queryKey: ['draft', bot], queryFn: () => call(api.draft, { params: { id: bot } }) })
  const [moved, setMoved] = useState<Tried | null>(null)
  const refresh = () => Promise.all(['draft', 'runs', 'policy'].map((key) => client.invalidateQueries({ queryKey: [key, bot] })))
  const run = useMutation({
    mutationFn: async (settings: Tried) => {
      await call(api.keepDraft, { params: { id: bot }, body: settings })
      return call(api.startRun, { params: { id: bot }, body: { draft: settings } })
    },
    onSuccess: async () => {
      await refresh()
      setMoved(null)
    },
  })
  const publish = useMutation({
    mutationFn: (id: string) => call(api.publishDraft, { params: { id: bot }, body: { run: id } }),
    onSuccess: async () => {
      setMoved(null)
      await refresh()
      toast({ key: 'published', title: t('published') })
    },
  })
  const drop = useMutation({
    mutationFn: () => call(api.dropDraft, { params: { id: bot } }),
    onSuccess: () => {
      setMoved(null)
      return refresh()
    },
  })
  const standing = policy.data?.policy
  if (!standing || !kept.data) return null
  const live: Tried = { minConfidence: standing.minConfidence, askFrom: standing.triggers.unsure.askFrom }
  const draft = kept.data.draft
  const now = moved ?? { ...live, ...draft?.settings }
  const same = now.minConfidence === live.minConfidence && now.askFrom === live.askFrom
  const ready = !moved && draft?.run && draft.ran ? draft.run : null
  return (
    <section className="card">
      <h2>{t('tryTitle')}</h2>
      <p className="small quiet">{t('tryIntro')}</p>
      <Thresholds now={now} change={setMoved} />
      <Problem sentence={sentenceFor(run.error ?? publish.error ?? drop.error)} />
      {!same && !ready && <p className="small quiet">{t('mustRun')}</p>}
      <footer className="buttons">
        {(draft || moved) && (
          <button type="button" className="button bare start" onClick={() => drop.mutate()}>
            {t('drop')}
          </button>
        )}
        <button type="button" className="button" disabled={same || run.isPending} onClick={() => run.mutate(now)}>
          {t('tryRun')}
        </button>
        {ready && (
          <button type="button" className="button primary" disabled={publish.isPending} onClick={() => publish.mutate(ready)}>
            {t('publish')}
          </button>
        )}
      </footer>
    </section>
  )
}
