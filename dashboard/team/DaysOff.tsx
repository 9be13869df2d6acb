import type { DayOff } from '@baton/contracts/hours.ts'
import { Plus, Trash2 } from '../ui/icons.tsx'
import { t } from './text.ts'

type Props = { days: readonly DayOff[]; onChange: (days: DayOff[]) => void }

/** From the first to the last day somebody is away. */
export function DaysOff({ days, onChange }: Props) {
  const set = (i: number, part: Partial<DayOff>) => onChange(days.map((off, at) => (at === i ? { ...off, ...part } : off)))
  return (
    <>
      <ul className="days-off">
        {days.map((off, i) => (
          <li key={i} className="special-day">
            {(['from', 'to'] as const).map((end) => (
              <input
                key={end}
                className="field date"
                type="date"
                aria-label={end === 'from' ? t('firstDay') : t('lastDay')}
                aria-invalid={problemOfDaysOff([off]) !== null || undefined}
                value={off[end]}
                onChange={({ target }) =>
                  set(i, end === 'from' && off.to < target.value ? { from: target.value, to: target.value } : { [end]: target.value })
                }
              />
            ))}
            <input
              className="field"
              aria-label={t('dayOffReason')}
              placeholder={t('dayOffReason')}
              maxLength={80}
              value={off.name}
              onChange={({ target }) => set(i, { name: target.value })}
            />
            <button
              type="button"
              className="button bare square"
              aria-label={t('removeOne', off.name || off.from)}
              onClick={() => onChange(days.filter((_, at) => at !== i))}
            >
              <Trash2 className="icon" />
            </button>
            {off.from !== '' && problemOfDaysOff([off]) && <p className="field-error">{problemOfDaysOff([off])}</p>}
          </li>
        ))}
      </ul>
      <button type="button" className="button bare begins" onClick={() => onChange([...days, { from: '', to: '', name: '' }])}>
        <Plus className="icon" />
        {t('addDaysOff')}
      </button>
    </>
  )
}

export function problemOfDaysOff(days: readonly DayOff[]): string | null {
  if (days.some(({ from, to }) => from === '' || to === '')) return t('dateMissing')
  return days.some(({ from, to }) => to < from) ? t('endsBefore') : null
}
