import type { Numbered } from '@baton/contracts/facts.ts'
import { useNames } from '../account/me.tsx'
import { Pop } from '../conversation/Pop.tsx'
import { timeWithSeconds } from '../ui/time.ts'
import { ringsOf, t } from './rings.ts'

/** Why this agent, and why not another: each ring since it escalated, as it was recorded. */
export function Rings({ facts }: { facts: readonly Numbered[] }) {
  const rings = ringsOf(facts, useNames().agent)
  if (rings.length === 0) return null
  return (
    <Pop label={t('title')} title={t('title')}>
      <ol className="rings">
        {rings.map(({ n, at, who, lacks, passedOver }) => (
          <li key={n}>
            <time className="num small quiet">{timeWithSeconds(at)}</time>
            <p>{t('rung', who)}</p>
            {lacks && <p className="small">{lacks}</p>}
            {passedOver.length > 0 && (
              <ul className="small quiet">
                {passedOver.map((one) => (
                  <li key={one}>{one}</li>
                ))}
              </ul>
            )}
          </li>
        ))}
      </ol>
    </Pop>
  )
}
