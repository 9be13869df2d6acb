import type { Schedule } from '@baton/contracts/knowledge.ts'
import { Area } from '../ui/Field.tsx'
import { Amount } from './Amount.tsx'
import { type CrawlDraft, clockOf, mostDepth, mostPages, weekdays, withRhythm } from './crawl.ts'
import { crawlText as t } from './text.ts'

type Props = { value: CrawlDraft; change: (part: Partial<CrawlDraft>) => void }

/** Which pages of a website are read, how many, and when again: as sentences. */
export function CrawlFields({ value, change }: Props) {
  return (
    <>
      <ol className="rules">
        <li className="rule">
          <strong>{t('scheduleRule')}</strong>
          <ScheduleSentence schedule={value.schedule} onChange={(schedule) => change({ schedule })} />
        </li>
        <li className="rule">
          <strong>{t('limitsRule')}</strong>
          <p className="sentence">
            {t('far')} <Amount label={t('depth')} value={value.depth} min={0} max={mostDepth} onChange={(depth) => change({ depth })} />{' '}
            {t('farUnit')} <Amount label={t('pages')} value={value.pages} min={1} max={mostPages} onChange={(pages) => change({ pages })} />{' '}
            {t('pagesUnit')}
          </p>
        </li>
      </ol>
      <div className="twin">
        <Area
          label={t('include')}
          hint={t('includeHint')}
          rows={3}
          value={value.include}
          onChange={({ target }) => change({ include: target.value })}
        />
        <Area
          label={t('skip')}
          hint={t('skipHint')}
          rows={3}
          value={value.skip}
          onChange={({ target }) => change({ skip: target.value })}
        />
      </div>
    </>
  )
}

const rhythms = ['off', 'hour', 'day', 'week'] as const
const here = Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC'
const zones = (): string[] => Intl.supportedValuesOf('timeZone')

function ScheduleSentence({ schedule, onChange }: { schedule: Schedule; onChange: (schedule: Schedule) => void }) {
  return (
    <div className="sentence">
      {t('schedule')}{' '}
      <select
        className="value"
        aria-label={t('schedule')}
        value={schedule.every}
        onChange={({ target }) => onChange(withRhythm(schedule, target.value as Schedule['every'], here))}
      >
        {rhythms.map((every) => (
          <option key={every} value={every}>
            {t(every)}
          </option>
        ))}
      </select>
      {schedule.every === 'week' && (
        <>
          {' '}
          {t('on')} <Weekday day={schedule.day} onChange={(day) => onChange({ ...schedule, day })} />
        </>
      )}
      {'hour' in schedule && <When {...schedule} onChange={(at) => onChange({ ...schedule, ...at })} />}.
      {schedule.every === 'off' && <span className="small quiet block">{t('offIntro')}</span>}
    </div>
  )
}

function Weekday({ day, onChange }: { day: number; onChange: (day: number) => void }) {
  return (
    <select className="value" aria-label={t('weekday')} value={day} onChange={({ target }) => onChange(Number(target.value))}>
      {weekdays.map((name, i) => (
        <option key={name} value={i + 1}>
          {name}
        </option>
      ))}
    </select>
  )
}

type WhenProps = { hour: number; zone: string; onChange: (at: { hour?: number; zone?: string }) => void }

function When({ hour, zone, onChange }: WhenProps) {
  const known = zones()
  return (
    <>
      {' '}
      {t('at')}{' '}
      <select className="value" aria-label={t('oclock')} value={hour} onChange={({ target }) => onChange({ hour: Number(target.value) })}>
        {Array.from({ length: 24 }, (_, one) => (
          <option key={clockOf(one)} value={one}>
            {clockOf(one)}
          </option>
        ))}
      </select>{' '}
      {t('in')}{' '}
      <select className="value" aria-label={t('zone')} value={zone} onChange={({ target }) => onChange({ zone: target.value })}>
        {(known.includes(zone) ? known : [zone, ...known]).map((one) => (
          <option key={one} value={one}>
            {one.replaceAll('_', ' ')}
          </option>
        ))}
      </select>
    </>
  )
}
