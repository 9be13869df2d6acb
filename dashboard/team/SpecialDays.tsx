import type { SpecialDay } from '@baton/contracts/hours.ts'
import { useState } from 'react'
import { Plus, Trash2 } from '../ui/icons.tsx'
import { Holidays } from './Holidays.tsx'
import { problemsIn } from './hours-problems.ts'
import { Periods } from './Periods.tsx'
import { t } from './text.ts'

type Props = { days: readonly SpecialDay[]; onChange: (days: SpecialDay[]) => void }

/** Days that stand in place of their weekday: typed, or imported and then changed. */
export function SpecialDays({ days, onChange }: Props) {
  const [importing, setImporting] = useState(false)
  const set = (i: number, part: Partial<SpecialDay>) => onChange(days.map((day, at) => (at === i ? { ...day, ...part } : day)))
  const add = (found: readonly SpecialDay[]) => {
    const fresh = found.filter(({ date }) => !days.some((day) => day.date === date))
    onChange([...days, ...fresh].sort((a, b) => (a.date < b.date ? -1 : 1)))
    return fresh.length
  }
  return (
    <section className="special-days" aria-label={t('specialDays')}>
      <header className="block-head">
        <div>
          <h3>{t('specialDays')}</h3>
          <p>{days.length === 0 ? t('noSpecialDays') : t('specialDaysHint')}</p>
        </div>
        <button type="button" className="button" onClick={() => setImporting(true)}>
          {t('importHolidays')}
        </button>
        <button type="button" className="button" onClick={() => onChange([...days, { date: '', name: '', periods: [] }])}>
          <Plus className="icon" />
          {t('addDay')}
        </button>
      </header>
      <ul>
        {days.map((day, i) => (
          <Row
            key={i}
            day={day}
            twice={days.some((other, at) => at < i && other.date !== '' && other.date === day.date)}
            onChange={(part) => set(i, part)}
            onRemove={() => onChange(days.filter((_, at) => at !== i))}
          />
        ))}
      </ul>
      <Holidays open={importing} onClose={() => setImporting(false)} onFound={add} />
    </section>
  )
}

type RowProps = { day: SpecialDay; twice: boolean; onChange: (part: Partial<SpecialDay>) => void; onRemove: () => void }

function Row({ day: { date, name, periods }, twice, onChange, onRemove }: RowProps) {
  const problem = problemsIn([periods])
  return (
    <li className="special-day">
      <input
        className="field date"
        type="date"
        aria-label={t('date')}
        aria-invalid={date === '' || twice || undefined}
        value={date}
        onChange={({ target }) => onChange({ date: target.value })}
      />
      <input
        className="field"
        aria-label={t('dayLabel')}
        placeholder={t('dayLabel')}
        maxLength={80}
        value={name}
        onChange={({ target }) => onChange({ name: target.value })}
      />
      <select
        className="field"
        aria-label={`${name || date}: ${t('hours')}`}
        value={periods.length === 0 ? 'closed' : 'open'}
        onChange={({ target }) => onChange({ periods: target.value === 'closed' ? [] : [{ from: '09:00', to: '12:00' }] })}
      >
        <option value="closed">{t('closedAllDay')}</option>
        <option value="open">{t('openAt')}</option>
      </select>
      <button type="button" className="button bare square" aria-label={t('removeOne', name || date)} onClick={onRemove}>
        <Trash2 className="icon" />
      </button>
      {periods.length > 0 && (
        <Periods periods={periods} problem={(i) => problem(0, i)} onChange={(next) => onChange({ periods: next })} of={name || date} />
      )}
      {twice && <p className="field-error">{t('dateTwice')}</p>}
    </li>
  )
}
