import { api } from '@baton/contracts/api.ts'
import type { AnsweredBy, Sureness } from '@baton/contracts/sureness.ts'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Missing } from '../knowledge/Missing.tsx'
import { call } from '../live/call.ts'
import { useChosenBot } from '../settings/BotChoice.tsx'
import { percent } from '../ui/Scale.tsx'
import { ago, exactly } from '../ui/time.ts'
import { Costs } from './Costs.tsx'
import { Blank, LearningPage, Segments } from './parts.tsx'
import { Reliability } from './Reliability.tsx'
import { sureText as t } from './text.ts'

/** Whether a confidence means what it says: what the bot said of its answers beside what came of them. */
export function SurePage() {
  const bot = useChosenBot()
  const query = useQuery({ queryKey: ['sureness', bot.id], queryFn: () => call(api.sureness, { params: { id: bot.id } }) })
  return (
    <LearningPage title={t('title')} intro={t('intro')}>
      {query.data ? <Shown data={query.data} /> : <Missing error={query.error} again={() => void query.refetch()} />}
    </LearningPage>
  )
}

function Shown({ data }: { data: Sureness }) {
  const [by, setBy] = useState<AnsweredBy>('all')
  const kinds = data.reliability.filter((one) => one.by === 'all' || one.answers > 0)
  const shown = kinds.find((one) => one.by === by) ?? kinds[0]
  if (!shown || shown.answers === 0) return <Blank title={t('emptyTitle')} hint={t('emptyHint', data.least)} />
  return (
    <div className="split wide">
      <div className="stack">
        <section>
          <Segments now={shown.by} all={kinds.map((one) => one.by)} label={t('kinds')} say={(one) => t('by', one)} choose={setBy} />
          <p className="number-in-words">{inWords(shown, data.least)}</p>
          <Reliability bins={shown.bins} threshold={data.threshold} askFrom={data.askFrom} />
        </section>
        <Costs costs={data.costs} threshold={data.threshold} least={data.least} />
      </div>
      <aside className="stack">
        <Lines lines={data.lines} />
      </aside>
    </div>
  )
}

function inWords({ outcomes, answers, gap }: Sureness['reliability'][number], least: number): string {
  return gap === null ? t('tooFew', outcomes, answers, least) : t('gap', percent(gap), outcomes, answers)
}

/** How a raw score becomes a confidence for this bot, and from what that was learned. */
function Lines({ lines }: { lines: Sureness['lines'] }) {
  return (
    <section className="card">
      <h2>{t('lines')}</h2>
      {lines.length === 0 && <p className="small quiet">{t('noLines')}</p>}
      <dl className="calibrations">
        {lines.map(({ mode, scale, shift, from, counted, at }) => (
          <div key={mode}>
            <dt>{t('mode', mode)}</dt>
            <dd className="small">
              <span className="num">{t('line', scale, shift)}</span>{' '}
              <span className="quiet" title={exactly(at)}>
                {t('from', from, counted)}, {ago(at, Date.now())}
              </span>
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
