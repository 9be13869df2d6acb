import type { Retried } from '@baton/contracts/gaps.ts'
import { percent, Scale } from '../ui/Scale.tsx'
import { gapText as t } from './text.ts'

type Props = { threshold: number; results: readonly Retried[] }

/** What the bot says to the gap's questions now. */
export function TriedList({ results, threshold }: Props) {
  return (
    <section className="card tried-again" aria-live="polite">
      <p>
        <strong>{t('tried', results.filter((one) => one.answered).length, results.length)}</strong>
      </p>
      <ul>
        {results.map(({ question, answer, confidence, answered }) => (
          <li key={question}>
            <span className="status" data-status={answered ? 'ready' : 'failed'}>
              {t(answered ? 'nowAnswered' : 'nowNot')}
            </span>
            <div>
              <p className="said">{question}</p>
              {answer && <p className="small quiet said lines-2">{answer}</p>}
            </div>
            <span className="num small" title={t('sure', percent(confidence), percent(threshold))}>
              <Scale value={confidence} threshold={threshold} label={t('sure', percent(confidence), percent(threshold))} />{' '}
              {percent(confidence)}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
