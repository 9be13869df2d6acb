import type { Sureness } from '@baton/contracts/sureness.ts'
import { useId, useState } from 'react'
import { percent } from '../ui/Scale.tsx'
import { sureText as t } from './text.ts'

type Props = { costs: Sureness['costs']; threshold: number; least: number }

/** What another threshold would have done with the answers so far, either way. */
export function Costs({ costs, threshold, least }: Props) {
  const id = useId()
  const [at, setAt] = useState(threshold)
  const chosen = nearest(costs, at)
  const today = nearest(costs, threshold)
  if (!chosen || !today) return null
  const rows = [
    ['answered', chosen.answered, today.answered],
    ['rightShare', chosen.right, today.right],
    ['askedBack', chosen.askedBack, today.askedBack],
    ['handedOver', chosen.handedOver, today.handedOver],
  ] as const
  return (
    <section className="card costs">
      <h2>{t('costs')}</h2>
      <p className="threshold-mark">
        <label htmlFor={id}>{t('at')}</label>
        <output className="num" htmlFor={id}>
          {percent(chosen.threshold)}
        </output>
        <input
          id={id}
          className="slider"
          type="range"
          min={0}
          max={100}
          step={5}
          value={Math.round(chosen.threshold * 100)}
          aria-valuetext={percent(chosen.threshold)}
          onChange={({ target }) => setAt(Number(target.value) / 100)}
        />
      </p>
      <dl className="cost-shares">
        {rows.map(([name, then, now]) => (
          <div key={name}>
            <dt>{t(name)}</dt>
            <dd className="num">
              {then === null ? t('unknown') : percent(then)}
              {then !== null && now !== null && chosen !== today && <span className="small quiet"> {t('today', percent(now))}</span>}
            </dd>
          </div>
        ))}
      </dl>
      <p className="small quiet">{t('basis', chosen.answers, chosen.outcomes, least)}</p>
    </section>
  )
}

function nearest(costs: Sureness['costs'], threshold: number): Sureness['costs'][number] | undefined {
  return costs.toSorted((a, b) => Math.abs(a.threshold - threshold) - Math.abs(b.threshold - threshold))[0]
}
