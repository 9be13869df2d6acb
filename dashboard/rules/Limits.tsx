import { useDraft } from './draft.tsx'
import { Amount, Tick } from './Inline.tsx'
import { WrongIn } from './Row.tsx'
import { t } from './text.ts'

const [second, minute, hour] = [1_000, 60_000, 3_600_000]

/** How often a person is offered, and how long everything takes. */
export function Limits() {
  const { value, change } = useDraft()
  return (
    <section className="rules-section">
      <h2>{t('limits')}</h2>
      <p className="sentence">
        {t('offersText')}{' '}
        <Amount label={t('offers')} value={value.offers} max={10} onChange={(offers) => change({ offers: Math.round(offers) })} />{' '}
        {t('offersThen')}
      </p>
      <WrongIn paths={['offers']} />
      <p className="sentence">
        {t('ringText')}{' '}
        <Amount
          label={t('ringLabel')}
          value={value.ringMs / second}
          max={600}
          onChange={(s) => change({ ringMs: Math.round(s * second) })}
        />{' '}
        {t('ringThen')}{' '}
        <Amount
          label={t('patienceLabel')}
          value={value.patienceMs / minute}
          max={1440}
          onChange={(min) => change({ patienceMs: Math.round(min * minute) })}
        />{' '}
        {t('ringEnd')}{' '}
        <Amount
          label={t('withinLabel')}
          value={value.answerWithinMs / hour}
          max={336}
          onChange={(h) => change({ answerWithinMs: Math.round(h * hour) })}
        />{' '}
        {t('ringHours')}
      </p>
      <WrongIn paths={['ringMs', 'patienceMs', 'answerWithinMs', 'team']} />
      <p className="sentence">
        {t('returnText')}{' '}
        <Amount
          label={t('returnLabel')}
          value={value.returnMs / minute}
          max={10_080}
          onChange={(min) => change({ returnMs: Math.round(min * minute) })}
        />{' '}
        {t('returnThen')}
      </p>
      <p className="sentence">
        {t('idleText')}{' '}
        <Amount
          label={t('idleLabel')}
          value={value.idleMs / minute}
          max={10_080}
          onChange={(min) => change({ idleMs: Math.round(min * minute) })}
        />{' '}
        {t('idleThen')}
      </p>
      <WrongIn paths={['returnMs', 'idleMs']} />
      <p>
        <Tick label={t('showSure')} value={value.showSure} onChange={(showSure) => change({ showSure })} />
      </p>
    </section>
  )
}
