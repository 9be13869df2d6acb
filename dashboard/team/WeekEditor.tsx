import type { Period } from '@baton/contracts/hours.ts'
import { type CSSProperties, useState } from 'react'
import type { Stretch } from './HoursEditor.tsx'
import { durationInWords, isOverMidnight, lengthOf, onTrack } from './hours.ts'
import type { PeriodProblem } from './hours-problems.ts'
import { Periods } from './Periods.tsx'
import { t } from './text.ts'

type Week = Period[][]
type Props = { week: Week; problem: PeriodProblem; onChange: (week: Week) => void; gaps: readonly Stretch[] }

const hoursShown = [0, 3, 6, 9, 12, 15, 18, 21, 24]

/** One row a day: a track to see it, and a day's periods to change it. */
export function WeekEditor({ week, problem, onChange, gaps }: Props) {
  const [editing, setEditing] = useState<number | null>(null)
  const set = (day: number, periods: Period[]) => onChange(week.map((other, i) => (i === day ? periods : other)))
  const copy = (day: number) => onChange(week.map((other, i) => (i < 5 ? (week[day] ?? other) : other)))
  return (
    <div className="week-editor">
      <ol className="week">
        {week.map((periods, day) => {
          const wrong = periods.some((_, i) => problem(day, i))
          return (
            <li key={t('day', day)} data-open={editing === day || wrong || undefined}>
              <strong>
                <span className="day-name">{t('day', day)}</span>
                <span className="day-short" aria-hidden="true">
                  {t('day', day).slice(0, 3)}
                </span>
              </strong>
              <Track
                day={day}
                periods={periods}
                gaps={gaps}
                onEdit={() => setEditing(editing === day ? null : day)}
                open={editing === day}
              />
              <span className="num quiet">{periods.length === 0 ? t('closedDay') : durationInWords(lengthOf(periods))}</span>
              {(editing === day || wrong) && (
                <div className="day-editor">
                  <Periods periods={periods} problem={(i) => problem(day, i)} onChange={(next) => set(day, next)} of={t('day', day)} />
                  {day < 5 && (
                    <button type="button" className="button bare" onClick={() => copy(day)}>
                      {t('copyToWeek')}
                    </button>
                  )}
                </div>
              )}
            </li>
          )
        })}
      </ol>
      <p className="scale-hours num" aria-hidden="true">
        {hoursShown.map((hour) => (
          <span key={hour}>{hour}</span>
        ))}
      </p>
    </div>
  )
}

type TrackProps = { day: number; periods: readonly Period[]; gaps: readonly Stretch[]; open: boolean; onEdit: () => void }

function Track({ day, periods, gaps, open, onEdit }: TrackProps) {
  return (
    <button type="button" className="day-track" aria-expanded={open} aria-label={label(day, periods)} onClick={onEdit}>
      {periods.map((period, i) => (
        <span key={`${period.from}${i}`} className="open-slot" style={shares(onTrack(period))}>
          {isOverMidnight(period)
            ? `${short(period.from)} – ${t('nextDay', short(period.to))}`
            : `${short(period.from)} – ${short(period.to)}`}
        </span>
      ))}
      {gaps
        .filter((gap) => gap.day === day)
        .map((gap) => (
          <span key={gap.start} className="open-slot gap" style={shares(gap)} />
        ))}
    </button>
  )
}

/** `9:00` where there is little room. */
function short(time: string): string {
  return time.replace(/^0(?=\d)/, '')
}

function label(day: number, periods: readonly Period[]): string {
  const said = periods.map((period) => `${period.from} – ${isOverMidnight(period) ? t('nextDay', period.to) : period.to}`).join(', ')
  return `${t('editDay', t('day', day))}: ${said || t('closedDay')}`
}

function shares({ start, end }: { start: number; end: number }): CSSProperties {
  return { insetInlineStart: `${start * 100}%`, insetInlineEnd: `${(1 - end) * 100}%` }
}
