import type { EscalationReason } from '@baton/contracts/facts.ts'
import { useDraft } from './draft.tsx'
import { Amount, Tick } from './Inline.tsx'
import { Keywords } from './Keywords.tsx'
import { OwnRules } from './OwnRules.tsx'
import { Phrases } from './Phrases.tsx'
import { Does, Handling, Row } from './Row.tsx'
import { Threshold } from './Threshold.tsx'
import { Topics } from './Topics.tsx'
import { t } from './text.ts'

export type Use = { triggers: Partial<Record<EscalationReason, number>>; scores: number[]; wrong: number[] }

/** Every trigger, in the order in which they decide. */
export function Triggers({ use }: { use: Use | undefined }) {
  const count = (reason: EscalationReason) => use?.triggers[reason]
  return (
    <ol className="triggers" aria-label={t('inOrder')}>
      <Asked count={count('asked')} />
      <OwnRules count={count('rule')} />
      <Keywords count={count('keyword')} />
      <Failed count={count('botFailed')} />
      <Topics count={count('topic')} />
      <Frustration count={count('frustration')} />
      <Repeated count={count('repeated')} />
      <Unresolved count={count('unresolved')} />
      <Unsure count={count('unsure')} use={use} />
      <Circles count={count('circles')} />
      <Exchanges count={count('exchanges')} />
    </ol>
  )
}

type Counted = { count: number | undefined }

function Asked({ count }: Counted) {
  const { value, trigger } = useDraft()
  return (
    <Row reason="asked" title={t('asked')} paths={['triggers.asked']} count={count} more={<Phrases />}>
      {t('askedText')} {t('escalate')}
      <Handling of="asked" />{' '}
      <Tick label={t('byMeaning')} value={value.triggers.asked.byMeaning} onChange={(byMeaning) => trigger('asked', { byMeaning })} />
    </Row>
  )
}

function Failed({ count }: Counted) {
  return (
    <Row reason="botFailed" title={t('botFailed')} paths={['triggers.failed']} count={count}>
      {t('botFailedText')} <Does of="failed" />
      <Handling of="failed" />
    </Row>
  )
}

function Frustration({ count }: Counted) {
  const { value, trigger } = useDraft()
  const { on, threshold } = value.triggers.frustration
  return (
    <Row
      reason="frustration"
      title={t('frustration')}
      paths={['triggers.frustration']}
      on={on}
      onSwitch={(now) => trigger('frustration', { on: now })}
      count={count}
    >
      {t('frustrationText')}{' '}
      <Amount
        label={t('frustrationAt')}
        value={threshold * 100}
        unit=" %"
        max={100}
        onChange={(percent) => trigger('frustration', { threshold: percent / 100 })}
      />{' '}
      {t('frustrationOn')} <Does of="frustration" />
      <Handling of="frustration" />
    </Row>
  )
}

function Repeated({ count }: Counted) {
  const { value, trigger } = useDraft()
  const { on, times } = value.triggers.repeated
  return (
    <Row
      reason="repeated"
      title={t('repeated')}
      paths={['triggers.repeated']}
      on={on}
      onSwitch={(now) => trigger('repeated', { on: now })}
      count={count}
    >
      {t('repeatedText')}{' '}
      <Amount
        label={t('repeatedLabel')}
        value={times}
        min={2}
        max={5}
        onChange={(now) => trigger('repeated', { times: Math.round(now) })}
      />{' '}
      {t('repeatedTimes')} <Does of="repeated" />
      <Handling of="repeated" />
    </Row>
  )
}

function Unresolved({ count }: Counted) {
  const { value, trigger } = useDraft()
  return (
    <Row
      reason="unresolved"
      title={t('unresolved')}
      paths={['triggers.unresolved']}
      on={value.triggers.unresolved.on}
      onSwitch={(on) => trigger('unresolved', { on })}
      count={count}
    >
      {t('unresolvedText')} <Does of="unresolved" />
      <Handling of="unresolved" />
    </Row>
  )
}

function Unsure({ count, use }: Counted & { use: Use | undefined }) {
  const { value, trigger, change } = useDraft()
  const { on, askFrom, allowed } = value.triggers.unsure
  return (
    <Row
      reason="unsure"
      title={t('unsure')}
      paths={['minConfidence', 'triggers.unsure']}
      on={on}
      onSwitch={(now) => trigger('unsure', { on: now })}
      count={count}
      more={use && <Threshold scores={use.scores} wrong={use.wrong} />}
    >
      {t('unsureText')}{' '}
      <Amount
        label={t('threshold')}
        value={value.minConfidence * 100}
        unit=" %"
        max={100}
        onChange={(percent) => change({ minConfidence: percent / 100 })}
      />{' '}
      {t('unsureThen')}{' '}
      <Amount
        label={t('askFrom')}
        value={askFrom * 100}
        unit=" %"
        max={100}
        onChange={(percent) => trigger('unsure', { askFrom: percent / 100 })}
      />{' '}
      {t('unsureBand')}{' '}
      <Amount label={t('allowed')} value={allowed} min={1} max={5} onChange={(now) => trigger('unsure', { allowed: Math.round(now) })} />{' '}
      {t('unsureTimes')} {on ? <Does of="unsure" /> : t('unsureOff')}
      {on && <Handling of="unsure" />}
    </Row>
  )
}

function Circles({ count }: Counted) {
  const { value, trigger } = useDraft()
  const { on, answers } = value.triggers.circles
  return (
    <Row
      reason="circles"
      title={t('circles')}
      paths={['triggers.circles']}
      on={on}
      onSwitch={(now) => trigger('circles', { on: now })}
      count={count}
    >
      {t('circlesText')}{' '}
      <Amount
        label={t('circlesLabel')}
        value={answers}
        min={2}
        max={50}
        onChange={(now) => trigger('circles', { answers: Math.round(now) })}
      />{' '}
      {t('circlesThen')} <Does of="circles" />
      <Handling of="circles" />
    </Row>
  )
}

function Exchanges({ count }: Counted) {
  const { value, trigger } = useDraft()
  const { on, after } = value.triggers.exchanges
  return (
    <Row
      reason="exchanges"
      title={t('exchanges')}
      paths={['triggers.exchanges']}
      on={on}
      onSwitch={(now) => trigger('exchanges', { on: now })}
      count={count}
    >
      {t('exchangesText')}{' '}
      <Amount
        label={t('exchangesLabel')}
        value={after}
        min={1}
        max={20}
        onChange={(now) => trigger('exchanges', { after: Math.round(now) })}
      />{' '}
      {t('exchangesThen')}
      <Handling of="exchanges" />
    </Row>
  )
}
