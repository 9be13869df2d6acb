import type { ReplayState } from '@baton/contracts/rules.ts'
import { shortDay } from '../ui/time.ts'
import { lastDays, noonOf } from './replay-days.ts'
import { t } from './text.ts'

const [width, height, left] = [366, 92, 26]
const middle = 35

/** More above the line, fewer below it, for each day. */
export function DayChart({ replay: { startedAt, days, zone, result } }: { replay: ReplayState }) {
  const found = new Map(result.perDay.map((one) => [one.day, one]))
  const shown = lastDays(startedAt, days, zone)
  const most = Math.max(1, ...result.perDay.map(({ more, fewer }) => Math.max(more, fewer)))
  const step = (width - left) / days
  const tall = Math.min(8, 30 / most)
  const [first = '', last = ''] = [shown[0], shown.at(-1)].map((day) => shortDay(noonOf(day ?? '')))
  return (
    <svg className="day-chart" viewBox={`0 0 ${width} ${height}`} role="img" aria-label={t('perDay', first, last)}>
      {shown.map((day, i) => {
        const { more = 0, fewer = 0 } = found.get(day) ?? {}
        const x = left + i * step
        return (
          <g key={day}>
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
