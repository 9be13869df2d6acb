import { useEffect, useState } from 'react'
import { Field } from '../ui/Field.tsx'

type Props = {
  label: string
  hint?: string
  value: number | null
  onChange: (value: number | null) => void
  /** Shown and typed as so many of these: 60,000 for minutes of milliseconds. */
  unit?: number
  /** Whether it may be empty, which is null. */
  empties?: boolean
  min?: number
  max?: number
  error?: string | null
}

/** A whole number, kept as it is typed until it is one. */
export function NumberField({ label, hint, value, onChange, unit = 1, empties = false, min = 0, max, error }: Props) {
  const shown = value === null ? '' : String(value / unit)
  const [text, setText] = useState(shown)
  useEffect(() => setText((typed) => (asNumber(typed, unit) === value ? typed : shown)), [shown, value, unit])
  const type = (typed: string) => {
    setText(typed)
    const number = asNumber(typed, unit)
    if (number === null ? empties : number >= min * unit && (max === undefined || number <= max * unit)) onChange(number)
  }
  return (
    <Field
      label={label}
      hint={hint}
      error={error}
      type="number"
      className="field amount"
      min={min}
      max={max}
      value={text}
      onChange={({ target }) => type(target.value)}
      onBlur={() => setText(shown)}
    />
  )
}

function asNumber(text: string, unit: number): number | null {
  const number = Math.round(Number(text) * unit)
  return text.trim() === '' || Number.isNaN(number) ? null : number
}
