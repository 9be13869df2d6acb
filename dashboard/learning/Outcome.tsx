import type { PlaygroundAnswer } from '@baton/contracts/playground.ts'
import { percent, Scale } from '../ui/Scale.tsx'
import { playText as t } from './text.ts'

/** What the policy makes of the answer, how sure the bot is, and what that is made of. */
export function Outcome({ answer }: { answer: PlaygroundAnswer }) {
  const { deed, answer: said, failed, context, smallTalk } = answer
  return (
    <section className="card outcome" aria-live="polite">
      <h2>{t('does', deed.does)}</h2>
      {deed.reason && <p className="small quiet">{deed.reason}</p>}
      {failed && <p className="field-error">{t('failed', failed)}</p>}
      {said && (
        <>
          <p className="num">
            <Scale value={said.confidence} threshold={deed.threshold} label={percent(said.confidence)} />{' '}
            <strong>{t('sure', percent(said.confidence), said.sure)}</strong>{' '}
            <span className="quiet">{t('needs', percent(deed.threshold))}</span>
          </p>
          <p className="said">{said.text || t('none')}</p>
          {said.sources.length > 0 && <p className="small quiet">{said.sources.map(({ title }) => title).join(' · ')}</p>}
        </>
      )}
      {deed.choices.length > 0 && (
        <ul className="choices-shown">
          {deed.choices.map((choice) => (
            <li key={choice} className="tag">
              {choice}
            </li>
          ))}
        </ul>
      )}
      {context && <p className="small quiet">{t('context', context)}</p>}
      {smallTalk && <p className="small quiet">{t('smallTalk')}</p>}
      {said?.grounds && <GroundsOf grounds={said.grounds} />}
    </section>
  )
}

function GroundsOf({ grounds }: { grounds: NonNullable<NonNullable<PlaygroundAnswer['answer']>['grounds']> }) {
  const { found, supported, said, raw, caps } = grounds
  const parts = [
    [t('ground_found'), found],
    [t('ground_supported'), supported],
    [t('ground_said'), said],
    [t('ground_raw'), raw],
  ] as const
  return (
    <>
      <h3>{t('grounds')}</h3>
      <dl className="grounds">
        {parts.map(([name, value]) =>
          value === null ? null : (
            <div key={name}>
              <dt>{name}</dt>
              <dd className="num">{percent(value)}</dd>
            </div>
          ),
        )}
      </dl>
      {caps.length > 0 && (
        <p className="small">
          {t('caps')}: {caps.map((cap) => t(`cap_${cap}`)).join(', ')}
        </p>
      )}
    </>
  )
}
