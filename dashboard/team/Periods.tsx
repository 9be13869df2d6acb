import type { Period } from '@baton/contracts/hours.ts'
import { Plus, X } from '../ui/icons.tsx'
import { asTime, endOf, isOverMidnight, minutesOf, withAnother } from './hours.ts'
import { t } from './text.ts'

type Props = { periods: readonly Period[]; problem: (i: number) => string | null; onChange: (periods: Period[]) => void; of: string }

/** The periods of one day, typed. */
export function Periods({ periods, problem, onChange, of }: Props) {
  const set = (i: number, part: Partial<Period>) => onChange(periods.map((period, at) => (at === i ? { ...period, ...part } : period)))
  const only = periods.length === 1 ? periods[0] : undefined
  const long = only !== undefined && endOf(only) - minutesOf(only.from) >= 300
  return (
    <div className="periods">
      {periods.map((period, i) => (
        <div key={i} className="period">
          <Time label={`${of}: ${t('from')}`} value={period.from} wrong={problem(i) !== null} onChange={(from) => set(i, { from })} />
          <span aria-hidden="true">–</span>
          <Time label={`${of}: ${t('to')}`} value={period.to} wrong={problem(i) !== null} onChange={(to) => set(i, { to })} />
          <button
            type="button"
            className="button bare square"
            aria-label={t('removePeriod', `${period.from}–${period.to}`)}
            onClick={() => onChange(periods.filter((_, at) => at !== i))}
          >
            <X className="icon" />
          </button>
          {problem(i) ? (
            <span className="field-error" role="alert">
              {problem(i)}
            </span>
          ) : (
            isOverMidnight(period) && <span className="small quiet">{t('nextDay', period.to)}</span>
          )}
        </div>
      ))}
      {periods.length < 8 && (
        <button type="button" className="button bare" onClick={() => onChange(withAnother(periods))}>
          <Plus className="icon" />
          {long ? t('addBreak') : t('addPeriod')}
        </button>
      )}
    </div>
  )
}

type TimeProps = { label: string; value: string; wrong: boolean; onChange: (time: string) => void }

/** Not an input of the browser's own kind for times: that knows no 24:00. */
function Time({ label, value, wrong, onChange }: TimeProps) {
  return (
    <input
      className="field time"
      aria-label={label}
      aria-invalid={wrong || undefined}
      value={value}
      maxLength={5}
      onChange={({ target }) => onChange(target.value)}
      onBlur={({ target }) => onChange(asTime(target.value))}
    />
  )
}
