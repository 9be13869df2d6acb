import type { Condition } from '@baton/contracts/policy.ts'
import { X } from '../ui/icons.tsx'
import { useDraft } from './draft.tsx'
import { t } from './text.ts'

type Field = Condition['field']

/** What each field compares, the usual comparison first. */
const compares: { [F in Field]: Extract<Condition, { field: F }>['op'][] } = {
  page: ['is', 'isNot'],
  words: ['has', 'hasNot'],
  language: ['is', 'isNot'],
  name: ['is', 'isNot', 'contains', 'startsWith'],
  email: ['is', 'isNot', 'contains', 'startsWith'],
  contact: ['known', 'unknown'],
  verified: ['yes', 'no'],
  lines: ['atLeast', 'below'],
  score: ['atLeast', 'below'],
  topic: ['is', 'isNot'],
  time: ['within', 'outside'],
  day: ['is', 'isNot'],
  channel: ['is', 'isNot'],
}
const here = Intl.DateTimeFormat().resolvedOptions().timeZone

export function firstCondition(field: Field = 'page', topic = ''): Condition {
  switch (field) {
    case 'words':
      return { field, op: 'has', value: [] }
    case 'contact':
      return { field, op: 'known' }
    case 'verified':
      return { field, op: 'yes' }
    case 'lines':
      return { field, op: 'atLeast', value: 3 }
    case 'score':
      return { field, op: 'below', value: 0.8 }
    case 'time':
      return { field, op: 'outside', from: '09:00', to: '17:00', zone: here }
    case 'day':
      return { field, op: 'is', value: [6, 7], zone: here }
    case 'channel':
      return { field, op: 'is', value: 'widget' }
    case 'topic':
      return { field, op: 'is', value: topic }
    default:
      return { field, op: 'is', value: '' }
  }
}

/** Whether nothing is left to fill in. */
export function isWhole(condition: Condition): boolean {
  if (!('value' in condition)) return true
  const { value } = condition
  return typeof value === 'number' || (Array.isArray(value) ? value.length > 0 : value.trim() !== '')
}

type Props = { value: Condition; onChange: (value: Condition) => void; onRemove: (() => void) | null }

export function ConditionRow({ value, onChange, onRemove }: Props) {
  const { topics } = useDraft().value.triggers.topics
  return (
    <div className="condition">
      <select
        className="field"
        aria-label={t('field')}
        value={value.field}
        onChange={({ target }) => onChange(firstCondition(target.value as Field, topics[0]?.id))}
      >
        {(Object.keys(compares) as Field[]).map((field) => (
          <option key={field} value={field} disabled={field === 'topic' && topics.length === 0}>
            {field === 'contact' ? `${t('fieldName', field)} …` : t('fieldName', field)}
          </option>
        ))}
      </select>
      <select
        className="field"
        aria-label={t('op')}
        value={value.op}
        onChange={({ target }) => onChange({ ...value, op: target.value } as Condition)}
      >
        {compares[value.field].map((op) => (
          <option key={op} value={op}>
            {t('opName', op)}
          </option>
        ))}
      </select>
      <Value value={value} onChange={onChange} />
      {onRemove && (
        <button type="button" className="button bare square" aria-label={t('remove')} onClick={onRemove}>
          <X className="icon" />
        </button>
      )}
    </div>
  )
}

function Value({ value, onChange }: Omit<Props, 'onRemove'>) {
  const { topics } = useDraft().value.triggers.topics
  switch (value.field) {
    case 'words':
      return (
        <input
          className="field"
          aria-label={t('value')}
          placeholder={t('wordsHint')}
          defaultValue={value.value.join(', ')}
          onChange={({ target }) => onChange({ ...value, value: listOf(target.value) })}
        />
      )
    case 'lines':
      return (
        <input
          className="field"
          type="number"
          min={0}
          max={1000}
          aria-label={t('value')}
          value={value.value}
          onChange={({ target }) => onChange({ ...value, value: Math.round(Number(target.value)) })}
        />
      )
    case 'score':
      return (
        <span className="with-unit">
          <input
            className="field"
            type="number"
            min={0}
            max={100}
            aria-label={t('value')}
            value={Math.round(value.value * 100)}
            onChange={({ target }) => onChange({ ...value, value: Math.min(100, Math.max(0, Number(target.value))) / 100 })}
          />{' '}
          %
        </span>
      )
    case 'topic':
      return (
        <select
          className="field"
          aria-label={t('value')}
          value={value.value}
          onChange={({ target }) => onChange({ ...value, value: target.value })}
        >
          {topics.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
      )
    case 'time':
      return (
        <span className="with-unit">
          <input
            className="field"
            type="time"
            aria-label={t('fromTime')}
            value={value.from}
            onChange={({ target }) => onChange({ ...value, from: target.value })}
          />
          –
          <input
            className="field"
            type="time"
            aria-label={t('toTime')}
            value={value.to}
            onChange={({ target }) => onChange({ ...value, to: target.value })}
          />
          <Zone zone={value.zone} onChange={(zone) => onChange({ ...value, zone })} />
        </span>
      )
    case 'day':
      return (
        <fieldset className="weekdays" aria-label={t('days')}>
          {[1, 2, 3, 4, 5, 6, 7].map((day) => (
            <label key={day}>
              <input
                type="checkbox"
                checked={value.value.includes(day)}
                onChange={({ target }) =>
                  onChange({
                    ...value,
                    value: target.checked ? [...value.value, day].toSorted() : value.value.filter((one) => one !== day),
                  })
                }
              />
              {t('weekday', day)}
            </label>
          ))}
          <Zone zone={value.zone} onChange={(zone) => onChange({ ...value, zone })} />
        </fieldset>
      )
    case 'channel':
    case 'contact':
    case 'verified':
      return <span className="quiet">{value.field === 'channel' ? value.value : ''}</span>
    default:
      return (
        <input
          className="field"
          aria-label={t('value')}
          placeholder={value.field === 'page' ? t('pageHint') : ''}
          maxLength={value.field === 'page' ? 300 : 80}
          value={value.value}
          onChange={({ target }) => onChange({ ...value, value: target.value })}
        />
      )
  }
}

function Zone({ zone, onChange }: { zone: string; onChange: (zone: string) => void }) {
  return <input className="field" aria-label={t('zone')} maxLength={60} value={zone} onChange={({ target }) => onChange(target.value)} />
}

function listOf(text: string): string[] {
  return text
    .split(',')
    .map((word) => word.trim())
    .filter(Boolean)
}
