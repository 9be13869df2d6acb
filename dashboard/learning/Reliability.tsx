import type { Sureness } from '@baton/contracts/sureness.ts'
import { percent } from '../ui/Scale.tsx'
import { sureText as t } from './text.ts'

type Props = { bins: Sureness['reliability'][number]['bins']; threshold: number; askFrom: number }

const size = 300
const y = (share: number) => size * (1 - share)

/** What was said against what came of it: on the diagonal the two are one. Larger circles stand for more answers; the table says the same. */
export function Reliability({ bins, threshold, askFrom }: Props) {
  const most = Math.max(1, ...bins.map(({ outcomes }) => outcomes))
  const points = bins.flatMap(({ said, right, outcomes, from }) =>
    said === null || right === null ? [] : [{ said, right, outcomes, from }],
  )
  return (
    <figure className="reliability">
      <svg viewBox={`-40 -16 ${size + 64} ${size + 52}`} role="img" aria-label={t('diagram')}>
        <rect width={size} height={size} className="ground" />
        <rect x={size * askFrom} width={size * Math.max(0, threshold - askFrom)} height={size} className="band" />
        <path d={`M0 ${size}L${size} 0`} className="diagonal" />
        <path d={`M${size * threshold} 0v${size}`} className="threshold-line" />
        {points.map(({ said, right, outcomes, from }) => (
          <g key={from}>
            <path d={`M${size * said} ${y(said)}V${y(right)}`} className="miss" />
            <circle cx={size * said} cy={y(right)} r={4 + 8 * Math.sqrt(outcomes / most)} />
          </g>
        ))}
        {[0, 0.5, 1].map((tick) => (
          <g key={tick}>
            <text x={size * tick} y={size + 16} textAnchor="middle">
              {percent(tick)}
            </text>
            <text x={-6} y={y(tick) + 4} textAnchor="end">
              {percent(tick)}
            </text>
          </g>
        ))}
        <text x={size / 2} y={size + 30} textAnchor="middle">
          {t('said')}
        </text>
        <text x={4} y={12}>
          {t('right')}
        </text>
      </svg>
      <details>
        <summary className="small">{t('table')}</summary>
        <table>
          <thead>
            <tr>
              <th>{t('range')}</th>
              <th className="right">{t('said')}</th>
              <th className="right">{t('right')}</th>
              <th className="right">{t('outcomes')}</th>
            </tr>
          </thead>
          <tbody>
            {bins.map(({ from, to, said, right, outcomes }) => (
              <tr key={from} className="num">
                <td>
                  {percent(from)} – {percent(to)}
                </td>
                <td className="right">{said === null ? '–' : percent(said)}</td>
                <td className="right">{right === null ? '–' : percent(right)}</td>
                <td className="right">{outcomes}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </figure>
  )
}
