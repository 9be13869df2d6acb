import type { Hours } from '@baton/contracts/hours.ts'
import { useId } from 'react'
import { Field } from '../ui/Field.tsx'
import { isZone, problemsIn } from './hours-problems.ts'
import { SpecialDays } from './SpecialDays.tsx'
import { t } from './text.ts'
import { WeekEditor } from './WeekEditor.tsx'

type Props = { value: Hours | null; onChange: (hours: Hours | null) => void; stretches?: readonly Stretch[] }
/** Of a week, in shares of a day. */
export type Stretch = { day: number; start: number; end: number }

/** Always, or a week of periods in a zone with special days. */
export function HoursEditor({ value, onChange, stretches = [] }: Props) {
  const group = useId()
  const begin = () => onChange(value ?? usual())
  return (
    <div className="hours-editor">
      <fieldset className="choices inline">
        <legend className="hidden">{t('hours')}</legend>
        <label>
          <input type="radio" name={group} checked={value === null} onChange={() => onChange(null)} />
          {t('always')}
        </label>
        <label>
          <input type="radio" name={group} checked={value !== null} onChange={begin} />
          {t('atHours')}
        </label>
      </fieldset>
      {value && (
        <>
          <ZonePicker zone={value.zone} onChange={(zone) => onChange({ ...value, zone })} />
          <WeekEditor
            week={value.week}
            problem={problemsIn(value.week)}
            onChange={(week) => onChange({ ...value, week })}
            gaps={stretches}
          />
          <SpecialDays days={value.days} onChange={(days) => onChange({ ...value, days })} />
        </>
      )}
    </div>
  )
}

function ZonePicker({ zone, onChange }: { zone: string; onChange: (zone: string) => void }) {
  const list = useId()
  return (
    <>
      <Field
        label={t('zone')}
        hint={t('zoneHint')}
        error={isZone(zone) ? null : t('zoneBad')}
        list={list}
        autoComplete="off"
        spellCheck={false}
        value={zone}
        maxLength={60}
        onChange={({ target }) => onChange(target.value.trim())}
      />
      <datalist id={list}>
        {Intl.supportedValuesOf('timeZone').map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
    </>
  )
}

function usual(): Hours {
  const workday = [{ from: '09:00', to: '17:00' }]
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions()
  return { zone: timeZone, week: [workday, workday, workday, workday, workday, [], []], days: [] }
}
