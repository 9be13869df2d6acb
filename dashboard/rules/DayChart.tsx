import type { ReplayState } from '@baton/contracts/rules.ts'
import { shortDay } from '../ui/time.ts'
import { t } from './text.ts'

const [width, height, left] = [366, 92, 26]
const middle = 35
const day = 86_400_000

/** More above the line, fewer below it, for each day. */
export function DayChart({ replay: { startedAt, days, result } }: { replay: ReplayState }) {
  const found = new Map(result.perDay.map((one) => [one.day, one]))
  const shown = Array.from({ length: days }, (_, i) => startedAt - (days - 1 - i) * day)
  const most = Math.max(1, ...result.perDay.map(({ more, fewer }) => Math.max(more, fewer)))
  const step = (width - left) / days
  const tall = Math.min(8, 30 / most)
  const [first, last] = [shortDay(shown[0] ?? startedAt), shortDay(startedAt)]
  return (
    <svg className="day-chart" viewBox={`0 0 ${width} ${height}`} role="img" aria-label={t('perDay', first, last)}>
      {shown.map((at, i) => {
        const { more = 0, fewer = 0 } = found.get(new Date(at).toISOString().slice(0, 10)) ?? {}
        const x = left + i * step
        return (
          <g key={at}>
            <rect className="more" x={x} y={middle - 1 - more * tall} width={step * 0.72} height={more * tall} />
            <rect className="fewer" x={x} y={middle + 1} width={step * 0.72} height={Math.min(40, fewer * tall)} />
          </g>
        )
      })}
      <path d={`M${left} ${middle}h${width - left}`} className="line" />
      <text x="0" y="30">
        {t('more')}
      </text>
      <text x="0" y="50">
        {t('less')}
      </text>
      <text x={left} y="90">
        {first}
      </text>
      <text x={width} y="90" textAnchor="end">
        {last}
      </text>
    </svg>
  )
}
