import { api } from '@baton/contracts/api.ts'
import type { TestResult, TestRun } from '@baton/contracts/test-cases.ts'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { sentenceFor } from '../account/problem.ts'
import { call } from '../live/call.ts'
import { Problem } from '../ui/Field.tsx'
import { percent } from '../ui/Scale.tsx'
import { ago, exactly } from '../ui/time.ts'
import { testText as t } from './text.ts'

const lookAgainMs = 1_000

/** The latest run: how far it is, how it went, and what changed since the one before. */
export function Runs({ bot, mayRun }: { bot: string; mayRun: boolean }) {
  const client = useQueryClient()
  const runs = useQuery({
    queryKey: ['runs', bot],
    queryFn: () => call(api.runs, { params: { id: bot } }),
    refetchInterval: ({ state }) => (state.data?.[0]?.state === 'running' ? lookAgainMs : false),
  })
  const refresh = () => client.invalidateQueries({ queryKey: ['runs', bot] })
  const start = useMutation({
    mutationFn: () => call(api.startRun, { params: { id: bot }, body: { draft: null } }),
    onSuccess: refresh,
  })
  const cancel = useMutation({ mutationFn: (id: string) => call(api.cancelRun, { params: { id }, body: {} }), onSuccess: refresh })
  const [latest] = runs.data ?? []
  const ended = latest?.endedAt
  useEffect(() => {
    if (ended) void client.invalidateQueries({ queryKey: ['tests', bot] })
  }, [ended, client, bot])
  if (!latest && !mayRun) return null
  return (
    <section className="card run" aria-live="polite">
      <header>
        {latest ? <Summary run={latest} /> : <span />}
        {latest?.state === 'running' ? (
          <button type="button" className="button" onClick={() => cancel.mutate(latest.id)}>
            {t('cancel')}
          </button>
        ) : (
          mayRun && (
            <button type="button" className="button primary" disabled={start.isPending} onClick={() => start.mutate()}>
              {t('run')}
            </button>
          )
        )}
      </header>
      <Problem sentence={sentenceFor(start.error ?? cancel.error ?? runs.error)} />
      {latest && latest.state !== 'running' && <Changes run={latest} />}
    </section>
  )
}

function Summary({ run }: { run: TestRun }) {
  const { state, done, total, green, red, changes, against, startedAt, by, problem } = run
  if (state === 'running')
    return (
      <p className="source-progress num">
        <progress max={total} value={done} aria-label={t('running')} /> {t('progress', done, total)}
      </p>
    )
  const changed = (['better', 'worse', 'other'] as const).filter((one) => changes[one] > 0).map((one) => t(one, changes[one]))
  return (
    <div className="num">
      <strong>{t('runCounts', green, red)}</strong>{' '}
      <span className="small quiet" title={exactly(startedAt)}>
        {ago(startedAt, Date.now())} {t('runBy', by)}
      </span>
      <p className="small">
        {state === 'failed' && <span className="field-error">{problem ?? t('failed')}</span>}
        {state === 'cancelled' && t('cancelled')}
        {state === 'done' &&
          against &&
          `${changed.join(', ') || t('nothingChanged')}, ${t(against === 'live' ? 'againstLive' : 'againstBefore')}`}
      </p>
    </div>
  )
}

/** What is otherwise than before, worst first; nothing where nothing is. Other settings may stand once this has been looked at. */
function Changes({ run }: { run: TestRun }) {
  const client = useQueryClient()
  const results = useQuery({
    queryKey: ['run', run.id, run.state],
    queryFn: () => call(api.run, { params: { id: run.id }, query: { show: 'changed', limit: 50 } }),
  })
  const looked = results.data !== undefined
  useEffect(() => {
    if (looked) void client.invalidateQueries({ queryKey: ['draft', run.bot] })
  }, [looked, client, run.bot])
  if (!results.data || results.data.results.length === 0) return null
  return (
    <details>
      <summary className="small">{t('changed')}</summary>
      <ul className="changes">
        {results.data.results.map((result) => (
          <Changed key={result.id} result={result} />
        ))}
      </ul>
    </details>
  )
}

function Changed({ result: { question, green, did, confidence, change, before, why } }: { result: TestResult }) {
  return (
    <li>
      <span className="status" data-status={green ? 'ready' : 'failed'}>
        {change && t('changeWord', change)}
      </span>
      <div>
        <p>{question}</p>
        <p className="small quiet num">
          {t('did', did)} {percent(confidence)}
          {before && `, ${t('before')} ${t('did', before.did)} ${percent(before.confidence)}`}
          {why && ` · ${why}`}
        </p>
      </div>
    </li>
  )
}
