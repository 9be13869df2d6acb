import { type ReactNode, useId } from 'react'
import { useMe } from '../account/me.tsx'
import { t } from './text.ts'

type AmountProps = { label: string; value: number; unit?: string; min?: number; max: number; onChange: (value: number) => void }

/** A number inside a sentence: reads as text, edits in place. */
export function Amount({ label, value, unit, min = 0, max, onChange }: AmountProps) {
  const shown = String(Number(value.toFixed(2)))
  return (
    <span className="value">
      <input
        type="number"
        aria-label={label}
        min={min}
        max={max}
        step="any"
        value={shown}
        style={{ inlineSize: `${shown.length + 1}ch` }}
        onChange={({ target }) => onChange(Math.min(max, Math.max(0, Number(target.value))))}
      />
      {unit}
    </span>
  )
}

type PickProps<V extends string> = { label: string; value: V; options: readonly (readonly [V, string])[]; onChange: (value: V) => void }

/** A choice inside a sentence. */
export function Pick<V extends string>({ label, value, options, onChange }: PickProps<V>) {
  const shown = options.find(([one]) => one === value)?.[1] ?? ''
  return (
    <span className="value pick">
      <span aria-hidden="true">{shown}</span>
      <select aria-label={label} value={value} onChange={({ target }) => onChange(target.value as V)}>
        {options.map(([one, name]) => (
          <option key={one} value={one}>
            {name}
          </option>
        ))}
      </select>
    </span>
  )
}

export function DoesPick({ value, onChange }: { value: 'escalate' | 'offer'; onChange: (value: 'escalate' | 'offer') => void }) {
  return (
    <Pick
      label={t('does')}
      value={value}
      options={[
        ['escalate', t('escalate')],
        ['offer', t('offer')],
      ]}
      onChange={onChange}
    />
  )
}

/** Null is the bot's own team. */
export function TeamPick({ value, onChange }: { value: string | null; onChange: (value: string | null) => void }) {
  const { teams } = useMe()
  const options = [['', t('botsTeam')] as const, ...teams.map(({ id, name }) => [id, name] as const)]
  return <Pick label={t('team')} value={value ?? ''} options={options} onChange={(team) => onChange(team === '' ? null : team)} />
}

export function PriorityPick({ value, onChange }: { value: number; onChange: (value: number) => void }) {
  const options = [0, 1, 2, 3].map((level) => [String(level), t('priorityName', level)] as const)
  return <Pick label={t('priority')} value={String(value)} options={options} onChange={(level) => onChange(Number(level))} />
}

export function Tick({ label, value, onChange }: { label: ReactNode; value: boolean; onChange: (value: boolean) => void }) {
  const id = useId()
  return (
    <span className="tick">
      <input id={id} type="checkbox" checked={value} onChange={({ target }) => onChange(target.checked)} />
      <label htmlFor={id}>{label}</label>
    </span>
  )
}
