import { api } from '@baton/contracts/api.ts'
import type { ReplayState } from '@baton/contracts/rules.ts'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { sentenceFor } from '../account/problem.ts'
import { call, Refused } from '../live/call.ts'
import { useChosenBot } from '../settings/BotChoice.tsx'
import { Problem } from '../ui/Field.tsx'
import { DayChart } from './DayChart.tsx'
import { useDraft } from './draft.tsx'
import { ReplayLines, ReplayList } from './ReplayList.tsx'
import { t } from './text.ts'

export type Replaying = {
  replay: ReplayState | null
  /** The draft has changed since. */
  stale: boolean
  problem: string | null
  start: () => Promise<void>
  cancel: () => Promise<void>
}

/** Runs the draft over what was recorded. The last one is kept until another begins. */
export function useReplay(): Replaying {
  const bot = useChosenBot()
  const { value, refuse } = useDraft()
  const client = useQueryClient()
  const [begun, setBegun] = useState<{ id: string; policy: string } | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const { data } = useQuery({
    queryKey: ['replay', begun?.id],
    queryFn: () => call(api.replay, { params: { id: begun?.id ?? '' } }),
    enabled: begun !== null,
    refetchInterval: ({ state }) => (state.data?.state === 'running' || !state.data ? 400 : false),
  })
  const start = async () => {
    setProblem(null)
    try {
      const one = await call(api.startReplay, { params: { id: bot.id }, body: { policy: value, days: 30 } })
      client.setQueryData(['replay', one.id], one)
      setBegun({ id: one.id, policy: JSON.stringify(value) })
    } catch (error) {
      if (error instanceof Refused && error.refusal.no === 'invalid') refuse(error.refusal)
      setProblem(sentenceFor(error))
    }
  }
  const cancel = async () => {
    if (!begun) return
    await call(api.cancelReplay, { params: { id: begun.id } }).catch(() => null)
    await client.invalidateQueries({ queryKey: ['replay', begun.id] })
  }
  return { replay: data ?? null, stale: begun !== null && begun.policy !== JSON.stringify(value), problem, start, cancel }
}

export function Replay({ replay, stale, problem, start, cancel }: Replaying) {
  const [open, setOpen] = useState(false)
  const running = replay?.state === 'running'
  return (
    <section className="card replay" aria-label={t('replayTitle')} aria-busy={running}>
      <h2>
        {t('replayTitle')}
        {replay && !running && <span className="small quiet">{t('replayCount', replay.done, (replay.ms / 1_000).toFixed(1))}</span>}
      </h2>
      <Problem sentence={problem} />
      {!replay && <p className="quiet">{t('replayIntro')}</p>}
      {running && <Progress replay={replay} cancel={cancel} />}
      {replay && !running && <Found replay={replay} stale={stale} onAll={() => setOpen(true)} />}
      {!running && (
        <button type="button" className="button" onClick={() => void start()}>
          {replay ? t('replayAgain') : t('replayStart')}
        </button>
      )}
      {replay && open && <ReplayList replay={replay} onClose={() => setOpen(false)} />}
    </section>
  )
}

function Progress({ replay: { done, total }, cancel }: { replay: ReplayState; cancel: () => Promise<void> }) {
  return (
    <div className="progressing">
      <progress max={Math.max(1, total)} value={done} aria-label={t('replayTitle')} />
      <span className="small quiet" aria-live="polite">
        {t('replayRunning', done, total)}
      </span>
      <button type="button" className="button bare" onClick={() => void cancel()}>
        {t('cancel')}
      </button>
    </div>
  )
}

function Found({ replay, stale, onAll }: { replay: ReplayState; stale: boolean; onAll: () => void }) {
  const { result, state } = replay
  const { more, fewer, other, notReplayable } = result
  if (state === 'failed') return <p className="quiet">{t('replayFailed')}</p>
  if (result.episodes === 0) return <p className="quiet">{state === 'cancelled' ? t('replayCancelled') : t('replayEmpty')}</p>
  const all = more + fewer + other
  return (
    <>
      {stale && <p className="small quiet">{t('replayStale')}</p>}
      {state === 'cancelled' && <p className="small quiet">{t('replayCancelled')}</p>}
      <p>
        <strong className="figure">{t('moreFewer', more, fewer)}</strong> {t('wouldHave')}
      </p>
      <DayChart replay={replay} />
      <ReplayLines replay={replay.id} limit={3} />
      {other > 0 && <p className="small quiet">{t('otherwise', other)}</p>}
      {notReplayable > 0 && <p className="small quiet">{t('notReplayable', notReplayable)}</p>}
      {all > 0 && (
        <p>
          <button type="button" className="link" onClick={onAll}>
            {t('allChanges', all)}
          </button>
        </p>
      )}
    </>
  )
}
